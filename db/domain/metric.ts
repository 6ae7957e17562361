import type { PeriodKind } from './period.ts';

/** What a metric's numbers are measured in. `posts`: as printed, not stated whether full-time. */
export const units = [
  'count',
  'posts',
  'fte',
  'percent',
  'percent_change',
  'per10k',
  'gbp',
  'rating5',
  'ratio',
] as const;
export type Unit = (typeof units)[number];

/** Whether more is better. Data kept with its reason, never guessed from a name. */
export const polarities = ['higher_is_better', 'lower_is_better', 'neutral'] as const;
export type Polarity = (typeof polarities)[number];

/** At a date, over a period, or since a start. Flow and cumulative never share a line. */
export const kinds = ['snapshot', 'flow', 'cumulative'] as const;
export type Kind = (typeof kinds)[number];

/** Whose privacy a metric's small numbers need. */
export const privacies = ['children', 'staff', 'none'] as const;
export type Privacy = (typeof privacies)[number];

/** How often a figure is due. `once` and `none` are never overdue. */
export const frequencies = ['monthly', 'quarterly', 'yearly', 'programme', 'once', 'none'] as const;
export type Frequency = (typeof frequencies)[number];

/** A dimension that divides a metric's figures, with its categories in reading order. */
export interface Breakdown {
  id: string;
  title: string;
  categories: readonly Category[];
}

export interface Category {
  id: string;
  title: string;
}

/** The category that stands for the whole; it belongs to every breakdown. */
export const total = 'Total';

/** The definition of something tracked. */
export interface Metric {
  id: string;
  title: string;
  /** A few words that stand beneath the title: "placed by Coventry". */
  caption: string;
  definition: string;
  unit: Unit;
  /** The most decimals its figures are shown with. */
  decimals: number;
  polarity: Polarity;
  polarityReason: string;
  kind: Kind;
  topic: string;
  /** An office, never a person. */
  owner: string;
  frequency: Frequency;
  /** The product proposes a frequency; until the council confirms it nothing is called overdue. */
  frequencyConfirmed: boolean;
  privacy: Privacy;
  /** Whether a count of none is shown, or hidden too, as a sensitive attribute needs. */
  zeros: 'show' | 'protect';
  periodKinds: readonly PeriodKind[];
  breakdowns: readonly Breakdown[];
  /** Its place in the registry's own order; the figures the Board follows most come first. */
  position: number;
  /** What must be read with care, empty when nothing. */
  care: string;
}

/** The title of a category as a reader sees it; "Total" of the whole. */
export function categoryTitle(
  { breakdowns }: Pick<Metric, 'breakdowns'>,
  { breakdown, category }: { breakdown?: string | null | undefined; category: string },
): string {
  const categories = breakdowns.find(({ id }) => id === breakdown)?.categories;
  return categories?.find(({ id }) => id === category)?.title ?? category;
}

/** The unit after or before a number, in words where a reader needs them: "posts", "%". */
export function unitWords(unit: Unit): string {
  switch (unit) {
    case 'count':
      return 'number';
    case 'posts':
      return 'posts, as printed';
    case 'fte':
      return 'full-time equivalent';
    case 'percent':
      return 'per cent';
    case 'percent_change':
      return 'per cent change';
    case 'per10k':
      return 'per 10,000 children';
    case 'gbp':
      return 'pounds';
    case 'rating5':
      return 'out of five';
    case 'ratio':
      return 'ratio';
  }
}

/** Whether parts of a figure of a unit add up to the whole; those of a share or a rating do not. */
export function addsUp(unit: Unit): boolean {
  return ['count', 'posts', 'fte', 'gbp'].includes(unit);
}
