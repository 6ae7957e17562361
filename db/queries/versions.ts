import { type Period, periodEnd } from '@throughline/domain/period';
import { inArray } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { series, versions } from '../schema/figures.ts';
import { batches } from './reference.ts';

/** Which series a version belongs to. */
export interface SeriesKey {
  metric: string;
  area: string;
  breakdown: string | null;
  category: string;
}

/** A version to be added to the record; its number is given here. */
export type NewVersion = SeriesKey &
  Pick<
    typeof versions.$inferInsert,
    'period' | 'knownFrom' | 'marks' | 'printed' | 'document' | 'locator' | 'note'
  > & {
    value: string | null;
    low: string | null;
    high: string | null;
    symbol: string | null;
    formula: string | null;
    meeting: string | null;
    changeKind: string | null;
    changeReason: string | null;
    /** Who entered and approved it and with which publication; nothing for what was loaded. */
    entered?: EnteredBy | undefined;
  };

/** Whoever approves a figure neither wrote it first nor last. */
interface EnteredBy {
  author: number;
  lastEditor: number;
  approvedBy: number;
  publication: number;
}

/**
 * Adds what is new to the record, in one order, and returns how many versions were added. An
 * identical re-entry makes no version. A different one becomes the next version of its observation,
 * of the kind it gives, or a `transcription`: our record misread the source.
 */
export async function addVersions(db: Database, entries: readonly NewVersion[]): Promise<number> {
  const ids = await seriesIds(db, entries);
  const known = await versionsOf(db, [...new Set(ids.values())]);
  const additions: (typeof versions.$inferInsert)[] = [];

  for (const entry of entries) {
    const id = ids.get(seriesName(entry));
    if (id === undefined) throw new Error(`No series was made for ${seriesName(entry)}`);
    const observation = `${id} ${entry.period}`;
    const said = known.get(observation) ?? [];
    // What a person approved was decided on what is public: the same words may have been called off.
    if (entry.entered === undefined && said.includes(contentOf(entry))) continue;

    const isFirst = said.length === 0;
    additions.push({
      series: id,
      period: entry.period,
      periodEnd: periodEnd(entry.period as Period),
      version: said.length + 1,
      knownFrom: entry.knownFrom,
      value: entry.value,
      low: entry.low,
      high: entry.high,
      symbol: entry.symbol,
      marks: entry.marks,
      formula: entry.formula,
      printed: entry.printed,
      document: entry.document,
      locator: entry.locator,
      meeting: entry.meeting,
      note: entry.note,
      ...(isFirst ? { changeKind: null, changeReason: null } : changeOf(entry)),
      ...entry.entered,
    } as typeof versions.$inferInsert);
    known.set(observation, [...said, contentOf(entry)]);
  }

  for (const batch of batches(additions)) await db.insert(versions).values(batch);
  return additions.length;
}

/** The kind and reason of a change, with what is said where nobody gave one. */
function changeOf({ changeKind, changeReason, entered }: NewVersion) {
  if (entered === undefined) {
    return {
      changeKind: changeKind ?? 'transcription',
      changeReason: changeReason ?? 'Our record misread the source.',
    };
  }
  return {
    changeKind: changeKind ?? 'revision',
    changeReason: changeReason ?? 'An earlier version was called off before it became public.',
  };
}

/** The number of each series by its name, made where there was none. */
async function seriesIds(
  db: Database,
  entries: readonly SeriesKey[],
): Promise<Map<string, number>> {
  const wanted = new Map(entries.map((entry) => [seriesName(entry), entry]));
  const keys = [...wanted.values()].map(({ metric, area, breakdown, category }) => ({
    metric,
    area,
    breakdown,
    category,
  }));
  for (const batch of batches(keys)) {
    await db.insert(series).values(batch).onConflictDoNothing();
  }
  const metrics = [...new Set(keys.map(({ metric }) => metric))];
  if (metrics.length === 0) return new Map();
  const rows = await db
    .select({
      id: series.id,
      metric: series.metric,
      area: series.area,
      breakdown: series.breakdown,
      category: series.category,
    })
    .from(series)
    .where(inArray(series.metric, metrics));
  return new Map(rows.map((row) => [seriesName(row), row.id]));
}

/** What was said of each observation so far, in the order of its versions. */
async function versionsOf(db: Database, ids: readonly number[]): Promise<Map<string, string[]>> {
  const said = new Map<string, string[]>();
  for (const batch of batches(ids)) {
    const rows = await db
      .select({
        series: versions.series,
        period: versions.period,
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
      })
      .from(versions)
      .where(inArray(versions.series, batch))
      .orderBy(versions.series, versions.period, versions.version);
    for (const row of rows) {
      const observation = `${row.series} ${row.period}`;
      said.set(observation, [...(said.get(observation) ?? []), contentOf(row)]);
    }
  }
  return said;
}

type Content = Omit<NewVersion, keyof SeriesKey | 'changeKind' | 'changeReason' | 'entered'>;

function contentOf(version: Content): string {
  const { period, knownFrom, value, low, high, symbol, marks, formula } = version;
  const { printed, document, locator, meeting, note } = version;
  return JSON.stringify([
    [period, knownFrom, value, low, high, symbol, marks, formula],
    [printed, document, locator, meeting, note],
  ]);
}

function seriesName({ metric, area, breakdown, category }: SeriesKey): string {
  return JSON.stringify([metric, area, breakdown, category]);
}
