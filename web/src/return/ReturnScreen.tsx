import { useQuery } from '@tanstack/react-query';
import { ApiProblem } from '../api.ts';
import { NotFound } from '../notFound/NotFound.tsx';
import type { Screen } from '../screen.ts';
import { SignInFirst } from '../signIn/SignInFirst.tsx';
import { sessionQuery } from '../signIn/sessionQuery.ts';
import { Loading } from '../ui/Loading.tsx';
import { Return } from './Return.tsx';
import { returnQuery } from './returnQuery.ts';
import { titleOf } from './returnWords.ts';

/** One return, to be filled in or looked at. */
export const returnScreen: Screen = {
  Screen: ReturnScreen,
  prefetch: async (client, { params }) => {
    await client.fetchQuery(returnQuery(params['id'] ?? ''));
    await client.prefetchQuery(sessionQuery());
  },
  about: (client, { params }) => {
    const page = client.getQueryData(returnQuery(params['id'] ?? '').queryKey);
    return { title: page ? titleOf(page) : 'Return' };
  },
};

function ReturnScreen({ params }: { params: Readonly<Record<string, string>> }) {
  const query = useQuery(returnQuery(params['id'] ?? ''));
  const session = useQuery(sessionQuery());
  if (query.isPending || session.isPending) return <Loading what="return" />;
  if (query.isError) {
    const { error } = query;
    if (error instanceof ApiProblem && error.status === 404) return <NotFound what="page" />;
    return <SignInFirst error={error} what="return" />;
  }
  if (session.isError) return <SignInFirst error={session.error} what="return" />;

  return <Return key={query.data.id} page={query.data} session={session.data} />;
}
