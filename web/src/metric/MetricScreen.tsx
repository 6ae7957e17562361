import { type QueryClient, useQuery } from '@tanstack/react-query';
import type { MetricPage, Series } from '@throughline/api/wire/metric';
import { ApiProblem } from '../api.ts';
import { meetingsQuery } from '../meeting/meetingsQuery.ts';
import { NotFound } from '../notFound/NotFound.tsx';
import type { Screen, Visit } from '../screen.ts';
import { Loading } from '../ui/Loading.tsx';
import { ProblemMessage } from '../ui/ProblemMessage.tsx';
import { chosenBreakdown } from './breakdown.ts';
import { Metric } from './Metric.tsx';
import { metricQuery } from './metricQuery.ts';
import { seriesQuery } from './seriesQuery.ts';

/** One metric: its finding, its figures across the meetings, and all that stands behind them. */
export const metricScreen: Screen = {
  Screen: MetricScreen,
  prefetch,
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
  const series = useQuery(seriesQuery({ ...view, breakdown: undefined, metric: id }));
  const meetings = useQuery(meetingsQuery());

  // A refusal is told before the rest is waited for: the server stops reading at the first.
  const problem = metric.error ?? series.error ?? meetings.error;
  if (problem instanceof ApiProblem && problem.status === 404) return <NotFound what="metric" />;
  if (metric.isPending || series.isPending || meetings.isPending) return <Loading what="metric" />;
  if (metric.isError || series.isError || meetings.isError) {
    return <ProblemMessage error={problem} what="metric" />;
  }
  return (
    <Metric
      metric={metric.data}
      series={series.data}
      meetings={meetings.data.meetings}
      view={view}
    />
  );
}

async function prefetch(client: QueryClient, { params: { id = '' }, view }: Visit) {
  const [metric] = await Promise.all([
    client.fetchQuery(metricQuery(id, view.asAt)),
    client.fetchQuery(seriesQuery({ ...view, breakdown: undefined, metric: id })),
    client.fetchQuery(meetingsQuery()),
  ]);
  const breakdown = chosenBreakdown(metric, view);
  if (breakdown) {
    await client.prefetchQuery(seriesQuery({ ...view, breakdown: breakdown.id, metric: id }));
  }
}

function known(
  client: QueryClient,
  { params: { id = '' }, view }: Visit,
): { metric: MetricPage | undefined; series: Series | undefined } {
  const ask = { ...view, breakdown: undefined, metric: id };
  return {
    metric: client.getQueryData(metricQuery(id, view.asAt).queryKey),
    series: client.getQueryData(seriesQuery(ask).queryKey),
  };
}
