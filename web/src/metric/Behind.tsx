import { useQuery } from '@tanstack/react-query';
import type { WireRequest } from '@throughline/api/wire/decision';
import type { Point, WireSource } from '@throughline/api/wire/figure';
import type { MetricPage, Series } from '@throughline/api/wire/metric';
import type { Unit } from '@throughline/domain/metric';
import { dayLabel } from '@throughline/domain/period';
import { numberWord } from '@throughline/domain/sentence';
import { targetWords } from '../chart/judged.ts';
import { documentsQuery } from '../document/documentQuery.ts';
import { FigureText } from '../figure/FigureText.tsx';
import { FirstGiven } from '../figure/FirstGiven.tsx';
import { SourceLink } from '../figure/SourceLink.tsx';
import { sessionQuery } from '../signIn/sessionQuery.ts';
import { LinkedNote } from '../ui/LinkedNote.tsx';
import { MistakeLink } from '../ui/MistakeLink.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import type { View } from '../view.ts';
import { chosenBreakdown } from './breakdown.ts';
import styles from './metric.module.css';
import { partsQuery } from './seriesQuery.ts';
import { ofFrequency } from './words.ts';

interface BehindProps {
  metric: MetricPage;
  series: Series;
  view: View;
}

/** What stands behind the figures: sources, requests, cautions, disagreements and revisions. */
export function Behind({ metric, series, view }: BehindProps) {
  const { title, care, discrepancies, requests, owner, unit } = metric;
  const due = ofFrequency(metric);
  const may = useQuery(sessionQuery()).data?.may ?? [];
  return (
    <aside className={styles.behind} aria-label="Behind the figures">
      <section aria-labelledby="sources">
        <h2 id="sources">Where this comes from</h2>
        <Sources metric={metric} series={series} view={view} />
        <p className={styles.quiet}>
          {owner && `Kept by: ${owner}. `}
          {due}
        </p>
        <p>
          <MistakeLink about={title}>Report a mistake in these figures</MistakeLink>
        </p>
      </section>

      <section aria-labelledby="target">
        <h2 id="target">Target</h2>
        <Targets targets={series.targets} unit={unit} />
      </section>

      <section aria-labelledby="asked">
        <h2 id="asked">What the Board has asked</h2>
        {requests.length === 0 ? (
          <p>Nothing that its minutes record.</p>
        ) : (
          <ul className={styles.asked}>
            {requests.map((request) => (
              <Asked key={request.id} request={request} />
            ))}
          </ul>
        )}
      </section>

      <section aria-labelledby="care">
        <h2 id="care">Read with care</h2>
        {!care && discrepancies.length === 0 && <p>Nothing is known that needs it.</p>}
        {discrepancies.length > 0 && (
          <p>
            <a href="#disagree">
              {discrepancies.length === 1
                ? 'The sources disagree in one place'
                : `The sources disagree in ${numberWord(discrepancies.length)} places`}
            </a>
            .
          </p>
        )}
        {care && <p>{care}</p>}
      </section>

      <section aria-labelledby="revisions">
        <h2 id="revisions">Revisions</h2>
        {series.revisions.length === 0 ? (
          <p>None since it was first reported.</p>
        ) : (
          <ul>
            {series.revisions.map((point) => (
              <li key={`${point.period} ${point.category} ${point.version}`}>
                <Revised
                  earlier={point}
                  versions={[...series.revisions, ...series.points]}
                  unit={unit}
                />
              </li>
            ))}
          </ul>
        )}
        {(may.includes('correct') || may.includes('withdraw')) && (
          <p className="screen-only">
            <PageLink to={`/metrics/${metric.id}/correct`}>Correct a figure</PageLink>
          </p>
        )}
      </section>
    </aside>
  );
}

interface RevisedProps {
  earlier: Point;
  versions: readonly Point[];
  unit: Unit;
}

