import type { Direction } from './judgement.ts';
import type { Metric } from './metric.ts';
import { dayLabel, type Period, periodKind, periodLabel } from './period.ts';
import { type Change, comparableChange, type Figure, inTimeOrder } from './series.ts';
import {
  absolute,
  changeUnit,
  compareDecimals,
  type Decimal,
  formatDecimal,
  formatValue,
  type Mark,
  numberOf,
  spokenValue,
} from './value.ts';

type Worded = Pick<Metric, 'title' | 'unit' | 'kind' | 'polarity' | 'care'>;

/** A change as it is written beside a figure: "▲ 52 since April 2024", and as it is read aloud. */
export interface ChangeWords {
  shape: 'up' | 'down' | 'level';
  /** "52 since April 2024", "9 points on summer 2023". */
  written: string;
  /** "up 52 since April 2024". */
  spoken: string;
}

/**
 * The change in words. A comparison with the same time of the year before is "on" it; one with
 * only the figure before is "since" it.
 */
export function changeWords(change: Change, unit: Metric['unit']): ChangeWords {
  const since = `${change.basis === 'year-before' ? 'on' : 'since'} ${periodLabel(change.from.period)}`;
  // A difference from a number that is only about right is itself only about right.
  const isAbout = [change.from, change.to].some(({ marks }) => marks.includes('about'));
  const size = `${isAbout ? 'about ' : ''}${sizeOfChange(change.difference, unit)}`;
  if (Number(change.difference) === 0) {
    return { shape: 'level', written: `no change ${since}`, spoken: `no change ${since}` };
  }
  const down = change.difference.startsWith('-');
  return {
    shape: down ? 'down' : 'up',
    written: `${size} ${since}`,
    spoken: `${down ? 'down' : 'up'} ${size} ${since}`,
  };
}

/** A direction in words, with the reason when nothing can be said. */
export function directionWords(direction: Direction): string {
  return 'reason' in direction
    ? `${direction.direction}: ${direction.reason}`
    : direction.direction;
}

/**
 * The finding of a series in one headline, the same wherever it appears. It never says more than
 * the figures do: three October counts that fell are counts that fell, not a trend.
 */
export function headline(metric: Worded, figures: readonly Figure[], withheld?: string): string {
  const ordered = inTimeOrder(figures);
  const latest = ordered.at(-1);
  if (latest === undefined) return `${metric.title}: no figure has been reported`;
  if (withheld !== undefined) return `${metric.title}, as printed: ${listed(metric, ordered)}`;
  if (numberOf(latest) === undefined) return standing(metric, latest);

  const run = steadyRun(ordered);
  if (run)
    return `${metric.title} ${verb(run)} at each of ${countWords(run)}, ${fromTo(metric, run)}`;

  const change = comparableChange(ordered, latest);
  if (change === undefined) return standing(metric, latest);
  const { from, to } = change;
  if (Number(change.difference) === 0) {
    // Not "stayed at": what it was between the two is not said.
    return `${metric.title}: ${amount(metric, to)} ${when(metric, to.period)}, the same as ${when(metric, from.period)}`;
  }
  return `${metric.title} ${verb([from, to])} from ${amount(metric, from)} ${when(metric, from.period)} to ${amount(metric, to)} ${when(metric, to.period)}`;
}

/**
 * A series in words: what it is, how it moved, since when, compared with what, and what must be
 * read with care. For the page, the alternative text of its chart, the brief and the file's note.
 */
export function sentence(
  metric: Worded,
  figures: readonly Figure[],
  direction: Direction,
  withheld?: string,
): string {
  const parts = [`${headline(metric, figures, withheld)}.`];
  const latest = inTimeOrder(figures).at(-1);
  const change = latest && comparableChange(figures, latest);
  if (change && withheld === undefined && steadyRun(inTimeOrder(figures))) {
    const { shape, written } = changeWords(change, metric.unit);
    parts.push(`The latest is ${shape === 'level' ? written : `${shape} ${written}`}.`);
  }
  parts.push(judged(metric, direction));
  const marks = markWords(figures);
  if (marks) parts.push(marks);
  if (metric.care) parts.push(`Read with care: ${metric.care}`);
  return parts.filter(Boolean).join(' ');
}

/** What stands in place of a headline where a metric is given by its parts alone. */
export function partsHeadline({ title }: Pick<Metric, 'title'>, figures: number): string {
  return `${title}, given by its parts alone: ${numberWord(figures)} figure${figures === 1 ? '' : 's'}`;
}

/** One figure in words, for labels that are read aloud: "22.5 in October 2023, worked out". */
export function figureWords(metric: Pick<Metric, 'unit' | 'kind'>, figure: Figure): string {
  const parts = [`${amount(metric, figure)} ${when(metric, figure.period)}`];
  if (figure.marks.includes('worked-out')) parts.push(`worked out as ${figure.formula}`);
  if (figure.marks.includes('p')) parts.push('provisional');
  if (figure.marks.includes('r')) parts.push('revised');
  return parts.join(', ');
}

