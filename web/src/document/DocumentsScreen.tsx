import { useQuery } from '@tanstack/react-query';
import type { WireDocument } from '@throughline/api/wire/document';
import { discrepanciesQuery } from '../discrepancy/discrepanciesQuery.ts';
import type { Screen } from '../screen.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { ProblemMessage } from '../ui/ProblemMessage.tsx';
import styles from './document.module.css';
import { documentsQuery } from './documentQuery.ts';
import { figureWords } from './documentWords.ts';
import { Paper } from './Paper.tsx';

/** The papers, and how much was taken from each. */
export const documentsScreen: Screen = {
  Screen: DocumentsScreen,
  prefetch: (client) =>
    Promise.all([client.fetchQuery(documentsQuery()), client.prefetchQuery(discrepanciesQuery())]),
  about: (client) => {
    const papers = client.getQueryData(documentsQuery().queryKey);
    return { title: 'Documents', description: papers ? countWords(papers) : '' };
  },
};

function DocumentsScreen() {
  const query = useQuery(documentsQuery());

  if (query.isPending) return <Loading what="documents" />;
  if (query.isError) return <ProblemMessage error={query.error} what="documents" />;

  const papers = query.data;
  const whole = papers.filter(({ part_of: pack }) => pack === undefined);
  return (
    <div className={styles.page}>
      <PageHead title="The papers">
        <p>{countWords(papers)}</p>
        <p className="screen-only">
          <a href="/api/v1/figures.csv">Download every figure with its source (CSV)</a>
        </p>
      </PageHead>
      {papers.length === 0 && <p>No paper is held yet.</p>}
      <ul className={styles.papers}>
        {whole.map((paper) => {
          const parts = papers.filter(({ part_of: pack }) => pack === paper.id);
          return (
            <li key={paper.id}>
              <Paper paper={paper} />
              {parts.length > 0 && (
                <ul className={styles.inPack} aria-label={`In the ${paper.title}`}>
                  {parts.map((part) => (
                    <li key={part.id}>
                      <Paper paper={part} />
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
      <Disagreements />
    </div>
  );
}

function Disagreements() {
  const query = useQuery(discrepanciesQuery());
  if (!query.data?.length) return null;
  return (
    <section aria-labelledby="discrepancies">
      <h2 id="discrepancies">Where the papers disagree</h2>
      <p>
        {query.data.length} statements in the papers cannot all be right, or do not add up. They are
        shown as printed, and{' '}
        <PageLink to="/discrepancies">listed with each side where it stands</PageLink>.
      </p>
    </section>
  );
}

function countWords(papers: readonly WireDocument[]): string {
  const figures = papers.reduce((sum, paper) => sum + paper.figures, 0);
  return `${figureWords(figures)} were taken from ${papers.length} papers, each with the place it is printed.`;
}
