import { useQuery } from '@tanstack/react-query';
import { ApiProblem } from '../api.ts';
import { NotFound } from '../notFound/NotFound.tsx';
import type { Screen } from '../screen.ts';
import { SignInFirst } from '../signIn/SignInFirst.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Pasting } from './Pasting.tsx';
import { returnQuery } from './returnQuery.ts';
import { titleOf } from './returnWords.ts';

/** A table from Word or Excel, or a file, read into the boxes of a return. */
export const pasteScreen: Screen = {
  Screen: PasteScreen,
  prefetch: (client, { params }) => client.fetchQuery(returnQuery(params['id'] ?? '')),
  about: (client, { params }) => {
    const page = client.getQueryData(returnQuery(params['id'] ?? '').queryKey);
    return { title: `Paste or upload into ${page ? titleOf(page) : 'a return'}` };
  },
};

function PasteScreen({ params }: { params: Readonly<Record<string, string>> }) {
  const query = useQuery(returnQuery(params['id'] ?? ''));
  if (query.isPending) return <Loading what="return" />;
  if (query.isError) {
    const { error } = query;
    if (error instanceof ApiProblem && error.status === 404) return <NotFound what="page" />;
    return <SignInFirst error={error} what="return" />;
  }
  return <Pasting page={query.data} />;
}
