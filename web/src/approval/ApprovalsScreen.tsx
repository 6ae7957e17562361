import { useQuery } from '@tanstack/react-query';
import type { ReturnSummary } from '@throughline/api/wire/return';
import { metricsQuery } from '../metric/metricsQuery.ts';
import { ReturnsTable } from '../return/ReturnsTable.tsx';
import styles from '../return/return.module.css';
import { returnsQuery } from '../return/returnQuery.ts';
import type { Screen } from '../screen.ts';
import { SignInFirst } from '../signIn/SignInFirst.tsx';
import { sessionQuery } from '../signIn/sessionQuery.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { privateQuery } from './approvalQuery.ts';
import { PrivateFigures } from './PrivateFigures.tsx';

/** What waits for a second person. */
export const approvalsScreen: Screen = {
  Screen: ApprovalsScreen,
  prefetch: async (client) => {
    await client.fetchQuery(returnsQuery());
    await Promise.all([
      client.prefetchQuery(sessionQuery()),
      client.prefetchQuery(privateQuery()),
      client.prefetchQuery(metricsQuery()),
    ]);
  },
  about: () => ({ title: 'Approvals' }),
};

function ApprovalsScreen() {
  const session = useQuery(sessionQuery());
  const query = useQuery({ ...returnsQuery(), refetchOnMount: 'always' });
  if (query.isPending) return <Loading what="approvals" />;
  if (query.isError) return <SignInFirst error={query.error} what="approvals" />;

  const { returns } = query.data;
  const waiting = returns.filter(({ state }) => state === 'submitted' || state === 'checked');
  const approved = returns.filter(({ state }) => state === 'published');
  return (
    <div className={styles.page}>
      <PageHead title="Approvals">
        <p>
          What officers have sent. Look at what is new and changed, then publish it now or at a
          time, or send it back with a note. Nobody approves a figure they wrote.
        </p>
      </PageHead>
      <Listed title="To approve" returns={waiting} none="Nothing waits for you." />
      <Listed title="Approved" returns={approved} none="Nothing was approved yet." />
      {session.data?.may_private.includes('release') && <PrivateFigures />}
    </div>
  );
}

function Listed({
  title,
  returns,
  none,
}: {
  title: string;
  returns: readonly ReturnSummary[];
  none: string;
}) {
  return (
    <section className={styles.part}>
      <h2>{title}</h2>
      {returns.length === 0 ? (
        <p>{none}</p>
      ) : (
        <ReturnsTable title={title} returns={returns} to="/approvals" />
      )}
    </section>
  );
}
