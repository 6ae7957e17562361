import { sql } from 'drizzle-orm';
import { check, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';

/** Places that figures are about, by their ONS nine-character code. */
export const areas = pgTable(
  'areas',
  {
    code: text().notNull(),
    name: text().notNull(),
    level: text({ enum: ['authority', 'region', 'country'] }).notNull(),
    /** The Department's three digits for an authority, which outlive a change of ONS code. */
    oldCode: text(),
  },
  (table) => [
    primaryKey({ name: 'areas_are_known_by_code', columns: [table.code] }),
    unique('areas_have_an_old_code_of_their_own').on(table.oldCode),
    check('old_codes_have_three_digits', sql`${table.oldCode} ~ '^[0-9]{3}$'`),
    check('areas_have_an_ons_code', sql`${table.code} ~ '^[EWSNK][0-9]{8}$'`),
    check('areas_have_a_known_level', sql`${table.level} in ('authority', 'region', 'country')`),
  ],
);
