import type { WireMetric } from '@throughline/api/wire/metric';

/** What the numbers count, as a sentence. */
export function ofUnit({ unit, kind }: Pick<WireMetric, 'unit' | 'kind'>): string {
  return `${unitSentence[unit]}, ${kindWords[kind]}.`;
}

/** Whether more is better, and who says so, as a sentence. */
export function ofPolarity({
  polarity,
  polarity_reason: reason,
}: Pick<WireMetric, 'polarity' | 'polarity_reason'>): string {
  const because = reason ? `: ${reason.replace(/\.$/, '')}.` : '.';
  return `${polaritySentence[polarity]}${because}`;
}

/** How often a figure is due, as a sentence; until the council confirms it, that is said too. */
export function ofFrequency({
  frequency,
  frequency_confirmed: confirmed,
}: Pick<WireMetric, 'frequency' | 'frequency_confirmed'>): string | undefined {
  const words = frequencyWords[frequency];
  if (words === undefined) return undefined;
  return confirmed
    ? `Due ${words}.`
    : `Taken to be due ${words}; the council has not confirmed it.`;
}

/** What a number is of. */
export const kindWords: Record<WireMetric['kind'], string> = {
  snapshot: 'as it stood at the date given',
  flow: 'over the period given',
  cumulative: 'added up since the start of the period given',
};

/** What the numbers are. */
export const unitSentence: Record<WireMetric['unit'], string> = {
  count: 'A number',
  posts: 'Posts as printed, not stated whether full-time equivalent',
  fte: 'Full-time equivalent posts',
  percent: 'A percentage',
  percent_change: 'A change in per cent',
  per10k: 'A number for every 10,000 children',
  gbp: 'Pounds',
  rating5: 'A mark out of five',
  ratio: 'A ratio',
};

/** Whether more is better, as a sentence without its full stop. */
export const polaritySentence: Record<WireMetric['polarity'], string> = {
  higher_is_better: 'Higher is better',
  lower_is_better: 'Lower is better',
  neutral: 'Neither more nor fewer is better in itself',
};

/** When a figure is due; nothing where it is not awaited. */
export const frequencyWords: Record<WireMetric['frequency'], string | undefined> = {
  monthly: 'every month',
  quarterly: 'every quarter',
  yearly: 'every year',
  programme: 'after each holiday programme',
  once: undefined,
  none: undefined,
};
