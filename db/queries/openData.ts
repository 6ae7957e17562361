import {
  type Addition,
  changeReason,
  compareFigures,
  type HeldArea,
  type HeldVersion,
  type ImportPlan,
  misplacedFigures,
  planAreas,
  type Release,
} from '@throughline/domain/openData/plan';
import type { FigureFound, OpenDataRead, Refusal } from '@throughline/domain/openData/read';
import { periodEnd } from '@throughline/domain/period';
import { eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { areas } from '../schema/areas.ts';
import { documents } from '../schema/documents.ts';
import { series, versions } from '../schema/figures.ts';
import { metrics } from '../schema/metrics.ts';
import { dataVersion, noteChange } from './dataState.ts';
import { addEvent } from './events.ts';

/** The document that an import puts on record as the source of its figures. */
export interface ImportDocument {
  id: string;
  title: string;
  /** Publisher, title, address, licence and the file's name. */
  note: string;
}

/** What an import did, or would do. */
export interface Import {
  plan: ImportPlan;
  written: boolean;
}

/** Goes on record in the transaction that writes, last in it. */
export type Recording = (tx: Database) => Promise<void>;

/** Sees the plan before anything is written, and says whether it is to be. */
export type Decide<Plan> = (plan: Plan) => boolean | Promise<boolean>;

/**
 * Says what an open data file would do to the record and, if that is decided, does it: everything
 * in one transaction, or nothing. Nothing is written while the plan refuses anything. When the
 * record changes in the meantime, it is planned and decided again.
 */
export async function importOpenData(
  db: Database,
  read: OpenDataRead,
  release: Release,
  document: ImportDocument,
  decide: Decide<ImportPlan>,
  record: Recording,
): Promise<Import> {
  for (;;) {
    const before = await dataVersion(db);
    const plan = await planOpenData(db, read, release, document);
    if (!(await decide(plan)) || plan.refused.length > 0) return { plan, written: false };
    if (plan.added.length + plan.changed.length === 0) return { plan, written: true };
    const written = await db.transaction(async (tx) => {
      // Counting the change holds back whoever else would write until this is done.
      await noteChange(tx, 'told apart');
      if ((await dataVersion(tx)) !== before + 1) return false;
      await writePlan(tx, plan, document);
      const metrics = [...plan.added, ...plan.changed].map(({ figure }) => figure.metric);
      await addEvent(tx, {
        channel: 'record',
        visibility: 'public',
        kind: 'record changed',
        about: { document: document.id, metrics: [...new Set(metrics)] },
      });
      await record(tx);
      return true;
    });
    if (written) return { plan, written };
  }
}

async function planOpenData(
  db: Database,
  read: OpenDataRead,
  release: Release,
  document: ImportDocument,
): Promise<ImportPlan> {
  const placed = planAreas(read, await heldAreas(db));
  const taking = new Map(
    (await db.select({ id: metrics.id, periodKinds: metrics.periodKinds }).from(metrics)).map(
      (metric) => [metric.id, metric],
    ),
  );
  const refused = [
    ...read.refused,
    ...placed.refused,
    ...misplacedFigures(read.figures, taking, release),
    ...(await documentProblems(db, release, document)),
  ];
  const added: Addition[] = [];
  const changed: Addition[] = [];
  let unchanged = 0;
  // A metric at a time, so that whoever else waits for the database is let in between.
  for (const [metric, figures] of byMetric(read.figures)) {
    const held = await heldVersions(db, metric);
    const heldOf = (figure: FigureFound, area: string) => held.get(observation(figure, area)) ?? [];
    const compared = compareFigures(figures, placed.codes, heldOf, release);
    added.push(...compared.added);
    changed.push(...compared.changed);
    unchanged += compared.unchanged;
  }
  return {
    kind: 'figures',
    release,
    rows: read.rows,
    areas: placed.areas,
    periods: read.periods,
    added,
    changed,
    unchanged,
    skipped: read.skipped,
    refused,
  };
}

/** Every area we hold. */
export async function heldAreas(db: Database): Promise<HeldArea[]> {
  return db
    .select({ code: areas.code, name: areas.name, level: areas.level, oldCode: areas.oldCode })
    .from(areas);
}

/** A release that is on record keeps its publication day. */
export async function documentProblems(
  db: Database,
  release: Release,
  document: ImportDocument,
): Promise<Refusal[]> {
  const [known] = await db
    .select({ publishedOn: documents.publishedOn })
    .from(documents)
    .where(eq(documents.id, document.id));
  if (known === undefined || known.publishedOn === release.publishedOn) return [];
  return [
    {
      reason: `“${release.name}” is on record as published on ${known.publishedOn ?? 'a day not known'}, not ${release.publishedOn}`,
    },
  ];
}

/** Puts the release on record as a document, once. */
export async function putDocument(
  db: Database,
  release: Release,
  { id, title, note }: ImportDocument,
) {
  await db
    .insert(documents)
    .values({
      id,
      title,
      kind: 'open-data',
      publishedOn: release.publishedOn,
      part: 1,
      note,
    })
    .onConflictDoNothing();
}

/** Every version held of a metric, by observation, in the order they were recorded. */
async function heldVersions(db: Database, metric: string): Promise<Map<string, HeldVersion[]>> {
  // One text a series, made by the database: rows through the driver cost several times as much.
  const rows = await db
    .select({
      area: series.area,
      breakdown: series.breakdown,
      category: series.category,
      said: sql<string>`json_agg(json_build_array(${versions.period}, ${versions.knownFrom},
        ${versions.value}, ${versions.symbol}, ${versions.low}, ${versions.high})
        order by ${versions.version})::text`,
    })
    .from(versions)
    .innerJoin(series, eq(series.id, versions.series))
    .where(eq(series.metric, metric))
    .groupBy(series.id);
  const held = new Map<string, HeldVersion[]>();
  for (const { area, breakdown, category, said } of rows) {
    const list = JSON.parse(said) as [FigureFound['period'], ...string[]][];
    for (const [period, knownFrom, value, symbol, low, high] of list) {
      const key = observation({ breakdown: breakdown ?? undefined, category, period }, area);
      const version = {
        knownFrom,
        value: value ? { value } : symbol ? { symbol } : { low, high },
      } as HeldVersion;
      const earlier = held.get(key);
      if (earlier === undefined) held.set(key, [version]);
      else earlier.push(version);
    }
  }
  return held;
}

async function writePlan(db: Database, plan: ImportPlan, document: ImportDocument) {
  const additions = [...plan.added, ...plan.changed];
  await putDocument(db, plan.release, document);
  const newAreas = plan.areas.filter(({ isNew }) => isNew);
  if (newAreas.length > 0) {
    await db
      .insert(areas)
      .values(newAreas.map(({ code, name, level, oldCode }) => ({ code, name, level, oldCode })));
  }
  const ids = await putSeries(db, additions);
  for (let start = 0; start < additions.length; start += batchSize) {
    const rows = additions.slice(start, start + batchSize).map((addition) => ({
      ...toRow(addition, plan.release),
      series: ids.get(seriesName(addition)),
    }));
    await db.execute(sql`
      insert into ${versions} (series, period, period_end, version, known_from, value, symbol,
        marks, printed, document, locator, note, change_kind, change_reason)
      select series, period, period_end, version, ${plan.release.publishedOn}::date, value, symbol,
        '{}', printed, ${document.id}, locator, '', change_kind, change_reason
      from json_to_recordset(${JSON.stringify(rows)}::json) as row(series integer, period text,
        period_end date, version integer, value text, symbol text, printed text, locator text,
        change_kind text, change_reason text)`);
    // A turn of the event loop: pages are answered while a large file is written.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Small enough that PGlite, which runs on the event loop, holds nobody up for long. */
const batchSize = 1000;

function toRow(addition: Addition, release: Release) {
  const { figure, versions: before } = addition;
  const isFirst = before === 0;
  return {
    period: figure.period,
    period_end: periodEnd(figure.period),
    version: before + 1,
    value: 'value' in figure.value ? figure.value.value : null,
    symbol: 'symbol' in figure.value ? figure.value.symbol : null,
    printed: figure.printed,
    locator: figure.locator,
    change_kind: isFirst ? null : 'revision',
    change_reason: isFirst ? null : changeReason(addition, release),
  };
}

/** The number of each series by its name, made where there was none. */
async function putSeries(db: Database, additions: readonly Addition[]) {
  const wanted = new Map(additions.map((addition) => [seriesName(addition), addition]));
  const keys = [...wanted.values()].map(({ figure, area }) => ({
    metric: figure.metric,
    area,
    breakdown: figure.breakdown ?? null,
    category: figure.category,
  }));
  for (let start = 0; start < keys.length; start += batchSize) {
    await db
      .insert(series)
      .values(keys.slice(start, start + batchSize))
      .onConflictDoNothing();
  }
  const rows = await db
    .select({
      id: series.id,
      metric: series.metric,
      area: series.area,
      breakdown: series.breakdown,
      category: series.category,
    })
    .from(series)
    .where(inArray(series.metric, [...new Set(keys.map(({ metric }) => metric))]));
  return new Map(
    rows.map(({ id, area, metric, breakdown, category }) => [
      seriesName({ area, figure: { metric, breakdown: breakdown ?? undefined, category } }),
      id,
    ]),
  );
}

function byMetric(figures: readonly FigureFound[]): Map<string, FigureFound[]> {
  const grouped = new Map<string, FigureFound[]>();
  for (const figure of figures) {
    const list = grouped.get(figure.metric);
    if (list === undefined) grouped.set(figure.metric, [figure]);
    else list.push(figure);
  }
  return grouped;
}

function observation(
  { breakdown, category, period }: Pick<FigureFound, 'breakdown' | 'category' | 'period'>,
  area: string,
): string {
  return `${area} ${period} ${breakdown ?? ''} ${category}`;
}

function seriesName({
  area,
  figure: { metric, breakdown, category },
}: {
  area: string;
  figure: Pick<FigureFound, 'metric' | 'breakdown' | 'category'>;
}): string {
  return `${metric} ${area} ${breakdown ?? ''} ${category}`;
}
