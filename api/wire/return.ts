import { z } from '@hono/zod-openapi';
import { frequencies, polarities, units } from '@throughline/domain/metric';
import { exemptParagraphs, forbidders } from '@throughline/domain/privateGround';
import { returnKinds, returnStates, returnSteps } from '@throughline/domain/return';
import { marks } from '@throughline/domain/value';
import { change, day, direction, period, point } from './figure.ts';

const moment = z.iso.datetime({ offset: true });

/** Text as somebody typed it: kept as it is. */
const typedText = z.string().max(1000);
const words = z.string().max(5000);

/** Why a figure is private. */
export const privateGround = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('exempt'),
      paragraph: z.enum(exemptParagraphs),
      public_interest: words.trim().min(1, 'Say why the public interest is in its staying private'),
    }),
    z.strictObject({
      kind: z.literal('confidential'),
      forbidden_by: z.enum(forbidders),
      named: words.trim().min(1, 'Name the order, the enactment or the department'),
    }),
  ])
  .openapi('PrivateGround');

export const changeKinds = [
  'provisional to final',
  'revision',
  'correction',
  'transcription',
] as const;

/** What stands in a box, as it was typed. What is left out is empty. */
export const boxContent = z
  .strictObject({
    typed: z.union([
      z.strictObject({ text: typedText }),
      z.strictObject({ numerator: typedText, denominator: typedText }),
      z.strictObject({ symbol: typedText, reason: words }),
    ]),
    marks: z.array(z.enum(marks)).max(4).default([]),
    formula: typedText.default(''),
    /** Reasons to go on, by the question of the finding they answer. */
    answers: z
      .array(z.strictObject({ question: z.string().max(1000), reason: words }))
      .max(50)
      .default([]),
    commentary: z
      .strictObject({ happened: words, why: words, doing: words, by: words })
      .default({ happened: '', why: '', doing: '', by: '' }),
    source: words.default(''),
    /** Where a paper prints it and how; only in the return of a paper. */
    locator: words.default(''),
    printed: words.default(''),
    /** Of a figure that changes what is published: what kind of change, and why, for the public. */
    change: z.strictObject({ kind: z.enum(changeKinds), reason: words }).optional(),
    private: privateGround.optional(),
    /** Requests of the Board that the figure answers once it is public, by id. */
    asked: z.array(z.string().max(200)).max(20).optional(),
  })
  .openapi('BoxContent');

export const finding = z
  .object({
    /** `block` and `need` stop a submission; `ask` does until it has its reason; `note` does not. */
    level: z.enum(['block', 'need', 'ask', 'note']),
    rule: z.string(),
    message: z.string(),
    /** The part of the box it is about; absent when about the return as a whole. */
    at: z.string().optional(),
    /** Send the reason as an answer to this. */
    question: z.string().optional(),
    reason: z.string().optional(),
  })
  .openapi('Finding');

const person = z.object({ id: z.int(), name: z.string() });

/** What is said of a box as it stands: this may change when another box does. */
const judged = {
  position: z.int(),
  /** The figure as it would be shown; empty when there is none or it is not understood. */
  shown: z.string(),
  change: change.optional(),
  direction: direction.optional(),
  findings: z.array(finding),
};

/** A box of a return: what it asks for, what stands in it and beside it. */
export const returnBox = z
  .object({
    ...judged,
    metric: z.string(),
    metric_title: z.string(),
    definition: z.string(),
    unit: z.enum(units),
    decimals: z.int(),
    polarity: z.enum(polarities),
    frequency: z.enum(frequencies),
    frequency_confirmed: z.boolean(),
    area: z.string(),
    breakdown: z.string().optional(),
    breakdown_title: z.string().optional(),
    category: z.string(),
    category_title: z.string(),
    period,
    period_label: z.string(),
    /** One that is not due may stay empty. */
    due: z.boolean(),
    /** Whether it may be given as a numerator and a denominator. */
    takes_parts: z.boolean(),
    revision: z.int(),
    /** Send it as If-Match with the next save. */
    etag: z.string(),
    content: boxContent,
    author: person.optional(),
    saved_by: person.optional(),
    saved_at: moment.optional(),
    /** The last published figure of an earlier period, with its own period. */
    last: point.optional(),
    /** That of the same time of the year before. */
    year_before: point.optional(),
    /** What is published of this very period. */
    published: point.optional(),
  })
  .openapi('ReturnBox');

const step = z.object({
  step: z.enum(returnSteps),
  by: person,
  at: moment,
  note: z.string(),
});

const returnHead = {
  id: z.string(),
  kind: z.enum(returnKinds),
  title: z.string(),
  /** The months a quarter covers: "October to December 2024". */
  covers: z.string().optional(),
  meeting: day.optional(),
  document: z.string(),
  opens_on: day,
  due_on: day.optional(),
  papers_on: day.optional(),
  state: z.enum(returnStates),
  /** When it becomes or became public. */
  publication: z
    .object({ at: moment, public: z.boolean(), approved_by: person, approved_at: moment })
    .optional(),
  counts: z.object({ boxes: z.int(), due: z.int(), filled: z.int(), due_empty: z.int() }),
  /** Who has filled how many boxes. */
  people: z.array(person.extend({ boxes: z.int() })),
  steps: z.array(step),
  /** The return's count of changes: give it as `since` and as `seen`. */
  changes: z.int(),
};

/** What the Board asked for about a metric and was not told yet. */
const ask = z.object({
  id: z.string(),
  meeting: day,
  minute: z.string(),
  text: z.string(),
  metrics: z.array(z.string()),
});

