import { total } from '../metric.ts';
import type { Period } from '../period.ts';
import { numberOf } from '../value.ts';
import type { Place } from './finding.ts';
import type { EntryMetric } from './place.ts';
import { type Accepted, comparableBefore, type Point, type Record } from './record.ts';

/** The entries of one metric, area and period, in entry order: the rows of one block of the grid. */
export interface Group {
  metric: EntryMetric;
  area: string;
  period: Period;
  entries: readonly Accepted[];
}

/** A category of a breakdown, or the total, which has none. */
export interface Part {
  breakdown: string | undefined;
  category: string;
}

/** The entries by metric, area and period. */
export function groupsOf(accepted: readonly Accepted[]): Group[] {
  const groups = new Map<string, Accepted[]>();
  for (const each of accepted) {
    const key = JSON.stringify([each.metric.id, each.entry.area, each.parsed.period]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return [...groups.values()].flatMap((entries) =>
    entries.slice(0, 1).map(({ metric, entry, parsed }) => ({
      ...{ metric, area: entry.area, period: parsed.period, entries },
    })),
  );
}

/**
 * The categories that a group should have: the boxes of the return where they are known, else those
 * that had a number the last time. Empty when neither says.
 */
export function expectedParts(
  { metric, area, period }: Group,
  record: Record,
  boxes: readonly Place[] | undefined,
): Part[] {
  const due = (boxes ?? []).filter(
    (box) => box.metric === metric.id && box.area === area && box.period === period,
  );
  if (due.length > 0) {
    return due.map(({ breakdown, category }) => ({
      ...{ breakdown: category === total ? undefined : breakdown, category },
    }));
  }
  return lastTime(metric, record.points(metric.id, area), period).filter(
    ({ value }) => numberOf(value) !== undefined,
  );
}

/** The points of the last comparable period before, all categories of it; empty when there is none. */
export function lastTime(metric: EntryMetric, points: readonly Point[], period: Period): Point[] {
  const before = comparableBefore(points, period, metric);
  return before.filter((point) => point.period === before.at(-1)?.period);
}
