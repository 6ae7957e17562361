import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { WireDocument } from '@throughline/api/wire/document';
import type { ReturnPage, ReturnSummary } from '@throughline/api/wire/return';
import { useLocation } from 'wouter';
import { figureWords, kindAndDays } from '../document/documentWords.ts';
import { change } from '../return/change.ts';
import { returnsQuery } from '../return/returnQuery.ts';
import { stateOf } from '../return/returnWords.ts';
import { PageLink } from '../ui/PageLink.tsx';
import styles from './papers.module.css';

/** Papers, each with the way to the figures it prints. */
export function DocumentList({
  papers,
  returns,
}: {
  papers: readonly WireDocument[];
  returns: readonly ReturnSummary[];
}) {
  if (papers.length === 0) return <p>No papers are held yet.</p>;
  return (
    <ul className={styles.list}>
      {papers.map((paper) => (
        <Paper
          key={paper.id}
          paper={paper}
          open={returns.find(({ document }) => document === paper.id)}
        />
      ))}
    </ul>
  );
}

function Paper({ paper, open }: { paper: WireDocument; open: ReturnSummary | undefined }) {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const enter = useMutation({
    mutationFn: () =>
      change<ReturnPage>('POST', `/papers/documents/${encodeURIComponent(paper.id)}/figures`, {}),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: returnsQuery().queryKey });
      navigate(`/returns/${id}`);
    },
  });
  return (
    <li>
      <span>
        <PageLink to={`/documents/${paper.id}`}>{paper.title}</PageLink>{' '}
        <span className={styles.hint}>
          {kindAndDays(paper)}. {paper.part === 2 && 'Not public. '}
          {figureWords(paper.figures)}.
        </span>
      </span>
      {open ? (
        <PageLink to={`/returns/${open.id}`}>
          Its figures<span className="visually-hidden"> of {paper.title}</span>: {stateOf(open)}
        </PageLink>
      ) : (
        <button
          type="button"
          className={styles.button}
          disabled={enter.isPending}
          onClick={() => enter.mutate()}
        >
          Enter its figures<span className="visually-hidden">: {paper.title}</span>
        </button>
      )}
      {enter.isError && (
        <p role="alert" className={styles.problem}>
          {enter.error.message}
        </p>
      )}
    </li>
  );
}
