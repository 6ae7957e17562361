import type { Series } from '@throughline/api/wire/metric';
import type { Metric, Unit } from '@throughline/domain/metric';
import { type Day, dayNumber } from '@throughline/domain/period';
import { type Decimal, formatDecimal } from '@throughline/domain/value';
import { type ComparedLine, comparedLines } from './compared.ts';
import { frame, plotHeight } from './frame.ts';
import { type Judged, judgedOf } from './judged.ts';
import { type MeetingLine, meetingsOn } from './meetingSpots.ts';
import {
  alongAxis,
  axisAround,
  type Dot,
  dayFrom,
  inTimeOrder,
  runsOf,
  type Scale,
  type Segment,
  scaleOf,
  segmentsOf,
  type TimeAxis,
  timeTicks,
} from './plot.ts';

/** A series ready to be drawn; the picture from the server, the chart and the file all draw this. */
export interface ChartModel {
  unit: Unit;
  axis: TimeAxis;
  scale: Scale;
  runs: readonly (readonly Dot[])[];
  dots: readonly Dot[];
  segments: readonly Segment[];
  /** Where there is a symbol instead of a number. */
  gaps: readonly { day: number; text: string; key: string }[];
  meetings: readonly MeetingLine[];
  chosen: Day | undefined;
  timeTicks: readonly { day: number; label: string }[];
  /** The lines to compare with, as many as there is room for. */
  compared: readonly ComparedLine[];
  /** Limits, special causes and targets. */
  judged: Judged;
  /** "The scale starts at £4,000, not at zero.", or nothing. */
  scaleNote: string | undefined;
}

/** The points of one series with the meetings they are seen among. */
export interface ChartSource {
  series: Pick<Series, 'points' | 'comparing' | 'control' | 'targets'>;
  metric: Pick<Metric, 'unit' | 'decimals'>;
  meetings: readonly MeetingLine[];
  chosen?: Day | undefined;
}

/** Axis, scale and marks of a chart. A meeting far from every figure is left out. */
export function chartModel({ series, metric, meetings, chosen }: ChartSource): ChartModel {
  const { points, comparing } = series;
  const { unit } = metric;
  const compared = comparedLines(comparing, unit);
  const beside = compared.flatMap(({ runs: lines }) => lines.flat());
  const runs = runsOf(points, unit);
  const dots = runs.flat();
  const days = points.map(({ period_end: end }) => end);
  const told = points.flatMap(({ source, known_from: from }) => source.meeting ?? from);
  const axis = axisAround([...days, ...told, ...beside.map(({ day }) => dayFrom(day))]);
  const judged = judgedOf(series, axis, metric);
  const scale = scaleOf([
    ...dots.flatMap(({ low, high }) => [low, high]),
    ...beside.map(({ at }) => at),
    ...judged.levels.map(({ at }) => at),
  ]);
  return {
    unit,
    axis,
    scale,
    runs,
    dots,
    segments: segmentsOf(runs),
    gaps: inTimeOrder(points).flatMap((point) =>
      'symbol' in point
        ? [{ day: dayNumber(point.period_end), text: `[${point.symbol}]`, key: point.period }]
        : [],
    ),
    meetings: meetingsOn(meetings, axis),
    chosen,
    compared,
    judged,
    timeTicks: timeTicks(axis),
    scaleNote:
      scale.min > 0 ? `The scale starts at ${tickText(scale.min, unit)}, not at zero.` : undefined,
  };
}

/** A number on the scale, as it is written beside it. */
export function tickText(tick: number, unit: Unit): string {
  return formatDecimal(String(tick) as Decimal, unit);
}

/** How high above the top of the drawing a number stands. Pixels from the top. */
export function heightOf({ scale }: ChartModel, value: number): number {
  const share = (value - scale.min) / (scale.max - scale.min || 1);
  return Math.round((frame.top + (1 - share) * plotHeight) * 100) / 100;
}

/** The place of a figure within a plot of a given width. */
export function placeIn(model: ChartModel, width: number) {
  return (dot: Dot) => ({
    x: (alongAxis(model.axis, dot.day) / 100) * width,
    y: heightOf(model, (dot.low + dot.high) / 2),
  });
}
