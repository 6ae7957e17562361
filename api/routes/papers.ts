import { createRoute, z } from '@hono/zod-openapi';
import {
  addAgendaItem,
  addDocument,
  addReturnBoxes,
  heldAreas,
  listDocuments,
  listMeetings,
  listMetrics,
  openOtherReturn,
  publicSight,
  putMeeting,
} from '@throughline/db';
import { total } from '@throughline/domain/metric';
import { isPeriod, type Period, periodKind } from '@throughline/domain/period';
import { allow } from '../access.ts';
import { json, nothing, replies, router } from '../ask.ts';
import type { Deps } from '../deps.ts';
import { refusal, refusalWith } from '../problem.ts';
import { doing, foundReturn, refused, returnPageOf } from '../returning.ts';
import { day } from '../wire/figure.ts';
import { added, boxesWanted, documentGiven, itemGiven, meetingGiven } from '../wire/papers.ts';
import { returnPage } from '../wire/return.ts';

const meeting = createRoute({
  method: 'put',
  path: '/meetings/{date}',
  middleware: allow('add papers'),
  summary: 'Adds a meeting, or brings one up to date',
  request: { params: z.object({ date: day }), body: json(meetingGiven) },
  responses: replies(added, 'The meeting'),
});

const item = createRoute({
  method: 'post',
  path: '/meetings/{date}/items',
  middleware: allow('add papers'),
  summary: 'Adds an item to the agenda of a meeting',
  request: { params: z.object({ date: day }), body: json(itemGiven) },
  responses: { ...replies(added, ''), 201: { description: 'Its place', ...json(added) } },
});

const document = createRoute({
  method: 'post',
  path: '/documents',
  middleware: allow('add papers'),
  summary: 'Adds a document',
  request: { body: json(documentGiven) },
  responses: { ...replies(added, ''), 201: { description: 'The document', ...json(added) } },
});

const figures = createRoute({
  method: 'post',
  path: '/documents/{id}/figures',
  middleware: allow('add papers'),
  summary: 'Opens a return for the figures that a document prints',
  request: { params: z.object({ id: z.string() }), query: nothing },
  responses: {
    ...replies(returnPage, ''),
    201: { description: 'The return', ...json(returnPage) },
  },
});

const boxes = createRoute({
  method: 'post',
  path: '/{id}/boxes-wanted',
  middleware: allow('add papers'),
  summary: 'Adds boxes to the return of a document, one for each figure it prints',
  request: { params: z.object({ id: z.string() }), body: json(boxesWanted) },
  responses: replies(returnPage, 'The return with the boxes'),
});

/**
 * Papers: a meeting, its agenda and its documents, which are public when they are added, and the
 * figures in them, which go through the same checks and approval as any other.
 */
