import { dayNumber, shortDayLabel } from '@throughline/domain/period';
import { Causes, LineNames } from './Beside.tsx';
import styles from './chart.module.css';
import { type ChartModel, heightOf, placeIn } from './chartModel.ts';
import { dotLabels } from './dotLabels.ts';
import { frame } from './frame.ts';
import type { Obstacle } from './labels.ts';
import { lineLabels } from './lineLabels.ts';
import { meetingClass } from './meetingClass.ts';
import meetingStyles from './meetingLines.module.css';
import { meetingSpots } from './meetingSpots.ts';
import { type Dot, keyOf } from './plot.ts';

interface MarksProps {
  model: ChartModel;
  /** A place along the time axis as an attribute: pixels, or per cent where the width is unknown. */
  xOf: (day: number) => number | string;
  /** The width that labels are placed for. */
  width: number;
}

/** The points of a series, filled or hollow, and the symbols where there is no number. */
export function Points({ model, xOf }: Omit<MarksProps, 'width'>) {
  const last = model.dots.at(-1);
  return (
    <>
      {model.gaps.map(({ day, text, key }) => (
        <text
          key={key}
          className={styles.gap}
          x={xOf(day)}
          y={frame.height - frame.bottom - 8}
          textAnchor="middle"
        >
          {text}
        </text>
      ))}
      <Causes model={model} xOf={xOf} />
      {model.dots.map((dot) => (
        <Mark key={keyOf(dot)} model={model} dot={dot} x={xOf(dot.day)} isLast={dot === last} />
      ))}
    </>
  );
}

/** The names of the lines, and the figure beside each point, wherever there is room for it. */
export function Labels(props: MarksProps) {
  const { labels, taken } = lineLabels(props.model, props.width);
  return (
    <>
      <LineNames labels={labels} xOf={props.xOf} />
      <PointLabels {...props} taken={taken} />
    </>
  );
}

function PointLabels({ model, xOf, width, taken }: MarksProps & { taken: readonly Obstacle[] }) {
  const place = placeIn(model, width);
  const height = frame.height - frame.bottom;
  const space = { width, height, margin: 56, size: 16, gap: 12, taken };
  const spots = dotLabels(model.dots, place, space);
  return model.dots.map((dot, index) => {
    const spot = spots[index];
    return (
      spot && (
        <text
          key={keyOf(dot)}
          className={styles.label}
          x={xOf(dot.day)}
          y={Math.round(place(dot).y + spot.dy)}
          dx={spot.dx || undefined}
          textAnchor={spot.anchor}
        >
          {dot.text}
        </text>
      )
    );
  });
}

/** Every meeting of the Board as an upright line through the plot. */
export function Meetings({ model, xOf }: Omit<MarksProps, 'width'>) {
  return model.meetings.map((meeting) => {
    const x = xOf(dayNumber(meeting.date));
    return (
      <line
        key={meeting.date}
        className={meetingClass(meeting, model.chosen)}
        x1={x}
        x2={x}
        y1={frame.top}
        y2={frame.height - frame.bottom}
      />
    );
  });
}

/** The days of the meetings over their lines, in rows that keep them apart. */
export function MeetingDays({ model, xOf, width }: MarksProps) {
  const { meetings, axis, chosen } = model;
  const spots = meetingSpots(meetings, axis, chosen, { width, margin: 40 });
  return (
    <>
      {spots.map(({ meeting, spot }) => {
        const x = xOf(dayNumber(meeting.date));
        return (
          <line
            key={meeting.date}
            className={meetingClass(meeting, chosen)}
            x1={x}
            x2={x}
            y1={frame.top - 5 + spot.dy}
            y2={frame.top}
          />
        );
      })}
      {spots.map(({ meeting, spot }) => (
        <text
          key={meeting.date}
          className={meeting.date === chosen ? meetingStyles.chosenLabel : meetingStyles.label}
          x={xOf(dayNumber(meeting.date))}
          y={frame.top - 8 + spot.dy}
          dx={spot.dx || undefined}
          textAnchor={spot.anchor}
        >
          {shortDayLabel(meeting.date)}
        </text>
      ))}
    </>
  );
}

function Mark({
  model,
  dot,
  x,
  isLast,
}: {
  model: ChartModel;
  dot: Dot;
  x: number | string;
  isLast: boolean;
}) {
  if (dot.low !== dot.high) {
    return (
      <line
        className={styles.range}
        x1={x}
        x2={x}
        y1={heightOf(model, dot.low)}
        y2={heightOf(model, dot.high)}
      />
    );
  }
  return (
    <circle
      className={dot.hollow ? styles.hollow : styles.dot}
      cx={x}
      cy={heightOf(model, dot.low)}
      r={isLast ? 7 : 5.5}
    />
  );
}
