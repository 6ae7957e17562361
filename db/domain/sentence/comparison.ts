import type { Rank } from '../comparator.ts';
import type { Metric } from '../metric.ts';
import { periodLabel } from '../period.ts';
import { numberWord } from '../sentence.ts';
import type { Figure } from '../series.ts';
import { type Decimal, formatDecimal, formatValue } from '../value.ts';

/** What stands beside a figure in its period. */
export interface Beside {
  title: string;
  value: Decimal;
  /** Of a neighbours' median: by which model, and of how many with a number. */
  model?: string | undefined;
  withNumber?: number | undefined;
}

interface Places {
  amongNeighbours: Rank | undefined;
  amongAll: Rank | undefined;
  breaks: readonly string[];
}

/**
 * A figure beside those it is compared with, its rank, and where the comparison breaks. A good end
 * is named only where the metric's polarity gives one.
 */
export function comparisonSentences(
  { unit }: Pick<Metric, 'unit'>,
  latest: Figure,
  beside: readonly Beside[],
  { amongNeighbours, amongAll, breaks }: Places,
): string[] {
  const others = beside.map(({ title, value, model, withNumber }) => {
    const who =
      model === undefined
        ? title
        : `${title} (${model}, ${numberWord(withNumber ?? 0)} with a figure)`;
    return `${who}: ${formatDecimal(value, unit)}`;
  });
  const compared =
    others.length === 0
      ? []
      : [
          `${periodLabel(latest.period)}: Coventry ${formatValue(latest, unit)}. ${others.join('. ')}.`,
        ];
  return [
    ...compared,
    ...(amongNeighbours ? [rankSentence(amongNeighbours, 'Coventry and its neighbours')] : []),
    ...(amongAll ? [rankSentence(amongAll, 'the authorities held here')] : []),
    ...breaks,
  ];
}

/** "Rank 3 of 11 among Coventry and its neighbours, 1 being the highest; lowest is better." */
function rankSentence({ rank, of, shared, good }: Rank, among: string): string {
  const tied = shared === 0 ? '' : `, shared with ${numberWord(shared)} more`;
  const end = good === undefined ? '' : `; the ${good} is the best`;
  return `Rank ${rank} of ${of} among ${among}${tied}, 1 being the highest${end}.`;
}
