/** What is asked: find what must be hidden, or judge the hidden cells as given. */
export type Mode = 'suppress' | 'audit';

/** Whether a count of none may be shown, or is hidden because having none tells something too. */
export type Zeros = 'show' | 'protect';

/** A count of people. `shown` is already public and stays so; `hidden` stays hidden. */
export interface Cell {
  id: string;
  count: number;
  shown?: true;
  hidden?: true;
}

/** A statement any reader can make: this total is the sum of these parts. */
export interface Sum {
  total: string;
  parts: readonly string[];
}

/** One table, or several that share cells. Counts below `smallest_shown` are small. */
export interface Question {
  mode: Mode;
  smallest_shown: number;
  zeros: Zeros;
  cells: readonly Cell[];
  sums: readonly Sum[];
}

/** A question that can be answered, or everything that is wrong with it. */
export type Reading = { ok: true; question: Question } | { ok: false; reasons: string[] };

/** A checked question with its cells by number, in the order given. */
export interface Table {
  smallestShown: number;
  zeros: Zeros;
  cells: readonly Cell[];
  sums: readonly Line[];
  /** For each cell, the numbers of the sums it is in. */
  sumsOf: readonly (readonly number[])[];
}

/** A sum by the numbers of its cells. */
export interface Line {
  total: number;
  parts: readonly number[];
}

/** Numbers of the cells that are not shown. */
export type Pattern = ReadonlySet<number>;

/** A larger question is refused: it is not a table that a person publishes. */
const limits = { cells: 5_000, sums: 5_000, places: 50_000, count: 1e12, id: 300 };

/**
 * Reads a question from JSON nobody has checked, and lists everything wrong with it at once.
 * Words it does not know are refused, because a misspelt `hidden` would show a figure.
 */
export function readQuestion(input: unknown): Reading {
  const reasons: string[] = [];
  const fields = fieldsOf(input, ['mode', 'smallest_shown', 'zeros', 'cells', 'sums']);
  if (!fields) return { ok: false, reasons: ['The question is not an object.'] };
  reasons.push(...fields.unknown.map((name) => `The question has an unknown field ${name}.`));

  const mode = fields.get('mode');
  if (mode !== 'suppress' && mode !== 'audit') {
    reasons.push('"mode" must be "suppress" or "audit".');
  }
  const smallestShown = fields.get('smallest_shown');
  if (!isWhole(smallestShown) || smallestShown < 1) {
    reasons.push('"smallest_shown" must be a whole number of 1 or more.');
  }
  const zeros = fields.get('zeros');
  if (zeros !== 'show' && zeros !== 'protect') reasons.push('"zeros" must be "show" or "protect".');

  const cells = readCells(fields.get('cells'), zeros === 'show', reasons);
  const sums = readSums(fields.get('sums'), cells, reasons);

  if (
    reasons.length > 0 ||
    (mode !== 'suppress' && mode !== 'audit') ||
    (zeros !== 'show' && zeros !== 'protect') ||
    !isWhole(smallestShown)
  ) {
    return { ok: false, reasons: firstOf(reasons) };
  }
  const question: Question = {
    mode,
    smallest_shown: smallestShown,
    zeros,
    cells: [...cells.values()],
    sums,
  };
  return { ok: true, question };
}

/** The question with its cells by number. It must have been read by `readQuestion`. */
export function tableOf(question: Question): Table {
  const numbers = new Map(question.cells.map((cell, number) => [cell.id, number]));
  const numberOf = (id: string): number => {
    const number = numbers.get(id);
    if (number === undefined) throw new Error('A sum names a cell that is not in the table');
    return number;
  };
  const sums = question.sums.map(({ total, parts }) => ({
    total: numberOf(total),
    parts: parts.map(numberOf),
  }));
  const sumsOf: number[][] = question.cells.map(() => []);
  for (const [at, sum] of sums.entries()) {
    for (const cell of [sum.total, ...sum.parts]) sumsOf[cell]?.push(at);
  }
  return {
    smallestShown: question.smallest_shown,
    zeros: question.zeros,
    cells: question.cells,
    sums,
    sumsOf,
  };
}

/** Small counts identify: 1 to t − 1, and 0 too where having none is sensitive. */
export function isSmall(table: Table, cell: Cell): boolean {
  return cell.count < table.smallestShown && (cell.count > 0 || table.zeros === 'protect');
}

/** The smallest number a hidden cell can be: where zeros are shown, a hidden cell is not one. */
export function lowestHidden(zeros: Zeros): 0 | 1 {
  return zeros === 'show' ? 1 : 0;
}

/** An id as it is written in a reason: quoted, with nothing that could move a terminal's cursor. */
export function quoted(id: string): string {
  return JSON.stringify(id.length > 60 ? `${id.slice(0, 60)}…` : id);
}

