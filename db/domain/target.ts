import type { Day } from './period.ts';
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  subtractDecimals,
  type Value,
} from './value.ts';

/**
 * What a metric should reach, in force on the days `from` to `to`, both included; with no `to`,
 * until another replaces it. `tolerance`, in the metric's unit and not negative, is how far a
 * figure may miss and still be amber.
 */
export type Target = Aim & { tolerance: Decimal; from: Day; to: Day | undefined };

/** At least, at most, or between two values; a figure equal to the value meets it. */
export type Aim =
  | { type: 'minimum'; value: Decimal }
  | { type: 'maximum'; value: Decimal }
  | { type: 'range'; low: Decimal; high: Decimal };

/**
 * A figure judged by a target, or why it is not. `ends-differ`: a range figure whose two ends do
 * not fall in the same place. `no-number`: a symbol, hidden or not, has nothing to judge.
 */
export type Rating =
  | { kind: 'rated'; colour: 'green' | 'amber' | 'red'; target: Target }
  | { kind: 'no-target' | 'no-number' | 'ends-differ' };

/**
 * The target in force on a day; for a period, ask for its last day. Where two are, the one that
 * began later has replaced the other; of two that began together, the one listed last.
 */
export function targetInForce(targets: readonly Target[], day: Day): Target | undefined {
  return targets
    .filter(({ from, to }) => from <= day && (to === undefined || day <= to))
    .reduce<Target | undefined>(
      (newest, target) => (newest && newest.from > target.from ? newest : target),
      undefined,
    );
}

/**
 * Green when the target is met, amber when it is missed by no more than the tolerance, else red.
 * `target` is the one that was in force in the figure's period, so that history does not recolour.
 */
export function rating(figure: Value, target: Target | undefined): Rating {
  if (target === undefined) return { kind: 'no-target' };
  if ('symbol' in figure) return { kind: 'no-number' };
  const [low, high] = 'value' in figure ? [figure.value, figure.value] : [figure.low, figure.high];
  const place = placeOf(low, target);
  // Comparing places, not colours: a range from far below to far above is red at both its ends.
  if (place !== placeOf(high, target)) return { kind: 'ends-differ' };
  return { kind: 'rated', colour: colours[place], target };
}

type Place = 'far-below' | 'just-below' | 'met' | 'just-above' | 'far-above';

const colours: Record<Place, 'green' | 'amber' | 'red'> = {
  'far-below': 'red',
  'just-below': 'amber',
  met: 'green',
  'just-above': 'amber',
  'far-above': 'red',
};

function placeOf(number: Decimal, target: Target): Place {
  switch (target.type) {
    case 'minimum':
      return againstLeast(number, target.value, target.tolerance);
    case 'maximum':
      return againstMost(number, target.value, target.tolerance);
    case 'range': {
      const place = againstLeast(number, target.low, target.tolerance);
      return place === 'met' ? againstMost(number, target.high, target.tolerance) : place;
    }
  }
}

function againstLeast(number: Decimal, least: Decimal, tolerance: Decimal): Place {
  if (compareDecimals(number, least) >= 0) return 'met';
  const stillAmber = subtractDecimals(least, tolerance);
  return compareDecimals(number, stillAmber) >= 0 ? 'just-below' : 'far-below';
}

function againstMost(number: Decimal, most: Decimal, tolerance: Decimal): Place {
  if (compareDecimals(number, most) <= 0) return 'met';
  const stillAmber = addDecimals(most, tolerance);
  return compareDecimals(number, stillAmber) <= 0 ? 'just-above' : 'far-above';
}
