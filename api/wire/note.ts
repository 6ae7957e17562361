import { z } from '@hono/zod-openapi';
import { observation } from './return.ts';

const kind = z.enum(['note', 'question']);
const instant = z.iso.datetime();

/** A note as its writer gives it: on a whole line of figures, or with a period on one of them. */
export const noteGiven = observation
  .partial({ period: true })
  .extend({
    kind,
    words: z
      .string()
      .trim()
      .min(1, 'Write something first')
      .max(4000, 'A note has at most 4,000 characters')
      .refine((text) => !text.includes('\0'), 'A note is text alone'),
  })
  .openapi('NoteGiven');

/** One’s own note or question. Nobody else is ever sent it. */
export const note = z
  .object({
    id: z.uuid(),
    kind,
    words: z.string(),
    metric: z.string(),
    metric_title: z.string(),
    area: z.string(),
    area_title: z.string(),
    breakdown: z.string().optional(),
    category: z.string(),
    category_title: z.string(),
    period: z.string().optional(),
    period_label: z.string().optional(),
    /** It is on a private figure, or was written beside one. */
    private: z.boolean(),
    written_at: instant,
    changed_at: instant,
  })
  .openapi('Note');

export const noteList = z.object({ notes: z.array(note) }).openapi('Notes');

export type WireNoteGiven = z.input<typeof noteGiven>;
export type WireNote = z.infer<typeof note>;
export type WireNoteList = z.infer<typeof noteList>;
