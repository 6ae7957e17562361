import type { DrawnPoint, Point } from '@throughline/api/wire/figure';
import type { Unit } from '@throughline/domain/metric';
import { type Day, dayNumber } from '@throughline/domain/period';
import { figureText } from '../figure/FigureText.tsx';

/** The days a time axis runs from and to. */
export interface TimeAxis {
  from: Day;
  to: Day;
}

/** A figure as it is drawn: where it stands in time, its ends, and how it is marked. */
export interface Dot<One extends DrawnPoint = Point> {
  point: One;
  /** Days since 2000, the place on a true time axis. */
  day: number;
  /** Both the same for a number. */
  low: number;
  high: number;
  text: string;
  /** Worked out, not printed: drawn hollow. */
  hollow: boolean;
  /** Provisional: the line to it is dashed. */
  provisional: boolean;
}

/**
 * The figures that can be drawn, in the order of time, in the runs that a line may join. A symbol
 * is a gap: never zero, and never joined across; so is a figure that was due and is not there. A
 * range has no one height for a line to meet.
 */
export function runsOf<One extends DrawnPoint>(points: readonly One[], unit: Unit): Dot<One>[][] {
  const runs: Dot<One>[][] = [[]];
  for (const point of inTimeOrder(points)) {
    const value: DrawnPoint = point;
    if ('symbol' in value || value.gap_before) runs.push([]);
    if ('symbol' in value) continue;
    if ('value' in value) runs.at(-1)?.push(dotOf(point, value, unit));
    else runs.push([dotOf(point, value, unit)], []);
  }
  return runs.filter((run) => run.length > 0);
}

/** Two figures that a line joins. */
export interface Segment<One extends DrawnPoint = Point> {
  from: Dot<One>;
  to: Dot<One>;
  dashed: boolean;
}

/** The pieces of line between the figures of each run. */
export function segmentsOf<One extends DrawnPoint>(
  runs: readonly (readonly Dot<One>[])[],
): Segment<One>[] {
  return runs.flatMap((run) =>
    run.slice(1).map((to, index) => {
      const from = run[index] ?? to;
      return { from, to, dashed: from.provisional || to.provisional };
    }),
  );
}

/** A figure's own name among those that are drawn together. */
export function keyOf({ point }: Dot): string {
  return `${point.period} ${point.category}`;
}

/** A share of a width, as an attribute. */
export function percent(share: number): string {
  return `${round(share)}%`;
}

/** A hundredth of a pixel is finer than any screen. */
export function round(number: number): number {
  return Math.round(number * 100) / 100;
}

/** Points by the day their period ends. */
export function inTimeOrder<One extends DrawnPoint>(points: readonly One[]): One[] {
  return [...points].sort((a, b) => (a.period_end < b.period_end ? -1 : 1));
}

/** How far along an axis a day is, in per cent of its width. */
export function alongAxis({ from, to }: TimeAxis, day: number): number {
  const start = dayNumber(from);
  return ((day - start) / Math.max(1, dayNumber(to) - start)) * 100;
}

/** An axis that holds the given days with room at both ends. */
export function axisAround(days: readonly Day[]): TimeAxis {
  const ordered = [...days].sort();
  const [first, last] = [ordered[0], ordered.at(-1)];
  if (first === undefined || last === undefined) return { from: '2022-01-01', to: '2025-01-01' };
  const room = Math.max(30, Math.round((dayNumber(last) - dayNumber(first)) * 0.06));
  return { from: dayFrom(dayNumber(first) - room), to: dayFrom(dayNumber(last) + room) };
}

/** The day of a number of days since 2000. */
export function dayFrom(number: number): Day {
  return new Date(Date.UTC(2000, 0, 1 + number)).toISOString().slice(0, 10) as Day;
}

/** The scale of a chart: round numbers round the figures. */
export interface Scale {
  min: number;
  max: number;
  ticks: readonly number[];
}

/**
 * From zero, unless the figures are so far above it that their movement could not be seen; then
 * from a round number below them, which the chart says in words.
 */
export function scaleOf(numbers: readonly number[]): Scale {
  const lowest = Math.min(0, ...numbers);
  const highest = Math.max(...numbers, lowest);
  const least = Math.min(...numbers);
  const from = least > highest * 0.6 && least > 0 ? least - (highest - least) * 0.5 : lowest;
  const step = roundStep((highest - from || 1) / 4);
  const min = Math.floor(from / step) * step;
  const max = Math.ceil((highest + step * 0.15) / step) * step;
  const count = Math.round((max - min) / step);
  const ticks = Array.from({ length: count + 1 }, (_, index) => exact(min + index * step));
  return { min, max, ticks };
}

/** 1 January, or the first of a month where the axis is short, with the words beneath the axis. */
export function timeTicks({ from, to }: TimeAxis): { day: number; label: string }[] {
  const months = (dayNumber(to) - dayNumber(from)) / 30.4;
  const every = [1, 2, 3, 6, 12, 24, 60].find((step) => months / step <= 6) ?? 120;
  const ticks = [];
  const first = Number(from.slice(0, 4)) * 12;
  for (let month = first; ; month += every) {
    const day = new Date(Date.UTC(Math.floor(month / 12), month % 12, 1));
    const text = day.toISOString().slice(0, 10) as Day;
    if (text > to) return ticks;
    if (text < from) continue;
    const label = `${monthNames[month % 12]} ${Math.floor(month / 12)}`;
    ticks.push({ day: dayNumber(text), label });
  }
}

const monthNames = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function dotOf<One extends DrawnPoint>(
  point: One,
  value: Exclude<DrawnPoint, { symbol: unknown }>,
  unit: Unit,
): Dot<One> {
  const marks = value.mark.split(' ');
  return {
    point,
    day: dayNumber(value.period_end),
    low: Number('value' in value ? value.value : value.low),
    high: Number('value' in value ? value.value : value.high),
    text: figureText(value, unit),
    hollow: marks.includes('worked-out'),
    provisional: marks.includes('p'),
  };
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((size) => size * power >= rough) ?? 10;
  return factor * power;
}

/** Steps of 0.1 add up to 0.30000000000000004. */
function exact(number: number): number {
  return Number(number.toPrecision(12));
}
