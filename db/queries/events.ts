import type { Visibility } from '@throughline/domain/access';
import { and, asc, eq, gt, or, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { doorbell, type Ring } from '../doorbell.ts';
import { events } from '../schema/events.ts';

/** What an event is heard on: the record, or one meeting, presentation or screen by its id. */
export type Channel = 'record' | `${string}:${string}`;

/** What can happen. A new kind of happening is a new line here. */
export type EventKind =
  | 'record changed'
  | 'figures published'
  | 'figures withdrawn'
  | 'made private'
  | 'made public'
  | 'presentation changed';

/** What an event is about: names to ids. Never a figure, a title, a reason or other words. */
export type About = Readonly<Record<string, string | number | readonly string[]>>;

/** Something that happened, to be told. */
export interface NewEvent {
  channel: Channel;
  /** `private`: only those who may read what is private on this channel are told, or can tell. */
  visibility: Visibility;
  kind: EventKind;
  about: About;
  /** When it happened; the database's own clock where it is left out. */
  at?: Date | undefined;
  /** What brings this event only once, whoever tells it first. */
  cause?: string | undefined;
}

/** One of the two countings of a channel: of what is public in it, or of what is private. */
export interface Counting {
  channel: Channel;
  visibility: Visibility;
}

/** How far somebody has heard: all of a counting up to and with this number. */
export type Heard = Counting & { number: number };

/** An event as it was told. */
export interface ToldEvent extends Heard {
  kind: string;
  about: About;
  at: Date;
}

/**
 * Tells that something happened, in the transaction of what happened: both are there or neither.
 * From here to the end of it, whoever else tells on this channel waits, so that numbers follow
 * the order of commits. Call it after `noteChange` and before `appendAudit`: always in that order,
 * nobody waits for each other. False when its cause was told already.
 */
export async function addEvent(db: Database, event: NewEvent): Promise<boolean> {
  const { channel, visibility, kind, about, cause } = event;
  return db.transaction(async (tx) => {
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtext('throughline events'), hashtext(${`${channel} ${visibility}`}))`,
    );
    const [last] = await tx
      .select({ number: sql<number>`coalesce(max(${events.number}), 0)::int` })
      .from(events)
      .where(and(eq(events.channel, channel), eq(events.visibility, visibility)));
    const added = await tx
      .insert(events)
      .values({
        channel,
        visibility,
        number: (last?.number ?? 0) + 1,
        kind,
        about: JSON.stringify(about),
        at: event.at ?? sql`now()`,
        cause: cause ?? null,
      })
      .onConflictDoNothing({ target: events.cause })
      .returning({ number: events.number });
    if (added.length === 0) return false;
    await tx.execute(sql`select pg_notify(${doorbell}, '')`);
    return true;
  });
}

/**
 * Rings for a change of rights or the end of a session, in its transaction: open streams ask again at
 * once, in every process, whether their reader may still hear them.
 */
export async function ringForRights(tx: Database): Promise<void> {
  await tx.execute(sql`select pg_notify(${doorbell}, ${'rights' satisfies Ring})`);
}

/** How far each counting has come; 0 where nothing was told yet. */
export async function lastTold(db: Database, countings: readonly Counting[]): Promise<Heard[]> {
  if (countings.length === 0) return [];
  const rows = await db
    .select({
      channel: events.channel,
      visibility: events.visibility,
      number: sql<number>`max(${events.number})::int`,
    })
    .from(events)
    .where(or(...countings.map(isOf)))
    .groupBy(events.channel, events.visibility);
  return countings.map(({ channel, visibility }) => ({
    channel,
    visibility,
    number:
      rows.find((row) => row.channel === channel && row.visibility === visibility)?.number ?? 0,
  }));
}

/**
 * What was told after somebody last heard, each counting in its order; at most so many in all, then
 * the rest of a counting comes the next time.
 */
export async function eventsAfter(
  db: Database,
  heard: readonly Heard[],
  limit: number,
): Promise<ToldEvent[]> {
  if (heard.length === 0) return [];
  const rows = await db
    .select({
      channel: events.channel,
      visibility: events.visibility,
      number: events.number,
      kind: events.kind,
      about: events.about,
      at: events.at,
    })
    .from(events)
    .where(or(...heard.map((one) => and(isOf(one), gt(events.number, one.number)))))
    .orderBy(asc(events.channel), asc(events.visibility), asc(events.number))
    .limit(limit);
  return rows.map(({ channel, about, ...row }) => ({
    ...row,
    channel: channel as Channel,
    about: JSON.parse(about) as About,
  }));
}

function isOf({ channel, visibility }: Counting) {
  return and(eq(events.channel, channel), eq(events.visibility, visibility));
}
