import type { ReturnSummary } from '@throughline/api/wire/return';
import { dayLabel } from '@throughline/domain/period';
import { PageLink } from '../ui/PageLink.tsx';
import styles from './return.module.css';
import { stateOf, titleOf } from './returnWords.ts';

/** Returns, one a row. */
export function ReturnsTable({
  returns,
  title = 'Returns',
  to = '/returns',
}: {
  returns: readonly ReturnSummary[];
  title?: string;
  /** Where a row leads, before the id. */
  to?: string;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
    <section className={styles.scroller} aria-label={title} tabIndex={0}>
      <table className={styles.list}>
        <thead className={styles.listHead}>
          <tr>
            <th scope="col">Return</th>
            <th scope="col">For the Board on</th>
            <th scope="col">Due</th>
            <th scope="col">Where it stands</th>
            <th scope="col">Who has done what</th>
          </tr>
        </thead>
        <tbody>
          {returns.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <PageLink to={`${to}/${one.id}`}>{titleOf(one)}</PageLink>
                {one.covers && <span className={styles.period}>{one.covers}</span>}
              </th>
              <td>
                {one.meeting ? dayLabel(one.meeting) : '–'}
                {one.papers_on && (
                  <span className={styles.period}>papers go out {dayLabel(one.papers_on)}</span>
                )}
              </td>
              <td>{one.due_on ? dayLabel(one.due_on) : '–'}</td>
              <td>
                {stateOf(one)}
                <span className={styles.period}>
                  {one.counts.filled} of {one.counts.boxes} entered
                  {one.state === 'draft' &&
                    one.counts.due_empty > 0 &&
                    `, ${one.counts.due_empty} due and empty`}
                </span>
              </td>
              <td>{doneBy(one)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** "Entered: Ann 14, Ben 3. Submitted by Ann." */
function doneBy({ people, steps }: ReturnSummary): string {
  const entered = people.map(({ name, boxes }) => `${name} ${boxes}`).join(', ');
  const last = steps.at(-1);
  const parts = [
    entered && `Entered: ${entered}.`,
    last && `${last.step[0]?.toUpperCase()}${last.step.slice(1)} by ${last.by.name}.`,
  ].filter(Boolean);
  return parts.join(' ') || 'Nobody yet';
}
