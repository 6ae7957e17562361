import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { WireNote, WireNoteGiven } from '@throughline/api/wire/note';
import { useState } from 'react';
import { send } from '../api.ts';
import { notesQuery } from './notesQuery.ts';

/** A note that stands in the list, or the place of one that was just deleted. */
export interface Kept {
  note: WireNote;
  isDeleted: boolean;
}

/** A note as it is sent. */
export interface Given {
  id: string;
  content: WireNoteGiven;
}

/** One's notes on a metric, or all, with those just deleted still in their places. */
export function useKeeping(metric: string | undefined) {
  const client = useQueryClient();
  const notes = useQuery(notesQuery(metric));
  const [deleted, setDeleted] = useState<readonly WireNote[]>([]);
  const afresh = () => client.invalidateQueries({ queryKey: ['notes'] });
  const keep = useMutation({
    mutationFn: ({ id, content }: Given) => send<WireNote>('PUT', `/notes/${id}`, content),
    onSuccess: async ({ id }) => {
      await afresh();
      setDeleted((before) => before.filter((one) => one.id !== id));
    },
  });
  const remove = useMutation({
    mutationFn: ({ id }: WireNote) => send('DELETE', `/notes/${id}`),
    onSuccess: async (_, note) => {
      setDeleted((before) => [...before, note]);
      await afresh();
    },
  });
  const gone = new Set(deleted.map(({ id }) => id));
  const kept: Kept[] = [
    ...(notes.data ?? [])
      .filter(({ id }) => !gone.has(id))
      .map((note) => ({ note, isDeleted: false })),
    ...deleted.map((note) => ({ note, isDeleted: true })),
  ].sort((a, b) => a.note.written_at.localeCompare(b.note.written_at));
  return { notes, kept, keep, remove };
}

/** What is sent of a note to keep it again as it was. */
export function contentOf(note: WireNote): WireNoteGiven {
  const { kind, words, metric, area, breakdown, category, period } = note;
  return {
    kind,
    words,
    metric,
    area,
    breakdown,
    category,
    period: period as WireNoteGiven['period'],
  };
}
