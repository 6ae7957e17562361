import { z } from '@hono/zod-openapi';
import { units } from '@throughline/domain/metric';
import { change, day, direction, drawnPoint, point } from './figure.ts';

/** One metric on the picture: its strip, its latest figure, its change and its state. */
const row = z
  .object({
    metric: z.string(),
    title: z.string(),
    caption: z.string(),
    unit: z.enum(units),
    headline: z.string(),
    sentence: z.string(),
    /** Its Total in the order of time. */
    points: z.array(drawnPoint),
    /** Figures of its parts, where it is given by parts alone. */
    parts: z.int(),
    latest: point.optional(),
    change: change.optional(),
    direction,
    /** Whether its latest figure was first reported to the meeting chosen. */
    is_new: z.boolean(),
    /** Discrepancies in its sources. */
    notes: z.int(),
    /** What the Board asked about it and has not been told. */
    asked: z
      .object({ meeting: day, minute: z.string(), text: z.string(), overdue: z.boolean() })
      .optional(),
  })
  .openapi('PictureRow');

/** The figures as the Board knew them on a day, one row a metric, on one time axis. */
export const picture = z
  .object({
    meeting: day,
    /** Whether the meeting is still to come, so that everything published is shown. */
    coming: z.boolean(),
    title: z.string(),
    /** "Since the Board last met", in sentences. */
    since: z.array(z.string()),
    /** What is held and what is not, in a sentence. */
    held: z.string(),
    previous_meeting: day.optional(),
    /** The metrics whose figures stand large at the top, each with its row below. */
    lead: z.array(z.string()),
    topics: z.array(z.object({ id: z.string(), title: z.string(), rows: z.array(row) })),
    meetings: z.array(
      z.object({ date: day, state: z.enum(['held', 'cancelled', 'planned']), figures: z.int() }),
    ),
    /** The days the shared time axis runs from and to. */
    axis: z.object({ from: day, to: day }),
  })
  .openapi('Picture');

export type Picture = z.infer<typeof picture>;
export type PictureRow = z.infer<typeof row>;
