import { londonDay } from '@throughline/domain/london';
import { type Day, dayLabel, type Period } from '@throughline/domain/period';
import {
  type ExemptParagraph,
  type Forbidder,
  type PrivateGround,
  privateNote,
} from '@throughline/domain/privateGround';
import type { ChangeKind, Figure, Source } from '@throughline/domain/series';
import type { Decimal, FigureSymbol, Mark, Value } from '@throughline/domain/value';
import { and, eq, gt, inArray, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import { alias, unionAll } from 'drizzle-orm/pg-core';
import type { Database } from '../connect.ts';
import { documents } from '../schema/documents.ts';
import { series, versions } from '../schema/figures.ts';
import { prints } from '../schema/prints.ts';
import { publications } from '../schema/publications.ts';
import { exemptions, withdrawals } from '../schema/withdrawals.ts';
import { isOnStandby } from '../standbys.ts';
import { type Bindable, named } from './bindable.ts';
import { stateAt } from './dataState.ts';
import { isOver, isPrintOf, isPublished, isTold, ofVersion, type Sight } from './sight.ts';

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
  /** Only these observations. */
  observations?: readonly ObservationKey[] | undefined;
  /** Every version ever said, not only the newest. */
  allVersions?: boolean | undefined;
  /** Only what stands after this place, and so many. */
  after?: FigurePlace | undefined;
  limit?: number | undefined;
}

/** An observation, by the number of its series. */
export interface ObservationKey {
  series: number;
  period: Period;
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
  return (await readRecord(db, filter, sight)).figures;
}

/** Figures, and the state of the record that they were read in. */
export interface ReadRecord {
  state: string;
  figures: ListedFigure[];
}

/** Lists figures as `listFigures` does, and says in which state of the record, as of one moment. */
export async function readRecord(
  db: Database,
  filter: FigureFilter,
  sight: Sight,
): Promise<ReadRecord> {
  const [answer] = await answerOf(db, filter, sight);
  if (answer === undefined) throw new Error('An aggregate answers with one row');
  return {
    state: answer.state,
    figures: rowsOf(answer.columns).map((row) => shown(row, sight)),
  };
}

/** One row: the figures asked for and the state of the record. */
function recordQuery(db: Database, filter: Bindable<FigureFilter>, sight: Bindable<Sight>) {
  const listed = figuresQuery(db, filter, sight).as('listed');
  // As one JSON text, and a column at a time: a row at a time through the driver costs the embedded
  // database five times as much, and a name beside each value twice as much as the query itself.
  const columns = sql.join(
    columnNames.map((name) => sql`${sql.raw(`'${name}'`)}, json_agg(${sql.identifier(name)})`),
    sql`, `,
  );
  return db
    .select({ columns: sql<Columns>`json_build_object(${columns})`, state: stateAt(sight.now) })
    .from(listed);
}

function preparedQuery(db: Database, filter: Bindable<FigureFilter>, sight: Bindable<Sight>) {
  return recordQuery(db, filter, sight).prepare('figures');
}

/** The queries that were prepared, by the shape of what they ask. */
const prepared = new WeakMap<Database, Map<string, ReturnType<typeof preparedQuery>>>();

/**
 * To write the query and to plan it takes several times as long as to run it, so both are done once
 * for each shape. Lists of any length would make a shape of each, and a standby is another server
 * at every moment: those are asked as they come.
 */
async function answerOf(db: Database, filter: FigureFilter, sight: Sight) {
  const { metrics = [], areas = [], observations } = filter;
  if (metrics.length > 1 || areas.length > 1 || observations !== undefined || isOnStandby()) {
    return recordQuery(db, filter, sight);
  }
  const { value, values } = named({ filter, sight });
  const shape = JSON.stringify([Object.keys(values), filter.allVersions, sight.private]);
  const shapes = prepared.get(db) ?? new Map<string, ReturnType<typeof preparedQuery>>();
  prepared.set(db, shapes);
  const query = shapes.get(shape) ?? preparedQuery(db, value.filter, value.sight);
  shapes.set(shape, query);
  return query.execute(values);
}

