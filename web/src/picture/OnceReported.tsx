import type { PictureRow } from '@throughline/api/wire/picture';
import type { Day } from '@throughline/domain/period';
import { FigureText } from '../figure/FigureText.tsx';
import { MetricLink } from './MetricLink.tsx';
import styles from './picture.module.css';

interface OnceReportedProps {
  groups: readonly { id: string; title: string; once: readonly PictureRow[] }[];
  meeting: Day;
}

/**
 * The metrics with a single figure or only parts, by topic: nothing to draw yet, so a quiet list after the
 * picture, where they do not break its lines.
 */
export function OnceReported({ groups, meeting }: OnceReportedProps) {
  const told = groups.filter(({ once }) => once.length > 0);
  if (told.length === 0) return null;
  return (
    <section aria-labelledby="once" className={styles.once}>
      <h2 id="once">Reported once</h2>
      <p className={styles.when}>One figure each, or parts alone: no movement to draw yet.</p>
      {told.map(({ id, title, once }) => (
        <div key={id}>
          <h3>{title}</h3>
          <ul className={styles.onceList}>
            {once.map((row) => (
              <Once key={row.metric} row={row} meeting={meeting} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Once({ row, meeting }: { row: PictureRow; meeting: Day }) {
  const { metric, title, caption, latest, parts, unit } = row;
  return (
    <li>
      <span className={styles.onceName}>
        <MetricLink metric={metric} meeting={meeting}>
          {title}
        </MetricLink>
        {caption && <span className={styles.when}>{caption}</span>}
      </span>
      {!latest && (
        <span className={styles.onceFigure}>
          <span className={styles.when}>given in {parts} parts, without a total</span>
        </span>
      )}
      {latest && (
        <span className={styles.onceFigure}>
          <b>
            <FigureText point={latest} unit={unit} />
          </b>
          <span className={styles.when}>{latest.period_label}</span>
        </span>
      )}
    </li>
  );
}
