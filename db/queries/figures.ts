import { londonDay } from '@throughline/domain/london';
import { type Day, dayLabel, type Period } from '@throughline/domain/period';
import { type PrivateGround, privateNote } from '@throughline/domain/privateGround';
import type { Figure } from '@throughline/domain/series';
import type { Decimal, FigureSymbol, Value } from '@throughline/domain/value';
import { and, eq, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { documents } from '../schema/documents.ts';
import { series, versions } from '../schema/figures.ts';
import { publications } from '../schema/publications.ts';
import { exemptions, withdrawals } from '../schema/withdrawals.ts';
import { isPublished, ofVersion, type Sight } from './sight.ts';

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

/** A figure with its place, and whether only those who may see what is private are shown it. */
export type ListedFigure = Figure & {
  place: FigurePlace;
  private: boolean;
  /** The moment it became public; nothing for what was loaded from a source. */
  publishedAt: Date | undefined;
  /** When it was taken away and why, where it was. */
  withdrawn: { at: Date; reason: string } | undefined;
};

/**
 * Figures in one lasting order: by series, time and version. Of each observation the newest version
 * known at the day asked for: the one known last, of those the one recorded last. This is the one
 * place that decides what is shown: nothing before the moment of its publication; of what was
 * withdrawn or is private a marked gap, in every reading date. Of a private observation the public
 * is shown one gap, however much was said of it.
 */
export async function listFigures(
  db: Database,
  filter: FigureFilter,
  sight: Sight,
): Promise<ListedFigure[]> {
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
        part: documents.part,
        publishedAt: publications.at,
        withdrawnAt: withdrawals.withdrawnAt,
        withdrawnReason: sql<string | null>`${withdrawals.reason}`.as('withdrawn_reason'),
        ground: {
          kind: sql<'exempt' | 'confidential' | null>`${exemptions.kind}`.as('ground_kind'),
          paragraph: exemptions.paragraph,
          publicInterest: exemptions.publicInterest,
          forbiddenBy: exemptions.forbiddenBy,
          named: exemptions.named,
        },
      },
    )
    .from(versions)
    .innerJoin(series, eq(series.id, versions.series))
    .innerJoin(documents, eq(documents.id, versions.document))
    .leftJoin(publications, ofVersion.publication)
    .leftJoin(exemptions, ofVersion.exemption)
    .leftJoin(withdrawals, ofVersion.withdrawal)
    .where(
      and(
        isPublished(sight),
        sight.private
          ? undefined
          : and(eq(documents.part, 1), or(isNull(exemptions.id), eq(versions.version, 1))),
        ...narrowed(filter),
      ),
    )
    .orderBy(
      versions.series,
      versions.period,
      ...(filter.allVersions ? [versions.version] : []),
      sql`${versions.knownFrom} desc`,
      sql`${versions.version} desc`,
      // Of the withdrawals a version is under, the first.
      withdrawals.version,
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

  return rows.map((row) => {
    const ground = groundOf(row.ground);
    const figure = {
      metric: row.metric,
      area: row.area,
      breakdown: row.breakdown ?? undefined,
      category: row.category,
      period: row.period,
      version: row.version,
      knownFrom: row.knownFrom,
      private: ground !== undefined || row.part === 2,
      publishedAt: row.publishedAt ?? undefined,
      withdrawn: undefined,
      place: {
        series: row.series,
        periodEnd: row.periodEnd,
        period: row.period,
        version: row.version,
      },
    };
    const source = {
      document: row.document,
      documentTitle: row.documentTitle,
      meeting: row.meeting ?? undefined,
    };
    if (ground !== undefined && !sight.private) {
      return { ...figure, ...gap(privateNote(ground)), source: { ...source, ...unprinted } };
    }
    if (row.withdrawnAt !== null) {
      const note = `Withdrawn on ${dayLabel(londonDay(row.withdrawnAt))}: ${row.withdrawnReason}`;
      return {
        ...figure,
        ...gap(note),
        withdrawn: { at: row.withdrawnAt, reason: row.withdrawnReason ?? '' },
        source: { ...source, ...unprinted },
      };
    }
    return {
      ...figure,
      ...valueAlone(row),
      marks: row.marks,
      formula: row.formula ?? undefined,
      source: { ...source, locator: row.locator, printed: row.printed },
      note: ground === undefined ? row.note : [privateNote(ground), row.note].join(' ').trim(),
      changed:
        row.changeKind === null
          ? undefined
          : { kind: row.changeKind, reason: row.changeReason ?? '' },
    };
  });
}

/** What stands where a figure is not shown: no number and nothing that was said with it. */
function gap(note: string) {
  return { symbol: 'x' as const, marks: [], formula: undefined, note, changed: undefined };
}

const unprinted = { locator: '', printed: '' };

function groundOf(
  row: {
    kind: 'exempt' | 'confidential' | null;
    paragraph: (PrivateGround & { kind: 'exempt' })['paragraph'] | null;
    publicInterest: string | null;
    forbiddenBy: (PrivateGround & { kind: 'confidential' })['forbiddenBy'] | null;
    named: string | null;
  } | null,
): PrivateGround | undefined {
  if (row === null || row.kind === null) return undefined;
  const { paragraph, publicInterest, forbiddenBy, named } = row;
  if (row.kind === 'exempt' && paragraph !== null && publicInterest !== null) {
    return { kind: 'exempt', paragraph, publicInterest };
  }
  if (row.kind === 'confidential' && forbiddenBy !== null && named !== null) {
    return { kind: 'confidential', forbiddenBy, named };
  }
  throw new Error('A private figure lacks the ground of its kind');
}

/** How many figures each meeting was first told, by its day, as the public may know. */
export async function countFiguresByMeeting(db: Database, sight: Sight): Promise<Map<Day, number>> {
  const rows = await db
    .select({ meeting: versions.meeting, count: sql<number>`count(*)::int` })
    .from(versions)
    .innerJoin(documents, eq(documents.id, versions.document))
    .leftJoin(publications, ofVersion.publication)
    .where(and(eq(documents.part, 1), eq(versions.version, 1), isPublished(sight)))
    .groupBy(versions.meeting);
  return new Map(rows.flatMap(({ meeting, count }) => (meeting ? [[meeting, count]] : [])));
}

/** How many figures were taken from each document, by its id, as the public may know. */
export async function countFiguresByDocument(
  db: Database,
  sight: Sight,
): Promise<Map<string, number>> {
  const rows = await db
    .select({ document: versions.document, count: sql<number>`count(*)::int` })
    .from(versions)
    .innerJoin(documents, eq(documents.id, versions.document))
    .leftJoin(publications, ofVersion.publication)
    .leftJoin(exemptions, ofVersion.exemption)
    .where(
      and(
        eq(documents.part, 1),
        isPublished(sight),
        or(isNull(exemptions.id), eq(versions.version, 1)),
      ),
    )
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
