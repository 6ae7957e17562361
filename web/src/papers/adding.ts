import { useQueryClient } from '@tanstack/react-query';
import { change } from '../return/change.ts';

/** Adds something to the papers, after which every page is read again: it is public at once. */
export function useAdding() {
  const client = useQueryClient();
  return async <T>(method: 'POST' | 'PUT', path: string, body: object): Promise<T> => {
    const added = await change<T>(method, path, body);
    await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    return added;
  };
}

/** What was typed under a name, or nothing where it was left empty. */
export function given(form: FormData, name: string): string | undefined {
  return String(form.get(name) ?? '').trim() || undefined;
}

/** The parts of a body that were filled in. */
export function filledIn(form: FormData, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = given(form, name);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}
