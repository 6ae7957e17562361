import { type Explained, termGroups } from './terms.ts';

/** The terms that a text names by any of their names. */
export function termsIn(text: string): Explained[] {
  const within = plain(text);
  return termGroups.flatMap(({ id, terms }) =>
    // Symbols are letters: they would be found in any text.
    id === 'symbols'
      ? []
      : terms.filter(({ term, also = '' }) =>
          [term, ...also.split(', ')].some((name) => stands(plain(name).trim(), within)),
        ),
  );
}

/** Whether a name stands in a text as a word, or its plural. */
function stands(name: string, within: string): boolean {
  if (name.length < 2) return false;
  return within.includes(` ${name} `) || within.includes(` ${name}s `);
}

function plain(text: string): string {
  return ` ${text.toLowerCase().replace(/[^a-z0-9%’]+/g, ' ')} `;
}
