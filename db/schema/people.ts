import type { Role } from '@throughline/domain/access';
import { sql } from 'drizzle-orm';
import { check, integer, pgTable, primaryKey, text, timestamp, unique } from 'drizzle-orm/pg-core';

/**
 * Whoever may sign in, known by the tenant that vouches for them and their object in it; never by
 * an e-mail address, which can be given to somebody else. Never removed, because the record names them.
 */
export const people = pgTable(
  'people',
  {
    id: integer().notNull().generatedAlwaysAsIdentity(),
    /** The issuer of the identity provider (Microsoft's holds the tenant), or `local`. */
    tenant: text().notNull(),
    object: text().notNull(),
    name: text().notNull(),
    roles: text().array().$type<Role[]>().notNull(),
    addedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    disabledAt: timestamp({ withTimezone: true, precision: 3 }),
  },
  (table) => [
    primaryKey({ name: 'people_are_known_by_number', columns: [table.id] }),
    unique('people_are_one_object_of_a_tenant').on(table.tenant, table.object),
    check('people_have_a_name', sql`${table.name} <> ''`),
    check(
      'people_have_known_roles',
      sql`${table.roles} <@ array['member', 'co-opted member', 'officer', 'approver', 'clerk', 'chair', 'administrator']`,
    ),
  ],
);