function readCells(input: unknown, zerosShown: boolean, reasons: string[]): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  if (!Array.isArray(input)) {
    reasons.push('"cells" must be a list.');
    return cells;
  }
  if (input.length > limits.cells) {
    reasons.push(`There are ${input.length} cells; the most is ${limits.cells}.`);
    return cells;
  }
  for (const [at, item] of Array.from<unknown>(input).entries()) {
    const fields = fieldsOf(item, ['id', 'count', 'shown', 'hidden']);
    const id = fields?.get('id');
    if (!fields || !isId(id)) {
      reasons.push(`Cell ${at + 1} has no id of 1 to ${limits.id} characters.`);
      continue;
    }
    const name = `The cell ${quoted(id)}`;
    reasons.push(...fields.unknown.map((field) => `${name} has an unknown field ${field}.`));

    const count = fields.get('count');
    const isCount = isWhole(count) && count >= 0 && count <= limits.count;
    if (!isCount) reasons.push(`${name} must count a whole number from 0 to ${limits.count}.`);
    for (const mark of ['shown', 'hidden']) {
      if (!isMark(fields.get(mark))) reasons.push(`${name} has a ${mark} that is not true.`);
    }
    const shown = fields.get('shown') === true;
    const hidden = fields.get('hidden') === true;
    if (shown && hidden) reasons.push(`${name} cannot be both shown and hidden.`);
    if (hidden && zerosShown && count === 0) {
      reasons.push(`${name} is a hidden zero, but zeros are shown.`);
    }
    if (cells.has(id)) {
      reasons.push(`${name} is there twice.`);
      continue;
    }
    cells.set(id, {
      id,
      // JSON can write a negative zero, which is none like any other.
      count: isCount ? count + 0 : Number.NaN,
      ...(shown ? { shown } : {}),
      ...(hidden ? { hidden } : {}),
    });
  }
  return cells;
}

function readSums(
  input: unknown,
  cells: ReadonlyMap<string, Cell>,
  reasons: string[],
): readonly Sum[] {
  if (!Array.isArray(input)) {
    reasons.push('"sums" must be a list.');
    return [];
  }
  if (input.length > limits.sums) {
    reasons.push(`There are ${input.length} sums; the most is ${limits.sums}.`);
    return [];
  }
  const sums: Sum[] = [];
  let places = 0;
  for (const [at, item] of Array.from<unknown>(input).entries()) {
    const fields = fieldsOf(item, ['total', 'parts']);
    const total = fields?.get('total');
    const list = fields?.get('parts');
    if (!fields || !isId(total) || !Array.isArray(list) || list.length === 0) {
      reasons.push(`Sum ${at + 1} does not say its total and its parts.`);
      continue;
    }
    places += list.length;
    if (places > limits.places) {
      reasons.push(`The sums have more than ${limits.places} parts together.`);
      return sums;
    }
    const name = `The sum of ${quoted(total)}`;
    reasons.push(...fields.unknown.map((field) => `${name} has an unknown field ${field}.`));
    const parts = Array.from<unknown>(list).filter(isId);
    if (parts.length < list.length) reasons.push(`${name} has a part that is not an id.`);
    reasons.push(...sumIssues(name, { total, parts }, parts.length === list.length, cells));
    sums.push({ total, parts });
  }
  return sums;
}

function sumIssues(
  name: string,
  { total, parts }: Sum,
  isWholeList: boolean,
  cells: ReadonlyMap<string, Cell>,
): string[] {
  const issues: string[] = [];
  const unknown = [...new Set([total, ...parts])].filter((id) => !cells.has(id));
  issues.push(...unknown.map((id) => `${name} names ${quoted(id)}, which is not a cell.`));
  if (parts.includes(total)) issues.push(`${name} has its total among its parts.`);
  if (new Set(parts).size < parts.length) issues.push(`${name} has a part twice.`);
  if (issues.length > 0 || !isWholeList) return issues;

  const sum = parts.reduce((so, id) => so + (cells.get(id)?.count ?? Number.NaN), 0);
  const count = cells.get(total)?.count ?? Number.NaN;
  // A count that is not a number has been named already.
  if (!Number.isNaN(sum) && !Number.isNaN(count) && sum !== count) {
    issues.push(`${name} does not hold: the total is ${count} and its parts make ${sum}.`);
  }
  return issues;
}

interface Fields {
  get(name: string): unknown;
  unknown: string[];
}

/** Own fields only, so that nothing is inherited from a prototype. */
function fieldsOf(input: unknown, known: readonly string[]): Fields | undefined {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return undefined;
  const fields = new Map<string, unknown>(Object.entries(input));
  return {
    get: (name) => fields.get(name),
    unknown: [...fields.keys()].filter((name) => !known.includes(name)).map(quoted),
  };
}

function isWhole(input: unknown): input is number {
  return typeof input === 'number' && Number.isSafeInteger(input);
}

function isId(input: unknown): input is string {
  return typeof input === 'string' && input.length > 0 && input.length <= limits.id;
}

function isMark(input: unknown): boolean {
  return input === undefined || typeof input === 'boolean';
}

function firstOf(reasons: readonly string[]): string[] {
  const most = 200;
  if (reasons.length <= most) return [...reasons];
  return [...reasons.slice(0, most), `There are ${reasons.length - most} more.`];
}