export function paperRoutes(deps: Deps) {
  const { db, today, now } = deps;
  return router()
    .openapi(meeting, async (c) => {
      const { date } = c.req.valid('param');
      const { state, starts_at: startsAt, moved_from: movedFrom, note } = c.req.valid('json');
      const given = { date, state, startsAt: startsAt ?? null, movedFrom: movedFrom ?? null, note };
      await putMeeting(db, given, await doing(c, deps));
      return c.json({ id: date }, 200);
    })
    .openapi(item, async (c) => {
      const { date } = c.req.valid('param');
      const given = c.req.valid('json');
      await refuseUnknown({ meeting: date, documents: given.documents, metrics: given.metrics });
      const place = await addAgendaItem(
        db,
        {
          meeting: date,
          title: given.title,
          part: given.part,
          minute: given.minute,
          exemptParagraphs: given.exempt_paragraphs,
          exemptGround: given.exempt_ground,
          documents: given.documents,
          metrics: given.metrics,
        },
        await doing(c, deps),
      );
      return c.json({ id: String(place) }, 201);
    })
    .openapi(document, async (c) => {
      const given = c.req.valid('json');
      await refuseUnknown({
        meeting: given.meeting,
        documents: given.part_of === undefined ? [] : [given.part_of],
        metrics: [],
      });
      const { published_on: publishedOn, part_of: partOf, ...rest } = given;
      const isNew = await addDocument(db, { ...rest, publishedOn, partOf }, await doing(c, deps));
      if (!isNew) throw refusal(409, `There is a document “${given.id}”`);
      return c.json({ id: given.id }, 201);
    })
    .openapi(figures, async (c) => {
      const paper = (await listDocuments(db, publicSight(now()))).find(
        ({ id }) => id === c.req.valid('param').id,
      );
      if (paper === undefined || paper.kind === 'return')
        throw refusal(404, 'There is no such document');
      const opened = {
        id: `paper-${paper.id}`,
        kind: 'paper' as const,
        title: `Figures of: ${paper.title}`,
        meeting: paper.meeting,
        document: paper.id,
      };
      if ((await openOtherReturn(db, opened, [], today(), await doing(c, deps))) !== 'opened') {
        throw refusal(409, `The figures of this document are in the return “${opened.id}”`);
      }
      return c.json(await returnPageOf(c, deps, opened.id), 201);
    })
    .openapi(boxes, async (c) => {
      const found = await foundReturn(deps, c.req.valid('param').id);
      if (found.kind !== 'paper') throw refusal(404, `There is no such return “${found.id}”`);
      const wanted = await readBoxes(c.req.valid('json').boxes);
      const result = await addReturnBoxes(db, found.id, wanted, await doing(c, deps));
      if (result !== 'added') throw refused(result, found.id);
      return c.json(await returnPageOf(c, deps, found.id), 200);
    });

  /** The boxes that are asked for, or the refusal that lists all that is wrong with them. */
  async function readBoxes(asked: z.infer<typeof boxesWanted>['boxes']) {
    const metrics = await listMetrics(db);
    const areas = new Set((await heldAreas(db)).map(({ code }) => code));
    const errors: { at: string; message: string }[] = [];
    const read = asked.flatMap(({ breakdown, ...box }, at) => {
      const metric = metrics.find(({ id }) => id === box.metric);
      const categories = metric?.breakdowns.find(({ id }) => id === breakdown)?.categories ?? [];
      const isKnown =
        box.category === total
          ? breakdown === undefined
          : categories.some(({ id }) => id === box.category);
      const wrong =
        metric === undefined
          ? 'There is no such metric'
          : !areas.has(box.area)
            ? 'There is no such area'
            : !isKnown
              ? 'The metric has no such part'
              : !isPeriod(box.period) || !metric.periodKinds.includes(periodKind(box.period))
                ? 'The metric takes no such period'
                : undefined;
      if (wrong !== undefined) {
        errors.push({ at: `boxes.${at}`, message: wrong });
        return [];
      }
      const period: Period = box.period;
      return [{ ...box, period, breakdown: breakdown ?? null, due: false }];
    });
    if (errors.length > 0) {
      throw refusalWith({ status: 422, detail: 'Some boxes cannot be added', errors });
    }
    return read;
  }

  async function refuseUnknown(named: {
    meeting: string | undefined;
    documents: readonly string[];
    metrics: readonly string[];
  }) {
    const meetings = new Set<string>((await listMeetings(db)).map(({ date }) => date));
    if (named.meeting !== undefined && !meetings.has(named.meeting)) {
      throw refusal(404, `The Board has no meeting on ${named.meeting}`);
    }
    const papers = new Set((await listDocuments(db, publicSight(now()))).map(({ id }) => id));
    const paper = named.documents.find((id) => !papers.has(id));
    if (paper !== undefined) throw refusal(404, `There is no document “${paper}”`);
    const metrics = new Set((await listMetrics(db)).map(({ id }) => id));
    const metric = named.metrics.find((id) => !metrics.has(id));
    if (metric !== undefined) throw refusal(404, `There is no metric “${metric}”`);
  }
}
