import { createRoute, z } from '@hono/zod-openapi';
import {
  type Done,
  exemptFigure,
  type FigureToPublish,
  type FilledBox,
  type ListedFigure,
  listDocuments,
  listPrivate,
  type Observation,
  type PrintToPublish,
  publicSight,
  publishReturn,
  type Return,
  releaseFigure,
  returnDocuments,
  withdrawFigure,
  withdrawReturn,
} from '@throughline/db';
import { londonMoment } from '@throughline/domain/london';
import { isPeriod } from '@throughline/domain/period';
import { type Decision, decidePublication } from '@throughline/domain/publishing';
import type { Review } from '@throughline/domain/returnReview';
import { observationId } from '@throughline/domain/series';
import { allow } from '../access.ts';
import { withheldReason } from '../answer/decision.ts';
import { fromWireGround, toProof } from '../answer/return.ts';
import { json, nothing, replies, router } from '../ask.ts';
import type { Deps } from '../deps.ts';
import { readDiscrepancies } from '../discrepancies.ts';
import { refusal, refusalWith } from '../problem.ts';
import { doing, foundReturn, openAsks, refused, returnPageOf, reviewed } from '../returning.ts';
import { askingPerson } from '../session.ts';
import {
  done,
  exempting,
  type observation,
  privateList,
  proof,
  publishing,
  releasing,
  returnPage,
  withdrawal,
  withdrawing,
} from '../wire/return.ts';

const params = z.object({ id: z.string() });

const look = createRoute({
  method: 'get',
  path: '/returns/{id}/proof',
  middleware: allow('approve'),
  summary: 'What would be published: old beside new, every warning, and the public words',
  request: { params, query: nothing },
  responses: replies(proof, 'The proof'),
});

const publish = createRoute({
  method: 'post',
  path: '/returns/{id}/publish',
  middleware: allow('approve'),
  summary: 'Approves a checked return and makes it public, now or at a time',
  request: { params, body: json(publishing) },
  responses: replies(returnPage, 'Published, or scheduled'),
});

const takeBack = createRoute({
  method: 'post',
  path: '/returns/{id}/withdraw',
  middleware: allow('withdraw'),
  summary: 'Withdraws all that a return made public, at once; before its time, calls it off',
  request: { params, body: json(withdrawing) },
  responses: replies(returnPage, 'Withdrawn'),
});

const takeAway = createRoute({
  method: 'post',
  path: '/withdrawals',
  middleware: allow('withdraw'),
  summary: 'Withdraws one published figure at once; it leaves a marked gap',
  request: { body: json(withdrawal) },
  responses: replies(done, 'Withdrawn'),
});

const listed = createRoute({
  method: 'get',
  path: '/exemptions',
  middleware: allow('exempt', 'private'),
  summary: 'The figures that are private now, with their grounds and without their numbers',
  request: { query: nothing },
  responses: replies(privateList, 'Private figures'),
});

const exempt = createRoute({
  method: 'post',
  path: '/exemptions',
  middleware: allow('exempt'),
  summary: 'Makes a figure private at once: exempt by a paragraph, or confidential by law',
  request: { body: json(exempting) },
  responses: replies(done, 'Private'),
});

const release = createRoute({
  method: 'post',
  path: '/exemptions/release',
  middleware: allow('release', 'private'),
  summary: 'Makes a private figure public again, with a reason',
  request: { body: json(releasing) },
  responses: replies(done, 'Public'),
});

/**
 * Approval, publication, withdrawal and exemption: a second person decides. What is taken away is
 * gone when the answer comes: `forgotten` waits until no instance answers from before.
 */
