import { z } from '@hono/zod-openapi';
import { type Day, isDay, type Period } from '@throughline/domain/period';
import { type Decimal, figureSymbols } from '@throughline/domain/value';

/** A calendar day, as text. */
export const day = z
  .custom<Day>((text) => typeof text === 'string' && isDay(text), 'Give a day, such as 2023-11-23')
  .openapi({ type: 'string', format: 'date', example: '2023-11-23' });

/** A period, as text. */
export const period = z.custom<Period>().openapi({ type: 'string', example: 'FY2024-Q2' });
/** A plain decimal number, as text with its decimals. */
export const decimal = z.custom<Decimal>().openapi({ type: 'string', example: '22.5' });

/** Where a figure is printed. */
export const source = z
  .object({
    document: z.string(),
    document_title: z.string(),
    locator: z.string(),
    printed: z.string(),
    meeting: day.optional(),
    /** Where it was first given: the return, when the source is the paper that prints it. */
    first: z
      .object({
        document: z.string(),
        document_title: z.string(),
        locator: z.string(),
        printed: z.string(),
      })
      .optional(),
  })
  .openapi('Source');

const said = {
  period,
  period_label: z.string(),
  period_end: day,
  area: z.string(),
  breakdown: z.string().optional(),
  category: z.string(),
  /** Space-separated: about, worked-out, p, r. */
  mark: z.string(),
  formula: z.string().optional(),
  known_from: day,
  version: z.int(),
  source,
  note: z.string(),
  /** A figure that was due before it is not there, so no line may reach it. */
  gap_before: z.literal(true).optional(),
  changed: z.object({ kind: z.string(), reason: z.string() }).optional(),
};

/** One figure of a series: a number, a range, or a symbol with its reason. A gap is no point. */
export const point = z
  .union([
    z.object({ value: decimal, ...said }),
    z.object({ low: decimal, high: decimal, ...said }),
    z.object({ symbol: z.enum(figureSymbols), ...said }),
  ])
  .openapi('Point');

const drawn = {
  period,
  period_end: day,
  /** Space-separated: about, worked-out, p, r. */
  mark: z.string(),
  gap_before: z.literal(true).optional(),
};

/** A figure of a strip: its place in time and how it is marked. All that is said of it is in its series. */
export const drawnPoint = z
  .union([
    z.object({ value: decimal, ...drawn }),
    z.object({ low: decimal, high: decimal, ...drawn }),
    z.object({ symbol: z.enum(figureSymbols), ...drawn }),
  ])
  .openapi('DrawnPoint');

/** A figure by itself, with its name and its metric. */
export const figure = z
  .union([
    z.object({ id: z.string(), metric: z.string(), value: decimal, ...said }),
    z.object({ id: z.string(), metric: z.string(), low: decimal, high: decimal, ...said }),
    z.object({ id: z.string(), metric: z.string(), symbol: z.enum(figureSymbols), ...said }),
  ])
  .openapi('Figure');

/** A figure as one flat row: what the files hold. */
export const flatFigure = z
  .object({
    id: z.string(),
    metric: z.string(),
    metric_title: z.string(),
    unit: z.string(),
    area: z.string(),
    breakdown: z.string().optional(),
    category: z.string(),
    period,
    period_start: day,
    period_end: day,
    value: decimal.optional(),
    low: decimal.optional(),
    high: decimal.optional(),
    symbol: z.enum(figureSymbols).optional(),
    mark: z.string(),
    printed: z.string(),
    document: z.string(),
    locator: z.string(),
    meeting: day.optional(),
    known_from: day,
    version: z.int(),
    note: z.string(),
  })
  .openapi('FlatFigure');

export const figureList = z
  .object({
    figures: z.array(flatFigure),
    /** Where the next page begins; absent on the last. */
    next: z.string().optional(),
  })
  .openapi('Figures');

/** A change as written beside a figure and as read aloud. */
export const change = z
  .object({
    shape: z.enum(['up', 'down', 'level']),
    written: z.string(),
    spoken: z.string(),
    difference: decimal,
    from: period,
  })
  .openapi('Change');

/** The direction of travel in the council's five words. */
export const direction = z
  .object({
    direction: z.enum(['improved', 'stayed the same', 'got worse', "can't say", 'not available']),
    reason: z.string().optional(),
  })
  .openapi('Direction');

export type Point = z.infer<typeof point>;
export type DrawnPoint = z.infer<typeof drawnPoint>;
export type WireFigure = z.infer<typeof figure>;
export type FlatFigure = z.infer<typeof flatFigure>;
export type WireChange = z.infer<typeof change>;
export type WireDirection = z.infer<typeof direction>;
export type WireSource = z.infer<typeof source>;
