import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { failedAttempts, signInLinks, signInsUnderway } from '../schema/sessions.ts';
import { appendAudit } from './audit.ts';
import { aboutPerson, type Doing, findPerson, type Person } from './people.ts';

const minute = 60_000;

/** A sign-in link is good for so long. */
export const linkLastsFor = 15 * minute;

/** A person has so long at the identity provider. */
const underwayFor = 10 * minute;

/** So many failed attempts within so long close the door for their source and for their person. */
export const attemptsAllowed = 10;
export const attemptsCountFor = 5 * minute;
const attemptsKeptFor = 24 * 60 * minute;

/** Why an attempt to sign in came to nothing. */
export type RefusedSignIn =
  | 'door closed'
  | 'link not known'
  | 'link used'
  | 'link too old'
  | 'person disabled'
  | 'no role'
  | 'not begun here'
  | 'provider refused'
  | 'provider reply not valid';

/** Makes a link that signs a person in once; `tokenHash` is of what the link holds. */
export async function makeLink(
  db: Database,
  person: Person,
  tokenHash: string,
  { actor, at }: Doing,
): Promise<Date> {
  const endsAt = new Date(at.getTime() + linkLastsFor);
  await db.transaction(async (tx) => {
    await tx.insert(signInLinks).values({ tokenHash, person: person.id, madeAt: at, endsAt });
    await appendAudit(tx, { at, actor, kind: 'sign-in link made', about: aboutPerson(person) });
  });
  return endsAt;
}

/**
 * Takes a link and answers with its person. Whoever comes second, even at the same moment, finds
 * it used. A failure counts against the source and, where the link is known, its person.
 */
export function spendLink(
  db: Database,
  tokenHash: string,
  { source, at }: { source: string; at: Date },
): Promise<Person | RefusedSignIn> {
  return db.transaction(async (tx) => {
    await takeTurn(tx);
    const [link] = await tx
      .select({
        person: signInLinks.person,
        endsAt: signInLinks.endsAt,
        usedAt: signInLinks.usedAt,
      })
      .from(signInLinks)
      .where(eq(signInLinks.tokenHash, tokenHash));
    if (await isDoorClosed(tx, { source, person: link?.person, at })) return 'door closed';
    const person = link && (await findPerson(tx, link.person));
    const refused = refusalOf(link, person, at);
    if (refused === undefined && person !== undefined) {
      await tx.update(signInLinks).set({ usedAt: at }).where(eq(signInLinks.tokenHash, tokenHash));
      return person;
    }
    const reason = refused ?? 'link not known';
    await noteFailedAttempt(tx, { source, person: person?.id, at, reason });
    return reason;
  });
}

/** Whether ten attempts of this source, or to be this person, failed in the last five minutes. */
export async function isDoorClosed(
  db: Database,
  { source, person, at }: { source: string; person?: number | undefined; at: Date },
): Promise<boolean> {
  const recent = gt(failedAttempts.at, new Date(at.getTime() - attemptsCountFor));
  const bySource = await db.$count(failedAttempts, and(eq(failedAttempts.source, source), recent));
  if (bySource >= attemptsAllowed) return true;
  if (person === undefined) return false;
  const byPerson = await db.$count(failedAttempts, and(eq(failedAttempts.person, person), recent));
  return byPerson >= attemptsAllowed;
}

/** Counts a failed attempt to sign in, and puts it on record. */
export async function noteFailedAttempt(
  db: Database,
  attempt: { source: string; person?: number | undefined; at: Date; reason: RefusedSignIn },
): Promise<void> {
  const { source, person, at, reason } = attempt;
  await db.transaction(async (tx) => {
    await tx
      .delete(failedAttempts)
      .where(lt(failedAttempts.at, new Date(at.getTime() - attemptsKeptFor)));
    await tx.insert(failedAttempts).values({ at, source, person });
    await appendAudit(tx, {
      at,
      actor: 'nobody',
      kind: 'sign-in refused',
      about: person === undefined ? 'nobody known' : aboutPerson({ id: person }),
      detail: { reason, source },
    });
  });
}

/** Notes that a browser was sent to the identity provider. */
export async function beginSignIn(
  db: Database,
  { secretHash, returnTo }: { secretHash: string; returnTo: string },
  at: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(signInsUnderway).where(lt(signInsUnderway.endsAt, at));
    const endsAt = new Date(at.getTime() + underwayFor);
    await tx.insert(signInsUnderway).values({ secretHash, returnTo, endsAt });
  });
}

/** Takes what was noted when the browser was sent away, once: nothing the second time, or too late. */
export async function takeSignIn(
  db: Database,
  secretHash: string,
  at: Date,
): Promise<{ returnTo: string } | undefined> {
  const [taken] = await db
    .delete(signInsUnderway)
    .where(eq(signInsUnderway.secretHash, secretHash))
    .returning({ returnTo: signInsUnderway.returnTo, endsAt: signInsUnderway.endsAt });
  return taken && taken.endsAt > at ? { returnTo: taken.returnTo } : undefined;
}

/** Attempts are judged one after the other, on every instance, so that eleven at once are not ten. */
async function takeTurn(tx: Database): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('throughline attempts'))`);
}

function refusalOf(
  link: { endsAt: Date; usedAt: Date | null } | undefined,
  person: Person | undefined,
  at: Date,
): RefusedSignIn | undefined {
  if (link === undefined || person === undefined) return 'link not known';
  if (link.usedAt !== null) return 'link used';
  if (link.endsAt <= at) return 'link too old';
  return person.disabledAt === null ? undefined : 'person disabled';
}
