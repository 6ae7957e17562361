import { useQuery } from '@tanstack/react-query';
import { ApiProblem } from '../api.ts';
import { NotFound } from '../notFound/NotFound.tsx';
import type { Screen, Visit } from '../screen.ts';
import { sessionQuery } from '../signIn/sessionQuery.ts';
import { Loading } from '../ui/Loading.tsx';
import { ProblemMessage } from '../ui/ProblemMessage.tsx';
import { Brief } from './Brief.tsx';
import { briefQuery } from './briefQuery.ts';
import { briefTitle } from './briefWords.ts';

/** What a member reads the evening before a meeting, on a tablet or on paper. */
export const briefScreen: Screen = {
  Screen: BriefScreen,
  prefetch: (client, { params: { date = '' } }) =>
    Promise.all([
      client.fetchQuery(briefQuery(date, 'public')),
      client.prefetchQuery(sessionQuery()),
    ]),
  about: (client, { params: { date = '' } }) => {
    const brief = client.getQueryData(briefQuery(date, 'public').queryKey);
    return brief
      ? { title: briefTitle(brief), description: brief.since.slice(0, 2).join(' ') }
      : { title: 'Brief' };
  },
};

function BriefScreen({ params: { date = '' } }: Visit) {
  const query = useQuery(briefQuery(date, 'public'));

  if (query.isPending) return <Loading what="brief" />;
  if (query.isError) {
    if (query.error instanceof ApiProblem && query.error.status === 404) {
      return <NotFound what="meeting" />;
    }
    return <ProblemMessage error={query.error} what="brief" />;
  }
  return <Brief brief={query.data} />;
}
