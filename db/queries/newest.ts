import { and, eq, isNotNull, lte, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { series, versions } from '../schema/figures.ts';
import { publications } from '../schema/publications.ts';
import {
  type FigureFilter,
  type ObservationKey,
  ofSeries,
  type ReadRecord,
  readRecord,
} from './figures.ts';
import { isPublished, ofVersion, type Sight } from './sight.ts';

/** Reads as `readRecord` does, of each series asked for only the newest figure. */
export async function readNewest(
  db: Database,
  filter: Omit<FigureFilter, 'observations'>,
  sight: Sight,
): Promise<ReadRecord> {
  const observations: ObservationKey[] = (await newestPeriods(db, filter, sight)).flatMap(
    ({ id, period }) => (period === null ? [] : [{ series: id, period }]),
  );
  return readRecord(db, { ...filter, observations }, sight);
}

/**
 * The newest period of each series asked for: the latest of which something was published and known
 * on the day asked for. Answered from an index alone, by one look into it for each series, however
 * long the record has become.
 */
export function newestPeriods(db: Database, filter: FigureFilter, sight: Sight) {
  const newest = db
    .select({ period: versions.period })
    .from(versions)
    .leftJoin(publications, ofVersion.publication)
    .where(
      and(
        eq(versions.series, series.id),
        isPublished(sight),
        filter.asAt && lte(versions.knownFrom, filter.asAt),
      ),
    )
    .orderBy(
      sql`${versions.periodEnd} desc`,
      sql`${versions.knownFrom} desc`,
      sql`${versions.version} desc`,
    )
    .limit(1)
    .as('newest');
  return db
    .select({ id: series.id, period: newest.period })
    .from(series)
    .leftJoinLateral(newest, sql`true`)
    .where(and(isNotNull(newest.period), ...ofSeries(filter)));
}
