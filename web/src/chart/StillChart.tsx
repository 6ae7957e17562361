import { Bands, Beside } from './Beside.tsx';
import styles from './chart.module.css';
import { type ChartModel, heightOf, tickText } from './chartModel.ts';
import { frame } from './frame.ts';
import { Labels, MeetingDays, Meetings, Points } from './Marks.tsx';
import { alongAxis, keyOf, percent } from './plot.ts';

/**
 * The chart as the server sends it: for the first paint, for whoever has no script, and for paper.
 * It is laid out in per cent, with its labels placed for two widths of which the style sheet shows
 * one, so that it fits any screen without being measured.
 */
export function StillChart({ model, label }: { model: ChartModel; label: string }) {
  const xOf = (day: number) => percent(alongAxis(model.axis, day));
  return (
    <svg className={styles.still} height={frame.height} role="img" aria-label={label}>
      <Bands model={model} xOf={xOf} />
      <Grid model={model} x1={0} x2="100%" xOf={xOf} />
      <Beside model={model} xOf={xOf} />
      <Meetings model={model} xOf={xOf} />
      {model.segments.map(({ from, to, dashed }) => (
        <line
          key={keyOf(to)}
          className={dashed ? styles.dashed : styles.line}
          x1={xOf(from.day)}
          y1={heightOf(model, from.low)}
          x2={xOf(to.day)}
          y2={heightOf(model, to.low)}
        />
      ))}
      <Points model={model} xOf={xOf} />
      {widths.map(({ width, name }) => (
        <g key={width} className={name}>
          <MeetingDays model={model} xOf={xOf} width={width} />
          <Labels model={model} xOf={xOf} width={width} />
        </g>
      ))}
    </svg>
  );
}

const widths = [
  { width: 160, name: styles.narrow },
  { width: 440, name: styles.wide },
];

interface GridProps {
  model: ChartModel;
  x1: number | string;
  x2: number | string;
  xOf: (day: number) => number | string;
}

/** The scale with its lines, and the time beneath. */
export function Grid({ model, x1, x2, xOf }: GridProps) {
  const foot = frame.height - frame.bottom;
  return (
    <>
      {model.scale.ticks.map((tick) => {
        const y = heightOf(model, tick);
        return (
          <g key={tick}>
            <line
              className={tick === model.scale.min ? styles.foot : styles.grid}
              x1={x1}
              x2={x2}
              y1={y}
              y2={y}
            />
            <text className={styles.tick} x={x1} dx="-10" y={y + 5} textAnchor="end">
              {tickText(tick, model.unit)}
            </text>
          </g>
        );
      })}
      {model.timeTicks.map(({ day, label }, index) => (
        <g key={day} className={index % 2 === 1 ? styles.everyOther : undefined}>
          <line className={styles.foot} x1={xOf(day)} x2={xOf(day)} y1={foot} y2={foot + 5} />
          <text className={styles.tick} x={xOf(day)} y={foot + 22} textAnchor="middle">
            {label}
          </text>
        </g>
      ))}
    </>
  );
}
