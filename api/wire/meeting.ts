import { z } from '@hono/zod-openapi';
import { units } from '@throughline/domain/metric';
import { recommendation, request, resolution } from './decision.ts';
import { day, figure } from './figure.ts';

/** A meeting of the Board. */
export const meeting = z
  .object({
    date: day,
    state: z.enum(['held', 'cancelled', 'planned']),
    starts_at: z.string().optional(),
    moved_from: day.optional(),
    note: z.string(),
    municipal_year: z.string(),
    /** Figures first reported to it, and the papers held for it. */
    figures: z.int(),
    papers: z.int(),
  })
  .openapi('Meeting');

export const meetingList = z
  .object({
    /** The latest meeting that has figures: where a reader begins. */
    latest_with_figures: day.optional(),
    meetings: z.array(meeting),
  })
  .openapi('Meetings');

/** An item of an agenda; of a private one only what the public agenda says. */
const agendaItem = z
  .object({
    position: z.int(),
    title: z.string(),
    part: z.union([z.literal(1), z.literal(2)]),
    minute: z.string().optional(),
    minute_printed: z.string().optional(),
    exempt_paragraphs: z.array(z.string()),
    exempt_ground: z.string().optional(),
    documents: z.array(z.object({ id: z.string(), title: z.string(), part: z.int() })),
    metrics: z.array(z.object({ id: z.string(), title: z.string() })),
  })
  .openapi('AgendaItem');

/** A figure as it was told to a meeting, and as it is now where that differs. */
const reported = z.object({
  metric_title: z.string(),
  unit: z.enum(units),
  category_title: z.string(),
  area_title: z.string(),
  told: figure,
  now: figure.optional(),
});

export const meetingPage = meeting
  .extend({
    previous: day.optional(),
    next: day.optional(),
    items: z.array(agendaItem),
    reported: z.array(reported),
    requests: z.array(request),
    resolutions: z.array(resolution),
    recommendations: z.array(recommendation),
    /** Asked earlier and still not answered when the meeting opened. */
    outstanding: z.array(request),
  })
  .openapi('MeetingPage');

export type WireMeeting = z.infer<typeof meeting>;
export type MeetingList = z.infer<typeof meetingList>;
export type MeetingPage = z.infer<typeof meetingPage>;
export type AgendaItem = z.infer<typeof agendaItem>;
export type Reported = z.infer<typeof reported>;
