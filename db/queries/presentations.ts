import type { Day } from '@throughline/domain/period';
import {
  atMoment,
  type Command,
  follow,
  type Presentation,
  type Refused,
  type RoomSession,
} from '@throughline/domain/presentation';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { presentations, screenAdmissions, screens } from '../schema/presentations.ts';
import { appendAudit } from './audit.ts';
import { addEvent } from './events.ts';
import { listExclusions } from './exclusions.ts';

/** A presentation that is open, as it stands at a moment. */
export interface OpenPresentation {
  id: number;
  meeting: Day;
  code: string;
  version: number;
  state: Presentation;
  openedAt: Date;
  actedAt: Date;
  /** What the screens let into the private part that is on are told by. */
  privateKey: string | undefined;
}

/** Who does it, and when. */
interface Doing {
  person: number;
  at: Date;
}

/** The open presentation of a meeting, if there is one. */
export function findPresentation(
  db: Database,
  meeting: Day,
  now: Date,
): Promise<OpenPresentation | undefined> {
  return lookUp(db, eq(presentations.meeting, meeting), now);
}

/** The open presentation of a code, if there is one. */
export function findByCode(
  db: Database,
  code: string,
  now: Date,
): Promise<OpenPresentation | undefined> {
  return lookUp(db, eq(presentations.code, code), now);
}

/** Opens a presentation, or finds the one that is open: a meeting has one at a time. */
export async function openPresentation(
  db: Database,
  { meeting, code, state }: { meeting: Day; code: string; state: Presentation },
  { person, at }: Doing,
): Promise<OpenPresentation> {
  await db
    .insert(presentations)
    .values({
      meeting,
      code,
      state: JSON.stringify(state),
      version: 1,
      openedBy: person,
      openedAt: at,
      actedAt: at,
    })
    .onConflictDoNothing();
  const found = await findPresentation(db, meeting, at);
  if (found === undefined) throw new Error('A presentation that was opened is not there');
  return found;
}

/**
 * Follows a command, if the presentation still stands where whoever gave it saw it, and tells the
 * screens. That a private part began or ended goes on record.
 */
export function stepPresentation(
  db: Database,
  { id, seen, command }: { id: number; seen: number; command: Command },
  { person, at }: Doing,
): Promise<'done' | 'elsewhere' | Refused> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select(columns)
      .from(presentations)
      .where(and(eq(presentations.id, id), isNull(presentations.closedAt)))
      .for('update');
    if (row === undefined || row.version !== seen) return 'elsewhere';
    const left = read(row);
    const before = atMoment(left.state, left.actedAt, at);
    const after = follow(before, command, await listExclusions(tx, left.meeting));
    if ('refused' in after) return after;

    const begins = after.session.kind === 'private' && before.session.kind === 'public';
    const ends =
      left.state.session.kind === 'private' && (begins || after.session.kind === 'public');
    const version = seen + 1;
    const key = begins ? crypto.randomUUID().replaceAll('-', '') : left.privateKey;
    await tx
      .update(presentations)
      .set({
        state: JSON.stringify(after),
        version,
        actedAt: at,
        privateKey: after.session.kind === 'private' ? (key ?? null) : null,
      })
      .where(eq(presentations.id, id));

    const isPrivate = after.session.kind === 'private' && !begins;
    await tell(tx, left, { version, at, isPrivate, key });
    if (ends) await noteSession(tx, left, left.state.session, { person, at });
    if (begins) await noteSession(tx, left, after.session, { person, at }, 'begun');
    return 'done';
  });
}

/** Ends a presentation; its screens show nothing more. False when it was not open. */
export function closePresentation(
  db: Database,
  id: number,
  { person, at }: Doing,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .update(presentations)
      .set({ closedAt: at, version: sql`${presentations.version} + 1` })
      .where(and(eq(presentations.id, id), isNull(presentations.closedAt)))
      .returning(columns);
    if (row === undefined) return false;
    const closed = read(row);
    const { version, privateKey: key } = closed;
    await tell(tx, closed, { version, at, isPrivate: false, key });
    if (closed.state.session.kind === 'private') {
      await noteSession(tx, closed, closed.state.session, { person, at });
    }
    return true;
  });
}

/** Notes a screen that was opened in public. It can be sent nothing private, now or ever. */
export function addPublicScreen(
  db: Database,
  { id, code }: OpenPresentation,
  { tokenHash, at }: { tokenHash: string; at: Date },
): Promise<void> {
  return db.transaction(async (tx) => {
    await tx
      .insert(screens)
      .values({ presentation: id, tokenHash, openedFor: 'public', openedAt: at });
    await tellScreen(tx, { id, code }, at);
  });
}

/** How many screens were opened, in public and for the private part that is on. */
export async function countScreens(
  db: Database,
  { id, state }: OpenPresentation,
): Promise<{ public: number; private: number }> {
  const part = state.session.kind === 'private' ? state.session.part : 0;
  return {
    public: await db.$count(
      screens,
      and(eq(screens.presentation, id), eq(screens.openedFor, 'public')),
    ),
    private: await db.$count(screens, and(eq(screens.presentation, id), eq(screens.part, part))),
  };
}

/** A code lets a screen in for so long after it was made. */
export const admissionLastsFor = 10 * 60_000;

/** Keeps a code by which one screen is let into the private part that is on. */
export async function addAdmission(
  db: Database,
  { codeHash, presentation, part }: { codeHash: string; presentation: number; part: number },
  { person, at }: Doing,
): Promise<void> {
  await db
    .insert(screenAdmissions)
    .values({ codeHash, presentation, part, madeBy: person, madeAt: at });
}

