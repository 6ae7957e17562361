import { addsUp, type Breakdown, total } from '../metric.ts';
import { periodLabel } from '../period.ts';
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  formatDecimal,
  numberOf,
  type Value,
} from '../value.ts';
import type { Finding, Place } from './finding.ts';
import { expectedParts, type Group, groupsOf } from './group.ts';
import type { Accepted, Record } from './record.ts';

/**
 * Asks where the parts of a breakdown do not sum to the total of the same period. What was published
 * counts with what is entered now. A part that does not apply counts as nothing; while a part is
 * missing or has no number, only a sum that is already too large is asked about.
 */
export function checkParts(
  accepted: readonly Accepted[],
  record: Record,
  boxes: readonly Place[] | undefined,
): Finding[] {
  return groupsOf(accepted)
    .filter(({ metric }) => addsUp(metric.unit))
    .flatMap((group) =>
      group.metric.breakdowns
        .filter(
          ({ id, categories }) => categories.length > 1 && !group.metric.partial?.includes(id),
        )
        .flatMap((breakdown) => checkSum(group, breakdown, record, boxes) ?? []),
    );
}

function checkSum(
  group: Group,
  breakdown: Breakdown,
  record: Record,
  boxes: readonly Place[] | undefined,
): Finding | undefined {
  const { metric, area, period } = group;
  const now = record.points(metric.id, area).filter((point) => point.period === period);
  const whole = now.find(({ category }) => category === total);
  const stated = whole && numberOf(whole.value);
  const parts = now.filter((point) => point.breakdown === breakdown.id);
  const at = [whole, ...parts.toReversed()].find((point) => point?.entered !== undefined)?.entered;
  if (stated === undefined || at === undefined) return undefined;

  const expected = expectedParts(group, record, boxes)
    .filter((part) => part.breakdown === breakdown.id)
    .map(({ category }) => category);
  const due = expected.length > 0 ? expected : breakdown.categories.map(({ id }) => id);
  const numbers = parts.map(({ value }) => countsAs(value));
  const summed = numbers.filter((number) => number !== undefined && number !== 'nothing');
  const isWhole =
    !numbers.includes(undefined) &&
    due.every((category) => parts.some((part) => part.category === category));

  const sum = summed.reduce<Decimal>(addDecimals, '0');
  const order = compareDecimals(sum, stated);
  if (summed.length === 0 || order === 0 || (order < 0 && !isWhole)) return undefined;

  const words = partWords(summed.length, breakdown);
  const adds = `The ${words} ${isWhole ? '' : 'alone '}${summed.length === 1 ? 'adds' : 'add'} up to ${formatDecimal(sum, metric.unit)}`;
  const against =
    whole?.entered === undefined
      ? `, and ${formatDecimal(stated, metric.unit)} was published as the total for ${periodLabel(period)}. Check both.`
      : '. Check the total.';
  return {
    ...{ level: 'ask', rule: 'parts-and-total', message: `${adds}${against}`, reason: undefined },
    question: `parts-and-total ${breakdown.id} ${sum} ${stated}`,
    at: { entry: at.entry.id, box: 'value' },
  };
}

/** What a part adds; nothing known when it is hidden, not available or a range. */
function countsAs(value: Value): Decimal | 'nothing' | undefined {
  if ('symbol' in value) return value.symbol === 'z' ? 'nothing' : undefined;
  return numberOf(value);
}

const numberWords = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** "four roles", "nine kinds of venue". */
function partWords(count: number, { title }: Breakdown): string {
  const name = title.toLowerCase();
  const [, thing = name, of = ''] = /^(\S+)( of .*)$/.exec(name) ?? [];
  return `${numberWords[count] ?? count} ${thing}${count === 1 ? '' : 's'}${of}`;
}
