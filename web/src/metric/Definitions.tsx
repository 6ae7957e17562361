import { useQueries } from '@tanstack/react-query';
import type { MetricPage } from '@throughline/api/wire/metric';
import { FigureText } from '../figure/FigureText.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import type { View } from '../view.ts';
import judging from './judging.module.css';
import { metricQuery } from './metricQuery.ts';
import { seriesQuery } from './seriesQuery.ts';

/** Metrics of one subject by different definitions, next to one another and never joined. */
export function Definitions({ metric, view }: { metric: MetricPage; view: View }) {
  const { definitions } = metric;
  const pages = useQueries({
    queries: definitions.map((one) => metricQuery(one.metric, view.asAt)),
  });
  const figures = useQueries({
    queries: definitions.map((one) =>
      seriesQuery({ metric: one.metric, area: view.area, asAt: view.asAt }),
    ),
  });
  if (definitions.length === 0) return null;
  return (
    <section aria-labelledby="definitions" className={judging.definitions}>
      <h2 id="definitions">The same subject, counted in other ways</h2>
      <p>
        These figures are of the same subject by different definitions. They stand side by side and
        are not joined, subtracted or reconciled.
      </p>
      <ul className={judging.definitionList}>
        {definitions.map((one, index) => {
          const page = pages[index]?.data;
          const latest = figures[index]?.data?.points.at(-1);
          return (
            <li key={one.metric}>
              <h3>
                {one.metric === metric.id ? (
                  <>
                    {one.title} <span className={judging.hint}>(this page)</span>
                  </>
                ) : (
                  <PageLink to={`/metrics/${one.metric}`}>{one.title}</PageLink>
                )}
              </h3>
              <p className={judging.latest}>
                {latest && page ? (
                  <>
                    <b>
                      <FigureText point={latest} unit={page.unit} />
                    </b>{' '}
                    {latest.period_label}
                  </>
                ) : (
                  'No figure was known then.'
                )}
              </p>
              <p>{one.differs}</p>
              {page && (
                <p className={judging.hint}>
                  {page.definition} {page.owner && `Kept by: ${page.owner}.`}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
