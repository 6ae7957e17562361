import { z } from '@hono/zod-openapi';
import { day } from './figure.ts';

const metricName = z.object({ id: z.string(), title: z.string() });

const printedIn = z.object({
  document: z.string(),
  document_title: z.string(),
  locator: z.string(),
});

/** Something the Board asked for. */
export const request = z
  .object({
    id: z.string(),
    meeting: day,
    minute: z.string(),
    text: z.string(),
    state: z.enum(['open', 'answered', 'overdue', 'withdrawn']),
    due_meeting: day.optional(),
    /** The office it was asked of, where one was named. */
    addressee: z.string().optional(),
    /** When it was withdrawn and why. */
    withdrawn: z.object({ on: day, reason: z.string() }).optional(),
    /** Meetings held since it was asked. */
    meetings_since: z.int(),
    /** The answer and the day it was known on; a published figure is given to no meeting. */
    answer: z
      .object({
        text: z.string(),
        on: day,
        meeting: day.optional(),
        source: printedIn.optional(),
      })
      .optional(),
    metrics: z.array(metricName),
  })
  .openapi('Request');

/** What the Board resolved and what became of it. */
export const resolution = z
  .object({
    id: z.string(),
    meeting: day,
    minute: z.string(),
    text: z.string(),
    outcome: z
      .object({ text: z.string(), meeting: day.optional(), source: printedIn.optional() })
      .optional(),
    metrics: z.array(metricName),
  })
  .openapi('Resolution');

/** What the Board recommended to whom, and the reply. */
export const recommendation = z
  .object({
    id: z.string(),
    meeting: day,
    minute: z.string(),
    addressee: z.string(),
    text: z.string(),
    reply: z
      .object({ text: z.string(), meeting: day.optional(), source: printedIn.optional() })
      .optional(),
  })
  .openapi('Recommendation');

/** Statements in the sources that cannot all be right, each where it is printed. */
export const discrepancy = z
  .object({
    id: z.string(),
    title: z.string(),
    description: z.string(),
    sources: z.array(printedIn.extend({ printed: z.string() })),
    metrics: z.array(metricName),
  })
  .openapi('Discrepancy');

export const discrepancyList = z.object({ discrepancies: z.array(discrepancy) });

/** Everything asked, resolved and recommended, as it stood on a day. */
export const requestList = z
  .object({
    as_at: day,
    requests: z.array(request),
    resolutions: z.array(resolution),
    recommendations: z.array(recommendation),
  })
  .openapi('Requests');

export type WireRequest = z.infer<typeof request>;
export type WireResolution = z.infer<typeof resolution>;
export type WireRecommendation = z.infer<typeof recommendation>;
export type WireDiscrepancy = z.infer<typeof discrepancy>;
export type RequestList = z.infer<typeof requestList>;
