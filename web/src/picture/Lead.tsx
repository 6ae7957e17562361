import type { PictureRow } from '@throughline/api/wire/picture';
import type { Day } from '@throughline/domain/period';
import { ChangeWords } from '../figure/ChangeWords.tsx';
import { FigureText } from '../figure/FigureText.tsx';
import { MetricLink } from './MetricLink.tsx';
import styles from './picture.module.css';
import { judgedWord } from './Row.tsx';

/** The few figures that stand large at the top, each with its change in words. */
export function Lead({ rows, meeting }: { rows: readonly PictureRow[]; meeting: Day }) {
  const told = rows.filter(({ latest }) => latest !== undefined);
  if (told.length === 0) return null;
  return (
    <ul className={styles.lead}>
      {told.map(({ metric, title, latest, unit, change, direction }) => (
        <li key={metric}>
          <MetricLink metric={metric} meeting={meeting} className={styles.leadName}>
            {title}
          </MetricLink>
          {latest && (
            <p className={styles.leadFigure}>
              <FigureText point={latest} unit={unit} />
            </p>
          )}
          <p>
            <ChangeWords change={change} direction={direction} />
          </p>
          <p className={styles.when}>
            {[judgedWord(direction), latest?.period_label].filter(Boolean).join(' · ')}
          </p>
        </li>
      ))}
    </ul>
  );
}