/** The rows that `listFigures` makes figures of, as a query. */
export function figuresQuery(db: Database, filter: Bindable<FigureFilter>, sight: Bindable<Sight>) {
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
        paper: sql<string | null>`${paper.id}`.as('paper'),
        paperTitle: sql<string | null>`${paper.title}`.as('paper_title'),
        paperPartOf: sql<string | null>`${paper.partOf}`.as('paper_part_of'),
        paperLocator: sql<string | null>`${prints.locator}`.as('paper_locator'),
        paperPrinted: sql<string | null>`${prints.printed}`.as('paper_printed'),
        paperMeeting: sql<Day | null>`${prints.meeting}`.as('paper_meeting'),
        publishedAt: sql`${publications.at}`.as('published_at'),
        withdrawnAt: withdrawals.withdrawnAt,
        withdrawnReason: sql<string | null>`${withdrawals.reason}`.as('withdrawn_reason'),
        groundKind: sql`${exemptions.kind}`.as('ground_kind'),
        paragraph: exemptions.paragraph,
        publicInterest: exemptions.publicInterest,
        forbiddenBy: exemptions.forbiddenBy,
        named: exemptions.named,
      },
    )
    .from(versions)
    .innerJoin(series, eq(series.id, versions.series))
    .innerJoin(documents, eq(documents.id, versions.document))
    .leftJoin(publications, ofVersion.publication)
    .leftJoin(exemptions, ofVersion.exemption)
    .leftJoin(withdrawals, ofVersion.withdrawal)
    .leftJoin(prints, and(ofVersion.print, filter.asAt && lte(prints.knownFrom, filter.asAt)))
    .leftJoin(printing, and(eq(printing.id, prints.publication), isOver(printing, sight)))
    .leftJoin(paper, and(eq(paper.id, prints.document), eq(paper.part, 1), isNotNull(printing.id)))
    .where(and(isPublished(sight), isTold(sight), ...narrowed(filter)))
    .orderBy(
      versions.series,
      versions.period,
      ...(filter.allVersions ? [versions.version] : []),
      sql`${versions.knownFrom} desc`,
      sql`${versions.version} desc`,
      // Of the withdrawals a version is under, and of the papers that print it, the first.
      withdrawals.version,
      sql`${paper.id} is null`,
      prints.publication,
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
          : or(
              eq(known.document, filter.document),
              eq(known.partOf, filter.document),
              eq(known.paper, filter.document),
              eq(known.paperPartOf, filter.document),
            ),
        filter.meeting === undefined
          ? undefined
          : or(eq(known.meeting, filter.meeting), eq(known.paperMeeting, filter.meeting)),
        after &&
          sql`(${known.series}, ${known.periodEnd}, ${known.period}, ${known.version}) > (${after.series}, ${after.periodEnd}, ${after.period}, ${after.version})`,
      ),
    )
    .orderBy(known.series, known.periodEnd, known.period, known.version);
  return filter.limit === undefined ? query : query.limit(filter.limit);
}

/** A paper that prints a figure of a return, and the publication that said so. */
const paper = alias(documents, 'paper');
const printing = alias(publications, 'printing');

/** What is read of a row of `figuresQuery`, as the database writes it in JSON. */
interface Row {
  series: number;
  period: Period;
  period_end: Day;
  version: number;
  known_from: Day;
  value: Decimal | null;
  low: Decimal | null;
  high: Decimal | null;
  symbol: FigureSymbol | null;
  marks: Mark[];
  formula: string | null;
  printed: string;
  document: string;
  locator: string;
  meeting: Day | null;
  note: string;
  change_kind: ChangeKind | null;
  change_reason: string | null;
  metric: string;
  area: string;
  breakdown: string | null;
  category: string;
  document_title: string;
  part: number;
  paper: string | null;
  paper_title: string | null;
  paper_locator: string | null;
  paper_printed: string | null;
  paper_meeting: Day | null;
  published_at: string | null;
  withdrawn_at: string | null;
  withdrawn_reason: string | null;
  ground_kind: 'exempt' | 'confidential' | null;
  paragraph: ExemptParagraph | null;
  public_interest: string | null;
  forbidden_by: Forbidder | null;
  named: string | null;
}

/** Every column of a `Row`. */
const columnNames = Object.keys({
  series: 0,
  period: 0,
  period_end: 0,
  version: 0,
  known_from: 0,
  value: 0,
  low: 0,
  high: 0,
  symbol: 0,
  marks: 0,
  formula: 0,
  printed: 0,
  document: 0,
  locator: 0,
  meeting: 0,
  note: 0,
  change_kind: 0,
  change_reason: 0,
  metric: 0,
  area: 0,
  breakdown: 0,
  category: 0,
  document_title: 0,
  part: 0,
  paper: 0,
  paper_title: 0,
  paper_locator: 0,
  paper_printed: 0,
  paper_meeting: 0,
  published_at: 0,
  withdrawn_at: 0,
  withdrawn_reason: 0,
  ground_kind: 0,
  paragraph: 0,
  public_interest: 0,
  forbidden_by: 0,
  named: 0,
} satisfies Record<keyof Row, 0>) as (keyof Row)[];

