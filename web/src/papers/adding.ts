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
