import { meetingRows } from './meetingSpots.ts';

/** The room round the plot of a chart, in pixels, the same whoever draws it: nothing may jump. */
export const frame = {
  height: 380,
  left: 64,
  right: 60,
  top: meetingRows.count * meetingRows.height + 8,
  bottom: 34,
};

/** The height of the plot itself. */
export const plotHeight = frame.height - frame.top - frame.bottom;
