import type { MetricPage, Series } from '@throughline/api/wire/metric';
import type { MeetingLine } from '../chart/meetingSpots.ts';
import { ChangeWords, directionWord, toneOf } from '../figure/ChangeWords.tsx';
import { FigureText } from '../figure/FigureText.tsx';
import { OwnNotes } from '../note/OwnNotes.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { Piecemeal } from '../ui/Piecemeal.tsx';
import type { View } from '../view.ts';
import { Behind } from './Behind.tsx';
import { Breakdowns } from './Breakdowns.tsx';
import { Definitions } from './Definitions.tsx';
import { Disagreements } from './Disagreements.tsx';
import { Figures } from './Figures.tsx';
import styles from './metric.module.css';
import { ofPolarity, ofUnit } from './words.ts';

interface MetricProps {
  metric: MetricPage;
  series: Series;
  meetings: readonly MeetingLine[];
  view: View;
}

/** The page of one metric, once everything for it has been read. */
export function Metric({ metric, series, meetings, view }: MetricProps) {
  const { title, unit, definition, topic, topic_title: topicTitle } = metric;
  const total = series.points;
  const latest = total.at(-1);
  const inParts = listed(metric.breakdowns.map((breakdown) => breakdown.title.toLowerCase()));
  // The papers print no total of some metrics, so nothing can be said of the whole.
  const isInParts = total.length === 0 && metric.breakdowns.length > 0;
  return (
    <article className={styles.metric}>
      <header className={styles.opening}>
        <nav aria-label="Where this is" className={styles.crumbs}>
          <PageLink to="/" hash={`topic-${topic}`}>
            {topicTitle}
          </PageLink>
          <span aria-hidden="true"> › </span>
          <span aria-current="page">{title}</span>
        </nav>
        <h1>{isInParts ? `${title}, by ${inParts}` : series.headline}</h1>
        <p className={styles.definition}>{definition}</p>
        <p className={styles.measured}>
          {ofUnit(metric)} {ofPolarity(metric)}
        </p>
        <p className={styles.direction} id="direction">
          {latest && (
            <>
              <span className={styles.latest}>
                <FigureText point={latest} unit={unit} />
              </span>{' '}
              <ChangeWords change={series.change} direction={series.direction} />{' '}
            </>
          )}
          <span className={styles.travel}>
            {isInParts && 'No total is known. '}
            Direction of travel:{' '}
            <b className={toneOf(series.direction)}>{directionWord(series.direction)}</b>
            {series.direction.reason && <>, because {series.direction.reason}</>}.
          </span>
        </p>
      </header>

      <div className={styles.main}>
        <Piecemeal>
          {total.length > 0 && (
            <Figures metric={metric} series={series} meetings={meetings} view={view} />
          )}
        </Piecemeal>
        <Piecemeal>
          <Definitions metric={metric} view={view} />
          <Breakdowns metric={metric} view={view} />
        </Piecemeal>
        <Piecemeal>
          <Disagreements discrepancies={metric.discrepancies} />
          <OwnNotes metric={metric} series={series} />
        </Piecemeal>
      </div>

      <Piecemeal>
        <Behind metric={metric} series={series} view={view} />
      </Piecemeal>
    </article>
  );
}

function listed(words: readonly string[]): string {
  return words.join(' and ');
}
