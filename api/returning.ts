import {
  type BoardRequest,
  type Database,
  type FilledBox,
  findReturn,
  type ListedFigure,
  listAliases,
  listMeetings,
  listRequests,
  publicSight,
  publicState,
  type Refused,
  type Return,
  returnBrief,
} from '@throughline/db';
import { homeArea } from '@throughline/domain/place';
import { requestState } from '@throughline/domain/request';
import { type Review, reviewReturn } from '@throughline/domain/returnReview';
import type { Context } from 'hono';
import type { HTTPException } from 'hono/http-exception';
import { type NamedGrid, toUnderstood } from './answer/pasting.ts';
import { toReturnPage } from './answer/return.ts';
import type { Deps } from './deps.ts';
import { refusal, refusalWith } from './problem.ts';
import { noteSeen, readFigures, sightOf } from './reading.ts';
import { registryNow } from './registry.ts';
import { askingPerson } from './session.ts';
import type { Pasting, Understood } from './wire/pasting.ts';
import type { ReturnPage } from './wire/return.ts';

/** One return, or the refusal that there is none. */
export async function foundReturn({ db }: Pick<Deps, 'db'>, id: string): Promise<Return> {
  const found = await findReturn(db, id);
  if (found === undefined) throw refusal(404, `There is no return “${id}”`);
  return found;
}

/** One return with its boxes judged, as a page of it says. */
export async function returnPageOf(c: Context, deps: Deps, id: string): Promise<ReturnPage> {
  const { found, review } = await judgedReturn(c, deps, id);
  return toReturnPage(found, review, { now: deps.now(), asks: await openAsks(deps, found) });
}

/** What the Board asked for about the metrics of a return and was not told yet, as anyone may know. */
export async function openAsks(
  { db, now, today }: Pick<Deps, 'db' | 'now' | 'today'>,
  { boxes }: Pick<Return, 'boxes'>,
): Promise<BoardRequest[]> {
  const metrics = new Set(boxes.map(({ metric }) => metric));
  const held = (await listMeetings(db)).flatMap(({ date, state }) =>
    state === 'held' ? [date] : [],
  );
  return (await listRequests(db, publicSight(now()))).filter(
    (one) =>
      one.metrics.some(({ id }) => metrics.has(id)) &&
      ['open', 'overdue'].includes(requestState(one, held, today())),
  );
}

/** A return and how it is judged. */
type Judged = { found: Return } & Awaited<ReturnType<typeof reviewed>>;

const judgedOnce = new WeakMap<Database, Map<string, { state: string; judged: Promise<Judged> }>>();

/**
 * One return judged as it stands, once for all who may see the same and ask before it changes: fifty
 * officers whose saves clash read it together. What is decided is decided on a fresh one.
 */
export async function judgedReturn(c: Context, deps: Deps, id: string): Promise<Judged> {
  const { db, now, today } = deps;
  const brief = await returnBrief(db, id);
  if (brief === undefined) throw refusal(404, `There is no return “${id}”`);
  const { private: seesPrivate } = await sightOf(c, deps);
  const kept = judgedOnce.get(db) ?? new Map();
  judgedOnce.set(db, kept);
  const key = `${seesPrivate} ${id}`;
  const state = `${brief.changes} ${await publicState(db, now())} ${today()}`;
  const known = kept.get(key);
  if (known?.state === state) {
    const judged = await known.judged;
    await noteSeen(c, deps, judged.published);
    return judged;
  }
  const judged = foundReturn(deps, id).then(async (found) => ({
    found,
    ...(await reviewed(c, deps, found)),
  }));
  kept.set(key, { state, judged });
  judged.catch(() => kept.delete(key));
  return judged;
}

/** A return judged as it stands, with the figures that it was judged on. */
export async function reviewed(
  c: Context,
  deps: Deps,
  { kind, boxes, dueOn }: Return,
): Promise<{ review: Review<FilledBox>; published: readonly ListedFigure[] }> {
  const published = await publishedBeside(c, deps, boxes);
  const review = reviewReturn(boxes, {
    ...(await registryNow(deps)),
    kind,
    today: deps.today(),
    due: dueOn,
    published,
  });
  return { review, published };
}

/** What is published of the metrics and areas of some boxes. */
async function publishedBeside(
  c: Context,
  deps: Deps,
  boxes: readonly Pick<FilledBox, 'metric' | 'area'>[],
): Promise<readonly ListedFigure[]> {
  const metrics = [...new Set(boxes.map(({ metric }) => metric))];
  const areas = [...new Set(boxes.map(({ area }) => area))];
  return metrics.length === 0 ? [] : readFigures(c, deps, { metrics, areas });
}

/** What tables pasted into a return are understood as. Nothing is filled by it. */
export async function understoodIn(
  c: Context,
  deps: Deps,
  { kind, boxes, dueOn }: Return,
  grids: readonly NamedGrid[],
  overrides: Pasting['overrides'],
): Promise<Understood> {
  const { db, today } = deps;
  const { metrics, areas } = await registryNow(deps);
  const everywhere = metrics.map(({ id }) => ({ metric: id, area: boxes[0]?.area ?? homeArea }));
  return toUnderstood(grids, {
    boxes,
    metrics,
    aliases: await listAliases(db),
    overrides,
    checking: {
      today: today(),
      due: dueOn,
      metrics,
      areas,
      printed: kind === 'paper',
      history: await publishedBeside(c, deps, everywhere),
    },
  });
}

/** Who asks, and when, for what is written down. */
export async function doing(c: Context, { now }: Pick<Deps, 'now'>) {
  return { person: (await askingPerson(c)).person, at: now() };
}

/** Why something was not done to a return, as a refusal. */
export function refused(result: Refused, id: string): HTTPException {
  switch (result.kind) {
    case 'no such return':
      return refusal(404, `There is no return “${id}”`);
    case 'not a draft':
      return refusal(409, `Nothing can be entered: the return is ${result.state}`);
    case 'not lawful':
      return refusal(409, `This cannot be done to a return that is ${stateWords[result.state]}`);
    case 'changed':
      return refusal(409, 'The return has changed since you looked at it. Look again.');
  }
}

/** Everything that stands in the way of submitting a return. */
export function notReady(review: Review<FilledBox>): HTTPException {
  return refusalWith({
    status: 422,
    detail: 'The return cannot be submitted yet',
    errors: review.obstacles.map(({ at, message }) => ({
      at: at === 'return' ? '' : `${at.entry}.${at.box}`,
      message,
    })),
  });
}

const stateWords: Record<Return['state'], string> = {
  draft: 'a draft',
  submitted: 'submitted',
  checked: 'checked',
  published: 'published',
  withdrawn: 'withdrawn',
};
