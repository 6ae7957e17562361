import { z } from '@hono/zod-openapi';
import { day } from './figure.ts';

const asked = z.object({ id: z.string(), meeting: day, minute: z.string(), text: z.string() });

/** An item when it was before the Board: what was reported and what was resolved then. */
const before = z
  .object({
    meeting: day,
    title: z.string(),
    minute: z.string().optional(),
    /** Figures told at that meeting of what the item is about. */
    figures: z.int(),
    resolved: z.array(z.string()),
  })
  .openapi('ItemBefore');

const programmeItem = z
  .object({
    position: z.int(),
    title: z.string(),
    part: z.union([z.literal(1), z.literal(2)]),
    metrics: z.array(z.object({ id: z.string(), title: z.string() })),
    /** Where it went and why; without a meeting it was taken off. */
    moved: z.object({ to: day.optional(), reason: z.string() }).optional(),
    moved_from: day.optional(),
    /** The last times it was before the Board, the newest first. */
    before: z.array(before),
    /** What the Board asked about it before this meeting. */
    asked: z.array(asked),
  })
  .openapi('ProgrammeItem');

/** The Board's work by meeting: the municipal year of the last figures and all after it. */
export const workProgramme = z
  .object({
    meetings: z.array(
      z.object({
        date: day,
        state: z.enum(['held', 'cancelled', 'planned']),
        moved_from: day.optional(),
        note: z.string(),
        items: z.array(programmeItem),
      }),
    ),
  })
  .openapi('WorkProgramme');

/** An item moved to another meeting, or taken off where none is given. */
export const moveGiven = z
  .strictObject({ to: day.optional(), reason: z.string().trim().min(1).max(2000) })
  .openapi('MoveGiven');

export type WorkProgramme = z.infer<typeof workProgramme>;
export type WireProgrammeItem = z.infer<typeof programmeItem>;
