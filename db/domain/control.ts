import type { Kind, Polarity } from './metric.ts';
import { comparePeriods, type Day, type Period, periodKind } from './period.ts';

/** One figure of a series in time order; `null` is a symbol, a range or a missing figure: a gap. */
export interface ControlPoint {
  period: Period;
  value: number | null;
}

/** A person's decision, on the day `on`, that the process changed from a period. */
export interface Rebase {
  from: Period;
  reason: string;
  on: Day;
}

/** The periods, both ends included, whose figures alone set the lines. */
export interface Baseline {
  from: Period;
  to: Period;
}

/**
 * Which points count towards two of three beyond the inner line. Making Data Count has counted
 * points beyond the limit too since November 2023; before, only those from inner line to limit.
 */
export type TwoOfThree = 'beyond-limit-counts' | 'up-to-the-limit';

/** What a person may choose. Screening and baseline are off unless asked for. */
export interface ControlOptions {
  kind: Kind;
  polarity: Polarity;
  twoOfThree?: TwoOfThree | undefined;
  screened?: boolean | undefined;
  rebases?: readonly Rebase[] | undefined;
  baseline?: Baseline | undefined;
  target?: number | undefined;
}

/**
 * What may be drawn of a series, by its number of figures and the kind of its periods. `run` holds
 * no phase with limits and `too-few` none with a median, so a screen draws what it is given.
 */
export type Control =
  | { kind: 'refused'; reason: 'cumulative' | 'mixed-periods' | 'baseline-without-figures' }
  | { kind: 'too-few'; phases: readonly TooFewPhase[] }
  | { kind: 'run'; phases: readonly (TooFewPhase | RunPhase)[] }
  | {
      kind: 'xmr';
      phases: readonly Phase[];
      screened: boolean;
      twoOfThree: TwoOfThree;
      assurance: Assurance;
    };

/** The figures between two rebases, under the lines that they have earned. */
export type Phase = TooFewPhase | RunPhase | XmrPhase;

/** Fewer than 7 figures: a line and words only. */
export interface TooFewPhase extends PhaseFacts {
  kind: 'too-few';
}

/** 7 to 12 figures, or too many gaps for limits: a run chart on the median. */
export interface RunPhase extends PhaseFacts {
  kind: 'run';
  median: number;
  causes: readonly SpecialCause[];
}

/** 13 figures or more: the lines in the metric's unit, unrounded, and what they show. */
export interface XmrPhase extends PhaseFacts {
  kind: 'xmr';
  mean: number;
  upper: number;
  lower: number;
  innerUpper: number;
  innerLower: number;
  meanRange: number;
  ranges: readonly MovingRange[];
  causes: readonly SpecialCause[];
}

/** `rebases` began the phase, none where the series did; `baseline` is what set its lines. */
export interface PhaseFacts {
  from: Period;
  to: Period;
  figures: number;
  baseline: { from: Period; to: Period; figures: number };
  rebases: readonly Rebase[];
}

/** The distance of a figure from the one before it, and whether the limits were made of it. */
export interface MovingRange {
  period: Period;
  size: number;
  use: 'counted' | 'screened' | 'outside-baseline';
}

/**
 * A sign that something other than chance is at work, with the points that give it. `towards` is
 * the side of the centre, for a trend its direction. A point may stand in several.
 */
export interface SpecialCause {
  rule: 'beyond-limit' | 'one-side' | 'trend' | 'two-of-three';
  towards: 'high' | 'low';
  meaning: 'improvement' | 'concern' | 'neither';
  periods: readonly Period[];
}

/** Whether the process, as its newest limits stand, can be relied on to meet a target. */
export type Assurance =
  | { kind: 'consistently-fails' | 'consistently-passes' | 'hit-and-miss'; target: number }
  | { kind: 'none'; reason: 'neutral' | 'no-target' | 'no-limits' };

/** A number as a fraction, in units of the last decimal of the series. `under` is positive. */
interface Exact {
  over: bigint;
  under: bigint;
}

/** The lines of a phase before they become numbers, so that "on the line" can be decided. */
type Lines = { kind: 'too-few' } | { kind: 'run'; median: Exact } | XmrLines;

