import { randomUUID } from 'node:crypto';
import { addPerson, type Database, listPeople, localTenant } from '@throughline/db';
import { newSignInLink } from './signInLink.ts';

/** At the very first start, while nobody can sign in: a link for a first administrator. */
export async function firstLink(
  db: Database,
  publicUrl: URL,
  at: Date,
): Promise<string | undefined> {
  if ((await listPeople(db)).length > 0) return undefined;
  const doing = { actor: 'command line', at } as const;
  const person = await addPerson(
    db,
    {
      tenant: localTenant,
      object: randomUUID(),
      name: 'First administrator',
      roles: ['administrator'],
    },
    doing,
  );
  return (await newSignInLink(db, person, publicUrl, doing)).address;
}
