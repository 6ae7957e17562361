import type { WireContent } from '@throughline/api/wire/return';

/** What was typed in a box and not yet acknowledged, and the revision it was typed over. */
export interface Draft {
  content: WireContent;
  revision: number;
}

/**
 * What was typed and not yet acknowledged, kept in this browser so that a crash or a lost network
 * loses nothing. A private figure is never kept.
 */
export function keep(key: string, drafts: ReadonlyMap<number, Draft>): void {
  const open = [...drafts].filter(([, { content }]) => content.private === undefined);
  if (open.length === 0) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify(open));
}

/** What was kept under a key. */
export function kept(key: string): Map<number, Draft> {
  const text = localStorage.getItem(key);
  // Only `keep` writes under our keys, so it reads as it was written.
  return new Map(text === null ? [] : (JSON.parse(text) as [number, Draft][]));
}
