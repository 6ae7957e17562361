import type { WireDirection } from '@throughline/api/wire/figure';
import type { PictureRow } from '@throughline/api/wire/picture';
import { type Day, dayLabel } from '@throughline/domain/period';
import type { TimeAxis } from '../chart/plot.ts';
import { Strip, Through } from '../chart/Strip.tsx';
import { ChangeWords, directionWord, toneOf } from '../figure/ChangeWords.tsx';
import { FigureText, figureText } from '../figure/FigureText.tsx';
import { MetricLink } from './MetricLink.tsx';
import styles from './picture.module.css';

interface RowProps {
  row: PictureRow;
  axis: TimeAxis;
  lines: string;
  meeting: Day;
}

/** One metric: its name, its strip, its latest figure, and its change, period and state in words. */
export function Row({ row, axis, lines, meeting }: RowProps) {
  const { metric, title, caption, points, unit, latest, sentence } = row;
  return (
    <li className={styles.row}>
      <div className={styles.name}>
        <h3>
          <MetricLink metric={metric} meeting={meeting}>
            {title}
          </MetricLink>
        </h3>
        {caption && <p>{caption}</p>}
      </div>
      <div className={styles.strip}>
        <Through lines={lines} />
        {points.length > 0 && <Strip points={points} unit={unit} axis={axis} label={sentence} />}
        {latest === undefined && row.asked && (
          <p className={styles.notReported}>
            Asked for on {dayLabel(row.asked.meeting)}. Not reported.
          </p>
        )}
      </div>
      <p className={`${styles.figure} ${isLong(latest, unit) ? styles.long : ''}`}>
        {latest ? <FigureText point={latest} unit={unit} /> : <span aria-hidden="true">–</span>}
      </p>
      <div className={styles.words}>
        <Words row={row} meeting={meeting} />
      </div>
    </li>
  );
}

interface Shown {
  row: PictureRow;
  meeting: Day;
}

function Words({ row, meeting }: Shown) {
  const { change, direction, latest, is_new: isNew, notes, asked, metric } = row;
  if (latest === undefined) return <Asked row={row} meeting={meeting} />;
  const judged = judgedWord(direction);
  return (
    <>
      <p>
        {change ? (
          <ChangeWords change={change} direction={direction} />
        ) : (
          <NoChange row={row} meeting={meeting} />
        )}
      </p>
      <p className={styles.when}>
        {judged && (
          <span className={styles.piece}>
            <span className={toneOf(direction)}>{judged}</span>
          </span>
        )}
        <span className={styles.piece}>{latest.period_label}</span>
        {isNew && <span className={styles.piece}>new</span>}
        {notes > 0 && (
          <span className={styles.piece}>
            <MetricLink metric={metric} meeting={meeting} hash="disagree">
              {notes === 1 ? '1 note' : `${notes} notes`}
            </MetricLink>
          </span>
        )}
      </p>
      {asked && <Asked row={row} meeting={meeting} />}
    </>
  );
}

function NoChange({ row: { metric, direction, points }, meeting }: Shown) {
  if (direction.direction === 'not available') return directionWord(direction);
  if (points.length < 2) return <span className={styles.noChange}>nothing to compare with</span>;
  return (
    <MetricLink metric={metric} meeting={meeting} hash="direction" className={styles.asked}>
      {directionWord(direction)}: see why
    </MetricLink>
  );
}

function Asked({ row: { asked, metric, latest }, meeting }: Shown) {
  if (asked === undefined) return null;
  return (
    <p className={latest ? styles.when : undefined}>
      <MetricLink metric={metric} meeting={meeting} hash="asked" className={styles.asked}>
        {asked.overdue ? 'Overdue request' : 'Open request'}
      </MetricLink>
      {latest === undefined && <span className={styles.when}> Minute {asked.minute}</span>}
    </p>
  );
}

/** Whether a figure is too long to stand as large as the others. */
function isLong(latest: PictureRow['latest'], unit: PictureRow['unit']): boolean {
  return latest !== undefined && figureText(latest, unit).length > 7;
}

/** The council's word where one can be said; why none can be said stands on the metric's page. */
export function judgedWord({ direction }: WireDirection): string | undefined {
  switch (direction) {
    case 'improved':
    case 'got worse':
      return direction;
    case "can't say":
    case 'stayed the same':
    case 'not available':
      return undefined;
  }
}
