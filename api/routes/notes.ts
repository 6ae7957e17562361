import { createRoute, z } from '@hono/zod-openapi';
import { areaNames, deleteNote, listMetrics, listNotes, mostNotes, putNote } from '@throughline/db';
import type { Metric } from '@throughline/domain/metric';
import { total } from '@throughline/domain/metric';
import { isPeriod } from '@throughline/domain/period';
import type { Context } from 'hono';
import { allow } from '../access.ts';
import { toNote } from '../answer/note.ts';
import { json, nothing, replies, router } from '../ask.ts';
import { toCsv } from '../csv.ts';
import type { Deps } from '../deps.ts';
import { refusal } from '../problem.ts';
import { sightOf } from '../reading.ts';
import { askingPerson } from '../session.ts';
import { note, noteGiven, noteList, type WireNote } from '../wire/note.ts';

const list = createRoute({
  method: 'get',
  path: '/notes',
  middleware: allow('keep notes'),
  summary: 'One’s own notes and questions',
  request: { query: z.strictObject({ metric: z.string().optional() }) },
  responses: replies(noteList, 'One’s own notes, by metric'),
});

const file = createRoute({
  method: 'get',
  path: '/notes.json',
  middleware: allow('keep notes'),
  summary: 'One’s own notes and questions as a file',
  request: { query: nothing },
  responses: replies(noteList, 'A file to keep'),
});

const rows = createRoute({
  method: 'get',
  path: '/notes.csv',
  middleware: allow('keep notes'),
  summary: 'One’s own notes and questions one a row, as a file',
  request: { query: nothing },
  responses: {
    ...replies(noteList, ''),
    200: { description: 'A file to keep', content: { 'text/csv': { schema: z.string() } } },
  },
});

const put = createRoute({
  method: 'put',
  path: '/notes/{id}',
  middleware: allow('keep notes'),
  summary: 'Keeps a note, or puts it in the place of the one of that name',
  request: { params: z.object({ id: z.uuid() }), body: json(noteGiven) },
  responses: replies(note, 'The note as it is kept'),
});

const remove = createRoute({
  method: 'delete',
  path: '/notes/{id}',
  middleware: allow('keep notes'),
  summary: 'Deletes a note of one’s own for good',
  request: { params: z.object({ id: z.uuid() }) },
  responses: {
    204: { description: 'It is gone' },
    404: { description: 'One has no such note: problem details' },
  },
});

const headings = [
  'kind',
  'words',
  'metric',
  'metric_title',
  'area_title',
  'category_title',
  'period_label',
  'written_at',
  'changed_at',
] as const satisfies (keyof WireNote)[];

/** One's own notes and questions. Whoever asks is sent their own, and nobody is sent another's. */
export function noteRoutes(deps: Deps) {
  const { db } = deps;
  return router()
    .openapi(list, async (c) => c.json({ notes: await own(c, c.req.valid('query').metric) }, 200))
    .openapi(file, async (c) => {
      c.header('Content-Disposition', 'attachment; filename="my-throughline-notes.json"');
      return c.json({ notes: await own(c) }, 200);
    })
    .openapi(rows, async (c) =>
      c.body(toCsv(headings, await own(c)), 200, {
        'Content-Type': 'text/csv; charset=utf-8; header=present',
        'Content-Disposition': 'attachment; filename="my-throughline-notes.csv"',
      }),
    )
    .openapi(put, async (c) => {
      const { id } = c.req.valid('param');
      const given = c.req.valid('json');
      const { person } = await askingPerson(c);
      const metric = (await listMetrics(db)).find((one) => one.id === given.metric);
      if (metric === undefined) throw refusal(404, `There is no metric “${given.metric}”`);
      if (!(await areaNames(db)).has(given.area)) {
        throw refusal(404, `No place has the code ${given.area}`);
      }
      if (!isOf(metric, given)) throw refusal(404, `${metric.title} has no such part`);
      if (given.period !== undefined && !isPeriod(given.period)) {
        throw refusal(400, 'period: Give a period, such as 2024-10');
      }

      const { breakdown = null, period = null } = given;
      const kept = await putNote(
        db,
        person,
        { ...given, id, breakdown, period },
        await sightOf(c, deps),
      );
      switch (kept) {
        case 'no such figure':
          throw refusal(404, 'You are shown no such figure');
        case 'private figure':
          throw refusal(403, 'That figure is private');
        case 'too many':
          throw refusal(409, `You have ${mostNotes} notes: delete some first`);
        case 'kept': {
          const found = (await own(c, metric.id)).find((one) => one.id === id);
          if (found === undefined) throw new Error('A note that was kept is not there');
          return c.json(found, 200);
        }
      }
    })
    .openapi(remove, async (c) => {
      const { person } = await askingPerson(c);
      if (!(await deleteNote(db, person, c.req.valid('param').id))) {
        throw refusal(404, 'You have no such note');
      }
      return c.body(null, 204);
    });

  async function own(c: Context, metric?: string): Promise<WireNote[]> {
    const { person } = await askingPerson(c);
    const found = await listNotes(db, person, await sightOf(c, deps), metric);
    const metrics = new Map((await listMetrics(db)).map((one) => [one.id, one]));
    const areas = await areaNames(db);
    return found.flatMap((one) => {
      const about = metrics.get(one.metric);
      return about ? [toNote(one, about, areas)] : [];
    });
  }
}

/** Whether a metric is divided so. */
function isOf(
  { breakdowns }: Metric,
  { breakdown, category }: { breakdown?: string | undefined; category: string },
): boolean {
  if (breakdown === undefined) return category === total;
  const found = breakdowns.find(({ id }) => id === breakdown);
  return found?.categories.some(({ id }) => id === category) ?? false;
}
