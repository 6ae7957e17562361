import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core';
import { people } from './people.ts';

/** Somebody signed in on a device. The token is kept only as its hash; a row that ends is removed. */
export const sessions = pgTable(
  'sessions',
  {
    id: integer().notNull().generatedAlwaysAsIdentity(),
    tokenHash: text().notNull(),
    person: integer().notNull(),
    startedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    seenAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    /** What the browser calls itself, so that a person knows their devices. */
    device: text().notNull(),
    /** The identity provider's name of the session, by which it can end it. */
    providerSession: text(),
  },
  (table) => [
    primaryKey({ name: 'sessions_are_known_by_number', columns: [table.id] }),
    unique('sessions_have_a_token_of_their_own').on(table.tokenHash),
    foreignKey({
      name: 'sessions_are_of_a_person',
      columns: [table.person],
      foreignColumns: [people.id],
    }),
    index('sessions_by_person').on(table.person),
    check('session_tokens_are_hashed', sql`${table.tokenHash} ~ '^[0-9a-f]{64}$'`),
  ],
);

/** A link that signs one person in once. A used one stays, so that its reuse is known for what it is. */
export const signInLinks = pgTable(
  'sign_in_links',
  {
    tokenHash: text().notNull(),
    person: integer().notNull(),
    madeAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    endsAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    usedAt: timestamp({ withTimezone: true, precision: 3 }),
  },
  (table) => [
    primaryKey({ name: 'sign_in_links_are_known_by_their_hash', columns: [table.tokenHash] }),
    foreignKey({
      name: 'sign_in_links_are_for_a_person',
      columns: [table.person],
      foreignColumns: [people.id],
    }),
    check('sign_in_link_tokens_are_hashed', sql`${table.tokenHash} ~ '^[0-9a-f]{64}$'`),
    check('sign_in_links_end_after_they_are_made', sql`${table.endsAt} > ${table.madeAt}`),
  ],
);

/** Somebody is at the identity provider. The row is taken when they come back, so they come once. */
export const signInsUnderway = pgTable(
  'sign_ins_underway',
  {
    /** The hash of what only that browser holds; state, nonce and verifier are made from it. */
    secretHash: text().notNull(),
    /** The path of the page they were on. */
    returnTo: text().notNull(),
    endsAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [
    primaryKey({ name: 'sign_ins_underway_are_known_by_their_hash', columns: [table.secretHash] }),
    check('sign_in_secrets_are_hashed', sql`${table.secretHash} ~ '^[0-9a-f]{64}$'`),
  ],
);

/** Attempts to sign in that failed, kept for a day: ten in five minutes close the door. */
export const failedAttempts = pgTable(
  'failed_attempts',
  {
    id: integer().notNull().generatedAlwaysAsIdentity(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    source: text().notNull(),
    /** Whose link it was or whom the provider named, where that is known. */
    person: integer(),
  },
  (table) => [
    primaryKey({ name: 'failed_attempts_are_known_by_number', columns: [table.id] }),
    foreignKey({
      name: 'failed_attempts_are_to_be_a_person',
      columns: [table.person],
      foreignColumns: [people.id],
    }),
    index('failed_attempts_by_source').on(table.source, table.at),
    index('failed_attempts_by_person').on(table.person, table.at),
  ],
);