export const returnSummary = z.object(returnHead).openapi('ReturnSummary');
export const returnList = z.object({ returns: z.array(returnSummary) });

export const returnPage = z
  .object({
    ...returnHead,
    findings: z.array(finding),
    /** How much stands in the way of submitting it. */
    obstacles: z.int(),
    boxes: z.array(returnBox),
    /** What the Board asked for about its metrics and has no answer yet. */
    asks: z.array(ask),
  })
  .openapi('Return');

/** What changed since a count of changes; every box is judged again, whoever changed which. */
export const returnChanges = z
  .object({
    changes: z.int(),
    state: z.enum(returnStates),
    findings: z.array(finding),
    obstacles: z.int(),
    boxes: z.array(returnBox),
    judged: z.array(z.object(judged)),
  })
  .openapi('ReturnChanges');

/** Boxes to fill together, each made on the revision that was seen: all are saved, or none. */
export const filling = z
  .strictObject({
    boxes: z
      .array(
        z.strictObject({ position: z.int().min(1), revision: z.int().min(0), content: boxContent }),
      )
      .min(1)
      .max(500),
  })
  .openapi('Filling');

/** A step, decided on the return as it stood. */
export const stepAsked = z.strictObject({ seen: z.int().min(0), note: words.default('') });
export const stepWithNote = z.strictObject({
  seen: z.int().min(0),
  note: words.trim().min(1, 'Say why'),
});

const london = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'Give a time in Coventry, such as 2025-01-08T09:30');

export const publishing = z
  .strictObject({
    seen: z.int().min(0),
    /** A time in Coventry; without it, now. */
    at: london.optional(),
    /** The ids of what was to be acknowledged. */
    acknowledged: z.array(z.string()).default([]),
    note: words.default(''),
  })
  .openapi('Publishing');

/** What an approver decides on: old beside new, every warning with its explanation. */
export const proof = z
  .object({
    id: z.string(),
    title: z.string(),
    state: z.enum(returnStates),
    seen: z.int(),
    boxes: z.array(
      z.object({
        position: z.int(),
        metric: z.string(),
        metric_title: z.string(),
        category_title: z.string(),
        period_label: z.string(),
        outcome: z.enum(['nothing', 'as before', 'printed', 'new', 'changed', 'hidden', 'private']),
        /** Whether the public is shown a gap, lest a figure beside it that is not shown be worked out. */
        beside: z.boolean(),
        old: point.optional(),
        /** As the public will read it; in square brackets when hidden or a symbol. */
        new: z.string(),
        change_kind: z.string().optional(),
        change_reason: z.string().optional(),
        known_from: day.optional(),
        locator: z.string(),
        note: z.string(),
        author: person.optional(),
        last_editor: person.optional(),
        commentary: boxContent.shape.commentary,
        /** What the Board asked for that it answers, in words. */
        answers: z.array(z.string()),
        findings: z.array(finding),
      }),
    ),
    /** What forbids publishing. */
    forbidden: z.array(z.string()),
    to_acknowledge: z.array(
      z.object({
        id: z.string(),
        position: z.int().optional(),
        message: z.string(),
        explanation: z.string(),
      }),
    ),
    /** Published figures that are not in this return and become such gaps with it. */
    gaps: z.array(
      z.object({ metric_title: z.string(), category_title: z.string(), period_label: z.string() }),
    ),
    /** What the public page will say of each metric. */
    preview: z.array(
      z.object({ metric: z.string(), headline: z.string(), sentence: z.string(), direction }),
    ),
  })
  .openapi('Proof');

export const opening = z
  .strictObject({ quarter: z.string(), meeting: day })
  .openapi('ReturnOpening');

export type ReturnPage = z.infer<typeof returnPage>;
export type ReturnSummary = z.infer<typeof returnSummary>;
export type ReturnChanges = z.infer<typeof returnChanges>;
export type WireBox = z.infer<typeof returnBox>;
export type WireContent = z.infer<typeof boxContent>;
export type WireFinding = z.infer<typeof finding>;
export type WireGround = z.infer<typeof privateGround>;
export type Proof = z.infer<typeof proof>;
export type WireAsk = z.infer<typeof ask>;

/** Which published figure something is done to. */
export const observation = z
  .strictObject({
    metric: z.string(),
    area: z.string().default('E08000026'),
    breakdown: z.string().optional(),
    category: z.string().default('Total'),
    period,
  })
  .openapi('Observation');

const reason = words.trim().min(1, 'Say why, for the public');

export const withdrawing = z.strictObject({ seen: z.int().min(0), reason });
export const withdrawal = z.strictObject({ figure: observation, reason }).openapi('Withdrawal');
export const exempting = z.strictObject({ figure: observation, ground: privateGround });
export const releasing = z.strictObject({ figure: observation, reason });
export const correcting = z.strictObject({ figure: observation });

export const done = z.object({ done: z.literal(true) });

export const privateList = z
  .object({
    private: z.array(
      z.object({
        figure: z.object({
          metric: z.string(),
          area: z.string(),
          breakdown: z.string().optional(),
          category: z.string(),
          period,
        }),
        ground: z.object({
          kind: z.string(),
          paragraph: z.string().optional(),
          public_interest: z.string().optional(),
          forbidden_by: z.string().optional(),
          named: z.string().optional(),
        }),
        made_by: person,
        made_at: moment,
      }),
    ),
  })
  .openapi('PrivateFigures');
export type PrivateFigures = z.infer<typeof privateList>;
