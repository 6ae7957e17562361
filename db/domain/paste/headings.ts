import { plainText } from '../entry/plainText.ts';
import { type Meaning, type Names, nameOf } from './names.ts';
import { headingWords, type PeriodWords } from './periodWords.ts';

/** What one heading, or one name of a row, says. */
export interface Said {
  /** As it is printed, without what cannot be seen. */
  text: string;
  when: PeriodWords | undefined;
  meanings: readonly Meaning[];
  doubts: readonly string[];
  /** Words that nothing was found for. */
  unknown: string;
  nearest: string | undefined;
}

/** Words that join a name and a time, and name nothing themselves. */
const joining = new Set([
  ...['as', 'of', 'at', 'on', 'in', 'for', 'the', 'to', 'by', 'during', 'since', 'from', 'up'],
  ...['year', 'years', 'end', 'ending', 'ended', 'financial', 'academic', 'fy', 'date', 'and'],
]);

/** Words over a column of figures that say only that figures stand there. */
const generic = new Set([
  'figure',
  'figures',
  'value',
  'values',
  'number',
  'numbers',
  'no',
  'count',
]);

/** Reads what a heading says: a metric, a category, a time, or several of them. */
export function readHeading(printed: string, names: Names): Said {
  const text = plainText(printed);
  const nothing = {
    text,
    when: undefined,
    meanings: [],
    doubts: [],
    unknown: '',
    nearest: undefined,
  };
  const own = nameOf(text);
  if (own === '' || generic.has(own)) return nothing;

  const whole = names(own);
  if (whole.meanings.length > 0 && whole.doubt === undefined) {
    return { ...nothing, meanings: whole.meanings };
  }
  const { when, rest } = headingWords(text);
  const name = withoutJoining(when === undefined ? own : nameOf(rest));
  if (name === '') return { ...nothing, when };
  return { ...nothing, when, ...readName(name, rest, names) };
}

function readName(
  name: string,
  rest: string,
  names: Names,
): Pick<Said, 'meanings' | 'doubts' | 'unknown' | 'nearest'> {
  const found = names(name);
  if (found.meanings.length > 0) {
    const doubts = found.doubt === undefined ? [] : [found.doubt];
    return { meanings: found.meanings, doubts, unknown: '', nearest: found.nearest };
  }
  // "Social worker vacancies – Team Manager": two names in one heading.
  const parts = rest.split(/ - |[:|,/]/).map((part) => withoutJoining(nameOf(part)));
  const each = parts.filter((part) => part !== '').map(names);
  if (each.length > 1 && each.every(({ meanings, doubt }) => meanings.length > 0 && !doubt)) {
    const meanings = each.flatMap((part) => part.meanings);
    return { meanings, doubts: [], unknown: '', nearest: undefined };
  }
  return { meanings: [], doubts: [], unknown: name, nearest: found.nearest };
}

function withoutJoining(name: string): string {
  const words = name.split(' ');
  while (words.length > 0 && joining.has(words[0] ?? '')) words.shift();
  while (words.length > 0 && joining.has(words.at(-1) ?? '')) words.pop();
  return words.join(' ');
}
