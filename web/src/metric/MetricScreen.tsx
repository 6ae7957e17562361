import { type QueryClient, useQuery } from '@tanstack/react-query';
import type { MetricPage, Series } from '@throughline/api/wire/metric';
import { ApiProblem } from '../api.ts';
import { documentsQuery } from '../document/documentQuery.ts';
import { meetingsQuery } from '../meeting/meetingsQuery.ts';
import { NotFound } from '../notFound/NotFound.tsx';
import type { Screen, Visit } from '../screen.ts';
import { Loading } from '../ui/Loading.tsx';
import { later } from '../ui/later.tsx';
import { ProblemMessage } from '../ui/ProblemMessage.tsx';
import { chosenBreakdown } from './breakdown.ts';
import { metricQuery } from './metricQuery.ts';
import { partsQuery, seriesQuery, wholeSeriesQuery } from './seriesQuery.ts';

const body = later(() => import('./Metric.tsx').then(({ Metric }) => Metric));

/** One metric: its finding, its figures across the meetings, and all that stands behind them. */
export const metricScreen: Screen = {
  Screen: MetricScreen,
  prefetch,
  rest: body.load,
  about: (client, visit) => {
    const { metric, series } = known(client, visit);
    return {
      title: metric?.title ?? 'Metric',
      description: series?.sentence ?? '',
    };
  },
};

function MetricScreen(visit: Visit) {
  const { id = '' } = visit.params;
  const { view } = visit;
  const metric = useQuery(metricQuery(id, view.asAt));
  const series = useQuery(wholeSeriesQuery(id, view));
  const meetings = useQuery(meetingsQuery());

  // A refusal is told before the rest is waited for: the server stops reading at the first.
  const problem = metric.error ?? series.error ?? meetings.error;
  // With a comparison it may be the other place that is not there: the reason says which.
  if (problem instanceof ApiProblem && problem.status === 404 && !view.compare) {
    return <NotFound what="metric" />;
  }
  if (problem) return <ProblemMessage error={problem} what="metric" />;
  if (!metric.data || !series.data || !meetings.data) return <Loading what="metric" />;
  return (
    <body.Part
      metric={metric.data}
      series={series.data}
      meetings={meetings.data.meetings}
      view={view}
    />
  );
}

async function prefetch(client: QueryClient, { params: { id = '' }, view }: Visit) {
  const reads = [
    client.fetchQuery(metricQuery(id, view.asAt)),
    client.fetchQuery(wholeSeriesQuery(id, view)),
    client.fetchQuery(meetingsQuery()),
  ] as const;
  // Every read comes to its end, so that the browser need not ask again for what was refused.
  await Promise.allSettled(reads);
  const [metric, series] = await Promise.all(reads);
  const breakdown = chosenBreakdown(metric, view);
  await Promise.all([
    breakdown && client.prefetchQuery(partsQuery(id, view, breakdown.id)),
    series.points.some(({ source }) => !source.meeting) && client.prefetchQuery(documentsQuery()),
    ...metric.definitions.flatMap((one) => [
      client.prefetchQuery(metricQuery(one.metric, view.asAt)),
      client.prefetchQuery(seriesQuery({ metric: one.metric, area: view.area, asAt: view.asAt })),
    ]),
  ]);
}

function known(
  client: QueryClient,
  { params: { id = '' }, view }: Visit,
): { metric: MetricPage | undefined; series: Series | undefined } {
  return {
    metric: client.getQueryData(metricQuery(id, view.asAt).queryKey),
    series: client.getQueryData(wholeSeriesQuery(id, view).queryKey),
  };
}
