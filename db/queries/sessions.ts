import type { Role } from '@throughline/domain/access';
import { and, desc, eq, gt, isNull, lt, or } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { people } from '../schema/people.ts';
import { sessions } from '../schema/sessions.ts';
import { appendAudit } from './audit.ts';
import { ringForRights } from './events.ts';
import { aboutPerson } from './people.ts';

/** Somebody signed in: who, with which rights, and by which session. */
export interface SignedIn {
  session: number;
  person: number;
  name: string;
  roles: Role[];
}

/** A session as its owner sees it. */
export interface Session {
  id: number;
  startedAt: Date;
  seenAt: Date;
  device: string;
}

/** A session to be. The token itself is known only to the browser. */
export interface NewSession {
  tokenHash: string;
  person: number;
  device: string;
  /** How they signed in, for the record. */
  way: 'identity provider' | 'link';
  providerSession?: string | undefined;
}

const minute = 60_000;

/** A session ends when nothing was asked by it for so long. */
export const idleFor = 30 * minute;

/** A session ends so long after it began, whatever was asked by it. */
export const lastsFor = 12 * 60 * minute;

/** Being seen is written down no more often than this, so that reading stays reading. */
const seenEvery = minute;

/** Begins a session, and puts the sign-in on record. */
export async function startSession(db: Database, session: NewSession, at: Date): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(sessions).where(isOver(at));
    const { tokenHash, person, device, way, providerSession } = session;
    await tx
      .insert(sessions)
      .values({ tokenHash, person, device, providerSession, startedAt: at, seenAt: at });
    await appendAudit(tx, {
      at,
      actor: { person },
      kind: 'signed in',
      about: aboutPerson({ id: person }),
      detail: { way },
    });
  });
}

/** Whose token it is, if its session goes on and the person may sign in; marks the session as seen. */
export async function findSignedIn(
  db: Database,
  tokenHash: string,
  at: Date,
): Promise<SignedIn | undefined> {
  const found = await lookUp(db, tokenHash, at);
  if (found === undefined) return undefined;
  const { seenAt, ...signedIn } = found;
  if (at.getTime() - seenAt.getTime() >= seenEvery) {
    await db.update(sessions).set({ seenAt: at }).where(eq(sessions.id, found.session));
  }
  return signedIn;
}

/** The same without marking it as seen: a page that only stays open keeps no session alive. */
export async function findStillSignedIn(
  db: Database,
  tokenHash: string,
  at: Date,
): Promise<SignedIn | undefined> {
  const found = await lookUp(db, tokenHash, at);
  if (found === undefined) return undefined;
  const { seenAt: _, ...signedIn } = found;
  return signedIn;
}

async function lookUp(db: Database, tokenHash: string, at: Date) {
  const [found] = await db
    .select({
      session: sessions.id,
      person: people.id,
      name: people.name,
      roles: people.roles,
      seenAt: sessions.seenAt,
    })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.person))
    .where(and(eq(sessions.tokenHash, tokenHash), goesOn(at), isNull(people.disabledAt)));
  return found;
}

/** The sessions of a person that go on, the one last used first. */
export function listSessions(db: Database, person: number, at: Date): Promise<Session[]> {
  return db
    .select({
      id: sessions.id,
      startedAt: sessions.startedAt,
      seenAt: sessions.seenAt,
      device: sessions.device,
    })
    .from(sessions)
    .where(and(eq(sessions.person, person), goesOn(at)))
    .orderBy(desc(sessions.seenAt), desc(sessions.id));
}

/** Ends a session of a person. False when they have none of that number. */
export function endSession(
  db: Database,
  { person, session }: { person: number; session: number },
  at: Date,
  kind: 'signed out' | 'session ended' = 'session ended',
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const ended = await tx
      .delete(sessions)
      .where(and(eq(sessions.id, session), eq(sessions.person, person)))
      .returning({ id: sessions.id });
    if (ended.length === 0) return false;
    await ringForRights(tx);
    await appendAudit(tx, { at, actor: { person }, kind, about: aboutPerson({ id: person }) });
    return true;
  });
}

/** Ends what the identity provider says is over: one session of a person, or all. Returns how many. */
export function endProviderSessions(
  db: Database,
  {
    person,
    providerSession,
  }: { person?: number | undefined; providerSession?: string | undefined },
  at: Date,
): Promise<number> {
  if (person === undefined && providerSession === undefined) return Promise.resolve(0);
  return db.transaction(async (tx) => {
    const ended = await tx
      .delete(sessions)
      .where(
        and(
          person === undefined ? undefined : eq(sessions.person, person),
          providerSession === undefined ? undefined : eq(sessions.providerSession, providerSession),
        ),
      )
      .returning({ person: sessions.person });
    if (ended.length > 0) await ringForRights(tx);
    for (const about of new Set(ended.map((one) => one.person))) {
      await appendAudit(tx, {
        at,
        actor: 'nobody',
        kind: 'session ended',
        about: aboutPerson({ id: about }),
        detail: { by: 'identity provider' },
      });
    }
    return ended.length;
  });
}

function goesOn(at: Date) {
  return and(
    gt(sessions.seenAt, new Date(at.getTime() - idleFor)),
    gt(sessions.startedAt, new Date(at.getTime() - lastsFor)),
  );
}

function isOver(at: Date) {
  return or(
    lt(sessions.seenAt, new Date(at.getTime() - idleFor)),
    lt(sessions.startedAt, new Date(at.getTime() - lastsFor)),
  );
}
