import { categoryTitle, type Metric, total } from './metric.ts';
import { type Day, periodLabel } from './period.ts';
import type { ChangeKind, Figure } from './series.ts';
import { compareDecimals, formatValue, type Value } from './value.ts';

/** One side of what two papers print otherwise. */
export interface PrintedSide {
  document: string;
  documentTitle: string;
  locator: string;
  printed: string;
  /** The day from which it was known. */
  known: Day;
}

/** A figure that a paper prints otherwise than it was published before. */
export interface PrintedOtherwise {
  id: string;
  title: string;
  description: string;
  sources: readonly [before: PrintedSide, after: PrintedSide];
}

/** What a later print of a published figure is told apart by. */
export interface LaterPrint {
  value: Value;
  document: string;
  change: ChangeKind | undefined;
}

/**
 * Whether a paper prints otherwise than a figure published from another document, so that both
 * cannot be right. A symbol says no number to disagree with, and the final figure of a provisional
 * one is no disagreement.
 */
export function isPrintedOtherwise(before: Figure, later: LaterPrint): boolean {
  if (before.source.document === later.document || later.change === 'provisional to final') {
    return false;
  }
  const [one, other] = [endsOf(before), endsOf(later.value)];
  if (one === undefined || other === undefined) return false;
  return one.some((end, at) => compareDecimals(end, other[at] ?? end) !== 0);
}

/**
 * The disagreements among all that was said of one observation, in the order it was said: each
 * version that a paper printed, against the one that stood before it.
 */
export function printedOtherwise(
  versions: readonly Figure[],
  isFromPaper: (version: Figure) => boolean,
  metric: Metric,
): PrintedOtherwise[] {
  return versions.flatMap((after, at) => {
    const before = versions[at - 1];
    const later = { value: after, document: after.source.document, change: after.changed?.kind };
    if (before === undefined || !isFromPaper(after) || !isPrintedOtherwise(before, later)) {
      return [];
    }
    const name = `${metric.title}${partOf(after, metric)}, ${periodLabel(after.period)}`;
    const [was, is] = [before, after].map((each) => formatValue(each, metric.unit));
    const place = [after.metric, after.area, after.breakdown, after.category, after.period];
    return [
      {
        id: [...place, after.version].filter(Boolean).join('-').replaceAll('/', '-'),
        title: `${name}: ${was}, and ${is} in a later paper`,
        description: `“${before.source.documentTitle}” gives ${was}. “${after.source.documentTitle}” prints ${is}. Both are shown as printed.`,
        sources: [sideOf(before), sideOf(after)],
      },
    ];
  });
}

function endsOf(value: Value) {
  if ('symbol' in value) return undefined;
  return 'value' in value ? [value.value, value.value] : [value.low, value.high];
}

function partOf(figure: Figure, metric: Metric): string {
  return figure.category === total ? '' : `, ${categoryTitle(metric, figure)}`;
}

function sideOf({ source, knownFrom }: Figure): PrintedSide {
  const { document, documentTitle, locator, printed } = source;
  return { document, documentTitle, locator, printed, known: knownFrom };
}
