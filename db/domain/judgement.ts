import type { Polarity } from './metric.ts';
import type { Change, Figure } from './series.ts';
import { numberOf } from './value.ts';

/** The council's own five words for the direction of travel. */
export type Direction =
  | { direction: 'improved' | 'stayed the same' | 'got worse' }
  | { direction: "can't say"; reason: string }
  | { direction: 'not available' };

/** What a direction is judged on. */
export interface Judged {
  polarity: Polarity;
  latest: Figure | undefined;
  change: Change | undefined;
  /** Why nothing may be said of the direction, where a discrepancy in the sources forbids it. */
  withheld?: string | undefined;
}

/** The direction of travel; "can't say" gives its reason. Never good or bad of a neutral metric. */
export function directionOf({ polarity, latest, change, withheld }: Judged): Direction {
  if (latest === undefined || ('symbol' in latest && latest.symbol !== 'c')) {
    return { direction: 'not available' };
  }
  if (withheld !== undefined) return cannotSay(withheld);
  if ('symbol' in latest) return cannotSay('the figure is hidden to protect confidentiality');
  if (numberOf(latest) === undefined) return cannotSay('the figure is a range');
  if (change === undefined) return cannotSay('there are too few figures to compare');
  if (polarity === 'neutral') return cannotSay('neither more nor fewer is better in itself');
  if (isProvisional(change.from) || isProvisional(change.to)) {
    return cannotSay('a figure is provisional');
  }
  if (Number(change.difference) === 0) return { direction: 'stayed the same' };
  const rose = !change.difference.startsWith('-');
  return { direction: rose === (polarity === 'higher_is_better') ? 'improved' : 'got worse' };
}

function isProvisional(figure: Figure): boolean {
  return figure.marks.includes('p');
}

function cannotSay(reason: string): Direction {
  return { direction: "can't say", reason };
}
