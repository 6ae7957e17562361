import { createRoute, z } from '@hono/zod-openapi';
import { returnBrief, saveBoxes, stepReturn } from '@throughline/db';
import type { Action } from '@throughline/domain/access';
import { hasHtmlTable, readHtml } from '@throughline/domain/paste/html';
import { readTabs } from '@throughline/domain/paste/tabs';
import type { ReturnKind } from '@throughline/domain/return';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { allow } from '../access.ts';
import { etagOf, fromWireContent, toBox, toReturnChanges } from '../answer/return.ts';
import { json, replies, router } from '../ask.ts';
import type { Deps } from '../deps.ts';
import { refusal, refusalWith } from '../problem.ts';
import {
  doing,
  foundReturn,
  judgedReturn,
  notReady,
  refused,
  returnPageOf,
  reviewed,
  understoodIn,
} from '../returning.ts';
import { readSpreadsheet, spreadsheetLimits } from '../spreadsheet/read.ts';
import { fileQuery, pasting, type Understood, understood } from '../wire/pasting.ts';
import { boxContent, filling, returnChanges, returnPage, stepAsked } from '../wire/return.ts';

const params = z.object({ id: z.string() });

/** Which returns are filled in, and the doing that it is: to enter and to submit. */
export interface Entering {
  kind: ReturnKind;
  enter: Action;
  sending: Action;
}

