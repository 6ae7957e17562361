import type { Day, Period } from '@throughline/domain/period';
import type { Figure } from '@throughline/domain/series';
import type { Decimal, FigureSymbol, Value } from '@throughline/domain/value';
import { and, eq, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { documents } from '../schema/documents.ts';
import { series, versions } from '../schema/figures.ts';

/** Which figures are asked for. What is left out does not narrow. */
export interface FigureFilter {
  metrics?: readonly string[] | undefined;
  areas?: readonly string[] | undefined;
  /** A dimension: all its categories and the Total. */
  breakdown?: string | undefined;
  /** One category, or `Total`. */
  category?: string | undefined;
  /** The document itself or one that is part of it. */
  document?: string | undefined;
  /** First reported to this meeting. */
  meeting?: Day | undefined;
  /** Known on this day or before; without it, everything published. */
  asAt?: Day | undefined;
  /** Every version ever said, not only the newest. */
  allVersions?: boolean | undefined;
  /** Only what stands after this place, and so many. */
  after?: FigurePlace | undefined;
  limit?: number | undefined;
}

/** A figure's place in the one order that figures are listed in. */
export interface FigurePlace {
  series: number;
  periodEnd: Day;
  period: Period;
  version: number;
}

/**
 * Public figures in one lasting order: by series, time and version. Of each observation the newest
 * version known at the day asked for: the one known last, of those the one recorded last.
 */
export async function listFigures(
  db: Database,
  filter: FigureFilter,
): Promise<(Figure & { place: FigurePlace })[]> {
  const { after } = filter;
  const known = db
    .selectDistinctOn(
      filter.allVersions
        ? [versions.series, versions.period, versions.version]
        : [versions.series, versions.period],
      {
        series: versions.series,
        period: versions.period,
        periodEnd: versions.periodEnd,
        version: versions.version,
        knownFrom: versions.knownFrom,
        value: versions.value,
        low: versions.low,
        high: versions.high,
        symbol: versions.symbol,
        marks: versions.marks,
        formula: versions.formula,
        printed: versions.printed,
        document: versions.document,
        locator: versions.locator,
        meeting: versions.meeting,
        note: versions.note,
        changeKind: versions.changeKind,
        changeReason: versions.changeReason,
        metric: series.metric,
        area: series.area,
        breakdown: series.breakdown,
        category: series.category,
        documentTitle: sql<string>`${documents.title}`.as('document_title'),
        partOf: documents.partOf,
      },
    )
    .from(versions)
    .innerJoin(series, eq(series.id, versions.series))
    .innerJoin(documents, eq(documents.id, versions.document))
    .where(and(eq(documents.part, 1), ...narrowed(filter)))
    .orderBy(
      versions.series,
      versions.period,
      ...(filter.allVersions ? [versions.version] : []),
      sql`${versions.knownFrom} desc`,
      sql`${versions.version} desc`,
    )
    .as('known');

  const query = db
    .select()
    .from(known)
    .where(
      and(
        // These ask about the version that is shown, so they come after it was chosen.
        filter.document === undefined
          ? undefined
          : or(eq(known.document, filter.document), eq(known.partOf, filter.document)),
        filter.meeting === undefined ? undefined : eq(known.meeting, filter.meeting),
        after &&
          sql`(${known.series}, ${known.periodEnd}, ${known.period}, ${known.version}) > (${after.series}, ${after.periodEnd}, ${after.period}, ${after.version})`,
      ),
    )
    .orderBy(known.series, known.periodEnd, known.period, known.version);
  const rows = await (filter.limit === undefined ? query : query.limit(filter.limit));

  return rows.map((row) => ({
    ...valueAlone(row),
    metric: row.metric,
    area: row.area,
    breakdown: row.breakdown ?? undefined,
    category: row.category,
    period: row.period,
    marks: row.marks,
    formula: row.formula ?? undefined,
    version: row.version,
    knownFrom: row.knownFrom,
    source: {
      document: row.document,
      documentTitle: row.documentTitle,
      locator: row.locator,
      printed: row.printed,
      meeting: row.meeting ?? undefined,
    },
    note: row.note,
    changed:
      row.changeKind === null
        ? undefined
        : { kind: row.changeKind, reason: row.changeReason ?? '' },
    place: {
      series: row.series,
      periodEnd: row.periodEnd,
      period: row.period,
      version: row.version,
    },
  }));
}

/** How many figures each meeting was first told, by its day. */
export async function countFiguresByMeeting(db: Database): Promise<Map<Day, number>> {
  const rows = await db
    .select({ meeting: versions.meeting, count: sql<number>`count(*)::int` })
    .from(versions)
    .innerJoin(documents, eq(documents.id, versions.document))
    .where(and(eq(documents.part, 1), eq(versions.version, 1)))
    .groupBy(versions.meeting);
  return new Map(rows.flatMap(({ meeting, count }) => (meeting ? [[meeting, count]] : [])));
}

/** How many figures were taken from each document, by its id. */
export async function countFiguresByDocument(db: Database): Promise<Map<string, number>> {
  const rows = await db
    .select({ document: versions.document, count: sql<number>`count(*)::int` })
    .from(versions)
    .innerJoin(documents, eq(documents.id, versions.document))
    .where(eq(documents.part, 1))
    .groupBy(versions.document);
  return new Map(rows.map(({ document, count }) => [document, count]));
}

function narrowed(filter: FigureFilter): (SQL | undefined)[] {
  const { metrics, areas, breakdown, category, asAt } = filter;
  return [
    metrics && inArray(series.metric, [...metrics]),
    areas && inArray(series.area, [...areas]),
    breakdown === undefined
      ? undefined
      : or(eq(series.breakdown, breakdown), isNull(series.breakdown)),
    category === undefined ? undefined : eq(series.category, category),
    asAt && lte(versions.knownFrom, asAt),
  ];
}

function valueAlone({
  value,
  low,
  high,
  symbol,
}: {
  value: Decimal | null;
  low: Decimal | null;
  high: Decimal | null;
  symbol: FigureSymbol | null;
}): Value {
  if (value !== null) return { value };
  if (symbol !== null) return { symbol };
  if (low !== null && high !== null) return { low, high };
  throw new Error('A version has neither number, range nor symbol');
}