interface XmrLines extends Record<'mean' | 'meanRange' | LimitName, Exact> {
  kind: 'xmr';
  ranges: readonly ScaledRange[];
}

type LimitName = 'upper' | 'lower' | 'innerUpper' | 'innerLower';

/** A point whose figure is a whole number of the last decimals of the series. */
interface ScaledPoint {
  period: Period;
  figure: bigint | undefined;
}

interface ScaledRange {
  period: Period;
  size: bigint;
  use: MovingRange['use'];
}

/** The points of a phase, and those of them that set its lines. */
interface Stretch {
  points: readonly ScaledPoint[];
  basis: readonly ScaledPoint[];
  rebases: readonly Rebase[];
}

interface Found {
  rule: SpecialCause['rule'];
  sign: Sign;
  points: readonly ScaledPoint[];
}

/** Points of one sign in a row, by their places in it. */
interface Row {
  sign: Sign;
  first: number;
  last: number;
}

type Sign = -1 | 0 | 1;

const fewestForRunChart = 7;
const fewestForLimits = 13;
/** As many as 7 unbroken figures give; fewer say too little of the spread, however many figures. */
const fewestRanges = 6;
const inARow = 7;

/**
 * XmR chart, run chart or neither, by NHS England's Making Data Count. Points come in time order.
 *
 * A gap breaks runs, trends and moving ranges, as it breaks the line. Nothing reaches across a
 * rebase: to the person who rebased these are two processes, so each phase is judged by its own
 * figures and shows no limits before it has 13, rather than those of the process that is gone.
 * A rebase later than the last point has no effect yet. With a baseline, its figures are the ones
 * counted for restraint; a phase that it does not touch is its own baseline.
 *
 * "On the line" is decided on exact fractions: in floats the mean of 0.1, 0.2, 0.3 is not 0.2.
 */
export function controlChart(points: readonly ControlPoint[], options: ControlOptions): Control {
  const { polarity, rebases = [], baseline, target } = options;
  const screened = options.screened ?? false;
  const twoOfThree = options.twoOfThree ?? 'beyond-limit-counts';

  if (options.kind === 'cumulative') return { kind: 'refused', reason: 'cumulative' };
  if (mixesPeriods(points, rebases, baseline)) return { kind: 'refused', reason: 'mixed-periods' };
  if (baseline && !points.some((point) => point.value !== null && isWithin(point, baseline))) {
    return { kind: 'refused', reason: 'baseline-without-figures' };
  }

  const scale = scaleOf(points, target);
  const judged = split(points, rebases, baseline, scale).map((stretch) => {
    const lines = linesOf(stretch, screened);
    const causes = causesOf(stretch.points, lines, twoOfThree);
    return { lines, phase: phaseOf(stretch, lines, causes, polarity, scale) };
  });

  const phases = judged.map(({ phase }) => phase);
  if (phases.every(isTooFew)) return { kind: 'too-few', phases };
  if (phases.every(isWithoutLimits)) return { kind: 'run', phases };
  const assurance = assuranceOf(judged.at(-1)?.lines, target, polarity, scale);
  return { kind: 'xmr', phases, screened, twoOfThree, assurance };
}

function mixesPeriods(
  points: readonly ControlPoint[],
  rebases: readonly Rebase[],
  baseline: Baseline | undefined,
): boolean {
  const periods = points.map(({ period }) => period);
  periods.push(...rebases.map(({ from }) => from));
  if (baseline) periods.push(baseline.from, baseline.to);
  return new Set(periods.map(likeness)).size > 1;
}

/** A summer programme is longer than an Easter one, and so may one span be than another. */
function likeness(period: Period): string {
  const kind = periodKind(period);
  if (kind === 'holiday') return period.slice(5);
  if (kind === 'span') return `${monthsIn(period)} months`;
  return kind;
}

function monthsIn(span: Period): number {
  const [first = 0, last = 0] = span
    .split('/')
    .map((month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)));
  return last - first + 1;
}

function isWithin({ period }: { period: Period }, { from, to }: Baseline): boolean {
  return comparePeriods(period, from) >= 0 && comparePeriods(period, to) <= 0;
}

