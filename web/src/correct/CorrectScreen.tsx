import { useQueries, useQuery } from '@tanstack/react-query';
import { ApiProblem } from '../api.ts';
import { metricQuery } from '../metric/metricQuery.ts';
import { partsQuery } from '../metric/seriesQuery.ts';
import { NotFound } from '../notFound/NotFound.tsx';
import type { Screen, Visit } from '../screen.ts';
import { SignInFirst } from '../signIn/SignInFirst.tsx';
import { sessionQuery } from '../signIn/sessionQuery.ts';
import { Loading } from '../ui/Loading.tsx';
import { ProblemMessage } from '../ui/ProblemMessage.tsx';
import { Correct } from './Correct.tsx';

/** Putting a published figure right, taking it away, or making it private. */
export const correctScreen: Screen = {
  Screen: CorrectScreen,
  prefetch: async (client, { params, view }) => {
    const id = params['id'] ?? '';
    const { breakdowns } = await client.fetchQuery(metricQuery(id, view.asAt));
    await client.prefetchQuery(sessionQuery());
    const parts = [undefined, ...breakdowns.map((one) => one.id)];
    await Promise.all(parts.map((part) => client.prefetchQuery(partsOf(id, view, part))));
  },
  about: (client, { params, view }) => {
    const metric = client.getQueryData(metricQuery(params['id'] ?? '', view.asAt).queryKey);
    return { title: metric ? `Correct a figure of ${metric.title}` : 'Correct a figure' };
  },
};

function CorrectScreen({ params, view }: Visit) {
  const id = params['id'] ?? '';
  const metric = useQuery(metricQuery(id, view.asAt));
  const session = useQuery(sessionQuery());
  const breakdowns = [undefined, ...(metric.data?.breakdowns ?? []).map((one) => one.id)];
  const series = useQueries({
    queries: breakdowns.map((breakdown) => ({
      ...partsOf(id, view, breakdown),
      enabled: metric.isSuccess,
    })),
  });
  if (metric.isPending || session.isPending) return <Loading what="figures" />;
  if (metric.isError) {
    const { error } = metric;
    if (error instanceof ApiProblem && error.status === 404) return <NotFound what="metric" />;
    return <ProblemMessage error={error} what="figures" />;
  }
  if (session.isError) return <SignInFirst error={session.error} what="form" />;
  const { may, signed_in: isSignedIn } = session.data;
  if (!may.includes('correct') && !may.includes('withdraw') && !may.includes('exempt')) {
    const refused = new ApiProblem(isSignedIn ? 403 : 401, 'This is not allowed');
    return <SignInFirst error={refused} what="form" />;
  }
  if (series.some(({ isPending }) => isPending)) return <Loading what="figures" />;

  // The Total stands in every series, and is one figure.
  const points = new Map(
    series
      .flatMap(({ data }) => data?.points ?? [])
      .map((point) => [[point.period, point.breakdown, point.category].join(' '), point]),
  );
  return <Correct metric={metric.data} points={[...points.values()]} may={may} />;
}

function partsOf(id: string, view: Visit['view'], breakdown: string | undefined) {
  return partsQuery(id, { ...view, area: undefined }, breakdown);
}
