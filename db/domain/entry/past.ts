import { type Day, dayLabel, type Period, periodEnd, periodLabel } from '../period.ts';
import {
  absolute,
  changeUnit,
  compareDecimals,
  type Decimal,
  formatDecimal,
  formatValue,
  medianOf,
  numberOf,
  spokenValue,
  subtractDecimals,
  type Value,
} from '../value.ts';
import { isFarFromMedian, isLargeChange, tenfold } from './exact.ts';
import type { AskRule, Finding, NoteRule } from './finding.ts';
import type { EntryMetric } from './place.ts';
import {
  type Accepted,
  comparableBefore,
  comparedPoint,
  numbersOf,
  type Point,
  type Record,
} from './record.ts';

/**
 * What a series' own past has to say about an entry: a change to a published figure, a number far
 * from the usual, a large change, ten times or a tenth, a short history. A figure entered again as
 * it was published was explained then and is asked nothing more.
 */
export function checkAgainstPast(accepted: Accepted, record: Record, today: Day): Finding[] {
  const { entry, metric, parsed } = accepted;
  const points = record.series(entry);
  const published = points.find(({ period }) => period === parsed.period)?.published;
  if (published !== undefined && isSame(published, parsed)) return [];

  const findings: Finding[] = [];
  const ask = (rule: AskRule, question: string, message: string) =>
    findings.push({
      ...{ level: 'ask', rule, message, question, reason: undefined },
      at: { entry: entry.id, box: 'value' },
    });
  const note = (rule: NoteRule, message: string) =>
    findings.push({ level: 'note', rule, message, at: { entry: entry.id, box: 'value' } });

  if (published !== undefined) {
    const [was, is] = [worded(published, metric), worded(parsed.value, metric)];
    ask(
      'changes-published',
      `changes-published ${was} ${is}`,
      `${was} was published for ${periodLabel(parsed.period)}. Say why it becomes ${is}.`,
    );
  }
  const before = comparableBefore(points, parsed.period, metric);
  const number = numberOf(parsed.value);
  if (number !== undefined) {
    for (const [rule, message] of unusual(number, before, parsed.period, metric)) {
      // One jump is one question to a person, however many rules see it.
      ask(rule, `unusual ${number} ${numbersOf(before).at(-1)}`, message);
    }
  }
  if (metric.kind === 'flow' && periodEnd(parsed.period) >= today) {
    const end = dayLabel(periodEnd(parsed.period));
    note(
      'period-not-over',
      `${periodLabel(parsed.period)} is not over until ${end}. Mark the figure provisional if it may still change.`,
    );
  }
  const short = shortHistory(before, parsed.period);
  if (short !== undefined) note('short-history', short);
  return findings;
}

function isSame(published: Value & { marks: readonly string[] }, parsed: Accepted['parsed']) {
  const marks = [published.marks, parsed.marks].map((each) => [...new Set(each)].sort().join());
  return marks[0] === marks[1] && isSameValue(published, parsed.value);
}

/** Whether two values say the same: 9 and 9.0 do. */
export function isSameValue(a: Value, b: Value): boolean {
  if ('symbol' in a || 'symbol' in b) {
    return 'symbol' in a && 'symbol' in b && a.symbol === b.symbol;
  }
  const [from, to] = [endsOf(a), endsOf(b)];
  return compareDecimals(from[0], to[0]) === 0 && compareDecimals(from[1], to[1]) === 0;
}

function endsOf(value: Exclude<Value, { symbol: unknown }>): [Decimal, Decimal] {
  return 'value' in value ? [value.value, value.value] : [value.low, value.high];
}

function unusual(
  number: Decimal,
  before: readonly Point[],
  period: Period,
  metric: EntryMetric,
): [AskRule, string][] {
  const found: [AskRule, string][] = [];
  const numbers = numbersOf(before);
  const previous = numbers.at(-1);
  const times = previous === undefined ? undefined : tenfold(previous, number);
  if (times !== undefined) {
    const words = `${times.charAt(0).toUpperCase()}${times.slice(1)}`;
    found.push(['tenfold', `${words} the last figure. Check it, or say why it is right.`]);
  }
  const lastEight = numbers.slice(-8);
  if (isFarFromMedian(number, lastEight)) {
    const usual = formatDecimal(medianOf(lastEight, metric.decimals) ?? '0', metric.unit);
    found.push([
      'far-from-usual',
      `Far from the last ${lastEight.length} figures, whose middle is ${usual}. Check it, or say why it is right.`,
    ]);
  }
  const compared = comparedPoint(before, period);
  // Ten times or a tenth already says that the change is large.
  if (
    compared &&
    times === undefined &&
    isLargeChange(compared.number, number, leastChange(metric))
  ) {
    const difference = subtractDecimals(number, compared.number);
    const direction = difference.startsWith('-') ? 'less' : 'more';
    const size = sizeInWords(absolute(difference), metric);
    found.push([
      'large-change',
      `${size} ${direction} than for ${periodLabel(compared.point.period)}, a change of over 25%. Check it, or say why it is right.`,
    ]);
  }
  return found;
}

function sizeInWords(size: Decimal, { unit }: EntryMetric): string {
  return `${formatDecimal(size, unit === 'gbp' ? 'gbp' : 'count')}${changeUnit(unit, size)}`;
}

/** A change of few things is no news, however many per cent it is. */
function leastChange({ unit }: EntryMetric): Decimal {
  switch (unit) {
    case 'count':
    case 'posts':
    case 'fte':
    case 'percent':
    case 'percent_change':
      return '5';
    case 'per10k':
    case 'gbp':
    case 'rating5':
    case 'ratio':
      return '0';
  }
}

function shortHistory(before: readonly Point[], period: Period): string | undefined {
  const first = before[0];
  if (first === undefined)
    return 'This is the first figure of its kind: there is nothing to check it against.';
  if (periodEnd(first.period) <= yearsBefore(periodEnd(period), 3)) return undefined;
  return `There are fewer than three years of figures, from ${periodLabel(first.period)}: checks against the past say little.`;
}

function yearsBefore(day: Day, years: number): string {
  return `${Number(day.slice(0, 4)) - years}${day.slice(4)}`;
}

function worded(value: Value, { unit }: EntryMetric): string {
  return 'symbol' in value ? spokenValue(value, unit) : formatValue(value, unit);
}
