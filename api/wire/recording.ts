import { z } from '@hono/zod-openapi';
import { decisionKinds } from '@throughline/domain/decision';
import { day } from './figure.ts';

const words = z.string().trim().min(1).max(2000);

/** What became of a decision; printed in a document at a place, or in neither. */
const became = z
  .strictObject({
    text: words,
    meeting: day.optional(),
    document: words.optional(),
    locator: words.optional(),
  })
  .openapi('Became');

const answered = became.extend({ how: z.literal('answered'), meeting: day });
const withdrawn = z.strictObject({ how: z.literal('withdrawn'), on: day, reason: words });

/** How a request ends: with its answer, or withdrawn for a reason. */
const closing = z.discriminatedUnion('how', [answered, withdrawn]).openapi('Closing');

/** A request closed today. */
export const closingGiven = z
  .discriminatedUnion('how', [answered, withdrawn.omit({ on: true })])
  .openapi('ClosingGiven');

const decided = {
  meeting: day,
  minute: z.string().trim().max(20).default(''),
  ordinal: z.int().min(1).max(999).optional(),
  text: words,
};
const about = { metrics: z.array(z.string()).max(100).default([]) };

/** A decision of the Board, whole, as a clerk records it. */
export const decision = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('resolution'),
      ...decided,
      ...about,
      outcome: became.optional(),
    }),
    z.strictObject({
      kind: z.literal('recommendation'),
      ...decided,
      addressee: words,
      reply: became.optional(),
    }),
    z.strictObject({
      kind: z.literal('request'),
      ...decided,
      ...about,
      addressee: words.optional(),
      due_meeting: day.optional(),
      closed: closing.optional(),
    }),
  ])
  .openapi('Decision');

/** A decision recorded anew, and why. */
export const decisionChange = z.strictObject({ decision, reason: words }).openapi('DecisionChange');

/** A decision as it is recorded, with all that was recorded of it before. */
export const decisionPage = z
  .object({
    id: z.string(),
    /** How often people have recorded it; `If-Match` names it. */
    revision: z.int(),
    decision,
    records: z.array(
      z.object({
        revision: z.int(),
        decision,
        reason: z.string(),
        by: z.string(),
        at: z.iso.datetime(),
      }),
    ),
  })
  .openapi('DecisionPage');

/** Which decision is meant. */
export const decisionNamed = z.object({ kind: z.enum(decisionKinds), id: z.string() });

export type WireDecision = z.infer<typeof decision>;
export type DecisionPage = z.infer<typeof decisionPage>;
