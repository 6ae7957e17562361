import type { MetricPage, Series } from '@throughline/api/wire/metric';
import { LineMark } from '../chart/Beside.tsx';
import { Chart } from '../chart/Chart.tsx';
import { type ChartModel, chartModel } from '../chart/chartModel.ts';
import { leftOutOf, shortTitle } from '../chart/compared.ts';
import { Downloads } from '../chart/Downloads.tsx';
import { targetWords } from '../chart/judged.ts';
import type { MeetingLine } from '../chart/meetingSpots.ts';
import { symbolWords } from '../chart/pointWords.ts';
import { SeriesTable } from '../chart/SeriesTable.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import type { View } from '../view.ts';
import { chosenBreakdown } from './breakdown.ts';
import { Chance, ChanceSwitch } from './Chance.tsx';
import { Compare } from './Compare.tsx';
import judging from './judging.module.css';
import styles from './metric.module.css';

interface FiguresProps {
  metric: MetricPage;
  series: Series;
  meetings: readonly MeetingLine[];
  view: View;
}

/** The figures as a chart or a table, with what they are set beside and judged by. */
export function Figures({ metric, series, meetings, view }: FiguresProps) {
  const { comparing, control } = series;
  return (
    <section aria-labelledby="figures" className={styles.figures}>
      <h2 id="figures" className="visually-hidden">
        The figures
      </h2>
      <div className={`${styles.controls} screen-only`}>
        <ViewSwitch id={metric.id} view={view} />
        <ChanceSwitch id={metric.id} view={view} />
        <Downloads
          metric={metric}
          series={series}
          breakdown={chosenBreakdown(metric, view)?.id}
          meetings={meetings}
          view={view}
        />
      </div>
      <Compare metric={metric} series={series} />
      <Drawn metric={metric} series={series} meetings={meetings} view={view} />
      {comparing && comparing.sentences.length > 0 && (
        <div className={judging.words}>
          {comparing.sentences.map((words) => (
            <p key={words}>{words}</p>
          ))}
        </div>
      )}
      {control && <Chance control={control} />}
    </section>
  );
}

function ViewSwitch({ id, view }: { id: string; view: View }) {
  return (
    <nav aria-label="Show the figures as" className={styles.switch}>
      {(['chart', 'table'] as const).map((kind) => (
        <PageLink
          key={kind}
          to={`/metrics/${id}`}
          view={{ ...view, view: kind }}
          current={view.view === kind}
        >
          {kind === 'chart' ? 'Chart' : 'Table'}
        </PageLink>
      ))}
    </nav>
  );
}

function Drawn({ metric, series, meetings, view }: FiguresProps) {
  const model = chartModel({ series, metric, meetings, chosen: view.asAt });
  const isLine = model.dots.length > 1 || model.compared.length > 0;
  const place = metric.areas.find(({ code }) => code === series.area)?.name ?? 'Figure';
  if (view.view === 'table' || !isLine) {
    return <SeriesTable series={series} unit={metric.unit} title={metric.title} place={place} />;
  }
  return (
    <>
      <Chart model={model} series={series} metric={metric} label={inWords(metric, series)} />
      {model.compared.length > 0 && <LineKey model={model} />}
      <p className={styles.key}>
        {model.meetings.length > 0 && 'Upright lines are meetings of the Board.'}
        {workedOutWords(series)}
        {model.segments.some(({ dashed }) => dashed) && ' Dashed: provisional.'}
        {model.gaps.length > 0 && ` ${symbolWords(series.points)}`}
        {model.compared.some(({ breaks }) => breaks.length > 0) &&
          ' // the neighbours change here: two different groups.'}
        {model.judged.bands.length > 0 &&
          ' Level lines: the average; in long dashes the limits; in fine dots two thirds of the way to them.'}
        {series.targets.length > 0 && ' Round dots: the target, while it was in force.'}
        {model.scaleNote && ` ${model.scaleNote}`}
      </p>
      <LeftOut metric={metric} series={series} view={view} />
    </>
  );
}

/** How the hollow figures were made: "○ worked out, not printed: Q1 2023/24 is 67 + 9." */
function workedOutWords({ points }: Series): string {
  const made = points.flatMap(({ formula, period_label }) =>
    formula ? [`${period_label} is ${formula}`] : [],
  );
  return made.length === 0
    ? ''
    : ` ○ worked out from a paper, not printed in it: ${made.join(', ')}.`;
}

/** Everything that the chart shows, as its alternative text. */
function inWords({ unit }: MetricPage, { sentence, control, targets }: Series): string {
  return [
    sentence,
    ...(control?.sentences ?? []),
    ...targets.map((target) => `Target: ${targetWords(target, unit)}.`),
  ].join(' ');
}

/** The lines beside the series with their newest figures; a label at the line may find no room. */
function LineKey({ model }: { model: ChartModel }) {
  return (
    <ul className={judging.key} aria-label="Lines to compare with">
      {model.compared.map(({ id, title, place, runs }) => (
        <li key={id}>
          <svg viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">
            <LineMark place={place} />
          </svg>{' '}
          {title} <b>{runs.at(-1)?.at(-1)?.text ?? 'no figure'}</b>
        </li>
      ))}
    </ul>
  );
}

function LeftOut({ metric, series, view }: Pick<FiguresProps, 'metric' | 'series' | 'view'>) {
  const leftOut = leftOutOf(series.comparing).map(shortTitle);
  if (leftOut.length === 0) return null;
  return (
    <p className={styles.key}>
      A chart of more than four lines cannot be read. Only in{' '}
      <PageLink to={`/metrics/${metric.id}`} view={{ ...view, view: 'table' }}>
        the table
      </PageLink>{' '}
      and the file: {leftOut.join(', ')}.
    </p>
  );
}
