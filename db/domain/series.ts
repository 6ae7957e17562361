import type { Frequency, Metric } from './metric.ts';
import {
  comparePeriods,
  type Day,
  isYearLong,
  type Period,
  periodEnd,
  periodKind,
  periodStart,
  yearBefore,
} from './period.ts';
import { type Decimal, type Mark, numberOf, subtractDecimals, type Value } from './value.ts';

/** Where a figure is printed: the document, the place in it, and the print itself. */
export interface Source {
  document: string;
  documentTitle: string;
  /** "paragraph 9.4, table, row Total"; where the print is wrong, both: "minute 17 (printed 16)". */
  locator: string;
  printed: string;
  /** The Board meeting it was first reported to; absent for figures of other origin. */
  meeting?: Day | undefined;
  /** Where it was first given: the return, when this is the paper that prints it alike. */
  first?: Source | undefined;
}

/** Where a figure was first given, whatever printed it since. */
export function firstSource({ source }: Pick<Figure, 'source'>): Source {
  return source.first ?? source;
}

/** Why a published figure was changed. */
export type ChangeKind = 'provisional to final' | 'revision' | 'correction' | 'transcription';

/** One version of one observation, as a reader may be shown it. */
export type Figure = Value & {
  metric: string;
  area: string;
  /** The dimension of `category`; absent for the Total, which belongs to every breakdown. */
  breakdown?: string | undefined;
  category: string;
  period: Period;
  marks: readonly Mark[];
  /** "67 + 9", when worked out. */
  formula?: string | undefined;
  version: number;
  knownFrom: Day;
  source: Source;
  note: string;
  changed?: { kind: ChangeKind; reason: string } | undefined;
};

/** How a figure compares with an earlier one of the same kind of period. */
export interface Change {
  from: Figure;
  to: Figure;
  /** `to − from`, exact. */
  difference: Decimal;
  /** Whether `from` is the same time of the year before, or only the figure before. */
  basis: 'year-before' | 'previous';
}

/** A figure's own name, the same in the API, the files and on the page. */
export function figureId(figure: Observation & Pick<Figure, 'version'>): string {
  return `${observationId(figure)}:${figure.version}`;
}

/** What a figure is of: one metric, area, category and period. */
export type Observation = Pick<Figure, 'metric' | 'area' | 'breakdown' | 'category' | 'period'>;

/** An observation's own name, whatever was said of it. */
export function observationId(observation: Observation): string {
  const { metric, area, breakdown, category, period } = observation;
  const part = breakdown === undefined ? category : `${breakdown}=${category}`;
  return `${metric}:${area}:${part}:${period}`;
}

/**
 * Of each observation the newest of the versions given: the one known last, of those the one recorded
 * last. In the order that the observations are first met in.
 */
export function newestVersions<One extends Figure>(versions: readonly One[]): One[] {
  const newest = new Map<string, One>();
  for (const one of versions) {
    const id = observationId(one);
    const found = newest.get(id);
    if (found === undefined || isNewer(one, found)) newest.set(id, one);
  }
  return [...newest.values()];
}

function isNewer(one: Figure, other: Figure): boolean {
  if (one.knownFrom !== other.knownFrom) return one.knownFrom > other.knownFrom;
  return one.version > other.version;
}

/** Figures in the order of time. */
export function inTimeOrder(figures: readonly Figure[]): Figure[] {
  return [...figures].sort((a, b) => comparePeriods(a.period, b.period));
}

/** The figure whose period ends last. */
export function latestFigure(figures: readonly Figure[]): Figure | undefined {
  return inTimeOrder(figures).at(-1);
}

/**
 * The change to a figure from the same month, quarter, holiday or year of the year before where
 * there is one, otherwise from the figure before of the same kind of period; of running totals only
 * one with the same start. Nothing when there is neither, or when either is not a single number.
 */
export function comparableChange(figures: readonly Figure[], to: Figure): Change | undefined {
  const earlier = inTimeOrder(figures).filter(
    (figure) =>
      isComparable(figure.period, to.period) && comparePeriods(figure.period, to.period) < 0,
  );
  const before = yearBefore(to.period);
  const sameTime = earlier.find((figure) => figure.period === before);
  const from = sameTime ?? earlier.at(-1);
  if (from === undefined) return undefined;

  const [was, is] = [numberOf(from), numberOf(to)];
  if (was === undefined || is === undefined) return undefined;
  return {
    from,
    to,
    difference: subtractDecimals(is, was),
    basis: sameTime ? 'year-before' : 'previous',
  };
}

/**
 * The runs of figures that a line may join, in the order of time. A symbol ends a run: a gap is
 * never zero and never joined across. So does a figure that was due and is not there, once the
 * council has confirmed how often the metric is due; until then the points there are, are joined.
 */
export function lineRuns(
  figures: readonly Figure[],
  metric: Pick<Metric, 'frequency' | 'frequencyConfirmed'>,
): Figure[][] {
  const runs: Figure[][] = [[]];
  for (const figure of inTimeOrder(figures)) {
    const run = runs.at(-1) ?? [];
    const last = run.at(-1);
    if (numberOf(figure) === undefined) {
      runs.push([]);
    } else if (last && metric.frequencyConfirmed && isMissing(last, figure, metric.frequency)) {
      runs.push([figure]);
    } else {
      run.push(figure);
    }
  }
  return runs.filter((run) => run.length > 0);
}

/** Periods of one kind; of spans those with the same start, as a running total has, or of a year. */
function isComparable(a: Period, b: Period): boolean {
  if (periodKind(a) !== periodKind(b)) return false;
  if (periodKind(a) !== 'span') return true;
  return periodStart(a) === periodStart(b) || (isYearLong(a) && isYearLong(b));
}

/** Whether a figure was due between two: their ends are nearer to two steps apart than to one. */
function isMissing({ period: a }: Figure, { period: b }: Figure, frequency: Frequency): boolean {
  switch (frequency) {
    case 'monthly':
      return monthsApart(a, b) > 1;
    case 'quarterly':
      return monthsApart(a, b) > 4;
    case 'yearly':
      return monthsApart(a, b) > 18;
    case 'programme': {
      const expected = programmeBefore(b);
      return expected !== undefined && comparePeriods(a, expected) < 0;
    }
    case 'once':
    case 'none':
      return false;
  }
}

function monthsApart(earlier: Period, later: Period): number {
  const [from, to] = [periodEnd(earlier), periodEnd(later)];
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return years * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
}

function programmeBefore(period: Period): Period | undefined {
  if (periodKind(period) !== 'holiday') return undefined;
  const [year = '', holiday] = period.split('-');
  if (holiday === 'easter') return `${Number(year) - 1}-christmas`;
  return holiday === 'summer' ? `${Number(year)}-easter` : `${Number(year)}-summer`;
}
