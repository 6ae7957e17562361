import { type Day, dayLabel, dayNumber, shortDayLabel } from '@throughline/domain/period';
import { meetingClass } from './meetingClass.ts';
import styles from './meetingLines.module.css';
import { type MeetingLine, meetingRows, meetingSpots, meetingsOn } from './meetingSpots.ts';
import { alongAxis, percent, type TimeAxis } from './plot.ts';

interface MeetingsProps {
  axis: TimeAxis;
  meetings: readonly MeetingLine[];
  /** The meeting that the figures are read as at. */
  chosen?: Day | undefined;
}

/**
 * The idea of the product: a meeting is one vertical line through every figure. Drawn once, and
 * used by each strip under this `id`; in per cent, so it fits whatever width the strips have.
 */
export function MeetingLines({ id, axis, meetings, chosen }: MeetingsProps & { id: string }) {
  return (
    <svg className={styles.source} width="0" height="0" aria-hidden="true">
      <defs>
        <g id={id}>
          {meetingsOn(meetings, axis).map((meeting) => {
            const x = percent(alongAxis(axis, dayNumber(meeting.date)));
            const name = meetingClass(meeting, chosen);
            return <line key={meeting.date} className={name} x1={x} x2={x} y1="0" y2="100%" />;
          })}
        </g>
      </defs>
    </svg>
  );
}

/** The narrowest that a strip gets, and what is free to its right. */
const space = { width: 205, margin: 56 };

/** The days of the meetings above their lines, in as many rows as keep them apart. */
export function MeetingLabels({ axis, meetings, chosen }: MeetingsProps) {
  const shown = meetingsOn(meetings, axis);
  const foot = meetingRows.count * meetingRows.height;
  const labels = meetingSpots(shown, axis, chosen, space).map(({ meeting, spot }) => ({
    meeting,
    spot,
    x: percent(alongAxis(axis, dayNumber(meeting.date))),
    y: foot + spot.dy,
  }));
  const inWords = shown.map(({ date }) => dayLabel(date)).join(', ');
  return (
    <svg
      className={styles.labels}
      height={foot}
      role="img"
      aria-label={`Meetings of the Board: ${inWords}`}
    >
      {labels.map(({ meeting, x, y }) => (
        <line
          key={meeting.date}
          className={meetingClass(meeting, chosen)}
          x1={x}
          x2={x}
          y1={y + 3}
          y2="100%"
        />
      ))}
      {labels.map(({ meeting, x, y, spot }) => (
        <text
          key={meeting.date}
          className={meeting.date === chosen ? styles.chosenLabel : styles.label}
          x={x}
          y={y}
          dx={spot.dx || undefined}
          textAnchor={spot.anchor}
        >
          {shortDayLabel(meeting.date)}
        </text>
      ))}
    </svg>
  );
}
