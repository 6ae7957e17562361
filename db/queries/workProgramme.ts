import type { Day } from '@throughline/domain/period';
import { moveProblem } from '@throughline/domain/workProgramme';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { agendaItemMetrics, agendaItems, itemMoves, meetings } from '../schema/meetings.ts';
import { metrics } from '../schema/metrics.ts';
import { appendAudit } from './audit.ts';
import { noteChange } from './dataState.ts';
import type { PersonDoing } from './returns.ts';

/** An item of the Board's work at a meeting. */
export interface ProgrammeItem {
  meeting: Day;
  position: number;
  title: string;
  part: number;
  minute: string | undefined;
  metrics: { id: string; title: string }[];
  /** Where it went and why; without a meeting it was taken off. */
  moved: { to: Day | undefined; reason: string } | undefined;
  /** The meeting it was moved here from. */
  movedFrom: Day | undefined;
}

/** Every item of every meeting, in the order of time and of the agenda. */
export async function listProgramme(db: Database): Promise<ProgrammeItem[]> {
  const items = await db
    .select({
      meeting: agendaItems.meeting,
      position: agendaItems.position,
      title: agendaItems.title,
      part: agendaItems.part,
      minute: agendaItems.minute,
      movedTo: itemMoves.toMeeting,
      moveReason: itemMoves.reason,
    })
    .from(agendaItems)
    .leftJoin(itemMoves, placeOf(agendaItems.meeting, agendaItems.position))
    .orderBy(asc(agendaItems.meeting), asc(agendaItems.position));
  const named = await db
    .select({
      meeting: agendaItemMetrics.meeting,
      position: agendaItemMetrics.position,
      id: metrics.id,
      title: metrics.title,
    })
    .from(agendaItemMetrics)
    .innerJoin(metrics, eq(metrics.id, agendaItemMetrics.metric))
    .orderBy(asc(metrics.position));
  const moves = await db
    .select({
      from: itemMoves.meeting,
      meeting: itemMoves.toMeeting,
      position: itemMoves.toPosition,
    })
    .from(itemMoves);
  return items.map(({ movedTo, moveReason, minute, ...item }) => {
    const isHere = (place: { meeting: Day | null; position: number | null }) =>
      place.meeting === item.meeting && place.position === item.position;
    return {
      ...item,
      minute: minute ?? undefined,
      metrics: named.flatMap(({ id, title, ...place }) => (isHere(place) ? [{ id, title }] : [])),
      moved: moveReason === null ? undefined : { to: movedTo ?? undefined, reason: moveReason },
      movedFrom: moves.find(isHere)?.from,
    };
  });
}

/** How a move went: the place it has now, none where it was taken off, or why it was not moved. */
export type ItemMoved = { position: number | undefined } | { problem: string } | 'no such item';

/** Moves an item to another meeting with its metrics, or takes it off; it stays marked where it was. */
export function moveItem(
  db: Database,
  item: { meeting: Day; position: number },
  to: Day | undefined,
  reason: string,
  { person, at }: PersonDoing,
): Promise<ItemMoved> {
  return db.transaction(async (tx) => {
    const about = { meeting: item.meeting, ...(to ? { to } : {}) };
    await noteChange(tx, { visibility: 'public', about, at });
    const [found] = await tx
      .select({
        title: agendaItems.title,
        part: agendaItems.part,
        exemptParagraphs: agendaItems.exemptParagraphs,
        exemptGround: agendaItems.exemptGround,
        state: meetings.state,
        moved: itemMoves.meeting,
      })
      .from(agendaItems)
      .innerJoin(meetings, eq(meetings.date, agendaItems.meeting))
      .leftJoin(itemMoves, placeOf(agendaItems.meeting, agendaItems.position))
      .where(and(eq(agendaItems.meeting, item.meeting), eq(agendaItems.position, item.position)));
    if (found === undefined) return 'no such item';
    const { state, moved, ...copied } = found;
    const target = to === undefined ? undefined : await meetingOn(tx, to);
    if (to !== undefined && target === undefined) {
      return { problem: `The Board has no meeting on ${to}` };
    }
    const problem = moveProblem({ state, isMoved: moved !== null }, target, item.meeting);
    if (problem !== undefined) return { problem };

    const position = to === undefined ? undefined : await copyTo(tx, item, to, copied);
    await tx.insert(itemMoves).values({
      ...item,
      toMeeting: to ?? null,
      toPosition: position ?? null,
      reason,
      movedBy: person,
      movedAt: at,
    });
    await appendAudit(tx, {
      at,
      actor: { person },
      kind: 'item moved',
      about: `meeting ${item.meeting}, item ${item.position}`,
      detail: { to: to ?? 'taken off', reason },
    });
    return { position };
  });
}

/**
 * Gives items to be loaded places that no moved item holds. One that meets another there goes after
 * all of its meeting, and has that place again at the next load.
 */
export async function besideMoved<Item extends { meeting: Day; position: number; title: string }>(
  db: Database,
  items: readonly Item[],
): Promise<Item[]> {
  const there = await db
    .select({
      meeting: agendaItems.meeting,
      position: agendaItems.position,
      title: agendaItems.title,
      movedFrom: itemMoves.meeting,
    })
    .from(agendaItems)
    .leftJoin(
      itemMoves,
      and(
        eq(itemMoves.toMeeting, agendaItems.meeting),
        eq(itemMoves.toPosition, agendaItems.position),
      ),
    );
  const placed: Item[] = [...items];
  for (const [at, item] of items.entries()) {
    const ofMeeting = there.filter(({ meeting }) => meeting === item.meeting);
    const held = ofMeeting.find(({ position }) => position === item.position);
    if (held === undefined || held.movedFrom === null || held.title === item.title) continue;
    const own = placed.filter(({ meeting }) => meeting === item.meeting);
    const before = ofMeeting.find(
      ({ title, position, movedFrom }) =>
        title === item.title &&
        movedFrom === null &&
        !own.some((other) => other.position === position),
    );
    const last = Math.max(...[...ofMeeting, ...own].map(({ position }) => position));
    placed[at] = { ...item, position: before?.position ?? last + 1 };
  }
  return placed;
}

async function copyTo(
  tx: Database,
  item: { meeting: Day; position: number },
  to: Day,
  copied: Pick<
    typeof agendaItems.$inferInsert,
    'title' | 'part' | 'exemptParagraphs' | 'exemptGround'
  >,
): Promise<number> {
  const [last] = await tx
    .select({ position: sql<number>`coalesce(max(${agendaItems.position}), 0)::int` })
    .from(agendaItems)
    .where(eq(agendaItems.meeting, to));
  const position = (last?.position ?? 0) + 1;
  await tx.insert(agendaItems).values({ ...copied, meeting: to, position });
  const own = await tx
    .select({ metric: agendaItemMetrics.metric })
    .from(agendaItemMetrics)
    .where(
      and(
        eq(agendaItemMetrics.meeting, item.meeting),
        eq(agendaItemMetrics.position, item.position),
      ),
    );
  for (const { metric } of own) {
    await tx.insert(agendaItemMetrics).values({ meeting: to, position, metric });
  }
  return position;
}

async function meetingOn(tx: Database, date: Day) {
  const [found] = await tx
    .select({ date: meetings.date, state: meetings.state })
    .from(meetings)
    .where(eq(meetings.date, date));
  return found;
}

function placeOf(meeting: typeof agendaItems.meeting, position: typeof agendaItems.position) {
  return and(eq(itemMoves.meeting, meeting), eq(itemMoves.position, position));
}
