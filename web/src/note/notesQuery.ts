import { queryOptions } from '@tanstack/react-query';
import type { WireNoteList } from '@throughline/api/wire/note';
import { get, searchOf } from '../api.ts';

/** One's own notes: on a metric, or all of them. */
export function notesQuery(metric: string | undefined) {
  return queryOptions({
    queryKey: ['notes', metric ?? 'all'],
    queryFn: async (context) =>
      (await get<WireNoteList>(`/notes${searchOf({ metric })}`, context)).notes,
  });
}