export function publishingRoutes(deps: Deps, forgotten: () => Promise<void>) {
  const { db, now } = deps;
  return router()
    .openapi(look, async (c) => {
      const found = await foundReturn(deps, c.req.valid('param').id);
      const judged = await reviewed(c, deps, found);
      const { person } = await askingPerson(c);
      const decision = await decide(found, judged, now(), person);
      const discrepancies = await readDiscrepancies(deps);
      const withheld = (metric: string) => withheldReason(metric, discrepancies, deps.today());
      const { review, published } = judged;
      const asks = await openAsks(deps, found);
      return c.json(toProof(found, review, decision, { published, withheld, asks }), 200);
    })
    .openapi(publish, async (c) => {
      const found = await foundReturn(deps, c.req.valid('param').id);
      const { seen, at: asked, acknowledged, note } = c.req.valid('json');
      const approving = await doing(c, deps);
      const at = asked === undefined ? approving.at : londonMoment(asked);
      if (at === undefined) throw refusal(400, `at: No clock in Coventry shows ${asked}`);
      if (at < approving.at) throw refusal(400, 'at: This time is past. Leave it out for now.');

      const judged = await reviewed(c, deps, found);
      const decision = await decide(found, judged, at, approving.person);
      if (found.state === 'checked') refuseUnlessReady(decision, acknowledged);
      const figures = decision.boxes.flatMap((box) => toPublish(found, box));
      const prints = decision.boxes.flatMap((box) => toPrint(found, box));
      const approval = { seen, at, note, acknowledged, figures, prints };
      const result = await publishReturn(db, found, approval, approving);
      if (result) throw refused(result, found.id);
      if (figures.some(({ ground }) => ground !== undefined)) await forgotten();
      return c.json(await returnPageOf(c, deps, found.id), 200);
    })
    .openapi(takeBack, async (c) => {
      const { id } = c.req.valid('param');
      const result = await withdrawReturn(db, id, c.req.valid('json'), await doing(c, deps));
      if (result) throw refused(result, id);
      await forgotten();
      return c.json(await returnPageOf(c, deps, id), 200);
    })
    .openapi(takeAway, async (c) => {
      const { figure, reason } = c.req.valid('json');
      finish(await withdrawFigure(db, toObservation(figure), reason, await doing(c, deps)));
      await forgotten();
      return c.json({ done: true as const }, 200);
    })
    .openapi(listed, async (c) =>
      c.json(
        {
          private: (await listPrivate(db)).map(({ ground, madeBy, madeAt, ...figure }) => ({
            figure: { ...figure, breakdown: figure.breakdown ?? undefined },
            ground,
            made_by: madeBy,
            made_at: madeAt.toISOString(),
          })),
        },
        200,
      ),
    )
    .openapi(exempt, async (c) => {
      const { figure, ground } = c.req.valid('json');
      const made = fromWireGround(ground);
      finish(await exemptFigure(db, toObservation(figure), made, await doing(c, deps)));
      await forgotten();
      return c.json({ done: true as const }, 200);
    })
    .openapi(release, async (c) => {
      const { figure, reason } = c.req.valid('json');
      finish(await releaseFigure(db, toObservation(figure), reason, await doing(c, deps)));
      return c.json({ done: true as const }, 200);
    });

  async function decide(
    found: Return,
    { review, published }: { review: Review<FilledBox>; published: readonly ListedFigure[] },
    at: Date,
    approver: number,
  ): Promise<Decision> {
    const paper =
      found.kind === 'paper'
        ? (await listDocuments(db, publicSight(at))).find(({ id }) => id === found.document)
        : undefined;
    const returns = await returnDocuments(db);
    const unprinted = published.filter(
      (figure) =>
        // A gap has no number that a paper could print, and a private paper is no public source.
        !('symbol' in figure) &&
        !figure.private &&
        returns.has(figure.source.document) &&
        paper?.part === 1,
    );
    return decidePublication(review, {
      kind: found.kind,
      document: found.document,
      at,
      meeting: paper?.meeting,
      approver,
      published,
      unprinted: new Set(unprinted.map(observationId)),
    });
  }
}

function refuseUnlessReady(decision: Decision, acknowledged: readonly string[]): void {
  const missing = decision.toAcknowledge.filter(({ id }) => !acknowledged.includes(id));
  const errors = [
    ...decision.forbidden.map((message) => ({ at: '', message })),
    ...missing.map(({ id, message }) => ({
      at: id,
      message: `Acknowledge this first: ${message}`,
    })),
  ];
  if (errors.length === 0) return;
  throw refusalWith({ status: 422, detail: 'The return cannot be published yet', errors });
}

function toPublish(
  { kind, document, meeting }: Return,
  { box, figure }: Decision['boxes'][number],
): FigureToPublish[] {
  if (figure === undefined) return [];
  const { value } = figure;
  return [
    {
      ...writersOf(box),
      ground: box.content.private,
      // A symbol tells nothing that was asked for.
      asked: 'symbol' in value ? [] : (box.content.asked ?? []),
      version: {
        metric: box.metric,
        area: box.area,
        breakdown: box.breakdown,
        category: box.category,
        period: box.period,
        value: 'value' in value ? value.value : null,
        low: 'low' in value ? value.low : null,
        high: 'low' in value ? value.high : null,
        symbol: 'symbol' in value ? value.symbol : null,
        marks: [...figure.marks],
        formula: figure.formula,
        printed: figure.printed,
        document,
        locator: figure.locator,
        knownFrom: figure.knownFrom,
        meeting: kind === 'paper' ? (meeting ?? null) : null,
        note: figure.note,
        changeKind: figure.changeKind,
        changeReason: figure.changeReason,
      },
    },
  ];
}

function toPrint(
  { document, meeting }: Return,
  { box, print }: Decision['boxes'][number],
): PrintToPublish[] {
  if (print === undefined) return [];
  const { metric, area, breakdown, category, period } = box;
  return [
    {
      ...writersOf(box),
      print: { ...{ metric, area, breakdown, category, period }, document, meeting, ...print },
    },
  ];
}

function writersOf({ position, author, lastEditor }: Decision['boxes'][number]['box']) {
  if (author === undefined || lastEditor === undefined) {
    throw new Error(`Nobody wrote box ${position}`);
  }
  return { author: author.id, lastEditor: lastEditor.id };
}

/** An observation as it is asked about, or the refusal that its period is none. */
export function toObservation(figure: z.infer<typeof observation>): Observation {
  if (!isPeriod(figure.period)) throw refusal(400, 'figure.period: Give a period, such as 2024-12');
  return { ...figure, breakdown: figure.breakdown ?? null };
}

function finish(result: Done): void {
  switch (result) {
    case 'done':
      return;
    case 'no such figure':
      throw refusal(404, 'No such figure is published');
    case 'done already':
      throw refusal(409, 'This was done already');
  }
}
