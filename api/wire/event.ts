import { z } from '@hono/zod-openapi';

/** Something that happened: where, and what it is about, by ids alone. */
export const event = z
  .strictObject({
    channel: z.string(),
    visibility: z.enum(['public', 'private']),
    kind: z.string(),
    about: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
    at: z.iso.datetime(),
  })
  .openapi('Event');
export type WireEvent = z.infer<typeof event>;

/** What was told since the asker last heard, and the word to come back with. */
export const eventList = z
  .strictObject({ after: z.string(), events: z.array(event) })
  .openapi('Events');
export type WireEvents = z.infer<typeof eventList>;
