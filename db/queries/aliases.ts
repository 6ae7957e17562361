import type { Alias } from '@throughline/domain/paste/names';
import { asc } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { aliases } from '../schema/aliases.ts';

/** Other names of metrics and categories, as documents write them. */
export async function listAliases(db: Database): Promise<Alias[]> {
  const rows = await db
    .select({
      text: aliases.text,
      metric: aliases.metric,
      breakdown: aliases.breakdown,
      category: aliases.category,
    })
    .from(aliases)
    .orderBy(asc(aliases.text));
  return rows.flatMap(({ text, metric, breakdown, category }): Alias[] => {
    if (metric !== null) return [{ text, means: { metric } }];
    return breakdown === null || category === null
      ? []
      : [{ text, means: { breakdown, category } }];
  });
}