/** A figure and the one that took its place, with the day and the public reason. */
function Revised({ earlier, versions, unit }: RevisedProps) {
  const next = versions.find(
    ({ period, category, version }) =>
      period === earlier.period && category === earlier.category && version > earlier.version,
  );
  const was = (
    <>
      {earlier.period_label}: <FigureText point={earlier} unit={unit} />, known from{' '}
      {dayLabel(earlier.known_from)}
    </>
  );
  if (next === undefined) return <>{was}, was withdrawn.</>;
  return (
    <>
      {was}, became{' '}
      <b>
        <FigureText point={next} unit={unit} />
      </b>{' '}
      on {dayLabel(next.known_from)}.
      {next.changed && (
        <span className={styles.quiet}>
          {' '}
          {capital(next.changed.kind)}: {next.changed.reason}
        </span>
      )}
    </>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What was aimed for and when. Without a target nothing is rated. */
export function Targets({ targets, unit }: { targets: Series['targets']; unit: Unit }) {
  if (targets.length === 0) return <p>No target has been set.</p>;
  return (
    <ul>
      {targets.map((target) => (
        <li key={`${target.from} ${targetWords(target, unit)}`}>
          {capital(targetWords(target, unit))}, from {dayLabel(target.from)}
          {target.to && ` to ${dayLabel(target.to)}`}. {target.source}
        </li>
      ))}
    </ul>
  );
}

/** The sources of the whole, or of its parts where the papers print no total. */
function Sources({ metric, series, view }: BehindProps) {
  const breakdown = chosenBreakdown(metric, view);
  const isInParts = series.points.length === 0 && breakdown !== undefined;
  const parts = useQuery({
    ...partsQuery(metric.id, view, breakdown?.id),
    enabled: isInParts,
  });
  return <Documents points={(isInParts ? parts.data : series)?.points ?? []} />;
}

/** Each document once, with every place in it and the periods that were printed there. */
function Documents({ points }: { points: readonly Point[] }) {
  const documents = grouped(points, ({ source }) => source.document);
  if (points.length === 0) return <p>No figure has been reported yet.</p>;
  return (
    <ul className={styles.sources}>
      {[...documents].map(([document, from]) => (
        <li key={document}>
          <Document source={from[0]?.source} />
          <Places points={from} />
        </li>
      ))}
    </ul>
  );
}

/** Every place in one document; the many rows of a file are opened only when wanted. */
function Places({ points }: { points: readonly Point[] }) {
  const places = [...grouped(points, ({ source }) => source.locator)];
  const list = (
    <ul>
      {places.map(([locator, printed]) => (
        <li key={locator}>
          {printed[0] && <SourceLink source={printed[0].source} />}
          <span className={styles.quiet}>
            {' '}
            {[...new Set(printed.map(({ period_label: label }) => label))].join(', ')}
            {printed[0]?.source.first && (
              <>
                . <FirstGiven source={printed[0].source} />
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
  if (places.length <= 3) return list;
  return (
    <details>
      <summary>{places.length} places in it</summary>
      {list}
    </details>
  );
}

function grouped(points: readonly Point[], by: (point: Point) => string): Map<string, Point[]> {
  const groups = new Map<string, Point[]>();
  for (const point of points) {
    const group = groups.get(by(point));
    if (group) group.push(point);
    else groups.set(by(point), [point]);
  }
  return groups;
}

function Document({ source }: { source: WireSource | undefined }) {
  if (source === undefined) return null;
  return (
    <>
      <PageLink to={`/documents/${source.document}`}>{source.document_title}</PageLink>
      {source.meeting && (
        <>
          , reported to the Board on{' '}
          <PageLink to={`/meetings/${source.meeting}`}>{dayLabel(source.meeting)}</PageLink>
        </>
      )}
      {!source.meeting && <Published document={source.document} />}
    </>
  );
}

/** Of what others publish: the day, who they are, and under which licence. */
function Published({ document }: { document: string }) {
  const documents = useQuery(documentsQuery());
  const found = documents.data?.find(({ id }) => id === document);
  if (!found) return null;
  return (
    <>
      {found.published_on && `, published on ${dayLabel(found.published_on)}`}.{' '}
      <span className={styles.quiet}>
        <LinkedNote text={found.note} />
      </span>
    </>
  );
}

function Asked({ request }: { request: WireRequest }) {
  const { meeting, minute, text, state, answer, due_meeting: due } = request;
  return (
    <li>
      <b>{dayLabel(meeting)}</b>, minute {minute}. {text.replace(/\.?$/, '.')}{' '}
      <span className={state === 'overdue' ? styles.overdue : styles.state}>
        {requestWords[state]}
      </span>
      {state === 'overdue' && due && ` It was asked for by ${dayLabel(due)}.`}
      {answer && ` ${dayLabel(answer.on)}: ${answer.text}`}
    </li>
  );
}

const requestWords: Record<WireRequest['state'], string> = {
  open: 'No answer found in the papers.',
  overdue: 'Not reported.',
  answered: 'Answered.',
  withdrawn: 'Withdrawn.',
};
