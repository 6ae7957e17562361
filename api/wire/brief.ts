import { z } from '@hono/zod-openapi';
import { units } from '@throughline/domain/metric';
import { discrepancy, request } from './decision.ts';
import { change, day, direction, figure, point } from './figure.ts';

/** A figure of the brief, and how it stands to what the Board had when it last met. */
const briefRow = z
  .object({
    category_title: z.string(),
    area_title: z.string(),
    figure,
    since: z.enum(['new', 'revised', 'as before']),
    /** What stood in its place, where it is revised. */
    was: figure.optional(),
  })
  .openapi('BriefRow');

/** One metric of an item: its finding, its line, its figures and what is to be known with them. */
const briefFigure = z
  .object({
    metric: z.string(),
    title: z.string(),
    caption: z.string(),
    unit: z.enum(units),
    decimals: z.int(),
    headline: z.string(),
    sentence: z.string(),
    change: change.optional(),
    direction,
    /** The direction of travel said when the Board last met, where it was another. */
    was_direction: direction.optional(),
    since: z.enum(['new', 'revised', 'as before', 'no figure']),
    latest: point.optional(),
    /** The line: its Total, in the order of time. */
    points: z.array(point),
    /** Every figure: its Total in the order of time, then the parts told to this meeting. */
    figures: z.array(briefRow),
    /** What the officers say of it, published with a return. */
    commentary: z.array(z.object({ about: z.string(), text: z.string() })),
    /** Which of the requests below are about it, and which of the discrepancies touch it. */
    asked: z.array(z.string()),
    disagree: z.array(z.string()),
  })
  .openapi('BriefFigure');

/** An item of the agenda with its figures; without a position, what no item names. */
const briefItem = z
  .object({
    position: z.int().optional(),
    title: z.string(),
    part: z.union([z.literal(1), z.literal(2)]),
    exempt_paragraphs: z.array(z.string()),
    exempt_ground: z.string().optional(),
    documents: z.array(z.object({ id: z.string(), title: z.string(), part: z.int() })),
    figures: z.array(briefFigure),
  })
  .openapi('BriefItem');

/** What a member reads before a meeting: in the order of its agenda, true as at one day. */
export const brief = z
  .object({
    meeting: day,
    state: z.enum(['held', 'cancelled', 'planned']),
    starts_at: z.string().optional(),
    municipal_year: z.string(),
    coming: z.boolean(),
    /** Whether it is for those alone who may see what is private. */
    visibility: z.enum(['public', 'private']),
    title: z.string(),
    true_as_at: day,
    previous_meeting: day.optional(),
    /** What changed since the Board last met, in sentences. */
    since: z.array(z.string()),
    items: z.array(briefItem),
    /** Asked at earlier meetings and not answered. */
    outstanding: z.array(request),
    /** Asked at earlier meetings and answered since the Board last met. */
    answered: z.array(request),
    discrepancies: z.array(discrepancy),
    meetings: z.array(
      z.object({ date: day, state: z.enum(['held', 'cancelled', 'planned']), figures: z.int() }),
    ),
  })
  .openapi('Brief');

export type Brief = z.infer<typeof brief>;
export type BriefItem = z.infer<typeof briefItem>;
export type BriefFigure = z.infer<typeof briefFigure>;
export type BriefRow = z.infer<typeof briefRow>;