/** Filling in the boxes of returns of one kind. For those whose doing that is. */
export function enteringRoutes(deps: Deps, { kind, enter, sending }: Entering) {
  const { db } = deps;
  const save = createRoute({
    method: 'put',
    path: '/{id}/boxes/{position}',
    middleware: allow(enter),
    summary: 'Saves what was typed in a box, whatever it is',
    description: 'If-Match is the etag of the box it was typed over: "0" for one never saved.',
    request: {
      params: params.extend({ position: z.coerce.number().int().min(1) }),
      body: json(boxContent),
    },
    responses: {
      ...replies(returnChanges, 'Saved: the box, and how every box is judged now'),
      412: { description: 'Somebody else has saved it: what stands there now is in `current`' },
      428: { description: 'If-Match is missing' },
    },
  });

  const fill = createRoute({
    method: 'post',
    path: '/{id}/boxes',
    middleware: allow(enter),
    summary: 'Fills several boxes together: all are saved, or none',
    request: { params, body: json(filling) },
    responses: {
      ...replies(returnChanges, 'Saved'),
      412: { description: 'Somebody else has saved some: what stands there now is in `current`' },
    },
  });

  const submit = createRoute({
    method: 'post',
    path: '/{id}/submit',
    middleware: allow(sending),
    summary: 'Submits a return: nothing may block and every question must have its reason',
    request: { params, body: json(stepAsked) },
    responses: replies(returnPage, 'Submitted'),
  });

  const reopen = createRoute({
    method: 'post',
    path: '/{id}/reopen',
    middleware: allow(enter),
    summary: 'Makes a withdrawn return a draft again',
    request: { params, body: json(stepAsked) },
    responses: replies(returnPage, 'A draft again'),
  });

  const paste = createRoute({
    method: 'post',
    path: '/{id}/paste',
    middleware: allow(enter),
    summary: 'What a copied table is understood as, with its checks; nothing is filled by it',
    request: { params, body: json(pasting) },
    responses: replies(understood, 'What was understood'),
  });

  const file = createRoute({
    method: 'post',
    path: '/{id}/file',
    middleware: [allow(enter), bodyLimit({ maxSize: spreadsheetLimits.bytes, onError: tooLarge })],
    summary: 'What an Excel or CSV file is understood as; nothing is filled by it',
    request: {
      params,
      query: fileQuery,
      body: {
        content: {
          'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } },
        },
      },
    },
    responses: replies(understood, 'What was understood'),
  });

  return router()
    .openapi(save, async (c) => {
      const { id, position } = c.req.valid('param');
      await refuseOtherKind(id);
      const made = /^"(\d{1,9})"$/.exec(c.req.header('if-match') ?? '')?.[1];
      if (made === undefined) {
        throw refusal(428, 'If-Match: Give the etag of the box that this was typed over');
      }
      const content = fromWireContent(c.req.valid('json'));
      const change = await saved(c, id, [{ position, revision: Number(made), content }]);
      c.header('ETag', etagOf(Number(made) + 1));
      return c.json(await changesSince(c, id, change - 1), 200);
    })
    .openapi(fill, async (c) => {
      const { id } = c.req.valid('param');
      await refuseOtherKind(id);
      const { boxes } = c.req.valid('json');
      if (new Set(boxes.map(({ position }) => position)).size < boxes.length) {
        throw refusal(400, 'boxes: Give each box once');
      }
      const saves = boxes.map((box) => ({ ...box, content: fromWireContent(box.content) }));
      const change = await saved(c, id, saves);
      return c.json(await changesSince(c, id, change - 1), 200);
    })
    .openapi(submit, async (c) => {
      const found = await ofKind(c.req.valid('param').id);
      const { review } = await reviewed(c, deps, found);
      if (found.state === 'draft' && review.obstacles.length > 0) throw notReady(review);
      await taken(c, found.id, { step: 'submitted', ...c.req.valid('json') });
      return c.json(await returnPageOf(c, deps, found.id), 200);
    })
    .openapi(reopen, async (c) => {
      const { id } = await ofKind(c.req.valid('param').id);
      await taken(c, id, { step: 'reopened', ...c.req.valid('json') });
      return c.json(await returnPageOf(c, deps, id), 200);
    })
    .openapi(paste, async (c) => {
      const found = await ofKind(c.req.valid('param').id);
      const { html, text = '', overrides } = c.req.valid('json');
      const read = html !== undefined && hasHtmlTable(html) ? readHtml(html) : readTabs(text);
      if ('refused' in read) return c.json(nothingRead(read.refused), 200);
      const grids = read.grids.map((grid, at) => ({ name: `Table ${at + 1}`, grid }));
      return c.json(await understoodIn(c, deps, found, grids, overrides), 200);
    })
    .openapi(file, async (c) => {
      const found = await ofKind(c.req.valid('param').id);
      const { overrides = [] } = c.req.valid('query');
      const read = await readSpreadsheet(new Uint8Array(await c.req.arrayBuffer()));
      if ('refused' in read) return c.json(nothingRead(read.refused), 200);
      return c.json(await understoodIn(c, deps, found, read.sheets, overrides), 200);
    });

  async function changesSince(c: Context, id: string, since: number) {
    const { found, review } = await judgedReturn(c, deps, id);
    return toReturnChanges(found, review, since);
  }

  /** Saves boxes, or refuses with what stands there now; returns the count of changes. */
  async function saved(c: Context, id: string, saves: Parameters<typeof saveBoxes>[2]) {
    const result = await saveBoxes(db, id, saves, await doing(c, deps));
    switch (result.kind) {
      case 'saved':
        return result.change;
      case 'clash': {
        const { review } = await judgedReturn(c, deps, id);
        throw refusalWith({
          status: 412,
          detail: 'Somebody else has saved this box since. Keep theirs, or save yours over it.',
          current: review.boxes
            .filter(({ box }) => result.positions.includes(box.position))
            .map(toBox),
        });
      }
      case 'no such box':
        throw refusal(404, `The return has no box ${result.position}`);
      default:
        throw refused(result, id);
    }
  }

  async function taken(c: Context, id: string, taking: Parameters<typeof stepReturn>[2]) {
    const result = await stepReturn(db, id, taking, await doing(c, deps));
    if (result) throw refused(result, id);
  }

  /** What is entered elsewhere is not found here: each kind has its own rule. */
  async function ofKind(id: string) {
    await refuseOtherKind(id);
    return foundReturn(deps, id);
  }

  async function refuseOtherKind(id: string) {
    if ((await returnBrief(db, id))?.kind === kind) return;
    throw refusal(404, `There is no such return “${id}”`);
  }
}

function nothingRead(refused: string): Understood {
  return { refused, tables: [], boxes: [], unfilled: [] };
}

function tooLarge(): Response {
  throw refusal(413, 'The file is larger than 5 MB. Save the sheet alone.');
}
