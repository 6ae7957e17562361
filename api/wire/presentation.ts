import { z } from '@hono/zod-openapi';
import { units } from '@throughline/domain/metric';
import { exemptParagraphs, forbidders } from '@throughline/domain/privateGround';
import { change, day, direction, point } from './figure.ts';

const words = z.string().trim().min(1).max(2000);
const id = z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'Give an id of letters and digits');
const name = z.string().min(1).max(200);

/** Why press and public are excluded: by the Board's resolution, or by the law without one. */
const ground = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('exempt'),
    paragraphs: z.array(z.enum(exemptParagraphs)).min(1),
    public_interest: words,
  }),
  z.strictObject({
    kind: z.literal('confidential'),
    forbidden_by: z.enum(forbidders),
    named: words,
  }),
]);

/** A resolution to exclude press and public from items of a meeting, to be recorded. */
export const exclusionGiven = z
  .strictObject({ items: z.array(z.int()).min(1).max(50), ground })
  .openapi('ExclusionGiven');

const exclusion = z
  .object({ id: z.int(), items: z.array(z.int()), ground, recorded_at: z.iso.datetime() })
  .openapi('Exclusion');

export const exclusionList = z.object({ exclusions: z.array(exclusion) });

const pointer = z.strictObject({ period: name.optional(), category: name.optional() });
const on = z.boolean();

/** What the chair or the clerk does, and which step they saw last. */
export const step = z
  .strictObject({
    seen: z.int(),
    command: z.discriminatedUnion('do', [
      z.strictObject({ do: z.literal('next') }),
      z.strictObject({ do: z.literal('previous') }),
      z.strictObject({ do: z.literal('go'), slide: id }),
      z.strictObject({
        do: z.literal('move'),
        slide: id,
        by: z.union([z.literal(-1), z.literal(1)]),
      }),
      z.strictObject({ do: z.literal('skip'), slide: id, skip: z.boolean() }),
      z.strictObject({
        do: z.literal('add'),
        id,
        metric: name,
        breakdown: name.optional(),
        item: z.int().optional(),
      }),
      z.strictObject({ do: z.literal('blank'), on }),
      z.strictObject({ do: z.literal('freeze'), on }),
      z.strictObject({ do: z.literal('larger'), on }),
      z.strictObject({ do: z.literal('zoom'), on }),
      z.strictObject({ do: z.literal('point'), at: pointer.optional() }),
      z.strictObject({ do: z.literal('confirm private') }),
      z.strictObject({ do: z.literal('return to public') }),
      z.strictObject({ do: z.literal('refresh') }),
    ]),
  })
  .openapi('PresentationStep');

const line = z.object({ category: z.string(), title: z.string(), points: z.array(point) });

/** What is shown of a slide: one metric in words and at most four lines, or the name of an item. */
export const slide = z
  .object({
    id: z.string(),
    item: z.object({ position: z.int(), title: z.string() }).optional(),
    metric: z.object({ id: z.string(), title: z.string(), unit: z.enum(units) }).optional(),
    breakdown: z.string().optional(),
    headline: z.string(),
    /** The words to read out, with what must be read with care. */
    sentence: z.string(),
    /** What disagrees in its sources, where nothing may be said of its direction for that. */
    withheld: z.string().optional(),
    change: change.optional(),
    direction: direction.optional(),
    lines: z.array(line),
    /** How many more parts there are than can be read on one chart. */
    more_lines: z.int(),
    /** Where its newest figure is printed. */
    source: z.string(),
    place: z.int(),
    of: z.int(),
    /** The moment of a correction that was published since the presentation was opened. */
    corrected_at: z.iso.datetime().optional(),
    private: z.boolean(),
  })
  .openapi('Slide');

/** What a screen shows the room. */
export const screenView = z
  .object({
    meeting: day,
    code: z.string(),
    session: z.enum(['public', 'private']),
    /** Whether this screen was let into the private part that is on. */
    admitted: z.boolean(),
    is_blank: z.boolean(),
    is_larger: z.boolean(),
    is_zoomed: z.boolean(),
    pointer: pointer.optional(),
    slide: slide.optional(),
    /** The channels of events that tell of a change. */
    channels: z.array(z.string()),
    /**
     * In how many milliseconds it blanks by itself unless somebody acts: no clock time, since a
     * screen's own clock may be minutes off.
     */
    idle_in: z.int().optional(),
  })
  .openapi('ScreenView');

/** A screen that was opened: its code, and the token that only it knows. */
export const openedScreen = z
  .object({ code: z.string(), token: z.string() })
  .openapi('OpenedScreen');

/** The chair's remote. */
const remote = z
  .object({
    version: z.int(),
    code: z.string(),
    session: z.enum(['public', 'private']),
    /** The item of the private part that is on. */
    private_item: z.int().optional(),
    /** Whether the session may become private at the item that the chair is at. */
    may_confirm: z.boolean(),
    is_frozen: z.boolean(),
    at: z.string(),
    next: z.string().optional(),
    queue: z.array(
      z.object({
        id: z.string(),
        item: z.int().optional(),
        item_title: z.string().optional(),
        metric: z.string().optional(),
        title: z.string(),
        is_skipped: z.boolean(),
      }),
    ),
    /** The slide the chair is at, by the session's rights. */
    current: slide.optional(),
    /** What a screen in the room shows now: in a private part, one that was let in. */
    room: screenView,
    screens: z.object({ public: z.int(), private: z.int() }),
  })
  .openapi('Remote');

/** A meeting's presentation, if it is open. */
export const presentationPage = z
  .object({
    meeting: day,
    items: z.array(z.object({ position: z.int(), title: z.string(), part: z.int() })),
    exclusions: z.array(exclusion),
    open: remote.optional(),
  })
  .openapi('PresentationPage');

/** A code that lets one screen into the private part that is on. */
export const admission = z
  .object({ code: z.string(), until: z.iso.datetime() })
  .openapi('Admission');

export type WireSlide = z.infer<typeof slide>;
export type WireScreen = z.infer<typeof screenView>;
export type WireRemote = z.infer<typeof remote>;
export type WireExclusion = z.infer<typeof exclusion>;
export type WireExclusionGiven = z.infer<typeof exclusionGiven>;
export type WireCommand = z.infer<typeof step>['command'];
export type PresentationPage = z.infer<typeof presentationPage>;
export type OpenedScreen = z.infer<typeof openedScreen>;
export type WireAdmission = z.infer<typeof admission>;
