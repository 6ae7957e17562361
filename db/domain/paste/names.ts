import { plainText } from '../entry/plainText.ts';
import { type Metric, total } from '../metric.ts';

/** What a name in a table can mean. The total belongs to every breakdown. */
export type Meaning =
  | { metric: string }
  | { breakdown: string; category: string }
  | { category: typeof total };

/** Another name for a metric or a category, as documents write it. Data, not code. */
export interface Alias {
  text: string;
  means: Meaning;
}

/** What the names are matched against. */
export type NamedMetric = Pick<Metric, 'id' | 'title' | 'caption' | 'breakdowns'>;

/** Every meaning a name has, sure when it is written as we or an alias write it. */
export interface NameFound {
  meanings: readonly Meaning[];
  /** Why the meaning is not sure: the words were near, not the same. */
  doubt?: string | undefined;
  /** What was perhaps meant, when nothing is. */
  nearest?: string | undefined;
}

/** Looks up a name as `nameOf` writes it. Answers are kept: a long column of one name costs little. */
export type Names = (name: string) => NameFound;

/** A title that a name may be near to. */
interface Known {
  title: string;
  words: Set<string>;
  pairs: Set<string>;
  meaning: Meaning;
}

/** Names that are looked up letter by letter at most; after so many nothing is suggested. */
const mostLetterByLetter = 300;

/** The names of the registry and the aliases, ready to be looked up. */
export function namesOf(metrics: readonly NamedMetric[], aliases: readonly Alias[]): Names {
  const exact = new Map<string, Meaning[]>();
  const sorted = new Map<string, Meaning[]>();
  const titles = new Map<string, Known>();
  const learn = (text: string, meaning: Meaning) => {
    const name = nameOf(text);
    if (name === '') return;
    addTo(exact, name, meaning);
    addTo(sorted, sortedWords(name), meaning);
  };
  for (const { id, title, caption, breakdowns } of metrics) {
    const meaning = { metric: id };
    learn(title, meaning);
    learn(id, meaning);
    learn(`${title} ${caption}`, meaning);
    // A caption of a word or two, "in the year", names nothing.
    if (nameOf(caption).split(' ').length > 3) learn(caption, meaning);
    titles.set(JSON.stringify(meaning), knownAs(title, meaning));
    for (const { id: breakdown, categories } of breakdowns) {
      for (const category of categories) {
        const part = { breakdown, category: category.id };
        learn(category.title, part);
        learn(category.id, part);
        titles.set(JSON.stringify(part), knownAs(category.title, part));
      }
    }
  }
  for (const { text, means } of aliases) learn(text, means);
  for (const text of ['total', 'totals', 'all', 'overall', 'grand total', 'sum']) {
    learn(text, { category: total });
  }

  const known = [...titles.values()];
  const looked = new Map<string, NameFound>();
  let letterByLetter = 0;
  return (name) => {
    const before = looked.get(name);
    if (before !== undefined) return before;
    const found = exact.get(name) ?? sorted.get(sortedWords(name));
    letterByLetter += found === undefined ? 1 : 0;
    const answer =
      found !== undefined
        ? { meanings: found }
        : letterByLetter > mostLetterByLetter
          ? { meanings: [] }
          : nearMeaning(name, known);
    looked.set(name, answer);
    return answer;
  };
}

/** A name without what differs between two writings of it: case, marks, spaces, footnotes. */
export function nameOf(text: string): string {
  return plainText(text)
    .slice(0, 200)
    .toLowerCase()
    .replace(/[⁰-⁹¹²³*†‡§¶]+|\[(?:\d{1,2}|[a-z]|note \d{1,2})\]/g, ' ')
    .replace(/\bper ?cent(?:age)?\b|%/g, ' % ')
    .replace(/&/g, ' and ')
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();
}

function nearMeaning(name: string, known: readonly Known[]): NameFound {
  const short = name.slice(0, 60);
  const words = new Set(short.split(' '));
  const within = known.filter(
    (each) => short !== '' && [...words].every((word) => each.words.has(word)),
  );
  const nearest = likest(short, known);
  const [only] = within;
  if (only !== undefined && within.length === 1 && short.length > 3) {
    return { meanings: [only.meaning], doubt: `read as “${only.title}”`, nearest: only.title };
  }
  return { meanings: [], nearest };
}

function knownAs(title: string, meaning: Meaning): Known {
  const name = nameOf(title);
  return { title, words: new Set(name.split(' ')), pairs: pairsOf(name), meaning };
}

/** The title that shares most pairs of letters with a name; nothing when too few are shared. */
function likest(name: string, known: readonly Known[]): string | undefined {
  const pairs = pairsOf(name);
  let best: string | undefined;
  let most = 0.4;
  for (const { title, pairs: others } of known) {
    let shared = 0;
    for (const pair of pairs) shared += Number(others.has(pair));
    const likeness = (2 * shared) / (pairs.size + others.size);
    if (likeness > most) [best, most] = [title, likeness];
  }
  return best;
}

function pairsOf(name: string): Set<string> {
  return new Set(
    Array.from({ length: Math.max(0, name.length - 1) }, (_, at) => name.slice(at, at + 2)),
  );
}

function sortedWords(name: string): string {
  return name.split(' ').sort().join(' ');
}

function addTo(map: Map<string, Meaning[]>, name: string, meaning: Meaning): void {
  const meanings = map.get(name) ?? [];
  const isKnown = meanings.some((each) => JSON.stringify(each) === JSON.stringify(meaning));
  map.set(name, isKnown ? meanings : [...meanings, meaning]);
}
