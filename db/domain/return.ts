import { isEasterInMarch } from './calendar.ts';
import type { Typed } from './entry/finding.ts';
import type { Metric } from './metric.ts';
import { isPeriod, type Period, type PeriodKind, periodKind, periodLabel } from './period.ts';
import type { PrivateGround } from './privateGround.ts';
import type { ChangeKind } from './series.ts';
import type { Mark } from './value.ts';

/** A quarter of the council's financial year: what a quarterly return is for. */
export type Quarter = `FY${number}-Q${1 | 2 | 3 | 4}`;

/**
 * What a return gathers: the figures due for a quarter, the figures a paper prints, or a figure
 * that is already published and was wrong. All go the same way.
 */
export const returnKinds = ['quarter', 'paper', 'correction'] as const;
export type ReturnKind = (typeof returnKinds)[number];

/** A line of the registry's list of what a quarterly return asks for. */
export interface ReturnLine {
  position: number;
  metric: string;
  breakdown: string | null;
  category: string;
  /** The month a running total began in; nothing for other metrics. */
  since: string | null;
}

/** A box of a return: one figure to fill in. */
export interface ReturnBox {
  position: number;
  metric: string;
  breakdown: string | null;
  category: string;
  period: Period;
  /** One that is not due may stay empty. */
  due: boolean;
}

/** What an officer says of a figure that got worse, or that a check asked about. */
export interface Commentary {
  happened: string;
  why: string;
  doing: string;
  by: string;
}

/** What stands in a box, as it was typed. Nothing in it is trusted before it is checked. */
export interface BoxContent {
  typed: Typed;
  marks: readonly Mark[];
  formula: string;
  answers: readonly { question: string; reason: string }[];
  commentary: Commentary;
  /** Where the figure comes from. */
  source: string;
  /** Where a paper prints it, and the print itself; a return's own box is its locator. */
  locator: string;
  printed: string;
  /** Of a figure that changes what is published: what kind of change, and why, for the public. */
  change: { kind: ChangeKind; reason: string } | undefined;
  /** Of a figure that is private from the start, why. */
  private: PrivateGround | undefined;
  /** What the Board asked for that the figure answers once it is public, by the requests' ids. */
  asked?: readonly string[] | undefined;
}

/** A box in which nothing was typed yet. */
export const emptyContent: BoxContent = {
  typed: { text: '' },
  marks: [],
  formula: '',
  answers: [],
  commentary: { happened: '', why: '', doing: '', by: '' },
  source: '',
  locator: '',
  printed: '',
  change: undefined,
  private: undefined,
};

/** Whether nothing is entered in a box: no number, no parts of one and no symbol. */
export function isEmpty({ typed }: BoxContent): boolean {
  if ('text' in typed) return typed.text.trim() === '';
  if ('symbol' in typed) return false;
  return typed.numerator.trim() === '' && typed.denominator.trim() === '';
}

/** The commentary in one text, empty when nothing was said. */
export function commentaryText({ happened, why, doing, by }: Commentary): string {
  return [happened, why, doing, by]
    .map((part) => part.trim())
    .filter(Boolean)
    .join(' ');
}

/** Whether all four of what happened, why, what is being done and by when are said. */
export function isWholeCommentary(commentary: Commentary): boolean {
  return Object.values(commentary).every((part: string) => part.trim() !== '');
}

/** Where a return can stand. `published` also when its moment is still to come. */
export const returnStates = ['draft', 'submitted', 'checked', 'published', 'withdrawn'] as const;
export type ReturnState = (typeof returnStates)[number];

/** What can be done to a return as a whole. */
export const returnSteps = [
  'submitted',
  'sent back',
  'checked',
  'published',
  'withdrawn',
  'reopened',
] as const;
export type ReturnStep = (typeof returnSteps)[number];

/** Where a step leads from a state; nothing when the step is not lawful there. */
export function afterStep(state: ReturnState, step: ReturnStep): ReturnState | undefined {
  switch (step) {
    case 'submitted':
      return state === 'draft' ? 'submitted' : undefined;
    case 'sent back':
      return state === 'submitted' || state === 'checked' ? 'draft' : undefined;
    case 'checked':
      return state === 'submitted' ? 'checked' : undefined;
    case 'published':
      return state === 'checked' ? 'published' : undefined;
    case 'withdrawn':
      return state === 'published' ? 'withdrawn' : undefined;
    case 'reopened':
      return state === 'withdrawn' ? 'draft' : undefined;
  }
}

