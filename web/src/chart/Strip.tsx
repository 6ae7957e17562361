import type { DrawnPoint } from '@throughline/api/wire/figure';
import type { Unit } from '@throughline/domain/metric';
import { dotLabels } from './dotLabels.ts';
import { alongAxis, type Dot, percent, round, runsOf, segmentsOf, type TimeAxis } from './plot.ts';
import styles from './strip.module.css';

interface StripProps {
  points: readonly DrawnPoint[];
  unit: Unit;
  axis: TimeAxis;
  /** What the strip shows, as a sentence. */
  label: string;
}

const height = 72;
const top = 26;
const bottom = 16;
/** The narrowest a strip gets, beside its figure on a tablet; `margin` is free to its right. */
const space = { width: 205, height, margin: 56, size: 13, gap: 9 };

/** One metric as a line on the shared time axis: the same in every row, from server and browser. */
export function Strip({ points, unit, axis, label }: StripProps) {
  const runs = within(runsOf(points, unit), axis);
  const dots = runs.flat();
  const place = placer(dots, axis);
  const last = dots.at(-1);
  const spots = dotLabels(
    dots,
    (dot) => ({ x: (place(dot).x / 100) * space.width, y: place(dot).y }),
    space,
  );

  return (
    <svg className={styles.strip} height={height} role="img" aria-label={label}>
      {segmentsOf(runs).map(({ from, to, dashed }) => (
        <line
          key={to.point.period}
          className={dashed ? styles.dashed : styles.line}
          x1={percent(place(from).x)}
          y1={place(from).y}
          x2={percent(place(to).x)}
          y2={place(to).y}
        />
      ))}
      {dots.map((dot) => (
        <Mark key={dot.point.period} dot={dot} place={place} isLast={dot === last} />
      ))}
      {dots.map((dot, index) => {
        const spot = spots[index];
        if (!spot) return null;
        const { x, y } = place(dot);
        return (
          <text
            key={dot.point.period}
            className={dot === last ? styles.lastLabel : styles.label}
            x={percent(x)}
            y={round(y + spot.dy)}
            dx={spot.dx || undefined}
            textAnchor={spot.anchor === 'start' ? undefined : spot.anchor}
          >
            {dot.text}
          </text>
        );
      })}
    </svg>
  );
}

/** The meetings of the `MeetingLines` of that id, as high as whatever they run through. */
export function Through({ lines }: { lines: string }) {
  return (
    <svg className={styles.through} aria-hidden="true">
      <use href={`#${lines}`} />
    </svg>
  );
}

type Drawn = Dot<DrawnPoint>;

type Placer = (dot: Drawn) => { x: number; y: number; low: number; high: number };

function Mark({ dot, place, isLast }: { dot: Drawn; place: Placer; isLast: boolean }) {
  const { x, y, low, high } = place(dot);
  const cx = percent(x);
  if (low !== high) {
    return <line className={styles.range} x1={cx} x2={cx} y1={low} y2={high} />;
  }
  return (
    <circle className={dot.hollow ? styles.hollow : styles.dot} cx={cx} cy={y} r={isLast ? 6 : 4} />
  );
}

function within(runs: Drawn[][], axis: TimeAxis): Drawn[][] {
  const isOn = ({ day }: Drawn) => alongAxis(axis, day) >= 0 && alongAxis(axis, day) <= 100;
  return runs.map((run) => run.filter(isOn)).filter((run) => run.length > 0);
}

/** A strip has its own scale. A small change must look small, so it never fills the height. */
function placer(dots: readonly Drawn[], axis: TimeAxis): Placer {
  const least = Math.min(...dots.map(({ low }) => low));
  const most = Math.max(...dots.map(({ high }) => high));
  const middle = (least + most) / 2;
  const extent = Math.max(most - least, Math.abs(most) * 0.4) || 1;
  const yOf = (value: number) =>
    round(top + (0.5 - (value - middle) / extent) * (height - top - bottom));
  return (dot) => ({
    x: alongAxis(axis, dot.day),
    y: yOf((dot.low + dot.high) / 2),
    low: yOf(dot.low),
    high: yOf(dot.high),
  });
}
