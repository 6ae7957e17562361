/** Something with a page or a place of its own that a reader may look for by name. */
export interface Findable {
  kind: 'metric' | 'meeting' | 'document' | 'term';
  path: string;
  hash?: string;
  title: string;
  /** A few words that tell it from others of a like name. */
  hint: string;
  /** Other words it is found by, not shown. */
  also: string;
}

/** What it is, in a word for the reader. */
export const kindWords: Record<Findable['kind'], string> = {
  metric: 'figure',
  meeting: 'meeting',
  document: 'document',
  term: 'meaning of a word',
};

/** What has every word asked for, or a word that begins so; the nearest to the title first. */
export function matches(all: readonly Findable[], asked: string): Findable[] {
  const words = wordsOf(asked);
  if (words.length === 0) return [];
  return all
    .map((one) => ({ one, rank: rankOf(one, words, plain(asked)) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ one }) => one);
}

/**
 * 0 for no match; more when the words stand in the title, most when it begins with them. A figure
 * comes before the meaning of the word in its name.
 */
function rankOf(one: Findable, words: readonly string[], asked: string): number {
  const { title, hint, also, kind } = one;
  const inTitle = wordsOf(title);
  const anywhere = [...inTitle, ...wordsOf(hint), ...wordsOf(also)];
  const has = (within: readonly string[]) =>
    words.every((word) => within.some((other) => other.startsWith(word)));
  if (!has(anywhere)) return 0;
  const near = plain(title).startsWith(asked) ? 6 : has(inTitle) ? 4 : 2;
  return kind === 'term' ? near / 2 : near;
}

function wordsOf(text: string): string[] {
  return plain(text).split(' ').filter(Boolean);
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9%]+/g, ' ')
    .trim();
}
