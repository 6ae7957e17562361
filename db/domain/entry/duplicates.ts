import type { Entry } from './finding.ts';
import { type Accepted, placeKey } from './record.ts';

/** The entries that give a figure another entry gives too. */
export function duplicates(accepted: readonly Accepted[]): Entry[] {
  const times = new Map<string, number>();
  for (const { entry } of accepted) {
    times.set(placeKey(entry), (times.get(placeKey(entry)) ?? 0) + 1);
  }
  return accepted
    .filter(({ entry }) => (times.get(placeKey(entry)) ?? 0) > 1)
    .map(({ entry }) => entry);
}
