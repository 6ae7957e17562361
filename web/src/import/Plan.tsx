import { useQuery } from '@tanstack/react-query';
import type { WireImport } from '@throughline/api/wire/import';
import { dayLabel } from '@throughline/domain/period';
import type { ReactNode } from 'react';
import { metricsQuery } from '../metric/metricsQuery.ts';
import { PageLink } from '../ui/PageLink.tsx';
import styles from './import.module.css';

type Figures = Extract<WireImport, { kind: 'figures' }>;

interface PlanProps {
  plan: WireImport;
  isLoading: boolean;
  onLoad: () => void;
}

/** What loading a file would change, or has changed, and the button that does it. */
export function Plan({ plan, isLoading, onLoad }: PlanProps) {
  const { release, written, refusals } = plan;
  const changes = plan.new + (plan.kind === 'figures' ? plan.changed : 0);
  return (
    <section aria-labelledby="plan" className={styles.plan}>
      <h2 id="plan" tabIndex={-1} ref={focus}>
        {written ? 'Loaded' : 'What would change'}
      </h2>
      <p>
        {release.name}, published on {dayLabel(release.published_on)}.{' '}
        {plan.kind === 'figures' && plan.mapping && `Read by the mapping “${plan.mapping}”.`}
      </p>
      <dl className={styles.counts}>
        <Count title="Rows read" count={plan.rows} />
        <Count title="New" count={plan.new} />
        {plan.kind === 'figures' && <Count title="Changed" count={plan.changed} />}
        <Count title="Unchanged" count={plan.unchanged} />
        <Count title="Refused" count={refusals} />
      </dl>
      <Verdict plan={plan} changes={changes} />
      {!written && refusals === 0 && changes > 0 && (
        <p>
          <button type="button" className={styles.main} disabled={isLoading} onClick={onLoad}>
            {isLoading ? 'Loading…' : `Load ${counted(changes)}`}
          </button>
        </p>
      )}
      <Refused plan={plan} />
      {plan.kind === 'figures' && <Changed plan={plan} />}
      {plan.kind === 'figures' && <Found plan={plan} />}
      {plan.skipped.length > 0 && (
        <details>
          <summary>Rows not taken</summary>
          <ul className={styles.list}>
            {plan.skipped.map(({ reason, rows }) => (
              <li key={reason}>
                {number(rows)} {rows === 1 ? 'row' : 'rows'}: {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** Reading goes on where the answer is. */
function focus(heading: HTMLElement | null) {
  heading?.focus();
}

function Verdict({ plan, changes }: { plan: WireImport; changes: number }) {
  if (plan.written) {
    return (
      <p>
        It is written, and every page shows it. The old figures stay on record as earlier versions;
        nothing was deleted.
      </p>
    );
  }
  if (plan.refusals > 0) {
    return (
      <p className={styles.refused}>
        Nothing can be loaded while anything is refused: a file is loaded whole or not at all. Mend
        what is named below, or give a mapping that names it, and show the plan again.
      </p>
    );
  }
  if (changes === 0) {
    return <p>Nothing would change: all that the file says is already held.</p>;
  }
  return <p>Nothing has been changed yet.</p>;
}

function Refused({ plan: { refused, refusals } }: { plan: WireImport }) {
  if (refusals === 0) return null;
  return (
    <Listed title="Refused" shown={refused.length} all={refusals}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Row</th>
            <th scope="col">Column</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {refused.map(({ row, rows, column, reason }) => (
            <tr key={`${row} ${column} ${reason}`}>
              <td>
                {row ?? 'the whole file'}
                {rows !== undefined && rows > 1 && ` and ${number(rows - 1)} more`}
              </td>
              <td>{column}</td>
              <td>{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Listed>
  );
}

function Changed({ plan: { changes, changed, periods } }: { plan: Figures }) {
  const metrics = useQuery(metricsQuery());
  if (changed === 0) return null;
  const titleOf = (id: string) => metrics.data?.find((metric) => metric.id === id)?.title ?? id;
  const labelOf = (id: string) => periods.find(({ period }) => period === id)?.label ?? id;
  return (
    <Listed title="Changed figures" shown={changes.length} all={changed}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Row</th>
            <th scope="col">Figure</th>
            <th scope="col">Place</th>
            <th scope="col">Period</th>
            <th scope="col" className={styles.number}>
              Held
            </th>
            <th scope="col" className={styles.number}>
              In this file
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ row, metric, area, area_name, period, old, new: now }) => (
            <tr key={`${metric} ${area} ${period} ${row}`}>
              <td>{row}</td>
              <th scope="row">
                <PageLink to={`/metrics/${metric}`}>{titleOf(metric)}</PageLink>
              </th>
              <td>{area_name}</td>
              <td>{labelOf(period)}</td>
              <td className={styles.number}>{old}</td>
              <td className={styles.number}>
                <b>{now}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Listed>
  );
}

function Found({ plan: { areas, periods } }: { plan: Figures }) {
  return (
    <details>
      <summary>
        {areas.length} {areas.length === 1 ? 'place' : 'places'} and {periods.length}{' '}
        {periods.length === 1 ? 'period' : 'periods'} found
      </summary>
      <ul className={styles.list}>
        {areas.map(({ code, name, new: isNew }) => (
          <li key={code}>
            {name} ({code}){isNew && <b>, new here</b>}
          </li>
        ))}
      </ul>
      <p>{periods.map(({ label }) => label).join(', ')}</p>
    </details>
  );
}

interface ListedProps {
  title: string;
  shown: number;
  all: number;
  children: ReactNode;
}

function Listed({ title, shown, all, children }: ListedProps) {
  return (
    <div className={styles.listed}>
      <h3>{title}</h3>
      {shown < all && (
        <p className={styles.hint}>
          The first {number(shown)} of {number(all)}.
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={title}>
        {children}
      </section>
    </div>
  );
}

function Count({ title, count }: { title: string; count: number }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{number(count)}</dd>
    </div>
  );
}

function counted(count: number): string {
  return count === 1 ? 'it' : `these ${number(count)}`;
}

function number(count: number): string {
  return count.toLocaleString('en-GB');
}