/** Rows as the database sends them: nothing in any column where there are none. */
type Columns = { [Name in keyof Row]: Row[Name][] | null };

function rowsOf(columns: Columns): Row[] {
  return (columns.series ?? []).map((_, at) => new RowAt(columns, at) as unknown as Row);
}

/** A row that is read where it stands: to copy so many names takes Node longer than all else. */
class RowAt {
  readonly columns: Columns;
  readonly at: number;

  constructor(columns: Columns, at: number) {
    this.columns = columns;
    this.at = at;
  }

  static {
    for (const name of columnNames) {
      Object.defineProperty(RowAt.prototype, name, {
        get(this: RowAt) {
          return this.columns[name]?.[this.at];
        },
      });
    }
  }
}

/** A row as somebody may be shown it. */
function shown(row: Row, sight: Sight): ListedFigure {
  const ground = groundOf(row);
  const isHidden = ground !== undefined && !sight.private;
  const withdrawn = isHidden ? undefined : withdrawnOf(row);
  const said = isHidden
    ? gap(row, privateNote(ground))
    : withdrawn
      ? gap(row, `Withdrawn on ${dayLabel(londonDay(withdrawn.at))}: ${withdrawn.reason}`)
      : told(row, ground);
  // All names in one literal but the value's own: spread together, or assigned in pieces, they would
  // take Node many times as long, for every figure read.
  const figure = {
    metric: row.metric,
    area: row.area,
    breakdown: row.breakdown ?? undefined,
    category: row.category,
    period: row.period,
    version: row.version,
    knownFrom: row.known_from,
    private: ground !== undefined || row.part === 2,
    publishedAt: row.published_at === null ? undefined : new Date(row.published_at),
    withdrawn,
    place: {
      series: row.series,
      periodEnd: row.period_end,
      period: row.period,
      version: row.version,
    },
    marks: said.marks,
    formula: said.formula,
    source: said.source,
    note: said.note,
    changed: said.changed,
  };
  return Object.assign(figure, said.value);
}

/** What is said of an observation, or stands in its place. */
interface Said extends Pick<Figure, 'marks' | 'formula' | 'source' | 'note' | 'changed'> {
  value: Value;
}

function told(row: Row, ground: PrivateGround | undefined): Said {
  return {
    value: valueAlone(row),
    marks: row.marks,
    formula: row.formula ?? undefined,
    source: sourceOf(row),
    note: ground === undefined ? row.note : [privateNote(ground), row.note].join(' ').trim(),
    changed:
      row.change_kind === null
        ? undefined
        : { kind: row.change_kind, reason: row.change_reason ?? '' },
  };
}

/** What stands where a figure is not shown: no number and nothing that was said with it. */
function gap(row: Row, note: string): Said {
  return {
    value: { symbol: 'x' },
    marks: [],
    formula: undefined,
    source: givenIn(row, { locator: '', printed: '' }),
    note,
    changed: undefined,
  };
}

function withdrawnOf({ withdrawn_at: at, withdrawn_reason: reason }: Row) {
  return at === null ? undefined : { at: new Date(at), reason: reason ?? '' };
}

/** The paper that prints a figure of a return is its source, and the return where it was first given. */
function sourceOf(row: Row): Source {
  const own = givenIn(row, row);
  const { paper: document, paper_title: documentTitle, paper_meeting: meeting } = row;
  if (document === null || documentTitle === null) return own;
  return {
    document,
    documentTitle,
    locator: row.paper_locator ?? '',
    printed: row.paper_printed ?? '',
    meeting: meeting ?? undefined,
    first: own,
  };
}

function givenIn(row: Row, { locator, printed }: Pick<Row, 'locator' | 'printed'>): Source {
  return {
    document: row.document,
    documentTitle: row.document_title,
    locator,
    printed,
    meeting: row.meeting ?? undefined,
  };
}

function groundOf(row: Row): PrivateGround | undefined {
  const { ground_kind: kind, paragraph, named } = row;
  const { public_interest: publicInterest, forbidden_by: forbiddenBy } = row;
  if (kind === null) return undefined;
  if (kind === 'exempt' && paragraph !== null && publicInterest !== null) {
    return { kind, paragraph, publicInterest };
  }
  if (kind === 'confidential' && forbiddenBy !== null && named !== null) {
    return { kind, forbiddenBy, named };
  }
  throw new Error('A private figure lacks the ground of its kind');
}

