import type { Period } from '@throughline/domain/period';
import { and, eq, inArray, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '../connect.ts';
import { documents } from '../schema/documents.ts';
import { newestVersions, series, versions } from '../schema/figures.ts';
import { publications } from '../schema/publications.ts';
import { exemptions } from '../schema/withdrawals.ts';
import {
  among,
  type FigureFilter,
  type ObservationKey,
  ofSeries,
  type ReadRecord,
  readRecord,
} from './figures.ts';
import { isOver, isPublished, isTold, ofVersion, type Sight } from './sight.ts';

/** Reads as `readRecord` does, of each series asked for only the newest figure. */
export async function readNewest(
  db: Database,
  filter: Omit<FigureFilter, 'observations'>,
  sight: Sight,
): Promise<ReadRecord> {
  const newest = keysOf(await newestPeriods(db, filter, sight));
  const observations = sight.private ? newest : await toldOf(db, newest, filter, sight);
  return readRecord(db, { ...filter, observations }, sight);
}

/**
 * The same, with the newest that the public is told of in the place of what only a private paper
 * prints: that there is something newer must not be seen by what is missing. Such papers are few, so
 * that the index answers for all other series.
 */
async function toldOf(
  db: Database,
  newest: ObservationKey[],
  filter: FigureFilter,
  sight: Sight,
): Promise<ObservationKey[]> {
  const rows = await db
    .selectDistinct({ series: versions.series })
    .from(versions)
    .innerJoin(documents, eq(documents.id, versions.document))
    .leftJoin(publications, ofVersion.publication)
    .leftJoin(exemptions, ofVersion.exemption)
    .where(and(among(newest), isPublished(sight), isKnown(filter), isTold(sight)));
  const told = new Set(rows.map((row) => row.series));
  const untold = newest.flatMap((one) => (told.has(one.series) ? [] : [one.series]));
  if (untold.length === 0) return newest;
  const others = keysOf(await newestTold(db, untold, filter, sight));
  return [...newest.filter((one) => told.has(one.series)), ...others];
}

/** The newest period of each of some series of which the public is told something. */
function newestTold(db: Database, of: readonly number[], filter: FigureFilter, sight: Sight) {
  return db
    .selectDistinctOn([versions.series], { id: versions.series, period: versions.period })
    .from(versions)
    .innerJoin(documents, eq(documents.id, versions.document))
    .leftJoin(publications, ofVersion.publication)
    .leftJoin(exemptions, ofVersion.exemption)
    .where(
      and(inArray(versions.series, [...of]), isPublished(sight), isKnown(filter), isTold(sight)),
    )
    .orderBy(versions.series, ...newestFirst);
}

function keysOf(rows: readonly { id: number; period: Period | null }[]): ObservationKey[] {
  return rows.flatMap(({ id, period }) => (period === null ? [] : [{ series: id, period }]));
}

/**
 * The newest period of each series asked for: the latest of which something was published and known
 * on the day asked for.
 */
export function newestPeriods(db: Database, filter: FigureFilter, sight: Sight) {
  return filter.asAt === undefined ? keptNewest(db, filter, sight) : newestAsAt(db, filter, sight);
}

/**
 * Of nearly all series it is that of the newest version of all, which is kept beside them. Only where
 * the moment of that has not come is one looked for.
 */
function keptNewest(db: Database, filter: FigureFilter, sight: Sight) {
  const { period, publication } = newestVersions;
  const isShown = or(isNull(publication), isOver(publications, sight));
  const earlier = newestOf(db, filter, sight, sql`(${isShown}) is not true`);
  const found = sql<Period | null>`case when ${isShown} then ${period} else ${earlier.period} end`;
  return db
    .select({ id: series.id, period: found })
    .from(series)
    .innerJoin(newestVersions, eq(newestVersions.series, series.id))
    .leftJoin(publications, eq(publications.id, publication))
    .leftJoinLateral(earlier, sql`true`)
    .where(and(isNotNull(found), ...ofSeries(filter)));
}

/** Answered from an index alone, by one look into it for each series, however long the record is. */
function newestAsAt(db: Database, filter: FigureFilter, sight: Sight) {
  const newest = newestOf(db, filter, sight);
  return db
    .select({ id: series.id, period: sql<Period | null>`${newest.period}` })
    .from(series)
    .leftJoinLateral(newest, sql`true`)
    .where(and(isNotNull(newest.period), ...ofSeries(filter)));
}

/** The newest period of the series it is joined with, if that is asked. */
function newestOf(db: Database, filter: FigureFilter, sight: Sight, isAsked?: SQL) {
  return db
    .select({ period: versions.period })
    .from(versions)
    .leftJoin(itsPublication, eq(itsPublication.id, versions.publication))
    .where(
      and(
        isAsked,
        eq(versions.series, series.id),
        or(isNull(versions.publication), isOver(itsPublication, sight)),
        isKnown(filter),
      ),
    )
    .orderBy(...newestFirst)
    .limit(1)
    .as('newest');
}

/** The publication of a version that is looked for. */
const itsPublication = alias(publications, 'its_publication');

const newestFirst = [
  sql`${versions.periodEnd} desc`,
  sql`${versions.knownFrom} desc`,
  sql`${versions.version} desc`,
];

function isKnown({ asAt }: FigureFilter) {
  return asAt && lte(versions.knownFrom, asAt);
}
