import { type Audit, audit } from './audit.ts';
import { type Effort, Undecided } from './ranges.ts';
import { isSmall, type Pattern, type Table } from './table.ts';

/** A pattern with its audit. If the audit has findings no safe pattern exists, and they say why. */
export interface Suppression {
  hidden: Pattern;
  audit: Audit;
}

/**
 * Finds what to hide: every small cell, what was hidden before, and as few others as it can.
 * The same table always gives the same pattern, and every pattern it returns has been audited.
 *
 * For each small cell it hides the cheapest exchange: changes to some cells that leave every sum
 * true and let the small cell be larger by all it needs. Which of the small counts stand in the
 * cells has no say in the choice, so that the choice tells nothing of them. Then it shows again
 * whatever the audit does not need.
 *
 * @throws {Undecided} when the audit cannot decide: publish nothing.
 */
export function suppress(table: Table): Suppression {
  const required = new Set(
    table.cells.flatMap((cell, at) =>
      cell.hidden || (isSmall(table, cell) && !cell.shown) ? [at] : [],
    ),
  );
  const search: Search = {
    table,
    required,
    costs: costsOf(table),
    changes: { left: mostChanges },
  };

  const first = { hidden: required, audit: audit(table, required) };
  if (isSafe(first)) return first;

  const hidden = new Set(required);
  for (const cell of exposed(table, first)) {
    for (const each of cheapestExchange(search, cell, hidden)) hidden.add(each);
  }
  const second = { hidden, audit: audit(table, hidden) };
  const last = isSafe(second) ? second : settled(search, mostThatMayBeHidden(table));
  return isSafe(last) ? pruned(search, last) : last;
}

/** The hidden cells a finding is about. The rest are safe, and stay so when more is hidden. */
function exposed(table: Table, { hidden, audit: { findings } }: Suppression): Set<number> {
  const cells = findings.flatMap((finding) =>
    finding.rule === 'thin' ? (table.sums[finding.sum]?.parts ?? []) : [finding.cell],
  );
  return new Set(cells.filter((cell) => hidden.has(cell)).sort((a, b) => a - b));
}

interface Search {
  table: Table;
  /** Cells that must be hidden, whatever else is. */
  required: Pattern;
  costs: readonly number[];
  /** How many more changes may be looked at for the whole table. */
  changes: { left: number };
}

/** Chains gone on from for one cell before the search gives up and leaves it to the audit. */
const mostSteps = 1_000;

/** Changes looked at for the whole table before the same. */
const mostChanges = 2_000_000;

/** After this much work a pattern is published as it is: safe, if not as small as it might be. */
const pruningEffort = 50_000_000;

function isSafe(suppression: Suppression): boolean {
  return suppression.audit.findings.length === 0;
}

/** Each cell costs one and its share of the largest count; a total is worth one cell more. */
function costsOf(table: Table): number[] {
  const largest = Math.max(1, ...table.cells.map((cell) => cell.count));
  const totals = new Set(table.sums.map((sum) => sum.total));
  return table.cells.map((cell, at) => 1 + cell.count / largest + (totals.has(at) ? 1 : 0));
}

/** Where zeros are shown a zero stays: hidden, it would be thought to be one or more. */
function mayBeHidden(table: Table, at: number): boolean {
  const cell = table.cells[at];
  return cell !== undefined && !cell.shown && (cell.count > 0 || table.zeros === 'protect');
}

/**
 * If this is not safe nothing is: hiding more only widens what the others can be, and a cell that
 * is still exact (see `settled`) may as well be shown.
 */
function mostThatMayBeHidden(table: Table): Pattern {
  return new Set([...table.cells.keys()].filter((at) => mayBeHidden(table, at)));
}

/** Shows the cells that can be worked out anyway and need not be hidden, then audits what is left. */
function settled({ table, required }: Search, pattern: Pattern, effort?: Effort): Suppression {
  const hidden = new Set(pattern);
  for (;;) {
    const result = audit(table, hidden, effort);
    const idle = result.findings.flatMap((finding) =>
      finding.rule === 'exact' && !required.has(finding.cell) ? [finding.cell] : [],
    );
    if (idle.length === 0) return { hidden, audit: result };
    for (const cell of idle) hidden.delete(cell);
  }
}

/** Tries each cell that need not be hidden, the dearest first, and shows it if the audit allows. */
function pruned(search: Search, start: Suppression): Suppression {
  let best = start;
  const effort = { left: pruningEffort };
  const dearest = [...start.hidden]
    .filter((cell) => !search.required.has(cell))
    .sort((a, b) => costOf(search, b) - costOf(search, a) || a - b);
  for (const cell of dearest) {
    if (!best.hidden.has(cell)) continue;
    const fewer = withoutCell(search, best.hidden, cell);
    if (!fewer) continue;
    const tried = triedWithin(effort, search, fewer);
    if (!tried) break;
    if (isSafe(tried)) best = tried;
  }
  return best;
}

