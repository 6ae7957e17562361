import { z } from '@hono/zod-openapi';
import { closenesses } from '@throughline/domain/comparator';
import { frequencies, kinds, polarities, privacies, units } from '@throughline/domain/metric';
import { periodKinds } from '@throughline/domain/period';
import { type Decimal, isDecimal } from '@throughline/domain/value';
import { day } from './figure.ts';
import { comparatorGroup } from './metric.ts';

const words = z.string().trim().min(1).max(2000);
const number = z
  .custom<Decimal>((text) => typeof text === 'string' && isDecimal(text), 'Give a plain number')
  .openapi({ type: 'string', example: '22.5' });

/** A change to the registry that is proposed. */
const definitionChange = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('polarity'),
      polarity: z.enum(polarities),
      polarity_reason: words,
    }),
    z.strictObject({ kind: z.literal('frequency'), frequency: z.enum(frequencies) }),
    z.strictObject({ kind: z.literal('owner'), owner: words }),
    z
      .strictObject({
        kind: z.literal('target'),
        type: z.enum(['minimum', 'maximum', 'range']),
        low: number.optional(),
        high: number.optional(),
        tolerance: number.default('0'),
        source: words,
      })
      .refine(
        ({ type, low, high }) =>
          (low !== undefined) === (type !== 'maximum') &&
          (high !== undefined) === (type !== 'minimum'),
        'A minimum has a low end, a maximum a high one, a range both',
      ),
    z.strictObject({
      kind: z.literal('metric'),
      title: words,
      caption: z.string().max(200).default(''),
      definition: words,
      unit: z.enum(units),
      decimals: z.int().min(0).max(6),
      polarity: z.enum(polarities),
      polarity_reason: words,
      metric_kind: z.enum(kinds),
      topic: z.string(),
      owner: words,
      frequency: z.enum(frequencies),
      privacy: z.enum(privacies),
      zeros: z.enum(['show', 'protect']),
      period_kinds: z.array(z.enum(periodKinds)).min(1),
      breakdowns: z.array(z.string()).default([]),
      care: z.string().max(2000).default(''),
      /** No figure is taken of a period that ended before this day. */
      began_on: day.optional(),
    }),
    z.strictObject({
      kind: z.literal('comparator-group'),
      /** "2027 model". */
      model: z.string().trim().min(1).max(100),
      published_on: day,
      /** Where it is published: publisher, title, day. */
      source: words,
      /** The closest first. */
      members: z
        .array(z.strictObject({ area: z.string(), closeness: z.enum(closenesses) }))
        .min(1)
        .max(50),
    }),
  ])
  .openapi('DefinitionChange');

export const proposing = z
  .strictObject({
    /** The metric it is about, or the id of a new one. */
    metric: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Give an id such as children-in-care')
      .optional(),
    /** The area that a comparator group is for, by its code. */
    area: z.string().optional(),
    change: definitionChange,
    reason: words,
    in_force_from: day,
  })
  .refine(
    ({ metric, area, change: { kind } }) =>
      (metric === undefined) === (kind === 'comparator-group') &&
      (area === undefined) === (kind !== 'comparator-group'),
    'A comparator group is proposed for an area, everything else for a metric',
  )
  .openapi('Proposing');

const person = z.object({ id: z.int(), name: z.string() });

export const proposal = z
  .object({
    id: z.int(),
    metric: z.string().optional(),
    area: z.string().optional(),
    change: definitionChange,
    reason: z.string(),
    in_force_from: day,
    proposed_by: person,
    proposed_at: z.string(),
    /** Whether whoever asks proposed it: somebody else must decide. */
    own: z.boolean(),
    decided: z
      .object({ by: person, at: z.string(), approved: z.boolean(), note: z.string() })
      .optional(),
  })
  .openapi('Proposal');

export const areaList = z.object({
  areas: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      level: z.enum(['authority', 'region', 'country']),
    }),
  ),
});
export const groupList = z.object({ groups: z.array(comparatorGroup) });

export const proposalList = z.object({ proposals: z.array(proposal) });
export const deciding = z
  .strictObject({ approve: z.boolean(), note: z.string().trim().max(2000).default('') })
  .refine(({ approve, note }) => approve || note !== '', {
    path: ['note'],
    message: 'Say why it is turned down',
  });
export type Proposal = z.infer<typeof proposal>;
export type WireChange = z.infer<typeof definitionChange>;
export type Proposing = z.infer<typeof proposing>;
