import { useQueryClient } from '@tanstack/react-query';
import { useEvents } from './useEvents.ts';

/** What can be read of the record, by the first word under which it is kept. */
const ofTheRecord = new Set([
  'discrepancies',
  'document',
  'documents',
  'meeting',
  'meetings',
  'metric',
  'metrics',
  'picture',
  'requests',
  'series',
]);

/** Reads again what is shown of the record whenever it changes. */
export function FollowRecord() {
  const client = useQueryClient();
  useEvents(['record'], () => {
    void client.invalidateQueries({
      predicate: ({ queryKey }) => ofTheRecord.has(String(queryKey[0])),
    });
  });
  return null;
}
