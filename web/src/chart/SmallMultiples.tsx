import type { Point } from '@throughline/api/wire/figure';
import type { Unit } from '@throughline/domain/metric';
import { dayNumber } from '@throughline/domain/period';
import { dotLabels } from './dotLabels.ts';
import {
  alongAxis,
  axisAround,
  type Dot,
  inTimeOrder,
  keyOf,
  percent,
  round,
  runsOf,
  segmentsOf,
  type TimeAxis,
} from './plot.ts';
import { pointWords, symbolWords } from './pointWords.ts';
import styles from './smallMultiples.module.css';

/** One category of a breakdown with its figures. */
export interface Part {
  id: string;
  title: string;
  points: readonly Point[];
}

const height = 112;
const top = 24;
const bottom = 6;
const space = { width: 130, height, margin: 34, size: 14, gap: 9 };

/** Every category of a breakdown by itself, all on one time axis and one scale from zero. */
export function SmallMultiples({ parts, unit }: { parts: readonly Part[]; unit: Unit }) {
  const points = parts.flatMap((part) => part.points);
  const axis = axisAround(points.map(({ period_end: end }) => end));
  const numbers = runsOf(points, unit).flatMap((run) => run.map(({ high }) => high));
  const most = Math.max(1, ...numbers);
  const ordered = inTimeOrder(points);
  const [first, last] = [ordered[0], ordered.at(-1)];
  return (
    <>
      <ul className={styles.parts}>
        {parts.map((part) => (
          <li key={part.id}>
            <h3>{part.title}</h3>
            <Small part={part} unit={unit} axis={axis} most={most} />
          </li>
        ))}
      </ul>
      <p className={styles.key}>
        All on one scale from zero
        {first && last ? `, from ${first.period_label} to ${last.period_label}.` : '.'}{' '}
        {symbolWords(points)}
      </p>
    </>
  );
}

interface SmallProps {
  part: Part;
  unit: Unit;
  axis: TimeAxis;
  most: number;
}

function Small({ part, unit, axis, most }: SmallProps) {
  const runs = runsOf(part.points, unit);
  const dots = runs.flat();
  const xOf = ({ day }: Dot) => alongAxis(axis, day);
  const yOf = (value: number) => round(top + (1 - value / most) * (height - top - bottom));
  const spots = dotLabels(
    dots,
    (dot) => ({ x: (xOf(dot) / 100) * space.width, y: yOf((dot.low + dot.high) / 2) }),
    space,
  );
  return (
    <svg className={styles.small} height={height} role="img" aria-label={inWords(part, unit)}>
      <line className={styles.zero} x1="-12" x2="100%" y1={yOf(0)} y2={yOf(0)} />
      {part.points.map((point) =>
        'symbol' in point ? (
          <text
            key={point.period}
            className={styles.gap}
            x={percent(alongAxis(axis, dayNumber(point.period_end)))}
            y={yOf(0) - 6}
            textAnchor="middle"
          >
            [{point.symbol}]
          </text>
        ) : null,
      )}
      {segmentsOf(runs).map(({ from, to, dashed }) => (
        <line
          key={keyOf(to)}
          className={dashed ? styles.dashed : styles.line}
          x1={percent(xOf(from))}
          y1={yOf(from.low)}
          x2={percent(xOf(to))}
          y2={yOf(to.low)}
        />
      ))}
      {dots.map((dot, index) => {
        const x = percent(xOf(dot));
        const spot = spots[index];
        return (
          <g key={keyOf(dot)}>
            {dot.low === dot.high ? (
              <circle
                className={dot.hollow ? styles.hollow : styles.dot}
                cx={x}
                cy={yOf(dot.low)}
                r="4"
              />
            ) : (
              <line className={styles.range} x1={x} x2={x} y1={yOf(dot.low)} y2={yOf(dot.high)} />
            )}
            {spot && (
              <text
                className={styles.label}
                x={x}
                y={round(yOf((dot.low + dot.high) / 2) + spot.dy)}
                dx={spot.dx || undefined}
                textAnchor={spot.anchor}
              >
                {dot.text}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

function inWords({ title, points }: Part, unit: Unit): string {
  const figures = inTimeOrder(points).map((point) => pointWords(point, unit)[0]);
  return `${title}: ${figures.join('; ')}.`;
}