function scaleOf(points: readonly ControlPoint[], target: number | undefined): number {
  const numbers = points.flatMap(({ value }) => value ?? []);
  return Math.max(0, ...[...numbers, target ?? 0].map((number) => parts(number).decimals));
}

function split(
  points: readonly ControlPoint[],
  rebases: readonly Rebase[],
  baseline: Baseline | undefined,
  scale: number,
): Stretch[] {
  const stretches: { points: ScaledPoint[]; rebases: Rebase[] }[] = [];
  let ahead = [...rebases];
  for (const { period, value } of points) {
    const begun = ahead.filter(({ from }) => comparePeriods(from, period) <= 0);
    ahead = ahead.filter((rebase) => !begun.includes(rebase));
    const point = { period, figure: value === null ? undefined : scaled(value, scale) };
    const last = stretches.at(-1);
    if (last && begun.length === 0) last.points.push(point);
    else stretches.push({ points: [point], rebases: begun });
  }
  return stretches.map((stretch) => ({ ...stretch, basis: basisOf(stretch.points, baseline) }));
}

function basisOf(
  points: readonly ScaledPoint[],
  baseline: Baseline | undefined,
): readonly ScaledPoint[] {
  const touched = baseline ? points.filter((point) => isWithin(point, baseline)) : [];
  return touched.length > 0 ? touched : points;
}

function linesOf({ points, basis }: Stretch, screened: boolean): Lines {
  const figures = figuresOf(basis);
  if (figures.length < fewestForRunChart) return { kind: 'too-few' };

  const unscreened = movingRanges(points, basis);
  if (figures.length < fewestForLimits || countedSizes(unscreened).length < fewestRanges) {
    return { kind: 'run', median: medianOf(figures) };
  }

  const ranges = screened ? withoutOutliers(unscreened) : unscreened;
  const mean = meanOf(figures);
  const meanRange = meanOf(countedSizes(ranges));
  return {
    kind: 'xmr',
    mean,
    upper: plus(mean, times(meanRange, 266n, 100n)),
    lower: plus(mean, times(meanRange, -266n, 100n)),
    innerUpper: plus(mean, times(meanRange, 532n, 300n)),
    innerLower: plus(mean, times(meanRange, -532n, 300n)),
    meanRange,
    ranges,
  };
}

function movingRanges(
  points: readonly ScaledPoint[],
  basis: readonly ScaledPoint[],
): ScaledRange[] {
  const counting = new Set(basis);
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    if (before?.figure === undefined || point.figure === undefined) return [];
    const difference = point.figure - before.figure;
    const size = difference < 0n ? -difference : difference;
    const counted = counting.has(before) && counting.has(point);
    return { period: point.period, size, use: counted ? 'counted' : 'outside-baseline' };
  });
}

/** Leaves out, once, the ranges of 3.267 × their mean or more: the range chart's own limit. */
function withoutOutliers(ranges: readonly ScaledRange[]): ScaledRange[] {
  const mean = meanOf(countedSizes(ranges));
  // Figures that never move have ranges of 0, all of them "3.267 × 0 or more".
  if (mean.over === 0n) return [...ranges];
  const limit = times(mean, 3267n, 1000n);
  return ranges.map((range) =>
    range.use === 'counted' && compare(whole(range.size), limit) >= 0
      ? { ...range, use: 'screened' }
      : range,
  );
}

function countedSizes(ranges: readonly ScaledRange[]): bigint[] {
  return ranges.filter(({ use }) => use === 'counted').map(({ size }) => size);
}

function causesOf(points: readonly ScaledPoint[], lines: Lines, twoOfThree: TwoOfThree): Found[] {
  switch (lines.kind) {
    case 'too-few':
      return [];
    case 'run':
      return [...oneSide(points, lines.median), ...trends(points)];
    case 'xmr':
      return [
        ...beyondLimit(points, lines),
        ...oneSide(points, lines.mean),
        ...trends(points),
        ...twoInThree(points, lines, twoOfThree),
      ];
  }
}

/** A point on the limit is not outside it. */
function beyondLimit(points: readonly ScaledPoint[], { upper, lower }: XmrLines): Found[] {
  return points.flatMap((point) => {
    const sign = beyond(point, upper, lower);
    return sign === 0 ? [] : { rule: 'beyond-limit', sign, points: [point] };
  });
}

