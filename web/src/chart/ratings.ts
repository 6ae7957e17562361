import type { Point } from '@throughline/api/wire/figure';
import type { Series } from '@throughline/api/wire/metric';

type Colour = Series['ratings'][number]['colour'];

/** A rating by the target in force in the figure's own period; none where there was no target. */
export interface RatingWords {
  colour: Colour;
  words: string;
}

const wordsOf: Record<Colour, string> = {
  green: 'Green: met',
  amber: 'Amber: just missed',
  red: 'Red: missed',
};

/** How a figure is rated, in words. */
export function ratingOf(
  { ratings }: Pick<Series, 'ratings'>,
  point: Point,
): RatingWords | undefined {
  const rating = ratings.find(
    ({ period, category }) => period === point.period && category === point.category,
  );
  return rating && { colour: rating.colour, words: wordsOf[rating.colour] };
}
