import { createRoute, z } from '@hono/zod-openapi';
import { listAreasOf, listComparatorGroups, listRebases } from '@throughline/db';
import { type Metric, total } from '@throughline/domain/metric';
import type { Day } from '@throughline/domain/period';
import { type Figure, newestVersions } from '@throughline/domain/series';
import type { Context } from 'hono';
import { allow } from '../access.ts';
import { neighboursChoice, toComparing } from '../answer/comparing.ts';
import { type ControlChoice, chartOf } from '../answer/control.ts';
import { withheldReason } from '../answer/decision.ts';
import { toSeries } from '../answer/series.ts';
import { seriesHeadings, toSeriesRows } from '../answer/seriesRows.ts';
import { answers, commaList, homeArea, notAfter, router } from '../ask.ts';
import { toCsv } from '../csv.ts';
import type { Deps } from '../deps.ts';
import { refusal } from '../problem.ts';
import { readFigures, readFor, sightOf } from '../reading.ts';
import { discrepanciesAt, metricsAt, targetsAt } from '../recorded.ts';
import { day } from '../wire/figure.ts';
import { type Series, series } from '../wire/metric.ts';

/** `chart`, and with it `screened` and `older-rule`: what a person chose, separated by commas. */
const controlChoice = z
  .string()
  .regex(
    /^chart(,screened)?(,older-rule)?$/,
    'Give chart, and after it screened or older-rule if you want them, separated by commas',
  )
  .transform(
    (text): ControlChoice => ({
      screened: text.includes('screened'),
      olderRule: text.includes('older-rule'),
    }),
  );

const asked = z.strictObject({
  area: commaList.optional(),
  breakdown: z.string().optional(),
  'as-at': day.optional(),
  control: controlChoice.optional(),
  /** Areas by code, and `neighbours` for the median of the statistical neighbours. */
  compare: commaList.optional(),
});

const request = { params: z.object({ id: z.string() }), query: asked };

const read = createRoute({
  method: 'get',
  path: '/{id}/series',
  middleware: allow('read'),
  summary: 'The figures of a metric as they were known on a day, with the words that say them',
  request,
  responses: answers(series, 'The series'),
});

const file = createRoute({
  method: 'get',
  path: '/{id}/series.csv',
  middleware: allow('read'),
  summary: 'The same series as a file: every figure and everything it is compared with',
  request,
  responses: {
    200: { description: 'The series', content: { 'text/csv': { schema: z.string() } } },
    400: { description: 'The request is not understood: problem details' },
    404: { description: 'There is no such thing here: problem details' },
  },
});

/** The figures of a metric in one area, read on a day in a state of the record, to be judged. */
interface Judged {
  metric: Metric;
  area: string;
  figures: readonly Figure[];
  reading: Day;
  state: string;
}

/** Series of a metric: as JSON and as a file of the same rows. Anyone may read. */
export function seriesRoutes(deps: Deps) {
  const { db, today, now } = deps;
  return router()
    .openapi(read, async (c) => {
      const { answer } = await answerTo(c, c.req.valid('param').id, c.req.valid('query'));
      return c.json(answer, 200);
    })
    .openapi(file, async (c) => {
      const { metric, answer } = await answerTo(c, c.req.valid('param').id, c.req.valid('query'));
      return c.body(toCsv(seriesHeadings, toSeriesRows(metric, answer)), 200, {
        'Content-Type': 'text/csv; charset=utf-8; header=present',
        'Content-Disposition': `attachment; filename="throughline-${metric.id}.csv"`,
      });
    });

  async function answerTo(
    c: Context,
    id: string,
    { area: areas = [homeArea], breakdown, 'as-at': day, control, compare }: z.infer<typeof asked>,
  ): Promise<{ metric: Metric; answer: Series }> {
    const asAt = notAfter(today(), day);
    const filter = {
      metrics: [id],
      areas,
      asAt,
      ...(breakdown === undefined ? { category: total } : { breakdown }),
      allVersions: true,
    };
    const { state, figures: versions } = await readFor(c, deps, filter);
    const metric = (await metricsAt(deps, state)).find((candidate) => candidate.id === id);
    if (metric === undefined) throw refusal(404, `There is no metric “${id}”`);
    if (breakdown !== undefined && !metric.breakdowns.some((one) => one.id === breakdown)) {
      throw refusal(404, `${metric.title} is not given by “${breakdown}”`);
    }

    const figures = newestVersions(versions);
    const reading = asAt ?? today();
    const withheld = withheldReason(id, await discrepanciesAt(deps, state, today()), reading);
    const area = areas[0] ?? homeArea;
    const answer = toSeries(
      { metric, figures, withheld },
      { area: areas.join(','), breakdown, as_at: asAt },
      versions,
      await judge({ metric, area, figures, reading, state }, control),
      compare && (await compareWith(c, metric, area, compare, asAt)),
    );
    return { metric, answer };
  }

  /** Targets and, where asked for, the control chart of the Total in the first area. */
  async function judge(
    { metric, area, figures, reading, state }: Judged,
    chosen: ControlChoice | undefined,
  ) {
    const targets = (await targetsAt(deps, state, area)).get(metric.id) ?? [];
    if (chosen === undefined) return { targets, control: undefined };
    const rebases = await listRebases(db, metric.id, area, reading);
    const whole = figures.filter((one) => one.area === area && one.category === total);
    return {
      targets,
      control: { chosen, chart: chartOf(metric, whole, { targets, rebases, chosen, reading }) },
    };
  }

  async function compareWith(
    c: Context,
    metric: Metric,
    area: string,
    chosen: readonly string[],
    asAt: Day | undefined,
  ) {
    const areas = await listAreasOf(db, metric.id, await sightOf(c, { now }));
    const unknown = chosen.find(
      (id) => id !== neighboursChoice && !areas.some(({ code }) => code === id),
    );
    if (unknown !== undefined) {
      throw refusal(404, `${metric.title} has no figures of “${unknown}” to compare with`);
    }
    return toComparing({
      metric,
      area,
      chosen,
      areas,
      groups: await listComparatorGroups(db, area),
      figures: await readFigures(c, deps, { metrics: [metric.id], category: total, asAt }),
      asAt,
    });
  }
}