/** A point on the centre breaks the row. */
function oneSide(points: readonly ScaledPoint[], centre: Exact): Found[] {
  const sides = points.map((point) => beyond(point, centre, centre));
  return rowsOf(sides, inARow).map(({ sign, first, last }) => ({
    rule: 'one-side',
    sign,
    points: points.slice(first, last + 1),
  }));
}

/** 7 points are 6 steps; an equal neighbour breaks the row. */
function trends(points: readonly ScaledPoint[]): Found[] {
  const steps = points.slice(1).map(({ figure }, index): Sign => {
    const before = points[index]?.figure;
    return figure === undefined || before === undefined ? 0 : signOf(figure - before);
  });
  return rowsOf(steps, inARow - 1).map(({ sign, first, last }) => ({
    rule: 'trend',
    sign,
    points: points.slice(first, last + 2),
  }));
}

/** The points named are those beyond the inner line; threes that overlap are one special cause. */
function twoInThree(
  points: readonly ScaledPoint[],
  { mean, upper, lower, innerUpper, innerLower }: XmrLines,
  rule: TwoOfThree,
): Found[] {
  const sides = points.map((point) => beyond(point, mean, mean));
  const counts = points.map(
    (point) =>
      beyond(point, innerUpper, innerLower) !== 0 &&
      (rule === 'beyond-limit-counts' || beyond(point, upper, lower) === 0),
  );
  const threes = sides.flatMap((sign, first) => {
    const same = sign !== 0 && sides[first + 1] === sign && sides[first + 2] === sign;
    const enough = counts.slice(first, first + 3).filter(Boolean).length >= 2;
    return same && enough ? { sign, first, last: first + 2 } : [];
  });
  return merged(threes).map(({ sign, first, last }) => ({
    rule: 'two-of-three',
    sign,
    points: points.slice(first, last + 1).filter((_, offset) => counts[first + offset]),
  }));
}

/** The longest unbroken rows of one sign, none counted twice; 0 breaks a row. */
function rowsOf(signs: readonly Sign[], fewest: number): Row[] {
  const rows: Row[] = [];
  signs.forEach((sign, index) => {
    const last = rows.at(-1);
    if (last?.sign === sign) last.last = index;
    else rows.push({ sign, first: index, last: index });
  });
  return rows.filter(({ sign, first, last }) => sign !== 0 && last - first + 1 >= fewest);
}

function merged(rows: readonly Row[]): Row[] {
  const apart: Row[] = [];
  for (const row of rows) {
    const before = apart.at(-1);
    if (before && row.first <= before.last) before.last = row.last;
    else apart.push({ ...row });
  }
  return apart;
}

function phaseOf(
  { points, basis, rebases }: Stretch,
  lines: Lines,
  causes: readonly Found[],
  polarity: Polarity,
  scale: number,
): Phase {
  const facts: PhaseFacts = {
    ...ends(points),
    figures: figuresOf(points).length,
    baseline: { ...ends(basis), figures: figuresOf(basis).length },
    rebases,
  };
  const meant = causes.map((found) => withMeaning(found, polarity));
  switch (lines.kind) {
    case 'too-few':
      return { kind: 'too-few', ...facts };
    case 'run':
      return { kind: 'run', ...facts, median: toNumber(lines.median, scale), causes: meant };
    case 'xmr':
      return {
        kind: 'xmr',
        ...facts,
        mean: toNumber(lines.mean, scale),
        upper: toNumber(lines.upper, scale),
        lower: toNumber(lines.lower, scale),
        innerUpper: toNumber(lines.innerUpper, scale),
        innerLower: toNumber(lines.innerLower, scale),
        meanRange: toNumber(lines.meanRange, scale),
        ranges: lines.ranges.map((range) => ({
          ...range,
          size: toNumber(whole(range.size), scale),
        })),
        causes: meant,
      };
  }
}

function ends(points: readonly ScaledPoint[]): { from: Period; to: Period } {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) throw new Error('A phase has at least one point');
  return { from: first.period, to: last.period };
}

