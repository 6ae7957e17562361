import { queryOptions } from '@tanstack/react-query';

/**
 * The terms of the trade that stand in a text, in the order of the glossary. `of` names the text.
 * The glossary is long: it is read on the server with the page, and in the browser only when asked.
 */
export function wordsQuery(of: string, text: string) {
  return queryOptions({
    queryKey: ['words', of],
    queryFn: async () => (await import('./termsIn.ts')).termsIn(text),
  });
}
