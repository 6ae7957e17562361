import { createRoute, z } from '@hono/zod-openapi';
import {
  addDecision,
  changeDecision,
  findDecision,
  listDecisionRecords,
  listDocuments,
  listMeetings,
  listMetrics,
  publicSight,
} from '@throughline/db';
import { checkDecision, type Decision, type DecisionKind } from '@throughline/domain/decision';
import type { Context } from 'hono';
import { allow } from '../access.ts';
import { toDecision, toDecisionPage } from '../answer/recording.ts';
import { json, nothing, replies, router } from '../ask.ts';
import type { Deps } from '../deps.ts';
import { refusal, refusalWith } from '../problem.ts';
import { doing } from '../returning.ts';
import {
  closingGiven,
  decision,
  decisionChange,
  decisionNamed,
  decisionPage,
} from '../wire/recording.ts';

const changed = {
  ...replies(decisionPage, 'The decision as it is now'),
  412: { description: 'It was changed since it was read: problem details' },
  428: { description: 'If-Match names no revision: problem details' },
} as const;

const add = createRoute({
  method: 'post',
  path: '/',
  middleware: allow('record decisions'),
  summary: 'Records what the Board resolved, recommended or asked for',
  request: { query: nothing, body: json(decision) },
  responses: {
    ...replies(decisionPage, ''),
    201: { description: 'The decision', ...json(decisionPage) },
  },
});

const read = createRoute({
  method: 'get',
  path: '/{kind}/{id}',
  middleware: allow('answer requests'),
  summary: 'A decision as it is recorded, with all that was recorded of it',
  request: { params: decisionNamed, query: nothing },
  responses: replies(decisionPage, 'The decision'),
});

const amend = createRoute({
  method: 'put',
  path: '/{kind}/{id}',
  middleware: allow('record decisions'),
  summary: 'Records a decision anew, or what became of it, for a reason',
  request: { params: decisionNamed, query: nothing, body: json(decisionChange) },
  responses: changed,
});

const close = createRoute({
  method: 'post',
  path: '/request/{id}/closing',
  middleware: allow('answer requests'),
  summary: 'Closes a request with its answer, or withdraws it for a reason',
  request: { params: z.object({ id: z.string() }), query: nothing, body: json(closingGiven) },
  responses: changed,
});

/**
 * What the Board decided, as clerks record it, and what became of it. It is public when it is
 * recorded; nothing that was recorded is lost.
 */
export function decisionRoutes(deps: Deps) {
  const { db, today, now } = deps;
  return router()
    .openapi(add, async (c) => {
      const given = toDecision(c.req.valid('json'));
      await refuseWrong(given);
      const id = await addDecision(db, given, await doing(c, deps));
      return c.json(await pageOf(given.kind, id), 201);
    })
    .openapi(read, async (c) => {
      const { kind, id } = c.req.valid('param');
      const page = await pageOf(kind, id);
      c.header('ETag', `"${page.revision}"`);
      return c.json(page, 200);
    })
    .openapi(amend, async (c) => {
      const { kind, id } = c.req.valid('param');
      const { decision: given, reason } = c.req.valid('json');
      if (given.kind !== kind) throw refusal(422, `kind: This is a ${kind}`);
      const content = toDecision(given);
      await refuseWrong(content);
      await changeOn(c, kind, id, () => content, reason);
      return c.json(await pageOf(kind, id), 200);
    })
    .openapi(close, async (c) => {
      const { id } = c.req.valid('param');
      const given = c.req.valid('json');
      const closed = given.how === 'withdrawn' ? { ...given, on: today() } : given;
      const found = await findDecision(db, 'request', id);
      if (found === undefined) throw refusal(404, `There is no request “${id}”`);
      const closedOne = (one: Decision): Decision =>
        one.kind === 'request' ? { ...one, closed } : one;
      await refuseWrong(closedOne(found.content));
      const why = closed.how === 'answered' ? 'Answered' : closed.reason;
      await changeOn(c, 'request', id, closedOne, why);
      return c.json(await pageOf('request', id), 200);
    });

  async function pageOf(kind: DecisionKind, id: string) {
    const found = await findDecision(db, kind, id);
    if (found === undefined) throw refusal(404, `There is no ${kind} “${id}”`);
    return toDecisionPage(found, await listDecisionRecords(db, kind, id));
  }

  async function changeOn(
    c: Context,
    kind: DecisionKind,
    id: string,
    change: (found: Decision) => Decision,
    reason: string,
  ): Promise<void> {
    const made = /^"(\d{1,9})"$/.exec(c.req.header('if-match') ?? '')?.[1];
    if (made === undefined) throw refusal(428, 'If-Match: Give the revision that was read');
    const revision = Number(made);
    const done = await changeDecision(
      db,
      { kind, id, revision },
      change,
      reason,
      await doing(c, deps),
    );
    switch (done) {
      case 'recorded':
        return;
      case 'no such decision':
        throw refusal(404, `There is no ${kind} “${id}”`);
      case 'changed meanwhile':
        throw refusal(412, 'Somebody else recorded it meanwhile. Read it again, then decide.');
    }
  }

  /** Refuses, at its field each, what cannot be recorded. */
  async function refuseWrong(content: Decision): Promise<void> {
    const errors = checkDecision(content, {
      meetings: await listMeetings(db),
      documents: new Set((await listDocuments(db, publicSight(now()))).map(({ id }) => id)),
      metrics: new Set((await listMetrics(db)).map(({ id }) => id)),
      today: today(),
    });
    if (errors.length > 0) {
      throw refusalWith({ status: 422, detail: 'It cannot be recorded like this', errors });
    }
  }
}
