import { sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';

/** How many connections to this database there are by what they do; the embedded one has one. */
export async function countConnections(db: Database): Promise<Map<string, number>> {
  const rows = await db
    .select({
      state: sql<string>`coalesce(state, 'unknown')`,
      count: sql<number>`count(*)::int`,
    })
    .from(sql`pg_stat_activity`)
    .where(sql`datname = current_database()`)
    .groupBy(sql`1`);
  return new Map(rows.map(({ state, count }) => [state, count]));
}
