import { createRoute, z } from '@hono/zod-openapi';
import { listReturns, openReturn, stepReturn } from '@throughline/db';
import { isQuarter } from '@throughline/domain/return';
import type { Context } from 'hono';
import { allow } from '../access.ts';
import { toReturnChanges, toReturnSummary, toTemplateBox } from '../answer/return.ts';
import { json, nothing, replies, router } from '../ask.ts';
import type { Deps } from '../deps.ts';
import { refusal } from '../problem.ts';
import { doing, judgedReturn, refused, returnPageOf } from '../returning.ts';
import { templateCsv, templateWorkbook } from '../spreadsheet/template.ts';
import {
  opening,
  returnChanges,
  returnList,
  returnPage,
  stepAsked,
  stepWithNote,
} from '../wire/return.ts';

const params = z.object({ id: z.string() });

const list = createRoute({
  method: 'get',
  path: '/',
  middleware: allow('read drafts'),
  summary: 'Every return: where it stands, by when, and who has done what',
  request: { query: nothing },
  responses: replies(returnList, 'Returns, the newest first'),
});

const open = createRoute({
  method: 'post',
  path: '/',
  middleware: allow('enter return'),
  summary: 'Opens the return of a quarter for a meeting',
  request: { body: json(opening) },
  responses: {
    ...replies(returnPage, ''),
    201: { description: 'The return, opened', ...json(returnPage) },
  },
});

const one = createRoute({
  method: 'get',
  path: '/{id}',
  middleware: allow('read drafts'),
  summary: 'One return with its boxes, each beside what was published before',
  request: { params, query: nothing },
  responses: replies(returnPage, 'The return'),
});

const changed = createRoute({
  method: 'get',
  path: '/{id}/changes',
  middleware: allow('read drafts'),
  summary: 'What others have changed since',
  request: { params, query: z.strictObject({ since: z.coerce.number().int().min(0) }) },
  responses: replies(returnChanges, 'The boxes that changed, and how every box is judged now'),
});

const workbook = createRoute({
  method: 'get',
  path: '/{id}/template.xlsx',
  middleware: allow('read drafts'),
  summary: 'A workbook to fill in, one row a box',
  request: { params, query: nothing },
  responses: { 200: { description: 'The workbook' }, 404: { description: 'No such return' } },
});

const csv = createRoute({
  method: 'get',
  path: '/{id}/template.csv',
  middleware: allow('read drafts'),
  summary: 'The same rows as CSV',
  request: { params, query: nothing },
  responses: { 200: { description: 'The file' }, 404: { description: 'No such return' } },
});

const sendBack = createRoute({
  method: 'post',
  path: '/{id}/send-back',
  middleware: allow('approve'),
  summary: 'Sends a submitted or checked return back to its officers, with a note',
  request: { params, body: json(stepWithNote) },
  responses: replies(returnPage, 'A draft again'),
});

const check = createRoute({
  method: 'post',
  path: '/{id}/check',
  middleware: allow('approve'),
  summary: 'Notes that a submitted return was checked',
  request: { params, body: json(stepAsked) },
  responses: replies(returnPage, 'Checked'),
});

/** Returns: filled in by officers, box by box; a second person publishes. For those who enter them. */
export function returnRoutes(deps: Deps) {
  const { db, now } = deps;
  return router()
    .openapi(list, async (c) => {
      const returns = await listReturns(db);
      return c.json({ returns: returns.map((each) => toReturnSummary(each, now())) }, 200);
    })
    .openapi(open, async (c) => {
      const { quarter, meeting } = c.req.valid('json');
      if (!isQuarter(quarter)) throw refusal(400, 'quarter: Give a quarter, such as FY2024-Q3');
      const opened = await openReturn(db, { quarter, meeting }, await doing(c, deps));
      if (opened !== 'opened') throw refusal(409, notOpened[opened]);
      return c.json(await returnPageOf(c, deps, quarter), 201);
    })
    .openapi(one, async (c) => c.json(await returnPageOf(c, deps, c.req.valid('param').id), 200))
    .openapi(changed, async (c) => {
      const { found, review } = await judgedReturn(c, deps, c.req.valid('param').id);
      return c.json(toReturnChanges(found, review, c.req.valid('query').since), 200);
    })
    .openapi(workbook, async (c) => {
      const { id } = c.req.valid('param');
      const file = await templateWorkbook(await templateBoxes(c, id));
      return new Response(Buffer.from(file), {
        headers: {
          'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          'Content-Disposition': `attachment; filename="return-${id}.xlsx"`,
        },
      });
    })
    .openapi(csv, async (c) => {
      const { id } = c.req.valid('param');
      return c.body(templateCsv(await templateBoxes(c, id)), 200, {
        'Content-Type': 'text/csv; charset=utf-8; header=present',
        'Content-Disposition': `attachment; filename="return-${id}.csv"`,
      });
    })
    .openapi(sendBack, async (c) => {
      const { id } = c.req.valid('param');
      await taken(c, id, { step: 'sent back', ...c.req.valid('json') });
      return c.json(await returnPageOf(c, deps, id), 200);
    })
    .openapi(check, async (c) => {
      const { id } = c.req.valid('param');
      await taken(c, id, { step: 'checked', ...c.req.valid('json') });
      return c.json(await returnPageOf(c, deps, id), 200);
    });

  async function templateBoxes(c: Context, id: string) {
    const { review } = await judgedReturn(c, deps, id);
    return review.boxes.map(toTemplateBox);
  }

  async function taken(c: Context, id: string, taking: Parameters<typeof stepReturn>[2]) {
    const result = await stepReturn(db, id, taking, await doing(c, deps));
    if (result) throw refused(result, id);
  }
}

const notOpened = {
  'open already': 'This return is open already',
  'no such meeting': 'The Board has no meeting on that day',
  'bank holidays not known':
    'The bank holidays of that year are not known, so working days cannot be counted',
} as const;
