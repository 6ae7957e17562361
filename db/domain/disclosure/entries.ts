import type { Parsed } from '../entry/finding.ts';
import { type Metric, total, type Unit } from '../metric.ts';
import type { Figure } from '../series.ts';
import { numberOf } from '../value.ts';
import { disclose } from './disclose.ts';
import { joined, type Lines, rate, share, suppressing } from './lines.ts';
import { Undecided } from './ranges.ts';
import { smallestShown } from './record.ts';
import type { Cell, Zeros } from './table.ts';

/** An entry that is to become public, with whose privacy its metric needs. */
export interface EntryToDisclose {
  id: string;
  metric: Metric & { zeros: Zeros };
  area: string;
  breakdown: string | null;
  category: string;
  parsed: Parsed;
}

/** What may be shown of entries: all but the hidden, and nothing at all while any is refused. */
export interface EntriesDisclosure {
  /** The ids of entries that are published as hidden to protect confidentiality. */
  hidden: ReadonlySet<string>;
  /** Why it cannot be decided, and what to do. */
  refused: readonly string[];
  /** What the approver should know. */
  flags: readonly string[];
}

/**
 * Decides what of entries may be shown, by whose privacy each metric needs, metric by metric and
 * period by period, with what is public of the same already. Fails closed: what cannot be decided
 * is refused.
 */
export function discloseEntries(
  entries: readonly EntryToDisclose[],
  published: readonly Figure[],
): EntriesDisclosure {
  const hidden = new Set<string>();
  const refused: string[] = [];
  const flags: string[] = [];
  const personal = entries.filter(({ metric }) => metric.privacy !== 'none');
  for (const group of groupsOf(personal)) {
    const decided = discloseGroup(group, published);
    for (const id of decided.hidden) hidden.add(id);
    refused.push(...decided.refused);
    flags.push(...decided.flags);
  }
  return { hidden, refused, flags };
}

function groupsOf(entries: readonly EntryToDisclose[]): EntryToDisclose[][] {
  const groups = new Map<string, EntryToDisclose[]>();
  for (const entry of entries) {
    const key = JSON.stringify([entry.metric.id, entry.area, entry.parsed.period]);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()];
}

function discloseGroup(
  group: readonly EntryToDisclose[],
  published: readonly Figure[],
): EntriesDisclosure {
  const nothing = (reason: string) => ({ hidden: new Set<string>(), refused: [reason], flags: [] });
  const [first] = group;
  if (first === undefined) return { hidden: new Set(), refused: [], flags: [] };
  const { metric } = first;

  const tables: Lines[] = [];
  for (const entry of group) {
    const lines = linesOf(entry);
    if (typeof lines === 'string') return nothing(lines);
    if (lines) tables.push(lines);
  }
  const others = published.filter(
    (figure) =>
      figure.metric === metric.id &&
      figure.area === first.area &&
      figure.period === first.parsed.period &&
      !group.some((entry) => isOf(entry, figure)),
  );
  if (others.some((figure) => 'symbol' in figure && figure.symbol === 'c')) {
    return nothing(
      `${metric.title}: a figure of the same table is hidden and its count is not entered here. Enter the whole table.`,
    );
  }
  const shown = others.flatMap((figure): Cell[] => {
    const count = wholeNumber(numberOf(figure));
    return count === undefined ? [] : [{ id: partId(figure), count, shown: true }];
  });
  tables.push({ cells: shown, sums: [], derived: [] });
  const lines = joined(...tables);
  if (lines.cells.length === 0) return { hidden: new Set(), refused: [], flags: [] };

  const question = suppressing(
    { ...lines, sums: [...lines.sums, ...sumsOf(metric, lines.cells)] },
    smallestShown,
    metric.zeros,
  );
  try {
    const answer = disclose(question);
    if (!answer.safe) return nothing(`${metric.title}: ${answer.reasons.join(' ')}`);
    const gone = new Set(answer.hidden);
    const hidden = group.flatMap((entry) => {
      const own = [partId(entry), ...cellsMadeOf(entry)];
      return own.some((cell) => gone.has(cell)) ? [entry.id] : [];
    });
    return { hidden: new Set(hidden), refused: [], flags: answer.flags };
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    return nothing(`${metric.title}: what may be shown could not be decided. Withhold a total.`);
  }
}

