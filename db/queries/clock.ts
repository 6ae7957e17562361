import { sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';

/** What time it is where the database runs. */
export async function databaseTime(db: Database): Promise<Date> {
  const [row] = await db
    .select({ ms: sql<string>`extract(epoch from clock_timestamp()) * 1000` })
    .from(sql`(select) as nothing`);
  return new Date(Number(row?.ms));
}
