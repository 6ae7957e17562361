import { z } from '@hono/zod-openapi';
import { day, period } from './figure.ts';

const words = z.string().trim().max(2000);

/** A meeting as a clerk gives it. */
export const meetingGiven = z
  .strictObject({
    state: z.enum(['held', 'cancelled', 'planned']),
    starts_at: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time such as 10:00')
      .optional(),
    moved_from: day.optional(),
    note: words.default(''),
  })
  .openapi('MeetingGiven');

/** An item of an agenda as a clerk gives it; a private one names its paragraphs or the ground. */
export const itemGiven = z
  .strictObject({
    title: words.min(1),
    part: z.union([z.literal(1), z.literal(2)]).default(1),
    minute: words.optional(),
    exempt_paragraphs: z
      .array(z.enum(['1', '2', '3', '4', '5', '6', '7', 'not stated']))
      .default([]),
    exempt_ground: words.optional(),
    documents: z.array(z.string()).max(100).default([]),
    metrics: z.array(z.string()).max(100).default([]),
  })
  .refine(
    ({ part, exempt_paragraphs }) => (part === 2) === exempt_paragraphs.length > 0,
    'A private item, and no other, names its paragraphs',
  )
  .refine(
    ({ exempt_paragraphs: paragraphs, exempt_ground: ground }) =>
      !paragraphs.includes('not stated') || (ground ?? '') !== '',
    'Where no paragraph is stated, give the ground in words',
  )
  .openapi('AgendaItemGiven');

/** A document as a clerk or officer gives it. */
export const documentGiven = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Give an id such as minutes-2025-01-16'),
    title: words.min(1),
    kind: z.enum([
      'minutes',
      'briefing-note',
      'agenda-pack',
      'work-programme',
      'private-report',
      'public-page',
    ]),
    dated: day.optional(),
    published_on: day.optional(),
    meeting: day.optional(),
    part_of: z.string().optional(),
    part: z.union([z.literal(1), z.literal(2)]).default(1),
    note: words.default(''),
  })
  .openapi('DocumentGiven');

/** The boxes of the figures that a document prints, to be filled in. */
export const boxesWanted = z
  .strictObject({
    boxes: z
      .array(
        z.strictObject({
          metric: z.string(),
          area: z.string().default('E08000026'),
          breakdown: z.string().optional(),
          category: z.string().default('Total'),
          period,
        }),
      )
      .min(1)
      .max(500),
  })
  .openapi('BoxesWanted');

export const added = z.object({ id: z.string() });
