import { useQuery } from '@tanstack/react-query';
import { ApiProblem } from '../api.ts';
import { NotFound } from '../notFound/NotFound.tsx';
import { returnQuery } from '../return/returnQuery.ts';
import { titleOf } from '../return/returnWords.ts';
import type { Screen } from '../screen.ts';
import { SignInFirst } from '../signIn/SignInFirst.tsx';
import { sessionQuery } from '../signIn/sessionQuery.ts';
import { Loading } from '../ui/Loading.tsx';
import { proofQuery } from './approvalQuery.ts';
import { ProofPage } from './ProofPage.tsx';

/** What an approver decides on: everything that would become public. */
export const proofScreen: Screen = {
  Screen: ProofScreen,
  prefetch: async (client, { params }) => {
    const id = params['id'] ?? '';
    await client.fetchQuery(proofQuery(id));
    await Promise.all([client.fetchQuery(returnQuery(id)), client.prefetchQuery(sessionQuery())]);
  },
  about: (client, { params }) => {
    const page = client.getQueryData(returnQuery(params['id'] ?? '').queryKey);
    return { title: `Approve ${page ? titleOf(page) : 'a return'}` };
  },
};

function ProofScreen({ params }: { params: Readonly<Record<string, string>> }) {
  const id = params['id'] ?? '';
  const proof = useQuery(proofQuery(id));
  const page = useQuery(returnQuery(id));
  const session = useQuery(sessionQuery());
  if (proof.isPending || page.isPending || session.isPending) return <Loading what="proof" />;
  const error = proof.error ?? page.error ?? session.error;
  if (error instanceof ApiProblem && error.status === 404) return <NotFound what="page" />;
  if (proof.isError || page.isError || session.isError) {
    return <SignInFirst error={error} what="proof" />;
  }
  return <ProofPage proof={proof.data} page={page.data} may={session.data.may} />;
}
