import type { Direction } from './judgement.ts';
import type { Figure } from './series.ts';

/** A figure and how it stands to what the Board had when it last met. */
export type Standing<Told extends Figure> =
  | { figure: Told; since: 'new' }
  | { figure: Told; since: 'revised'; was: Told }
  | { figure: Told; since: 'as before' };

/**
 * Each figure of today beside what was known of the same observation when the Board last met: new
 * where nothing was, revised where another version stood. What a later file dropped is no change.
 */
export function sinceLastMet<Told extends Figure>(
  before: readonly Told[],
  now: readonly Told[],
): Standing<Told>[] {
  const known = new Map(before.map((figure) => [observation(figure), figure]));
  return now.map((figure) => {
    const was = known.get(observation(figure));
    if (was === undefined) return { figure, since: 'new' };
    return was.version === figure.version
      ? { figure, since: 'as before' }
      : { figure, since: 'revised', was };
  });
}

/** The direction said before, where another is said now; nothing where none was said. */
export function changedJudgement(
  before: Direction | undefined,
  now: Direction,
): Direction | undefined {
  if (before === undefined || before.direction === now.direction) return undefined;
  return before.direction === 'not available' ? undefined : before;
}

function observation({ metric, area, breakdown, category, period }: Figure): string {
  return JSON.stringify([metric, area, breakdown, category, period]);
}
