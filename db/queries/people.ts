import type { Role } from '@throughline/domain/access';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { people } from '../schema/people.ts';
import { sessions } from '../schema/sessions.ts';
import { type Actor, appendAudit } from './audit.ts';
import { ringForRights } from './events.ts';

/** Whoever may sign in, or might once. */
export interface Person {
  id: number;
  /** The issuer that vouches for them, or `local`. */
  tenant: string;
  object: string;
  name: string;
  roles: Role[];
  addedAt: Date;
  disabledAt: Date | null;
}

/** Who does something to people, and when. */
export interface Doing {
  actor: Actor;
  at: Date;
}

/** The tenant of people whom no identity provider vouches for. */
export const localTenant = 'local';

const columns = {
  id: people.id,
  tenant: people.tenant,
  object: people.object,
  name: people.name,
  roles: people.roles,
  addedAt: people.addedAt,
  disabledAt: people.disabledAt,
};

/** Everyone, the disabled too, in the order they were added. */
export function listPeople(db: Database): Promise<Person[]> {
  return db.select(columns).from(people).orderBy(asc(people.id));
}

/** One person by number. */
export async function findPerson(db: Database, id: number): Promise<Person | undefined> {
  const [person] = await db.select(columns).from(people).where(eq(people.id, id));
  return person;
}

/** One person by who vouches for them. */
export async function findPersonOf(
  db: Database,
  tenant: string,
  object: string,
): Promise<Person | undefined> {
  const [person] = await db
    .select(columns)
    .from(people)
    .where(and(eq(people.tenant, tenant), eq(people.object, object)));
  return person;
}

/** Adds a person. Fails if the tenant has that object already. */
export function addPerson(
  db: Database,
  person: Pick<Person, 'tenant' | 'object' | 'name' | 'roles'>,
  { actor, at }: Doing,
): Promise<Person> {
  return db.transaction(async (tx) => {
    const { tenant, object, name, roles } = person;
    const [added] = await tx
      .insert(people)
      .values({ tenant, object, name, roles, addedAt: at })
      .returning(columns);
    if (added === undefined) throw new Error('The person was not added');
    const detail = { tenant, roles };
    await appendAudit(tx, { at, actor, kind: 'person added', about: aboutPerson(added), detail });
    return added;
  });
}

/** Gives a person the name and roles their tenant now says; only a change of roles is on record. */
export async function bringUpToDate(
  db: Database,
  person: Person,
  { name, roles }: Pick<Person, 'name' | 'roles'>,
  { actor, at }: Doing,
): Promise<Person> {
  return db.transaction(async (tx) => {
    const [changed] = await tx
      .update(people)
      .set({ name, roles })
      .where(eq(people.id, person.id))
      .returning(columns);
    if (changed === undefined) throw new Error(`There is no person ${person.id}`);
    if (sorted(person.roles) !== sorted(roles)) {
      await ringForRights(tx);
      const detail = { from: person.roles, to: roles };
      await appendAudit(tx, {
        at,
        actor,
        kind: 'roles changed',
        about: aboutPerson(person),
        detail,
      });
    }
    return changed;
  });
}

/** Disables a person and ends every session of theirs, everywhere, at once. */
export async function disablePerson(
  db: Database,
  person: Person,
  { actor, at }: Doing,
): Promise<void> {
  await db.transaction(async (tx) => {
    const disabled = await tx
      .update(people)
      .set({ disabledAt: at })
      .where(and(eq(people.id, person.id), isNull(people.disabledAt)))
      .returning({ id: people.id });
    if (disabled.length === 0) return;
    const ended = await tx
      .delete(sessions)
      .where(eq(sessions.person, person.id))
      .returning({ id: sessions.id });
    await ringForRights(tx);
    const detail = { sessions_ended: ended.length };
    await appendAudit(tx, {
      at,
      actor,
      kind: 'person disabled',
      about: aboutPerson(person),
      detail,
    });
  });
}

/** Lets a disabled person sign in again. */
export async function enablePerson(
  db: Database,
  person: Person,
  { actor, at }: Doing,
): Promise<void> {
  await db.transaction(async (tx) => {
    const enabled = await tx
      .update(people)
      .set({ disabledAt: null })
      .where(and(eq(people.id, person.id), sql`${people.disabledAt} is not null`))
      .returning({ id: people.id });
    if (enabled.length === 0) return;
    await appendAudit(tx, { at, actor, kind: 'person enabled', about: aboutPerson(person) });
  });
}

/** How the audit record names a person. */
export function aboutPerson({ id }: { id: number }): string {
  return `person ${id}`;
}

function sorted(roles: readonly Role[]): string {
  return [...roles].sort().join();
}