/** How many, as a word up to twelve: small numbers read better so. */
export function numberWord(number: number): string {
  const words = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');
  return words[number] ?? String(number);
}

function standing(metric: Worded, figure: Figure): string {
  if ('symbol' in figure) {
    return `${metric.title} ${when(metric, figure.period)}: ${spokenValue(figure, metric.unit)}`;
  }
  return `${metric.title}: ${amount(metric, figure)} ${when(metric, figure.period)}`;
}

function listed(metric: Worded, figures: readonly Figure[]): string {
  return figures
    .map((figure) => `${amount(metric, figure)} ${when(metric, figure.period)}`)
    .join(', ');
}

/** A number that is only about right says so. */
function amount(metric: Pick<Metric, 'unit'>, figure: Figure): string {
  const shown = spokenValue(figure, metric.unit);
  return figure.marks.includes('about') ? `about ${shown}` : shown;
}

/** Three or more figures of the same time of year that all rose or all fell, and no others. */
function steadyRun(figures: readonly Figure[]): Figure[] | undefined {
  if (figures.length < 3 || figures.some((figure) => numberOf(figure) === undefined)) {
    return undefined;
  }
  if (new Set(figures.map((figure) => timeOfYear(figure.period))).size > 1) return undefined;
  const steps = figures.slice(1).map((figure, index) => {
    const before = figures[index];
    return before ? compareNumbers(before, figure) : 0;
  });
  const steady = steps.every((step) => step < 0) || steps.every((step) => step > 0);
  return steady ? [...figures] : undefined;
}

/** What must be equal for two periods to be the same time of different years. */
function timeOfYear(period: Period): string {
  return `${periodKind(period)} ${period.replace(/20\d{2}/, '')}`;
}

function countWords(run: readonly Figure[]): string {
  const [first] = run;
  const counts = `${numberWord(run.length)} `;
  if (first === undefined) return counts;
  const label = periodLabel(first.period)
    .replace(/20\d{2}(\/\d{2})?/, '')
    .trim();
  return label ? `${counts}${label} counts` : `${counts}years`;
}

function fromTo(metric: Worded, run: readonly Figure[]): string {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) return '';
  return `from ${amount(metric, first)} ${when(metric, first.period)} to ${amount(metric, last)} ${when(metric, last.period)}`;
}

function verb(run: readonly Figure[]): 'rose' | 'fell' {
  const [first, last] = [run[0], run.at(-1)];
  return first && last && compareNumbers(first, last) > 0 ? 'fell' : 'rose';
}

/** Negative when `a` is the smaller; figures without a number compare as equal. */
function compareNumbers(a: Figure, b: Figure): number {
  const [x, y] = [numberOf(a), numberOf(b)];
  return x === undefined || y === undefined ? 0 : compareDecimals(x, y);
}

/** "in October 2024", "on 23 November 2023", "from May 2021 to October 2024", "for 2023/24". */
function when(metric: Pick<Metric, 'kind'>, period: Period): string {
  const label = periodLabel(period);
  switch (periodKind(period)) {
    case 'day':
      return `on ${label}`;
    case 'span':
      return `from ${label}`;
    case 'financial-year':
    case 'academic-year':
      return metric.kind === 'snapshot' ? `for ${label}` : `in ${label}`;
    case 'month':
    case 'year':
    case 'quarter':
    case 'holiday':
      return `in ${label}`;
  }
}

function sizeOfChange(difference: Decimal, unit: Metric['unit']): string {
  const size = absolute(difference);
  const points = changeUnit(unit, size);
  return points ? `${size}${points}` : formatDecimal(size, unit);
}

function judged(metric: Worded, direction: Direction): string {
  switch (direction.direction) {
    case 'improved':
    case 'got worse':
      return `Direction of travel: ${direction.direction}, because ${metric.polarity === 'higher_is_better' ? 'higher' : 'lower'} is better.`;
    case 'stayed the same':
      return 'Direction of travel: stayed the same.';
    case "can't say":
      return `Direction of travel: can’t say, because ${direction.reason}.`;
    case 'not available':
      return '';
  }
}

function markWords(figures: readonly Figure[]): string {
  const marked = (mark: Mark) => inTimeOrder(figures).filter(({ marks }) => marks.includes(mark));
  const workedOut = marked('worked-out').map(
    ({ period, formula }) => `${periodLabel(period)} (${formula})`,
  );
  const provisional = marked('p').map(({ period }) => periodLabel(period));
  return [
    workedOut.length > 0 ? `Worked out from the text, not printed: ${workedOut.join(', ')}.` : '',
    provisional.length > 0 ? `Provisional: ${provisional.join(', ')}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** The first words of a page as at a day: what the Board knew, or what it will see. */
export function readingTitle(day: Parameters<typeof dayLabel>[0], coming: boolean): string {
  return coming
    ? `What the Board will see on ${dayLabel(day)}`
    : `As the Board knew it on ${dayLabel(day)}`;
}

/** A figure as it is printed beside a point, without words: "22.5", "58%", "[c]". */
export function pointLabel(metric: Pick<Metric, 'unit'>, figure: Figure): string {
  return formatValue(figure, metric.unit);
}