/** Spends a code: the screen is let into the private part it was made for, if that is still on. */
export function admitScreen(
  db: Database,
  { codeHash, tokenHash, at }: { codeHash: string; tokenHash: string; at: Date },
): Promise<OpenPresentation | undefined> {
  return db.transaction(async (tx) => {
    const [spent] = await tx
      .update(screenAdmissions)
      .set({ usedAt: at })
      .where(
        and(
          eq(screenAdmissions.codeHash, codeHash),
          isNull(screenAdmissions.usedAt),
          gt(screenAdmissions.madeAt, new Date(at.getTime() - admissionLastsFor)),
        ),
      )
      .returning({ presentation: screenAdmissions.presentation, part: screenAdmissions.part });
    if (spent === undefined) return undefined;
    const found = await lookUp(tx, eq(presentations.id, spent.presentation), at);
    if (found === undefined || !isOn(found, spent.part)) return undefined;
    await tx.insert(screens).values({
      presentation: spent.presentation,
      tokenHash,
      openedFor: 'private',
      part: spent.part,
      openedAt: at,
    });
    await tellScreen(tx, found, at);
    return found;
  });
}

/** A presentation that the law lets this screen be shown in private: there is no other way to one. */
export interface AdmittedPresentation extends OpenPresentation {
  screen: number;
  admittedTo: number;
}

/** What the screen of a token was let into, while that private part is on, and not a moment longer. */
export async function findAdmitted(
  db: Database,
  tokenHash: string,
  now: Date,
): Promise<AdmittedPresentation | undefined> {
  const [screen] = await db
    .select({ id: screens.id, presentation: screens.presentation, part: screens.part })
    .from(screens)
    .where(and(eq(screens.tokenHash, tokenHash), eq(screens.openedFor, 'private')));
  if (screen === undefined || screen.part === null) return undefined;
  const found = await lookUp(db, eq(presentations.id, screen.presentation), now);
  if (found === undefined || !isOn(found, screen.part)) return undefined;
  return { ...found, screen: screen.id, admittedTo: screen.part };
}

/** The open presentation that a token's screen belongs to, whatever it was opened for. */
export async function findOfScreen(
  db: Database,
  tokenHash: string,
  now: Date,
): Promise<OpenPresentation | undefined> {
  const [screen] = await db
    .select({ presentation: screens.presentation })
    .from(screens)
    .where(eq(screens.tokenHash, tokenHash));
  return screen && lookUp(db, eq(presentations.id, screen.presentation), now);
}

/** Whether the screens of a private part are told by such a key now. */
export async function isPrivateKey(db: Database, key: string): Promise<boolean> {
  const count = await db.$count(
    presentations,
    and(eq(presentations.privateKey, key), isNull(presentations.closedAt)),
  );
  return count > 0;
}

const columns = {
  id: presentations.id,
  meeting: presentations.meeting,
  code: presentations.code,
  version: presentations.version,
  state: presentations.state,
  openedAt: presentations.openedAt,
  actedAt: presentations.actedAt,
  privateKey: presentations.privateKey,
};

interface Row {
  id: number;
  meeting: Day;
  code: string;
  version: number;
  state: string;
  openedAt: Date;
  actedAt: Date;
  privateKey: string | null;
}

async function lookUp(
  db: Database,
  which: ReturnType<typeof eq>,
  now: Date,
): Promise<OpenPresentation | undefined> {
  const [row] = await db
    .select(columns)
    .from(presentations)
    .where(and(which, isNull(presentations.closedAt)));
  if (row === undefined) return undefined;
  const found = read(row);
  return { ...found, state: atMoment(found.state, found.actedAt, now) };
}

function read({ state, privateKey, ...row }: Row): OpenPresentation {
  return { ...row, state: JSON.parse(state) as Presentation, privateKey: privateKey ?? undefined };
}

function isOn({ state }: OpenPresentation, part: number): boolean {
  return state.session.kind === 'private' && state.session.part === part;
}

/** Puts on record that a private part began or ended. */
async function noteSession(
  tx: Database,
  { meeting }: OpenPresentation,
  session: RoomSession,
  { person, at }: Doing,
  what: 'begun' | 'ended' = 'ended',
): Promise<void> {
  await appendAudit(tx, {
    at,
    actor: { person },
    kind: `private session ${what}`,
    about: `meeting ${meeting}`,
    detail: session.kind === 'private' ? { item: session.item, part: session.part } : {},
  });
}

/** Tells those who present, and nobody else, that a screen was opened. */
async function tellScreen(
  tx: Database,
  { id, code }: Pick<OpenPresentation, 'id' | 'code'>,
  at: Date,
): Promise<void> {
  await addEvent(tx, {
    channel: `presentation:${code}`,
    visibility: 'private',
    kind: 'presentation changed',
    about: { presentation: id },
    at,
  });
}

/**
 * Every step is told to the screens of the code; within a private part only to those who are in it,
 * so that the public cannot count what happens there.
 */
async function tell(
  tx: Database,
  { id, code }: OpenPresentation,
  {
    version,
    at,
    isPrivate,
    key,
  }: { version: number; at: Date; isPrivate: boolean; key: string | undefined },
): Promise<void> {
  const event = { kind: 'presentation changed', about: { presentation: id, version }, at } as const;
  await addEvent(tx, {
    ...event,
    channel: `presentation:${code}`,
    visibility: isPrivate ? 'private' : 'public',
  });
  if (key !== undefined) {
    await addEvent(tx, { ...event, channel: `private:${key}`, visibility: 'public' });
  }
}