/** How many figures each meeting was first told, by its day, as the public may know. */
export async function countFiguresByMeeting(db: Database, sight: Sight): Promise<Map<Day, number>> {
  const rows = await db
    .select({ key: versions.meeting, count: sql<number>`count(*)::int` })
    .from(versions)
    .innerJoin(documents, eq(documents.id, versions.document))
    .leftJoin(publications, ofVersion.publication)
    .where(
      and(
        isNotNull(versions.meeting),
        eq(documents.part, 1),
        eq(versions.version, 1),
        isPublished(sight),
      ),
    )
    .groupBy(versions.meeting);
  return summed<Day>([...rows, ...(await countPrints(db, 'meeting', sight))]);
}

/** How many observations, of any area, the Board was told something of after one day, up to another. */
export async function countNewFigures(
  db: Database,
  { after, asAt }: { after: Day | undefined; asAt: Day | undefined },
  sight: Sight,
): Promise<number> {
  const told = db
    .select({ series: versions.series, period: versions.period })
    .from(versions)
    .innerJoin(documents, eq(documents.id, versions.document))
    .leftJoin(publications, ofVersion.publication)
    .leftJoin(exemptions, ofVersion.exemption)
    .where(
      and(
        isNotNull(versions.meeting),
        eq(documents.part, 1),
        or(isNull(exemptions.id), eq(versions.version, 1)),
        isPublished(sight),
        after && gt(versions.knownFrom, after),
        asAt && lte(versions.knownFrom, asAt),
      ),
    );
  const shown = shownPrints(db, sight, [
    isNotNull(prints.meeting),
    after && gt(prints.knownFrom, after),
    asAt && lte(prints.knownFrom, asAt),
  ]).as('shown');
  const printed = db.select({ series: shown.series, period: shown.period }).from(shown);
  const all = unionAll(told, printed).as('told');
  const [row] = await db
    .select({ count: sql<number>`count(distinct (${all.series}, ${all.period}))::int` })
    .from(all);
  return row?.count ?? 0;
}

/** How many figures were taken from each document, by its id, as the public may know. */
export async function countFiguresByDocument(
  db: Database,
  sight: Sight,
): Promise<Map<string, number>> {
  const rows = await db
    .select({ key: versions.document, count: sql<number>`count(*)::int` })
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
  return summed([...rows, ...(await countPrints(db, 'document', sight))]);
}

/** How many figures of returns were printed alike, by the paper or by its meeting. */
function countPrints(
  db: Database,
  by: 'document' | 'meeting',
  sight: Sight,
): Promise<{ key: string | null; count: number }[]> {
  const shown = shownPrints(db, sight).as('shown');
  return db
    .select({ key: sql<string | null>`${shown[by]}`, count: sql<number>`count(*)::int` })
    .from(shown)
    .groupBy(shown[by]);
}

/** The prints that stand, of figures that anybody is shown. */
function shownPrints(db: Database, sight: Sight, narrowing: readonly (SQL | undefined)[] = []) {
  const { document, meeting, period } = prints;
  return db
    .select({ series: prints.series, period, document, meeting })
    .from(prints)
    .innerJoin(versions, isPrintOf)
    .innerJoin(publications, eq(publications.id, prints.publication))
    .leftJoin(exemptions, ofVersion.exemption)
    .leftJoin(withdrawals, ofVersion.withdrawal)
    .where(and(ofVersion.print, isOver(publications, sight), ...narrowing));
}

function summed<Key extends string>(
  rows: readonly { key: string | null; count: number }[],
): Map<Key, number> {
  const sums = new Map<Key, number>();
  for (const { key, count } of rows) {
    if (key !== null) sums.set(key as Key, (sums.get(key as Key) ?? 0) + count);
  }
  return sums;
}

function narrowed(filter: Bindable<FigureFilter>): (SQL | undefined)[] {
  const { asAt, observations } = filter;
  return [
    ...ofSeries(filter),
    observations && among(observations),
    asAt && lte(versions.knownFrom, asAt),
  ];
}

/** What a filter asks of a series. */
export function ofSeries(filter: Bindable<FigureFilter>): (SQL | undefined)[] {
  const { metrics, areas, breakdown, category } = filter;
  return [
    metrics && inArray(series.metric, [...metrics]),
    areas && inArray(series.area, [...areas]),
    breakdown === undefined
      ? undefined
      : or(eq(series.breakdown, breakdown), isNull(series.breakdown)),
    category === undefined ? undefined : eq(series.category, category),
  ];
}

/** Of some observations alone. */
export function among(observations: Bindable<readonly ObservationKey[]>): SQL {
  if (observations.length === 0) return sql`false`;
  const keys = observations.map(({ series: id, period }) => sql`(${id}::int, ${period}::text)`);
  return sql`(${versions.series}, ${versions.period}) in (values ${sql.join(keys, sql`, `)})`;
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