/** Undefined once the effort is spent: the pattern before it has been audited and stands. */
function triedWithin(effort: Effort, search: Search, pattern: Pattern): Suppression | undefined {
  try {
    return settled(search, pattern, effort);
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}

/**
 * The pattern with the cell shown, and with it each cell that is then alone in a sum: that one is
 * exact. Undefined when a cell that must be hidden is left alone, which spares an audit.
 */
function withoutCell(
  { table, required }: Search,
  pattern: Pattern,
  cell: number,
): Pattern | undefined {
  const hidden = new Set(pattern);
  const showing = [cell];
  for (let at = showing.pop(); at !== undefined; at = showing.pop()) {
    hidden.delete(at);
    for (const line of table.sumsOf[at] ?? []) {
      const left = cellsOf(table, line).filter((each) => hidden.has(each));
      const [alone] = left;
      if (alone === undefined || left.length > 1) continue;
      if (required.has(alone)) return undefined;
      showing.push(alone);
    }
  }
  return hidden;
}

function cellsOf(table: Table, line: number): number[] {
  const sum = table.sums[line];
  return sum ? [...sum.parts, sum.total] : [];
}

function costOf(search: Search, cell: number): number {
  return search.costs[cell] ?? 0;
}

/** A chain of changes: what it has changed so far, and which sums it has yet to put right. */
interface Step {
  cell: number;
  before: Step | undefined;
  cost: number;
  /** The cost, and for each open sum the half of a cell that it will take at least, or nearly. */
  outlook: number;
  /** By sum, by how many units its parts are now too many; the one to put right next is last. */
  open: readonly (readonly [line: number, excess: number])[];
}

/**
 * The cells of the cheapest set of changes, all of the same size, by which `cell` grows and every
 * sum still holds. Those already hidden cost nothing. Small cells may grow but not shrink, and any
 * other can shrink by all that is needed. Empty when there is none.
 */
function cheapestExchange(search: Search, cell: number, hidden: Pattern): number[] {
  const { table } = search;
  const queue = new Queue();
  queue.add(changed(table, undefined, cell, 1, 0));
  const done = new Set<string>();
  for (let count = 0; count < mostSteps && search.changes.left > 0; count += 1) {
    const step = queue.take();
    if (!step) return [];
    const next = step.open.at(-1);
    if (!next) return chainOf(step);
    const key = step.open
      .map(([line, excess]) => `${line}:${excess}`)
      .sort()
      .join();
    if (done.has(key)) continue;
    done.add(key);

    const [line, excess] = next;
    const used = new Set(chainOf(step));
    for (const other of cellsOf(table, line)) {
      if (used.has(other) || !mayBeHidden(table, other)) continue;
      const change = excess > 0 === (table.sums[line]?.total === other) ? 1 : -1;
      if (change < 0 && !mayShrink(search, other)) continue;
      const cost = step.cost + (hidden.has(other) ? 0 : costOf(search, other));
      queue.add(changed(table, step, other, change, cost));
      search.changes.left -= 1;
    }
  }
  return [];
}

function mayShrink({ table }: Search, at: number): boolean {
  const cell = table.cells[at];
  return cell !== undefined && cell.count >= table.smallestShown;
}

function changed(
  table: Table,
  before: Step | undefined,
  cell: number,
  change: 1 | -1,
  cost: number,
): Step {
  const open = new Map(before?.open);
  for (const line of table.sumsOf[cell] ?? []) {
    const excess = (open.get(line) ?? 0) + (table.sums[line]?.total === cell ? -change : change);
    // Taken out and put in again, so that a chain goes on from where it last was.
    open.delete(line);
    if (excess !== 0) open.set(line, excess);
  }
  return { cell, before, cost, outlook: cost + open.size / 2, open: [...open] };
}

function chainOf(step: Step): number[] {
  const cells: number[] = [];
  for (let at: Step | undefined = step; at; at = at.before) cells.push(at.cell);
  return cells;
}

/** The steps to go on from, best outlook first and oldest first among equals. */
class Queue {
  readonly #steps: Step[] = [];

  /** The best outlook is kept last. */
  add(step: Step): void {
    let low = 0;
    let high = this.#steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#steps[middle]?.outlook ?? 0) > step.outlook) low = middle + 1;
      else high = middle;
    }
    this.#steps.splice(low, 0, step);
  }

  take(): Step | undefined {
    return this.#steps.pop();
  }
}
