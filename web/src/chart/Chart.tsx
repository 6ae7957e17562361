import type { Series, WireMetric } from '@throughline/api/wire/metric';
import { lazy, Suspense, useSyncExternalStore } from 'react';
import { Catch } from '../ui/Catch.tsx';
import styles from './chart.module.css';
import type { ChartModel } from './chartModel.ts';
import { StillChart } from './StillChart.tsx';

interface ChartProps {
  model: ChartModel;
  series: Series;
  metric: WireMetric;
  /** The same in a sentence. */
  label: string;
}

const LiveChart = lazy(() =>
  import('./LiveChart.tsx').then(({ LiveChart: fetched }) => ({ default: fetched })),
);

/**
 * One series across the meetings. The still chart is there from the first paint and keeps the
 * room; the live one takes its place on screen when it has been fetched, and never on paper. Where
 * it cannot be had, the still one stays.
 */
export function Chart({ model, series, metric, label }: ChartProps) {
  const isBrowser = useSyncExternalStore(never, yes, no);
  return (
    <div className={styles.frame}>
      <StillChart model={model} label={label} />
      {isBrowser && (
        <Catch instead={() => null}>
          <Suspense>
            <div className={styles.live}>
              <LiveChart model={model} series={series} metric={metric} />
            </div>
          </Suspense>
        </Catch>
      )}
    </div>
  );
}

const never = () => () => undefined;
const yes = () => true;
const no = () => false;