/** The state that steps taken in this order lead to, from a draft. */
export function stateAfter(steps: readonly ReturnStep[]): ReturnState {
  return steps.reduce<ReturnState>((state, step) => afterStep(state, step) ?? state, 'draft');
}

/** Whether text names a quarter. */
export function isQuarter(text: string): text is Quarter {
  return isPeriod(text) && periodKind(text) === 'quarter';
}

/**
 * The boxes of a quarter's return, from the registry's list and how often each metric is due. A
 * snapshot takes the last month of the quarter, a flow the quarter, a running total the months
 * since its start, and what is only kept by the year its year. A holiday programme takes the holiday
 * that falls in the quarter; Easter does in January to March of some years and in April of others,
 * and the quarter it leaves takes the holiday before, which is not due again. A line with no period
 * in the quarter has no box.
 */
export function boxesOf(
  quarter: Quarter,
  lines: readonly ReturnLine[],
  metrics: readonly Metric[],
): ReturnBox[] {
  return lines
    .flatMap(({ since, ...line }) => {
      const metric = metrics.find(({ id }) => id === line.metric);
      const period = metric && periodOf(quarter, metric, since);
      return period ? [{ ...line, period, due: isDue(quarter, metric, period) }] : [];
    })
    .map((box, at) => ({ ...box, position: at + 1 }));
}

/** A return as a reader sees it: "Return for Q3 2024/25". */
export function returnTitle(quarter: Quarter): string {
  return `Return for ${periodLabel(quarter)}`;
}

function periodOf(quarter: Quarter, metric: Metric, since: string | null): Period | undefined {
  for (const kind of periodsTried[metric.kind]) {
    if (!metric.periodKinds.includes(kind)) continue;
    const period = periodIn(quarter, kind, since);
    if (period !== undefined) return period;
  }
  return undefined;
}

/** The kinds of period a metric's figure may take in a return, the first that it knows. */
const periodsTried: Record<Metric['kind'], readonly PeriodKind[]> = {
  snapshot: ['month', 'holiday', 'quarter', 'financial-year', 'academic-year', 'year'],
  flow: ['quarter', 'holiday', 'month', 'financial-year', 'academic-year', 'year'],
  cumulative: ['span', 'month', 'financial-year'],
};

function periodIn(quarter: Quarter, kind: PeriodKind, since: string | null): Period | undefined {
  const start = Number(quarter.slice(2, 6));
  const number = Number(quarter.slice(-1));
  const year = number === 4 ? start + 1 : start;
  const lastMonth = `${year}-${['06', '09', '12', '03'][number - 1]}`;
  switch (kind) {
    case 'month':
      return checked(lastMonth);
    case 'quarter':
      return checked(quarter);
    case 'financial-year':
      return checked(`FY${start}`);
    case 'year':
      return checked(String(year));
    case 'academic-year':
      return checked(`AY${number <= 2 ? start - 1 : start}`);
    case 'holiday':
      return checked(holidayOf(number, year));
    case 'span':
      return since === null ? undefined : checked(`${since}/${lastMonth}`);
    case 'day':
      return undefined;
  }
}

function holidayOf(quarter: number, year: number): string {
  if (quarter === 2) return `${year}-summer`;
  if (quarter === 3) return `${year}-christmas`;
  return quarter === 1 || isEasterInMarch(year) ? `${year}-easter` : `${year - 1}-christmas`;
}

function checked(text: string): Period | undefined {
  return isPeriod(text) ? text : undefined;
}

/** A figure of a year is due in the quarter its year ends in, one of a holiday in the one it falls in. */
function isDue(quarter: Quarter, { frequency }: Metric, period: Period): boolean {
  switch (frequency) {
    case 'monthly':
    case 'quarterly':
      return true;
    case 'programme':
      return periodKind(period) !== 'holiday' || isOwnHoliday(quarter, period);
    case 'yearly':
      return quarter.endsWith(lastQuarterOf(periodKind(period)));
    case 'once':
    case 'none':
      return false;
  }
}

function isOwnHoliday(quarter: Quarter, period: Period): boolean {
  if (quarter.endsWith('Q2') || quarter.endsWith('Q3')) return true;
  const isInMarch = isEasterInMarch(Number(period.slice(0, 4)));
  return period.endsWith('easter') && isInMarch === quarter.endsWith('Q4');
}

function lastQuarterOf(kind: PeriodKind): string {
  if (kind === 'year') return 'Q3';
  return kind === 'academic-year' ? 'Q2' : 'Q4';
}
