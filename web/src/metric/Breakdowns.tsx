import { useQuery } from '@tanstack/react-query';
import type { MetricPage } from '@throughline/api/wire/metric';
import { BreakdownTable } from '../chart/BreakdownTable.tsx';
import { SmallMultiples } from '../chart/SmallMultiples.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { ProblemMessage } from '../ui/ProblemMessage.tsx';
import type { View } from '../view.ts';
import { type Breakdown, chosenBreakdown } from './breakdown.ts';
import styles from './metric.module.css';
import { partsQuery } from './seriesQuery.ts';

/** The parts of a metric: small drawings on one scale, or a table of the same figures. */
export function Breakdowns({ metric, view }: { metric: MetricPage; view: View }) {
  const chosen = chosenBreakdown(metric, view);
  if (chosen === undefined) return null;
  return (
    <section aria-labelledby="breakdown" className={styles.breakdown}>
      <h2 id="breakdown">By {chosen.title.toLowerCase()}</h2>
      {metric.breakdowns.length > 1 && (
        <nav aria-label="Divide by" className={`${styles.switch} screen-only`}>
          {metric.breakdowns.map(({ id, title }) => (
            <PageLink
              key={id}
              to={`/metrics/${metric.id}`}
              view={{ ...view, breakdown: id }}
              hash="breakdown"
              current={id === chosen.id}
            >
              {title}
            </PageLink>
          ))}
        </nav>
      )}
      <Parts metric={metric} breakdown={chosen} view={view} />
    </section>
  );
}

interface PartsProps {
  metric: MetricPage;
  breakdown: Breakdown;
  view: View;
}

function Parts({ metric, breakdown, view }: PartsProps) {
  const series = useQuery(partsQuery(metric.id, view, breakdown.id));

  if (series.isPending) return <Loading what="parts" />;
  if (series.isError) return <ProblemMessage error={series.error} what="parts" />;

  const parts = breakdown.categories
    .map(({ id, title }) => ({
      id,
      title,
      points: series.data.points.filter(({ category }) => category === id),
    }))
    .filter(({ points }) => points.length > 0);
  if (parts.length === 0)
    return <p>No figure by {breakdown.title.toLowerCase()} was known then.</p>;
  const periods = new Set(parts.flatMap(({ points }) => points.map(({ period }) => period)));
  if (view.view === 'table' || periods.size === 1) {
    return <BreakdownTable parts={parts} unit={metric.unit} title={metric.title} />;
  }
  return <SmallMultiples parts={parts} unit={metric.unit} />;
}
