import { and, asc, eq, exists, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { areas } from '../schema/areas.ts';
import { series, versions } from '../schema/figures.ts';
import { publications } from '../schema/publications.ts';
import { isPublished, ofVersion, type Sight } from './sight.ts';

/** A place that figures are about. */
export interface Area {
  code: string;
  name: string;
  level: 'authority' | 'region' | 'country';
}

/** The places a metric has figures of: countries first, then regions, then authorities by name. */
export function listAreasOf(db: Database, metric: string, sight: Sight): Promise<Area[]> {
  const published = db
    .select({ one: sql`1` })
    .from(versions)
    .leftJoin(publications, ofVersion.publication)
    .where(and(eq(versions.series, series.id), isPublished(sight)));
  return db
    .selectDistinct({ code: areas.code, name: areas.name, level: areas.level })
    .from(series)
    .innerJoin(areas, eq(areas.code, series.area))
    .where(and(eq(series.metric, metric), exists(published)))
    .orderBy(asc(areas.name))
    .then((found) =>
      (['country', 'region', 'authority'] as const).flatMap((level) =>
        found.filter((area) => area.level === level),
      ),
    );
}

/** The name of every place, by its code. */
export async function areaNames(db: Database): Promise<Map<string, string>> {
  const found = await db.select({ code: areas.code, name: areas.name }).from(areas);
  return new Map(found.map(({ code, name }) => [code, name]));
}
