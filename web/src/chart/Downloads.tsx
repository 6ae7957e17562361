import type { Series, WireMetric } from '@throughline/api/wire/metric';
import type { Day } from '@throughline/domain/period';
import { searchOf } from '../api.ts';
import styles from './downloads.module.css';
import type { MeetingLine } from './meetingSpots.ts';

/** What is taken away. */
export interface DownloadsProps {
  metric: WireMetric;
  series: Series;
  meetings: readonly MeetingLine[];
  /** The day the figures are read as at; none for everything that is published. */
  asAt: Day | undefined;
}

/** What is on screen, to take away: the figures as CSV, and the chart as a picture. */
export function Downloads({ metric, series, meetings, asAt }: DownloadsProps) {
  const csv = `/api/v1/figures.csv${searchOf({ metric: metric.id, area: series.area, 'as-at': asAt })}`;
  const save = async (kind: 'svg' | 'png') => {
    const { savePoster } = await import('./poster.tsx');
    await savePoster(kind, { metric, series, meetings, asAt });
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
