import { type Database, type Doing, makeLink, type Person } from '@throughline/db';
import { hashOf, newToken } from './token.ts';

/**
 * A new link for a person. What signs in stands after the `#`, which no browser sends along: it is
 * in no log and no referrer, and a mail scanner that opens the link does not use it up.
 */
export async function newSignInLink(
  db: Database,
  person: Person,
  publicUrl: URL,
  doing: Doing,
): Promise<{ address: string; endsAt: Date }> {
  const token = newToken();
  const endsAt = await makeLink(db, person, hashOf(token), doing);
  return { address: new URL(`/sign-in#link=${token}`, publicUrl).href, endsAt };
}
