import { total } from '../metric.ts';
import { comparePeriods, type Period, periodEnd, periodKind, yearBefore } from '../period.ts';
import type { Figure } from '../series.ts';
import { type Decimal, type Mark, numberOf, type Value } from '../value.ts';
import type { Entry, Parsed, Place } from './finding.ts';
import type { EntryMetric } from './place.ts';

/** The newest published version of one observation. A `Figure` is one. */
export type Past = Value &
  Pick<Figure, 'metric' | 'area' | 'breakdown' | 'category' | 'period'> & {
    marks: readonly Mark[];
  };

/** An entry that nothing blocks. */
export interface Accepted {
  entry: Entry;
  metric: EntryMetric;
  parsed: Parsed;
}

/** What is known of one observation: what was published, what is entered now, or both. */
export interface Point {
  metric: string;
  area: string;
  category: string;
  breakdown: string | undefined;
  period: Period;
  published: Past | undefined;
  entered: Accepted | undefined;
  /** What it will be when the entries are published. */
  value: Value;
}

/** The points of a metric in an area, by category and by period. */
export interface Record {
  /** The points of one category, in the order of time. */
  series(place: Pick<Place, 'metric' | 'area' | 'breakdown' | 'category'>): readonly Point[];
  /** The points of all categories of a metric in an area, in the order of time. */
  points(metric: string, area: string): readonly Point[];
}

/** Lays what was published and what is entered together; an entry stands before what it replaces. */
export function recordOf(history: readonly Past[], accepted: readonly Accepted[]): Record {
  const points = new Map<string, Point>();
  for (const past of history) {
    points.set(placeKey(past), {
      ...observation(past),
      ...{ period: past.period, published: past, entered: undefined, value: past },
    });
  }
  for (const each of accepted) {
    const key = placeKey(each.entry);
    const known = points.get(key);
    // Of two entries for one figure the first stands; the pair is blocked in any case.
    if (known?.entered !== undefined) continue;
    const { period, value } = each.parsed;
    points.set(key, {
      ...observation(each.entry),
      ...{ period, published: known?.published, entered: each, value },
    });
  }

  const bySeries = new Map<string, Point[]>();
  const byMetric = new Map<string, Point[]>();
  for (const point of [...points.values()].sort((a, b) => comparePeriods(a.period, b.period))) {
    add(bySeries, seriesKey(point), point);
    add(byMetric, JSON.stringify([point.metric, point.area]), point);
  }
  return {
    series: (place) => bySeries.get(seriesKey(place)) ?? [],
    points: (metric, area) => byMetric.get(JSON.stringify([metric, area])) ?? [],
  };
}

/** One observation's name, safe whatever the texts in it are. */
export function placeKey({ metric, area, breakdown, category, period }: Place): string {
  return JSON.stringify([metric, area, partKey(breakdown, category), category, period]);
}

/**
 * The points before a period that a figure of it may be compared with, in the order of time. A
 * snapshot is of a day however its period is written; flows and running counts are compared within
 * one kind of period, and spans of months for a flow only with spans as long.
 */
export function comparableBefore(
  points: readonly Point[],
  period: Period,
  metric: Pick<EntryMetric, 'kind'>,
): Point[] {
  return points.filter(
    (point) =>
      comparePeriods(point.period, period) < 0 &&
      point.period !== period &&
      isComparable(point.period, period, metric),
  );
}

/** The numbers among points, in their order. */
export function numbersOf(points: readonly Point[]): Decimal[] {
  return points.map(({ value }) => numberOf(value)).filter((number) => number !== undefined);
}

/** The point of the same time of the year before that has a number, else the last that has. */
export function comparedPoint(
  before: readonly Point[],
  period: Period,
): { point: Point; number: Decimal } | undefined {
  const withNumber = before.flatMap((point) => {
    const number = numberOf(point.value);
    return number === undefined ? [] : [{ point, number }];
  });
  return withNumber.find(({ point }) => point.period === yearBefore(period)) ?? withNumber.at(-1);
}

function observation({ metric, area, breakdown, category }: Omit<Place, 'period'>) {
  return { metric, area, category, breakdown: category === total ? undefined : breakdown };
}

function isComparable(a: Period, b: Period, { kind }: Pick<EntryMetric, 'kind'>): boolean {
  if (periodKind(a) !== periodKind(b)) return kind === 'snapshot';
  return periodKind(a) !== 'span' || kind !== 'flow' || monthsIn(a) === monthsIn(b);
}

function monthsIn(span: Period): number {
  const end = periodEnd(span);
  const years = Number(end.slice(0, 4)) - Number(span.slice(0, 4));
  return years * 12 + Number(end.slice(5, 7)) - Number(span.slice(5, 7));
}

function seriesKey({ metric, area, breakdown, category }: Omit<Place, 'period'>): string {
  return JSON.stringify([metric, area, partKey(breakdown, category), category]);
}

function partKey(breakdown: string | undefined, category: string): string | null {
  return category === total ? null : (breakdown ?? null);
}

function add(map: Map<string, Point[]>, key: string, point: Point): void {
  const points = map.get(key);
  if (points === undefined) map.set(key, [point]);
  else points.push(point);
}
