import { useQuery } from '@tanstack/react-query';
import type { Screen } from '../screen.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { ProblemMessage } from '../ui/ProblemMessage.tsx';
import { Discrepancy } from './Discrepancy.tsx';
import styles from './discrepancies.module.css';
import { discrepanciesQuery } from './discrepanciesQuery.ts';

/** Everything in the papers that cannot all be right, each side where it is printed. */
export const discrepanciesScreen: Screen = {
  Screen: DiscrepanciesScreen,
  prefetch: (client) => client.fetchQuery(discrepanciesQuery()),
  about: (client) => ({
    title: 'Figures that disagree',
    description: countWords(client.getQueryData(discrepanciesQuery().queryKey)?.length ?? 0),
  }),
};

function DiscrepanciesScreen() {
  const query = useQuery(discrepanciesQuery());

  if (query.isPending) return <Loading what="discrepancies" />;
  if (query.isError) return <ProblemMessage error={query.error} what="discrepancies" />;

  return (
    <div className={styles.page}>
      <PageHead
        above={<PageLink to="/documents">Documents</PageLink>}
        title="Where the papers disagree"
      >
        <p>{countWords(query.data.length)}</p>
      </PageHead>
      <ul className={styles.list}>
        {query.data.map((discrepancy) => (
          <li key={discrepancy.id}>
            <Discrepancy discrepancy={discrepancy} heading="h2" />
          </li>
        ))}
      </ul>
    </div>
  );
}

function countWords(number: number): string {
  if (number === 0) return 'Nothing in the papers is known to disagree.';
  const found = number === 1 ? '1 place' : `${number} places`;
  return `${found} in the papers where statements cannot all be right, or do not add up. Nothing is corrected in silence: each side is shown as it is printed.`;
}
