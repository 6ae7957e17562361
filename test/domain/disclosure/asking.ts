import type { Cell, Question, Sum } from '@throughline/domain/disclosure/table';

type Marks = Pick<Cell, 'shown' | 'hidden'>;

/** Counts by id; a count with a mark is a pair. */
export type Counts = Record<string, number | [count: number, marks: Marks]>;

export const shown: Marks = { shown: true };
export const hidden: Marks = { hidden: true };

/** A question with six as the smallest shown and zeros shown, unless it says otherwise. */
export function asking(
  counts: Counts,
  sums: Record<string, readonly string[]> | readonly Sum[],
  other: Partial<Question> = {},
): Question {
  return {
    mode: 'suppress',
    smallest_shown: 6,
    zeros: 'show',
    cells: Object.entries(counts).map(([id, count]) =>
      typeof count === 'number' ? { id, count } : { id, count: count[0], ...count[1] },
    ),
    sums: isList(sums) ? sums : Object.entries(sums).map(([total, parts]) => ({ total, parts })),
    ...other,
  };
}

function isList(sums: unknown): sums is readonly Sum[] {
  return Array.isArray(sums);
}