function withMeaning({ rule, sign, points }: Found, polarity: Polarity): SpecialCause {
  const towards = sign > 0 ? 'high' : 'low';
  const periods = points.map(({ period }) => period);
  return { rule, towards, meaning: meaningOf(towards, polarity), periods };
}

function meaningOf(towards: SpecialCause['towards'], polarity: Polarity): SpecialCause['meaning'] {
  switch (polarity) {
    case 'higher_is_better':
      return towards === 'high' ? 'improvement' : 'concern';
    case 'lower_is_better':
      return towards === 'low' ? 'improvement' : 'concern';
    case 'neutral':
      return 'neither';
  }
}

function isTooFew(phase: Phase): phase is TooFewPhase {
  return phase.kind === 'too-few';
}

function isWithoutLimits(phase: Phase): phase is TooFewPhase | RunPhase {
  return phase.kind !== 'xmr';
}

function assuranceOf(
  lines: Lines | undefined,
  target: number | undefined,
  polarity: Polarity,
  scale: number,
): Assurance {
  if (polarity === 'neutral') return { kind: 'none', reason: 'neutral' };
  if (target === undefined) return { kind: 'none', reason: 'no-target' };
  if (lines?.kind !== 'xmr') return { kind: 'none', reason: 'no-limits' };
  const aim = whole(scaled(target, scale));
  const higher = polarity === 'higher_is_better';
  if (compare(aim, lines.upper) > 0) {
    return { kind: higher ? 'consistently-fails' : 'consistently-passes', target };
  }
  if (compare(aim, lines.lower) < 0) {
    return { kind: higher ? 'consistently-passes' : 'consistently-fails', target };
  }
  return { kind: 'hit-and-miss', target };
}

/** 1 above the upper line, -1 below the lower one, 0 on a line, between them or at a gap. */
function beyond({ figure }: ScaledPoint, upper: Exact, lower: Exact): Sign {
  if (figure === undefined) return 0;
  if (compare(whole(figure), upper) > 0) return 1;
  return compare(whole(figure), lower) < 0 ? -1 : 0;
}

function figuresOf(points: readonly ScaledPoint[]): bigint[] {
  return points.flatMap(({ figure }) => figure ?? []);
}

function meanOf(numbers: readonly bigint[]): Exact {
  return {
    over: numbers.reduce((sum, number) => sum + number, 0n),
    under: BigInt(numbers.length),
  };
}

function medianOf(figures: readonly bigint[]): Exact {
  const ordered = [...figures].sort((a, b) => signOf(a - b));
  const upper = ordered[Math.floor(ordered.length / 2)] ?? 0n;
  const lower = ordered[Math.floor((ordered.length - 1) / 2)] ?? 0n;
  return { over: lower + upper, under: 2n };
}

function plus(a: Exact, b: Exact): Exact {
  return { over: a.over * b.under + b.over * a.under, under: a.under * b.under };
}

function times(a: Exact, over: bigint, under: bigint): Exact {
  return { over: a.over * over, under: a.under * under };
}

function whole(number: bigint): Exact {
  return { over: number, under: 1n };
}

function compare(a: Exact, b: Exact): Sign {
  return signOf(a.over * b.under - b.over * a.under);
}

function signOf(number: bigint): Sign {
  if (number === 0n) return 0;
  return number > 0n ? 1 : -1;
}

function toNumber({ over, under }: Exact, scale: number): number {
  return Number(over) / Number(under * 10n ** BigInt(scale));
}

function scaled(number: number, scale: number): bigint {
  const { digits, decimals } = parts(number);
  return digits * 10n ** BigInt(scale - decimals);
}

/** The decimal that a float was read from, which is the shortest that reads back as it. */
function parts(number: number): { digits: bigint; decimals: number } {
  if (!Number.isFinite(number)) throw new Error(`Not a figure: ${number}`);
  const [decimal = '', exponent = '0'] = String(number).split('e');
  const [integer = '', fraction = ''] = decimal.split('.');
  const digits = BigInt(integer + fraction);
  const decimals = fraction.length - Number(exponent);
  if (decimals >= 0) return { digits, decimals };
  return { digits: digits * 10n ** BigInt(-decimals), decimals: 0 };
}
