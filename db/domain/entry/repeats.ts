import { total } from '../metric.ts';
import { periodLabel } from '../period.ts';
import { numberOf } from '../value.ts';
import type { Finding, Place } from './finding.ts';
import { expectedParts, type Group, groupsOf, lastTime } from './group.ts';
import { isSameValue } from './past.ts';
import type { Accepted, Point, Record } from './record.ts';

/**
 * Asks where a metric is equal to last time in every category that is due: a sign that the old
 * column was copied. Figures entered again as they were published for the same period are no sign.
 */
export function checkRepeats(
  accepted: readonly Accepted[],
  record: Record,
  boxes: readonly Place[] | undefined,
): Finding[] {
  return groupsOf(accepted).flatMap((group) => {
    const last = lastTime(group.metric, record.points(group.metric.id, group.area), group.period);
    const [first] = last;
    if (first === undefined || !isRepeat(group, last, record, boxes)) return [];
    const box = group.entries.find(({ entry }) => entry.category === total) ?? group.entries[0];
    if (box === undefined) return [];

    const every = group.entries.length > 1 ? 'Every figure is' : 'The figure is';
    const numbers = group.entries.map(({ parsed }) => numberOf(parsed.value) ?? '-').join(' ');
    return {
      ...{ level: 'ask', rule: 'same-as-last-time', reason: undefined },
      message: `${every} the same as for ${periodLabel(first.period)}. Check that the old ${group.entries.length > 1 ? 'figures were' : 'figure was'} not copied, or say why nothing changed.`,
      question: `same-as-last-time ${first.period} ${numbers}`,
      at: { entry: box.entry.id, box: 'value' },
    } satisfies Finding;
  });
}

function isRepeat(
  group: Group,
  last: readonly Point[],
  record: Record,
  boxes: readonly Place[] | undefined,
): boolean {
  const before = new Map(last.map((point) => [partKey(point), point.value]));
  const entered = new Set(group.entries.map(({ entry }) => partKey(entry)));
  const isNews = group.entries.some(
    ({ entry, parsed }) =>
      record.series(entry).find(({ period }) => period === parsed.period)?.published === undefined,
  );
  return (
    isNews &&
    expectedParts(group, record, boxes).every((part) => entered.has(partKey(part))) &&
    group.entries.some(({ parsed }) => numberOf(parsed.value) !== undefined) &&
    group.entries.every(({ entry, parsed }) => {
      const value = before.get(partKey(entry));
      return value !== undefined && isSameValue(value, parsed.value);
    })
  );
}

function partKey({ breakdown, category }: { breakdown?: string | undefined; category: string }) {
  return JSON.stringify([category === total ? null : (breakdown ?? null), category]);
}
