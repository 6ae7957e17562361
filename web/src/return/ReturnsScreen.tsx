import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReturnPage, ReturnSummary } from '@throughline/api/wire/return';
import { dayLabel } from '@throughline/domain/period';
import { useLocation } from 'wouter';
import { meetingsQuery } from '../meeting/meetingsQuery.ts';
import type { Screen } from '../screen.ts';
import { SignInFirst } from '../signIn/SignInFirst.tsx';
import { sessionQuery } from '../signIn/sessionQuery.ts';
import { Loading } from '../ui/Loading.tsx';
import { onForm } from '../ui/onForm.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { change } from './change.ts';
import { ReturnsTable } from './ReturnsTable.tsx';
import styles from './return.module.css';
import { returnsQuery } from './returnQuery.ts';
import { titleOf } from './returnWords.ts';

/** Every return: where it stands, by when, and who has done what. */
export const returnsScreen: Screen = {
  Screen: ReturnsScreen,
  prefetch: async (client) => {
    await client.fetchQuery(returnsQuery());
    await Promise.all([
      client.prefetchQuery(sessionQuery()),
      client.prefetchQuery(meetingsQuery()),
    ]);
  },
  about: () => ({ title: 'Returns' }),
};

function ReturnsScreen() {
  const query = useQuery(returnsQuery());
  const session = useQuery(sessionQuery());
  if (query.isPending) return <Loading what="returns" />;
  if (query.isError) return <SignInFirst error={query.error} what="returns" />;

  const { returns } = query.data;
  return (
    <div className={styles.page}>
      <PageHead title="Returns">
        <p>
          The figures that are due for a quarter, entered by officers and published by a second
          person. Corrections and the figures of papers go the same way.
        </p>
      </PageHead>
      <ReturnsTable returns={returns} />
      {session.data?.may.includes('enter return') && <OpenReturn returns={returns} />}
    </div>
  );
}

function OpenReturn({ returns }: { returns: readonly ReturnSummary[] }) {
  const meetings = useQuery(meetingsQuery());
  const [, navigate] = useLocation();
  const open = useMutation({
    mutationFn: (asked: { quarter: string; meeting: string }) =>
      change<ReturnPage>('POST', '/returns', asked),
    onSuccess: ({ id }) => navigate(`/returns/${id}`),
  });
  if (!meetings.data) return null;
  const planned = meetings.data.meetings.filter(({ state }) => state === 'planned');
  const years = [...new Set(planned.map(({ date }) => Number(date.slice(0, 4))))];
  const quarters = quartersOf(years).filter((id) => returns.every((one) => one.id !== id));
  return (
    <section aria-labelledby="open" className={styles.part}>
      <h2 id="open">Open a return</h2>
      <form
        method="post"
        className={styles.form}
        onSubmit={onForm((form) =>
          open.mutate({
            quarter: String(form.get('quarter') ?? ''),
            meeting: String(form.get('meeting') ?? ''),
          }),
        )}
      >
        <p className={styles.field}>
          <label htmlFor="quarter">Quarter</label>
          <select id="quarter" name="quarter">
            {quarters.map((id) => (
              <option key={id} value={id}>
                {titleOf({ id, kind: 'quarter', title: id })}
              </option>
            ))}
          </select>
        </p>
        <p className={styles.field}>
          <label htmlFor="meeting">For the Board on</label>
          <select id="meeting" name="meeting">
            {planned.map(({ date }) => (
              <option key={date} value={date}>
                {dayLabel(date)}
              </option>
            ))}
          </select>
        </p>
        {open.isError && (
          <p role="alert" className={styles.problem}>
            {open.error.message}
          </p>
        )}
        <p>
          <button type="submit" disabled={open.isPending}>
            Open it
          </button>
        </p>
      </form>
    </section>
  );
}

/** The quarters of the financial years round these calendar years. */
function quartersOf(years: readonly number[]): string[] {
  const starts = [...new Set(years.flatMap((year) => [year - 1, year]))].sort();
  return starts.flatMap((year) => [1, 2, 3, 4].map((number) => `FY${year}-Q${number}`));
}
