import type { Day } from '../period.ts';
import { disclose } from './disclose.ts';
import type { Cell, Sum, Zeros } from './table.ts';

/** A version of a figure as the disclosure control sees it. */
export interface RecordedFigure {
  id: string;
  /** What one table is of: an area and a period. */
  table: string;
  /** The dimension of the category; absent for the Total. */
  breakdown: string | undefined;
  category: string;
  version: number;
  knownFrom: Day;
  /** A whole number of people; absent when it is no such thing: a range, a share, a symbol. */
  count: number | undefined;
  /** Printed in a public document, so that it is public whatever it tells. */
  alreadyPublic: boolean;
}

/** How much care a metric needs. */
export interface Care {
  /** The smallest count shown; smaller ones are hidden. */
  smallestShown: number;
  zeros: Zeros;
}

/** The smallest count shown unless a reason is recorded for another: 1 to 5 are hidden. */
export const smallestShown = 6;

/**
 * The figures of a metric's record that may not be shown, by id. Each table is decided as it became
 * public, day by day: what was shown stays shown and what was hidden stays hidden, because every
 * version ever published can be laid beside the others. What cannot be decided is hidden.
 *
 * @throws {Undecided} when the audit finds no answer: publish nothing.
 */
export function mustHide(record: readonly RecordedFigure[], care: Care): Set<string> {
  const hidden = new Set<string>();
  for (const table of groupedBy(record, ({ table }) => table)) {
    for (const id of hiddenIn(table, care)) hidden.add(id);
  }
  return hidden;
}

function hiddenIn(table: readonly RecordedFigure[], { smallestShown: least, zeros }: Care) {
  const hidden = new Set<string>();
  const decided = new Map<string, Cell>();
  const sums: Sum[] = [];
  const newest = new Map<string, RecordedFigure>();

  for (const day of [...new Set(table.map(({ knownFrom }) => knownFrom))].sort()) {
    const fresh = table.filter(({ knownFrom }) => knownFrom === day);
    for (const figure of [...fresh].sort((a, b) => a.version - b.version)) {
      newest.set(JSON.stringify([figure.breakdown, figure.category]), figure);
    }
    const withheld = new Set<string>();
    for (const lines of linesOf([...newest.values()])) {
      if (lines.sum) sums.push(lines.sum);
      else for (const id of lines.undecidable) withheld.add(id);
    }

    const asked = fresh.map((figure) => ({ figure, cell: cellOf(figure, withheld) }));
    const cells = [...decided.values(), ...asked.flatMap(({ cell }) => cell ?? [])];
    const answer = disclose({ mode: 'suppress', smallest_shown: least, zeros, cells, sums });
    const gone = new Set(answer.hidden);
    for (const { figure, cell } of asked) {
      const isHidden =
        !figure.alreadyPublic && (!answer.safe || cell === undefined || gone.has(figure.id));
      if (isHidden) hidden.add(figure.id);
      if (cell === undefined) continue;
      const { id, count } = cell;
      decided.set(id, isHidden ? { id, count, hidden: true } : { id, count, shown: true });
    }
  }
  return hidden;
}

/** A cell to ask about; none for what is no count or stands in a line that cannot be judged. */
function cellOf({ id, count, alreadyPublic }: RecordedFigure, withheld: ReadonlySet<string>) {
  if (count === undefined || (withheld.has(id) && !alreadyPublic)) return undefined;
  return alreadyPublic
    ? ({ id, count, shown: true } satisfies Cell)
    : ({ id, count } satisfies Cell);
}

/**
 * For each breakdown, that its newest parts make the newest Total. Where a part has no count, or the
 * parts make another number than the Total, a reader's arithmetic is not known: nothing of the line
 * is shown that is not public already.
 */
function linesOf(
  newest: readonly RecordedFigure[],
): { sum: Sum | undefined; undecidable: readonly string[] }[] {
  const total = newest.find(({ breakdown }) => breakdown === undefined);
  if (total === undefined) return [];
  const parted = newest.filter(({ breakdown }) => breakdown !== undefined);
  return groupedBy(parted, ({ breakdown }) => breakdown ?? '').map((parts) => {
    const counts = [total, ...parts].flatMap(({ count }) => count ?? []);
    const [whole = 0, ...rest] = counts;
    const holds =
      counts.length === parts.length + 1 && rest.reduce((sum, count) => sum + count, 0) === whole;
    const ids = [total.id, ...parts.map(({ id }) => id)];
    if (!holds) return { sum: undefined, undecidable: ids };
    return { sum: { total: total.id, parts: ids.slice(1) }, undecidable: [] };
  });
}

function groupedBy<Item>(items: readonly Item[], key: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups.values()];
}
