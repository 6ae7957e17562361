import { type Audit, audit, type Finding } from './audit.ts';
import { suppress } from './suppress.ts';
import {
  isSmall,
  type Line,
  type Pattern,
  type Question,
  quoted,
  readQuestion,
  type Table,
  tableOf,
} from './table.ts';

/**
 * What may be published. Only when `safe` is true may the cells that are not in `hidden` be shown.
 * `intervals` has no prototype, so that any id can be a key; null where nothing bounds a cell.
 */
export interface Answer {
  hidden: string[];
  safe: boolean;
  intervals: Record<string, [lowest: number, highest: number | null]>;
  /** Why it is not safe, and what to merge or withhold. */
  reasons: string[];
  /** What a person should know before approving a safe answer. */
  flags: string[];
}

/**
 * The one way to decide what of a table may be shown. A question that is not well formed is
 * answered as `malformed` does.
 *
 * When no safe pattern exists `hidden` is the most that may be hidden, with what it still gives
 * away.
 *
 * @throws {Undecided} when the exact intervals cannot be found: publish nothing.
 */
export function disclose(question: Question): Answer {
  const reading = readQuestion(question);
  if (!reading.ok) return malformed(reading.reasons);

  const table = tableOf(reading.question);
  switch (reading.question.mode) {
    case 'audit': {
      const hidden = markedHidden(table);
      const result = audit(table, hidden);
      return answer(table, hidden, result, (finding) => said(table, finding));
    }
    case 'suppress': {
      const result = suppress(table);
      return answer(table, result.hidden, result.audit, (finding) =>
        [said(table, finding), advice(table, finding)].join(' '),
      );
    }
  }
}

/** The answer to a question that cannot be asked: not safe, and nothing said of any cell. */
export function malformed(reasons: string[]): Answer {
  return { hidden: [], safe: false, intervals: Object.create(null), reasons, flags: [] };
}

function answer(
  table: Table,
  hidden: Pattern,
  { intervals, findings }: Audit,
  reason: (finding: Finding) => string,
): Answer {
  const cells = [...hidden].sort((a, b) => a - b);
  const byId: Answer['intervals'] = Object.create(null);
  for (const cell of cells) {
    const interval = intervals.get(cell);
    if (interval) byId[idOf(table, cell)] = interval;
  }
  return {
    hidden: cells.map((cell) => idOf(table, cell)),
    safe: findings.length === 0,
    intervals: byId,
    reasons: findings.map(reason),
    flags: [...publicFlags(table), ...classFlags(table, hidden)],
  };
}

function markedHidden(table: Table): Pattern {
  return new Set(table.cells.flatMap((cell, at) => (cell.hidden ? [at] : [])));
}

/** What a pattern gives away, without saying a hidden number that is not already given away. */
function said(table: Table, finding: Finding): string {
  switch (finding.rule) {
    case 'bare':
      return `${name(table, finding.cell)} is below ${table.smallestShown} and is not hidden.`;
    case 'exact':
      return `${name(table, finding.cell)} is hidden but can be worked out exactly.`;
    case 'narrow':
      return `${name(table, finding.cell)} is hidden but can only be one of ${finding.values} numbers; a small count needs ${table.smallestShown - 1}.`;
    case 'thin':
      return `The hidden parts of ${name(table, totalOf(table, finding.sum))} make fewer than ${table.smallestShown} together, and that can be worked out.`;
  }
}

function advice(table: Table, finding: Finding): string {
  if (finding.rule === 'thin') {
    const total = name(table, totalOf(table, finding.sum));
    return `Merge them with another part of ${total}, or withhold ${total}.`;
  }
  const lines = (table.sumsOf[finding.cell] ?? []).flatMap((at) => table.sums[at] ?? []);
  const advised = lines.map((line) => adviceOn(table, finding.cell, line));
  return `${advised.join('; or ') || 'Withhold it'}.`;
}

/** Merging is with the smallest part that has anyone in it: that loses least. */
function adviceOn(table: Table, cell: number, { total, parts }: Line): string {
  if (total === cell) return `Withhold the parts of ${name(table, cell)}`;
  const [partner] = parts
    .filter((part) => part !== cell && countOf(table, part) > 0)
    .sort((a, b) => countOf(table, a) - countOf(table, b));
  const withhold = `withhold ${name(table, total)}`;
  if (partner === undefined)
    return `Show only one of ${name(table, cell)} and ${name(table, total)}`;
  return `Merge ${name(table, cell)} with ${name(table, partner)}, or ${withhold}`;
}

function publicFlags(table: Table): string[] {
  return table.cells
    .filter((cell) => cell.shown && isSmall(table, cell))
    .map(
      (cell) =>
        `${quoted(cell.id)} is ${cell.count}, below ${table.smallestShown}, and already public: it stays shown.`,
    );
}

/** All of a group in one category tells the category of everyone known to be in the group. */
function classFlags(table: Table, hidden: Pattern): string[] {
  return table.sums.flatMap(({ total, parts }) => {
    const count = countOf(table, total);
    if (hidden.has(total) || count === 0 || parts.length < 2) return [];
    return parts
      .filter((part) => countOf(table, part) === count)
      .map((part) => `All of ${name(table, total)} is in one category, ${name(table, part)}.`);
  });
}

function name(table: Table, cell: number): string {
  return quoted(idOf(table, cell));
}

function idOf(table: Table, cell: number): string {
  return table.cells[cell]?.id ?? '';
}

function countOf(table: Table, cell: number): number {
  return table.cells[cell]?.count ?? 0;
}

function totalOf(table: Table, sum: number): number {
  return table.sums[sum]?.total ?? 0;
}