/** What keeps a personal figure from being judged by itself, with what to do; nothing when it can be. */
export function whyNotJudged(unit: Unit, { value, ...parsed }: Parsed): string | undefined {
  if ('symbol' in value) return undefined;
  switch (unit) {
    case 'count':
    case 'posts':
    case 'fte': {
      const count = wholeNumber('low' in value ? value.low : value.value);
      if (count === undefined) return 'A count of people is a whole number, not below 0.';
      if ('value' in value || count >= smallestShown) return undefined;
      return `A range that begins below ${smallestShown} cannot be judged. Enter the count.`;
    }
    case 'percent':
    case 'per10k':
    case 'ratio':
      return wholeNumber(parsed.numerator) === undefined ||
        wholeNumber(parsed.denominator) === undefined
        ? 'Enter its numerator and denominator. Without them it cannot be known whether it tells of one person.'
        : undefined;
    case 'gbp':
    case 'rating5':
    case 'percent_change':
      return 'A figure of this unit says nothing of how many people it is about. Enter a symbol with its reason.';
  }
}

/** The counts an entry tells of; nothing for a symbol; a reason when it cannot be known. */
function linesOf(entry: EntryToDisclose): Lines | string | undefined {
  const { metric, parsed } = entry;
  const why = whyNotJudged(metric.unit, parsed);
  if (why !== undefined) return `${metric.title}: ${why}`;
  if ('symbol' in parsed.value) return undefined;
  switch (metric.unit) {
    case 'count':
    case 'posts':
    case 'fte': {
      const count = wholeNumber('low' in parsed.value ? parsed.value.low : parsed.value.value);
      return { cells: [{ id: partId(entry), count: count ?? Number.NaN }], sums: [], derived: [] };
    }
    case 'percent':
    case 'per10k':
    case 'ratio': {
      const numerator = wholeNumber(parsed.numerator) ?? Number.NaN;
      const denominator = wholeNumber(parsed.denominator) ?? Number.NaN;
      const [over, under] = cellsMadeOf(entry);
      const above = { id: over ?? '', count: numerator };
      const below = { id: under ?? '', count: denominator };
      if (metric.unit === 'percent') return share(partId(entry), above, below);
      const rated = rate(partId(entry), above);
      return { ...rated, cells: [...rated.cells, below] };
    }
    case 'gbp':
    case 'rating5':
    case 'percent_change':
      return undefined;
  }
}

function cellsMadeOf(entry: EntryToDisclose): string[] {
  return ['numerator', 'denominator', 'rest'].map((part) => `${partId(entry)}/${part}`);
}

/** Each breakdown that is whole here, where the total is the sum of its parts as any reader can see. */
function sumsOf(metric: Metric, cells: readonly Cell[]) {
  const counts = new Map(cells.map(({ id, count }) => [id, count]));
  const whole = counts.get(partId({ breakdown: null, category: total }));
  return metric.breakdowns.flatMap(({ id, categories }) => {
    const parts = categories.map((category) => partId({ breakdown: id, category: category.id }));
    const sum = parts.reduce((so, part) => so + (counts.get(part) ?? Number.NaN), 0);
    if (parts.length === 0 || sum !== whole) return [];
    return [{ total: partId({ breakdown: null, category: total }), parts }];
  });
}

function isOf(entry: EntryToDisclose, figure: Figure): boolean {
  return partId(entry) === partId(figure);
}

function partId({
  breakdown,
  category,
}: {
  breakdown?: string | null | undefined;
  category: string;
}) {
  return category === total ? total : `${breakdown} ${category}`;
}

/** People are whole; what is counted in halves, such as days or posts, is taken by its whole part. */
function wholeNumber(number: string | undefined): number | undefined {
  if (number === undefined) return undefined;
  const whole = Math.floor(Number(number));
  return Number.isSafeInteger(whole) && whole >= 0 ? whole : undefined;
}
