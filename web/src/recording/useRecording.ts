import { useQueryClient } from '@tanstack/react-query';
import { change } from '../return/change.ts';

/** Records something of a decision, after which every page is read again: it is public at once. */
export function useRecording() {
  const client = useQueryClient();
  return async <T>(
    method: 'POST' | 'PUT',
    path: string,
    body: object,
    revision?: number,
  ): Promise<T> => {
    const made = revision === undefined ? undefined : `"${revision}"`;
    const recorded = await change<T>(method, `/decisions${path}`, body, made);
    await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    return recorded;
  };
}
