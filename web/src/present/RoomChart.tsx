import styles from './room.module.css';
import { type RoomDot, type RoomDrawing, type RoomLine, room } from './roomChart.ts';

/** A chart for six metres: labels at the points, nothing to hover over. */
export function RoomChart({ drawing }: { drawing: RoomDrawing }) {
  const { height, lines, ticks, periods, size, right } = drawing;
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${room.width} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      {ticks.map(({ y, text }) => (
        <g key={text}>
          <line className={styles.grid} x1={room.left - 10} x2={right} y1={y} y2={y} />
          <text
            className={styles.tick}
            x={room.left - 24}
            y={y + size.tick / 3}
            fontSize={size.tick}
            textAnchor="end"
          >
            {text}
          </text>
        </g>
      ))}
      {periods.map(({ x, text, isPointed }) => (
        <text
          key={`${x} ${text}`}
          className={isPointed ? styles.pointedPeriod : styles.tick}
          x={x}
          y={height - size.tick * 0.6}
          fontSize={size.tick}
          textAnchor="middle"
        >
          {text}
        </text>
      ))}
      {lines.map((line) => (
        <Line key={line.category} line={line} size={size} />
      ))}
    </svg>
  );
}

const colours = [styles.first, styles.second, styles.third, styles.fourth];

function Line({ line, size }: { line: RoomLine; size: RoomDrawing['size'] }) {
  const { place, segments, dots, end, isPointed } = line;
  return (
    <g className={colours[place]}>
      {segments.map(({ x1, y1, x2, y2, isDashed }) => (
        <line
          key={x2}
          className={isPointed ? styles.pointedLine : styles.line}
          x1={x1}
          y1={y1}
          x2={x2}
          y2={y2}
          strokeDasharray={isDashed ? '16 14' : undefined}
        />
      ))}
      {dots.map((dot) => (
        <Mark key={dot.key} dot={dot} place={place} />
      ))}
      {dots.map(
        ({ key, label }) =>
          label && (
            <text
              key={key}
              className={styles.value}
              x={label.x}
              y={label.y}
              fontSize={label.size}
              textAnchor={label.anchor}
            >
              {label.text}
            </text>
          ),
      )}
      {end && (
        <>
          <Shape x={end.x + 4} y={end.y - size.figure * 0.24} place={place} isHollow={false} />
          <text className={styles.value} x={end.x + 30} y={end.y} fontSize={size.figure}>
            {end.text}
          </text>
          <text
            className={styles.name}
            x={end.x + 30}
            y={end.y + size.tick * 1.15}
            fontSize={size.tick}
          >
            {end.title}
          </text>
        </>
      )}
    </g>
  );
}

function Mark({ dot, place }: { dot: RoomDot; place: number }) {
  const { x, y, y2, isHollow, isPointed } = dot;
  return (
    <>
      {y !== y2 && <line className={styles.range} x1={x} x2={x} y1={y} y2={y2} />}
      {y === y2 && <Shape x={x} y={y} place={place} isHollow={isHollow} />}
      {isPointed && <circle className={styles.pointer} cx={x} cy={(y + y2) / 2} r={40} />}
    </>
  );
}

/** Each line has a shape of its own besides its colour. */
function Shape({
  x,
  y,
  place,
  isHollow,
}: {
  x: number;
  y: number;
  place: number;
  isHollow: boolean;
}) {
  const className = isHollow ? styles.hollow : styles.dot;
  switch (place) {
    case 1:
      return <rect className={className} x={x - 13} y={y - 13} width={26} height={26} />;
    case 2:
      return <path className={className} d={`M${x} ${y - 17}L${x + 17} ${y + 13}H${x - 17}Z`} />;
    case 3:
      return (
        <path
          className={className}
          d={`M${x} ${y - 18}L${x + 18} ${y}L${x} ${y + 18}L${x - 18} ${y}Z`}
        />
      );
    default:
      return <circle className={className} cx={x} cy={y} r={15} />;
  }
}
