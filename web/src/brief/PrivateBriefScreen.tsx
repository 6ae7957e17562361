import { useQuery } from '@tanstack/react-query';
import { ApiProblem } from '../api.ts';
import { NotFound } from '../notFound/NotFound.tsx';
import type { Screen, Visit } from '../screen.ts';
import { SignInFirst } from '../signIn/SignInFirst.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Brief } from './Brief.tsx';
import { briefQuery } from './briefQuery.ts';
import { briefTitle } from './briefWords.ts';

/** The private figures of a meeting: a document of their own, for those who may see them. */
export const privateBriefScreen: Screen = {
  Screen: PrivateBriefScreen,
  prefetch: (client, { params: { date = '' } }) => client.fetchQuery(briefQuery(date, 'private')),
  about: (client, { params: { date = '' } }) => {
    const brief = client.getQueryData(briefQuery(date, 'private').queryKey);
    return { title: brief ? briefTitle(brief) : 'Private brief' };
  },
};

function PrivateBriefScreen({ params: { date = '' } }: Visit) {
  const query = useQuery(briefQuery(date, 'private'));

  if (query.isPending) return <Loading what="brief" />;
  if (query.isError) {
    if (query.error instanceof ApiProblem && query.error.status === 404) {
      return <NotFound what="meeting" />;
    }
    return <SignInFirst error={query.error} what="private brief" />;
  }
  return <Brief brief={query.data} />;
}
