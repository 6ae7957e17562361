import { createRoute, z } from '@hono/zod-openapi';
import {
  areaNames,
  countFiguresByMeeting,
  type FigureFilter,
  type ListedFigure,
  listAgenda,
  listDiscrepancies,
  listDocuments,
  listMeetings,
  listMetrics,
  listRequests,
  publicSight,
  returnDocuments,
} from '@throughline/db';
import type { Day } from '@throughline/domain/period';
import type { Context } from 'hono';
import { allow } from '../access.ts';
import { briefMetrics, toBrief } from '../answer/brief.ts';
import { meetingBefore } from '../answer/picture.ts';
import { answers, homeArea, nothing, replies, router } from '../ask.ts';
import { pageStyle } from '../brief/pageStyle.ts';
import { briefAsSlides } from '../brief/slides.ts';
import { briefInWord } from '../brief/word.ts';
import { briefAsWorkbook } from '../brief/workbook.ts';
import type { Deps } from '../deps.ts';
import { refusal } from '../problem.ts';
import { readFigures, readPublicFigures } from '../reading.ts';
import { type Brief, brief } from '../wire/brief.ts';
import { day } from '../wire/figure.ts';

const request = { params: z.object({ date: day }), query: nothing };

const read = createRoute({
  method: 'get',
  path: '/{date}/brief',
  middleware: allow('read'),
  summary: 'What a member reads before a meeting, in the order of its agenda',
  request,
  responses: answers(brief, 'The brief'),
});

const readPrivate = createRoute({
  method: 'get',
  path: '/{date}/brief/private',
  middleware: allow('read', 'private'),
  summary: 'The private figures of a meeting, for those who may see them',
  request,
  responses: replies(brief, 'The private brief'),
});

const style = createRoute({
  method: 'get',
  path: '/{date}/brief.css',
  middleware: allow('read'),
  summary: 'What stands on every page of the printed brief, as a style sheet of its page',
  request,
  responses: file('text/css', 'A style sheet'),
});

const privateStyle = createRoute({
  method: 'get',
  path: '/{date}/brief/private.css',
  middleware: allow('read', 'private'),
  summary: 'What stands on every page of the printed private brief',
  request,
  responses: file('text/css', 'A style sheet'),
});

/** Each kind of file, what makes it and what it is called on the wire. */
const kinds = {
  docx: {
    make: briefInWord,
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    summary: 'The public brief for Word, to be edited',
  },
  pptx: {
    make: briefAsSlides,
    type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    summary: 'The public brief as slides, one figure a slide',
  },
  xlsx: {
    make: briefAsWorkbook,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    summary: 'The figures of the public brief for Excel',
  },
} as const;

function fileRoute(kind: keyof typeof kinds) {
  const { type, summary } = kinds[kind];
  return createRoute({
    method: 'get',
    path: `/{date}/brief.${kind}` as const,
    middleware: allow('read'),
    summary,
    request,
    responses: file(type, 'The file'),
  });
}

/**
 * The brief of a meeting. The public one is the same whoever asks: a person who may see what is
 * private reads that in another document.
 */
export function briefRoutes(deps: Deps) {
  return router()
    .openapi(read, async (c) => {
      const { date } = c.req.valid('param');
      return c.json(await answer(date, 'public', (filter) => readPublicFigures(deps, filter)), 200);
    })
    .openapi(readPrivate, async (c) => {
      const { date } = c.req.valid('param');
      const figures = (filter: FigureFilter) => readFigures(c, deps, filter);
      return c.json(await answer(date, 'private', figures), 200);
    })
    .openapi(fileRoute('docx'), (c) => fileOf(c, c.req.valid('param').date, 'docx'))
    .openapi(fileRoute('pptx'), (c) => fileOf(c, c.req.valid('param').date, 'pptx'))
    .openapi(fileRoute('xlsx'), (c) => fileOf(c, c.req.valid('param').date, 'xlsx'))
    .openapi(style, async (c) =>
      c.body(await styleOf(c.req.valid('param').date, 'public'), 200, cssType),
    )
    .openapi(privateStyle, async (c) =>
      c.body(await styleOf(c.req.valid('param').date, 'private'), 200, cssType),
    );

  /** The public brief as a file, the same whoever asks. */
  async function fileOf(c: Context, date: Day, kind: keyof typeof kinds): Promise<Response> {
    const of = await answer(date, 'public', (filter) => readPublicFigures(deps, filter));
    const { make, type } = kinds[kind];
    return c.body(new Uint8Array(await make(of)), 200, {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="throughline-brief-${date}.${kind}"`,
    });
  }

  async function styleOf(date: Day, visibility: Brief['visibility']): Promise<string> {
    const { asAt } = await find(date);
    return pageStyle({ meeting: date, asAt, visibility });
  }

  /** The meeting, and the day its brief is true as at. */
  async function find(date: Day) {
    const { db, today } = deps;
    const meetings = await listMeetings(db);
    const meeting = meetings.find((one) => one.date === date);
    if (meeting === undefined) throw refusal(404, `The Board has no meeting on ${date}`);
    const coming = date > today();
    return { meeting, meetings, coming, asAt: coming ? today() : date };
  }

  async function answer(
    date: Day,
    visibility: Brief['visibility'],
    figuresOf: (filter: FigureFilter) => Promise<ListedFigure[]>,
  ): Promise<Brief> {
    const { db, now } = deps;
    const { meeting, meetings, coming, asAt } = await find(date);
    const previous = meetingBefore(meetings, date);
    const items = await listAgenda(db, date);
    const reading = { asAt: coming ? undefined : date };
    const told = await figuresOf({ meeting: date, ...reading });
    // A return is made for a meeting, but its figures are the public's from its own day.
    for (const { id, kind, meeting: of } of await listDocuments(db, publicSight(now()))) {
      if (kind === 'return' && of === date) told.push(...(await figuresOf({ document: id })));
    }
    const filter = {
      metrics: briefMetrics(items, told),
      areas: [...new Set([homeArea, ...told.map(({ area }) => area)])],
    };
    return toBrief({
      meeting,
      meetings,
      figuresByMeeting: await countFiguresByMeeting(db, publicSight(now())),
      visibility,
      ...{ asAt, coming, previous, items },
      metrics: await listMetrics(db),
      areas: await areaNames(db),
      now: await figuresOf({ ...filter, ...reading }),
      before: previous === undefined ? [] : await figuresOf({ ...filter, asAt: previous }),
      requests: await listRequests(db, { now: now(), private: visibility === 'private' }),
      discrepancies: await listDiscrepancies(db),
      returns: await returnDocuments(db),
    });
  }
}

const cssType = { 'Content-Type': 'text/css; charset=utf-8' };

/** The responses of a file. */
function file(type: string, description: string) {
  return {
    200: { description, content: { [type]: { schema: z.string() } } },
    400: { description: 'The request is not understood: problem details' },
    404: { description: 'There is no such thing here: problem details' },
  } as const;
}
