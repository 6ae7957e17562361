import { createRoute, z } from '@hono/zod-openapi';
import type { FigurePlace } from '@throughline/db';
import { isDay, isPeriod } from '@throughline/domain/period';
import type { Figure } from '@throughline/domain/series';
import { allow } from '../access.ts';
import { discrepancyRemark } from '../answer/decision.ts';
import { toFlatFigure } from '../answer/figure.ts';
import { answers, commaList, notAfter, router } from '../ask.ts';
import { toCsv } from '../csv.ts';
import type { Deps } from '../deps.ts';
import { refusal } from '../problem.ts';
import { readFor } from '../reading.ts';
import { discrepanciesAt, metricsAt } from '../recorded.ts';
import { day, type FlatFigure, figureList } from '../wire/figure.ts';

const narrowing = {
  metric: commaList.optional(),
  area: commaList.optional(),
  breakdown: z.string().optional(),
  category: z.string().optional(),
  document: z.string().optional(),
  meeting: day.optional(),
  'as-at': day.optional(),
  versions: z.literal('all').optional(),
  /** Only the latest period of each series. */
  periods: z.literal('newest').optional(),
};
const filter = z.strictObject(narrowing);

const pages = createRoute({
  method: 'get',
  path: '/figures',
  middleware: allow('read'),
  summary: 'Figures one by one, a page at a time',
  request: {
    query: z.strictObject({
      ...narrowing,
      cursor: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(200),
    }),
  },
  responses: answers(figureList, 'A page of figures'),
});

const whole = createRoute({
  method: 'get',
  path: '/figures.csv',
  middleware: allow('read'),
  summary: 'Figures one a row, as a file',
  request: { query: filter },
  responses: {
    200: { description: 'All figures asked for', content: { 'text/csv': { schema: z.string() } } },
    400: { description: 'The request is not understood: problem details' },
  },
});

const headings = [
  'id',
  'metric',
  'metric_title',
  'unit',
  'area',
  'breakdown',
  'category',
  'period',
  'period_start',
  'period_end',
  'value',
  'low',
  'high',
  'symbol',
  'mark',
  'printed',
  'document',
  'locator',
  'meeting',
  'known_from',
  'version',
  'note',
] as const satisfies (keyof FlatFigure)[];

/** Figures, flat: one row a figure. Anyone may read. */
export function figureRoutes(deps: Deps) {
  const { today } = deps;
  return router()
    .openapi(pages, async (c) => {
      const { cursor, limit, ...asked } = c.req.valid('query');
      const after = cursor === undefined ? undefined : readCursor(cursor);
      // One more than a page tells whether there is another.
      const { state, figures: found } = await readFor(c, deps, {
        ...toFilter(asked),
        after,
        limit: limit + 1,
      });
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      return c.json({ figures: await flat(page, state), next: last && toCursor(last.place) }, 200);
    })
    .openapi(whole, async (c) => {
      const { figures, state } = await readFor(c, deps, toFilter(c.req.valid('query')));
      const rows = await flat(figures, state);
      return c.body(toCsv(headings, rows), 200, {
        'Content-Type': 'text/csv; charset=utf-8; header=present',
        'Content-Disposition': 'attachment; filename="throughline-figures.csv"',
      });
    });

  function toFilter(asked: z.infer<typeof filter>) {
    return {
      metrics: asked.metric,
      areas: asked.area,
      breakdown: asked.breakdown,
      category: asked.category,
      document: asked.document,
      meeting: asked.meeting,
      asAt: notAfter(today(), asked['as-at']),
      allVersions: asked.versions === 'all',
      newest: asked.periods === 'newest',
    };
  }

  async function flat(figures: readonly Figure[], state: string): Promise<FlatFigure[]> {
    const metrics = new Map((await metricsAt(deps, state)).map((metric) => [metric.id, metric]));
    const discrepancies = await discrepanciesAt(deps, state, today());
    const remarks = new Map(
      [...metrics.keys()].map((id) => [id, discrepancyRemark(id, discrepancies)]),
    );
    return figures.flatMap((figure) => {
      const metric = metrics.get(figure.metric);
      return metric ? [toFlatFigure(figure, metric, remarks.get(metric.id) ?? '')] : [];
    });
  }
}

function toCursor({ series, periodEnd, period, version }: FigurePlace): string {
  return Buffer.from(JSON.stringify([series, periodEnd, period, version])).toString('base64url');
}

function readCursor(cursor: string): FigurePlace {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, series, periodEnd = '', period = '', version] =
    /^\[(\d{1,9}),"([\d-]{10})","([\w/-]{4,15})",(\d{1,9})\]$/.exec(text) ?? [];
  if (series === undefined || !isDay(periodEnd) || !isPeriod(period)) {
    throw refusal(400, 'cursor: Give the `next` of the page before, or leave it out');
  }
  return { series: Number(series), periodEnd, period, version: Number(version) };
}
