import type { Polarity } from './metric.ts';
import { comparePeriods, type Day, dayLabel, type Period, periodEnd } from './period.ts';
import { compareDecimals, type Decimal, medianOf, numberOf, type Value } from './value.ts';

/** How close a statistical neighbour is, in the Department's words. */
export const closenesses = [
  'extremely close',
  'very close',
  'close',
  'somewhat close',
  'not close',
] as const;
export type Closeness = (typeof closenesses)[number];

/** The statistical neighbours of an area by one model. */
export interface ComparatorGroup {
  id: string;
  /** "2025 model". */
  model: string;
  title: string;
  /** The area whose neighbours they are. */
  area: string;
  publishedOn: Day;
  /** In force until the next group of the same area begins. */
  inForceFrom: Day;
  members: readonly ComparatorMember[];
}

export interface ComparatorMember {
  area: string;
  name: string;
  closeness: Closeness;
  /** 1 is the closest. */
  position: number;
}

/** The figure of one area in a period. */
export interface AreaFigure {
  area: string;
  period: Period;
  value: Value;
}

/** The neighbours' figure of a period: their median, and how many of them had a number. */
export interface NeighboursFigure {
  period: Period;
  group: ComparatorGroup;
  median: Decimal;
  withNumber: number;
}

/** A stretch of the neighbours' line by one model; the line breaks where another begins. */
export interface NeighboursRun {
  group: ComparatorGroup;
  figures: readonly NeighboursFigure[];
  /** Why the line breaks before this run; absent for the first. */
  breaks: string | undefined;
}

/** A place among others: 1 is the highest, equal figures share a place. */
export interface Rank {
  rank: number;
  /** How many have a number, the area itself among them. */
  of: number;
  /** How many others share the place. */
  shared: number;
  /** Which end is the good one; absent where polarity gives none. */
  good: 'highest' | 'lowest' | undefined;
}

/**
 * The group that a period is compared with: the one in force at the period's end, of those public
 * on the reading date. Nothing for a time before the first.
 */
export function groupInForce(
  groups: readonly ComparatorGroup[],
  period: Period,
  asAt?: Day,
): ComparatorGroup | undefined {
  const end = periodEnd(period);
  let inForce: ComparatorGroup | undefined;
  for (const group of groups) {
    if (group.inForceFrom > end || (asAt !== undefined && group.publishedOn > asAt)) continue;
    if (inForce === undefined || group.inForceFrom > inForce.inForceFrom) inForce = group;
  }
  return inForce;
}

/**
 * The neighbours' figure: the median of those with a number, rounded half away from zero to the
 * metric's decimals, as the Department's dashboard does. Nothing when none of them has a number.
 */
export function neighboursFigure(
  group: ComparatorGroup,
  period: Period,
  figures: readonly AreaFigure[],
  decimals: number,
): NeighboursFigure | undefined {
  const members = new Set(group.members.map(({ area }) => area));
  const numbers = numbersIn(period, figures).filter(({ area }) => members.has(area));
  const median = medianOf(
    numbers.map(({ number }) => number),
    decimals,
  );
  if (median === undefined) return undefined;
  return { period, group, median, withNumber: numbers.length };
}

/**
 * The neighbours' line over the periods there are: each period by the group in force at its end, a
 * run for each model. A period without a group or without a number is a gap in the run.
 */
export function neighboursLine(
  groups: readonly ComparatorGroup[],
  figures: readonly AreaFigure[],
  decimals: number,
  asAt?: Day,
): NeighboursRun[] {
  const periods = [...new Set(figures.map(({ period }) => period))].sort(comparePeriods);
  const runs: {
    group: ComparatorGroup;
    figures: NeighboursFigure[];
    breaks: string | undefined;
  }[] = [];
  for (const period of periods) {
    const group = groupInForce(groups, period, asAt);
    const figure = group && neighboursFigure(group, period, figures, decimals);
    if (group === undefined || figure === undefined) continue;
    const run = runs.at(-1);
    if (run?.group.id === group.id) run.figures.push(figure);
    else runs.push({ group, figures: [figure], breaks: run && breakReason(run.group, group) });
  }
  return runs;
}

/** Why a line is not drawn across a change of model. */
export function breakReason(before: ComparatorGroup, after: ComparatorGroup): string {
  const names = new Set(before.members.map(({ area }) => area));
  const kept = after.members.filter(({ area }) => names.has(area)).length;
  return (
    `The neighbours change here from the ${before.model} to the ${after.model}, in force from ` +
    `${dayLabel(after.inForceFrom)}: ${kept} of ${after.members.length} are the same, so the two ` +
    'sides of the break are not compared.'
  );
}

/**
 * The place of an area among those with a number in a period; rank 1 is the highest. Nothing when
 * the area itself has no number.
 */
export function rankOf(
  area: string,
  period: Period,
  figures: readonly AreaFigure[],
  polarity: Polarity,
): Rank | undefined {
  const numbers = numbersIn(period, figures);
  const own = numbers.find((one) => one.area === area)?.number;
  if (own === undefined) return undefined;
  const above = numbers.filter(({ number }) => compareDecimals(number, own) > 0).length;
  const equal = numbers.filter(({ number }) => compareDecimals(number, own) === 0).length;
  return { rank: above + 1, of: numbers.length, shared: equal - 1, good: goodEnd(polarity) };
}

/** The figures of a group and of the area whose neighbours they are: who a rank is among. */
export function amongNeighbours(
  group: ComparatorGroup,
  figures: readonly AreaFigure[],
): AreaFigure[] {
  const members = new Set([group.area, ...group.members.map(({ area }) => area)]);
  return figures.filter(({ area }) => members.has(area));
}

function numbersIn(period: Period, figures: readonly AreaFigure[]) {
  return figures.flatMap(({ area, period: own, value }) => {
    const number = own === period ? numberOf(value) : undefined;
    return number === undefined ? [] : [{ area, number }];
  });
}

function goodEnd(polarity: Polarity): Rank['good'] {
  switch (polarity) {
    case 'higher_is_better':
      return 'highest';
    case 'lower_is_better':
      return 'lowest';
    case 'neutral':
      return undefined;
  }
}
