import type { ReactNode } from 'react';
import styles from './beside.module.css';
import chartStyles from './chart.module.css';
import { type ChartModel, heightOf } from './chartModel.ts';
import type { ComparedLine } from './compared.ts';
import { frame } from './frame.ts';
import { type Cause, markOf } from './judged.ts';
import type { LineLabel } from './lineLabels.ts';

interface BesideProps {
  model: ChartModel;
  /** A place along the time axis as an attribute: pixels, or per cent where the width is unknown. */
  xOf: (day: number) => number | string;
}

/** Behind everything: the room that chance alone would mostly keep to. */
export function Bands({ model, xOf }: BesideProps) {
  return model.judged.bands.map(({ from, to, low, high }) => {
    const middle = (heightOf(model, low) + heightOf(model, high)) / 2;
    return (
      <line
        key={from}
        className={styles.band}
        x1={xOf(from)}
        x2={xOf(to)}
        y1={middle}
        y2={middle}
        // A line and not a rectangle: of a share of the width only the two ends are known.
        strokeWidth={heightOf(model, low) - heightOf(model, high)}
      />
    );
  });
}

/** Under the series: limits, targets, and the lines it is compared with. */
export function Beside({ model, xOf }: BesideProps) {
  const { levels, rebases } = model.judged;
  return (
    <>
      {rebases.map(({ day }) => (
        <line
          key={day}
          className={styles.rebase}
          x1={xOf(day)}
          x2={xOf(day)}
          y1={frame.top}
          y2={frame.height - frame.bottom}
        />
      ))}
      {levels.map(({ key, kind, from, to, at }) => (
        <line
          key={key}
          className={styles[kind]}
          x1={xOf(from)}
          x2={xOf(to)}
          y1={heightOf(model, at)}
          y2={heightOf(model, at)}
        />
      ))}
      {model.compared.map((line) => (
        <Compared key={line.id} model={model} line={line} xOf={xOf} />
      ))}
    </>
  );
}

/** Round the figures that are more than chance. */
export function Causes({ model, xOf }: BesideProps) {
  return model.dots.map((dot) => {
    const cause = model.judged.causes.get(dot.point.period);
    return (
      cause && (
        <At key={dot.point.period} x={xOf(dot.day)} y={heightOf(model, (dot.low + dot.high) / 2)}>
          <CauseShape cause={cause} />
        </At>
      )
    );
  });
}

/** The names of the lines, at the lines. */
export function LineNames({
  labels,
  xOf,
}: { labels: readonly LineLabel[] } & Pick<BesideProps, 'xOf'>) {
  return labels.map(({ key, text, day, y, spot, place }) => (
    <text
      key={key}
      className={place ? styles.name : styles.level}
      x={xOf(day)}
      y={Math.round(y + spot.dy)}
      dx={spot.dx || undefined}
      textAnchor={spot.anchor}
    >
      {text}
    </text>
  ));
}

/** The mark of a figure that is more than chance: its shape says whether that is good. */
export function CauseShape({ cause }: { cause: Pick<Cause, 'meaning'> }) {
  const mark = markOf({ names: [], ...cause });
  if (mark === 'ring') return <circle className={styles.cause} r="11" />;
  return (
    <polygon
      className={styles.cause}
      points={mark === 'diamond' ? '0,-14 14,0 0,14 -14,0' : '-10,-10 10,-10 10,10 -10,10'}
    />
  );
}

/** The mark of a figure of a line to compare with. */
export function LineMark({ place }: { place: ComparedLine['place'] }) {
  return <polygon className={styles[`mark${place}`]} points={shapes[place]} />;
}

const shapes = {
  1: '-4.5,-4.5 4.5,-4.5 4.5,4.5 -4.5,4.5',
  2: '0,-6.5 6.5,0 0,6.5 -6.5,0',
  3: '0,-6 6,5 -6,5',
} as const;

function Compared({ model, line, xOf }: BesideProps & { line: ComparedLine }) {
  const y = (at: number) => heightOf(model, at);
  return (
    <g>
      {line.runs.flatMap((run) =>
        run.slice(1).map((to, index) => {
          const from = run[index] ?? to;
          return (
            <line
              key={to.day}
              className={styles[`line${line.place}`]}
              x1={xOf(from.day)}
              y1={y(from.at)}
              x2={xOf(to.day)}
              y2={y(to.at)}
            />
          );
        }),
      )}
      {line.breaks.map(({ day, at }) => (
        <At key={day} x={xOf(day)} y={y(at)}>
          <line className={styles.break} x1="9" y1="8" x2="14" y2="-8" />
          <line className={styles.break} x1="14" y1="8" x2="19" y2="-8" />
        </At>
      ))}
      {line.runs.flat().map(({ day, at }) => (
        <At key={day} x={xOf(day)} y={y(at)}>
          <LineMark place={line.place} />
        </At>
      ))}
    </g>
  );
}

/** A place in a drawing whose width may not be known: only an inner drawing can stand at a share. */
function At({ x, y, children }: { x: number | string; y: number; children: ReactNode }) {
  if (typeof x === 'number') return <g transform={`translate(${x} ${y})`}>{children}</g>;
  return (
    <svg x={x} y={y} className={chartStyles.inner} width="1" height="1" aria-hidden="true">
      {children}
    </svg>
  );
}
