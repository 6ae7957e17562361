import { randomBytes, randomUUID } from 'node:crypto';
import { hashOf } from '@throughline/api/token';
import {
  addPerson,
  type Database,
  findSignedIn,
  localTenant,
  type Person,
  startSession,
} from '@throughline/db';
import type { Role } from '@throughline/domain/access';

/** The name of the cookie that carries a session. */
export const sessionCookie = '__Host-throughline';

/** What a browser sends with a change from one of our own pages. */
export const fromOurPage = { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' };

/** Somebody signed in, and what their browser sends. */
export interface Visitor {
  person: Person;
  token: string;
  headers: Record<string, string>;
}

/** A person of the given roles, added and signed in at a time of the test's choosing. */
export async function visitor(db: Database, at: Date, ...roles: Role[]): Promise<Visitor> {
  const wanted = { tenant: localTenant, object: randomUUID(), name: `First ${roles[0]}`, roles };
  const person = await addPerson(db, wanted, { actor: 'command line', at });
  return { person, ...(await signedIn(db, person, at)) };
}

/** One more session of a person. */
async function signedIn(db: Database, person: Person, at: Date) {
  const token = randomBytes(32).toString('base64url');
  const session = { tokenHash: hashOf(token), person: person.id, device: 'A test' };
  await startSession(db, { ...session, way: 'link' }, at);
  return { token, headers: { Cookie: `${sessionCookie}=${token}`, ...fromOurPage } };
}

/** Whether a browser's token still opens the door. */
export async function isSignedIn(db: Database, token: string, at: Date): Promise<boolean> {
  return (await findSignedIn(db, hashOf(token), at)) !== undefined;
}
