import type { Series, WireMetric } from '@throughline/api/wire/metric';
import { hrefOf, type View } from '../view.ts';
import styles from './downloads.module.css';
import type { MeetingLine } from './meetingSpots.ts';

/** What is taken away. */
export interface DownloadsProps {
  metric: WireMetric;
  series: Series;
  meetings: readonly MeetingLine[];
  breakdown: string | undefined;
  view: View;
}

/** What is on screen, to take away: the figures as CSV, and the chart as a picture. */
export function Downloads(props: DownloadsProps) {
  const { metric, series, breakdown, view } = props;
  const asShown = { ...view, breakdown, view: 'chart' as const };
  const csv = hrefOf(`/api/v1/metrics/${metric.id}/series.csv`, asShown);
  const save = async (kind: 'svg' | 'png') => {
    const { savePoster } = await import('./poster.tsx');
    await savePoster(kind, props);
  };

  return (
    <details className={styles.downloads}>
      <summary>Download</summary>
      <ul className={styles.menu}>
        <li>
          <a href={csv} download>
            Figures (CSV)
          </a>
        </li>
        {series.points.length > 1 && (
          <>
            <li className={styles.scripted}>
              <button type="button" onClick={() => save('svg')}>
                Chart (SVG)
              </button>
            </li>
            <li className={styles.scripted}>
              <button type="button" onClick={() => save('png')}>
                Chart (PNG)
              </button>
            </li>
          </>
        )}
      </ul>
    </details>
  );
}
