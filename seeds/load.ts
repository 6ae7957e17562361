import {
  addVersions,
  besideMoved,
  type Database,
  groupsNotHeldOtherwise,
  noteChange,
  noteSeeds,
  openReturn,
  putRows,
  reapplyDecisions,
  reapplyProposals,
  replaceRows,
  schema,
  seedsLoaded,
  syntheticSeeds,
  takeSeedsTurn,
} from '@throughline/db';
import { readSeeds, type Seeds, seedsFingerprint } from './read.ts';

export { type SeedProblem, SeedsRefused } from './rows.ts';

/** What a load did: rows of reference added or changed, and versions of figures added. */
export interface SeedsLoad {
  rows: number;
  versions: number;
  /** Neighbours of the seeds that people have replaced by others from the same day, by their model. */
  leftOut: readonly string[];
}

/**
 * Loads the seeds of a folder unless exactly these were loaded last. Beside synthetic figures none
 * are loaded: they are never mixed with the Board's.
 */
export async function loadSeedsOnce(db: Database, folder: string): Promise<SeedsLoad> {
  const nothing = { rows: 0, versions: 0, leftOut: [] };
  const isLoaded = async (at: Database) => {
    const loaded = await seedsLoaded(at);
    return loaded === syntheticSeeds || loaded === seedsFingerprint(folder);
  };
  if (await isLoaded(db)) return nothing;
  return db.transaction(async (tx) => {
    await takeSeedsTurn(tx);
    // Another instance that started with us may just have done it.
    return (await isLoaded(tx)) ? nothing : loadSeeds(tx, folder);
  });
}

/**
 * Loads the seeds of a folder in one transaction. What is there already and equal is left alone, so
 * a second load changes nothing. Throws `SeedsRefused` with file, line and reason, and leaves the
 * database as it was.
 */
export async function loadSeeds(db: Database, folder: string): Promise<SeedsLoad> {
  const read = readSeeds(folder);
  return db.transaction(async (tx) => {
    const seeds = { ...read, items: await besideMoved(tx, read.items) };
    const groups = await groupsNotHeldOtherwise(tx, seeds.groups);
    const rows = await loadReference(tx, { ...seeds, groups });
    await reapplyProposals(tx);
    await reapplyDecisions(tx);
    const versions = await addVersions(tx, seeds.figures);
    if (rows + versions > 0) await noteChange(tx, { visibility: 'public', about: {} });
    await noteSeeds(tx, seedsFingerprint(folder));
    const leftOut = seeds.groups.filter((one) => !groups.includes(one)).map(({ model }) => model);
    return { rows, versions, leftOut };
  });
}

async function loadReference(db: Database, seeds: Seeds): Promise<number> {
  const breakdowns = new Map(seeds.categories.map((row) => [row.breakdown, row.breakdownTitle]));
  const { groups } = seeds;
  const kept = new Set(groups.map(({ id }) => id));
  const counts = [
    await putRows(db, schema.areas, seeds.areas),
    await putRows(db, schema.topics, seeds.topics),
    await putRows(
      db,
      schema.breakdowns,
      [...breakdowns].map(([id, title]) => ({ id, title })),
    ),
    await putRows(
      db,
      schema.categories,
      seeds.categories.map(({ breakdown, id, title, position }) => ({
        breakdown,
        id,
        title,
        position,
      })),
    ),
    await putRows(
      db,
      schema.metrics,
      seeds.metrics.map(({ breakdowns: _, ...metric }) => metric),
    ),
    await replaceRows(
      db,
      schema.metricBreakdowns,
      seeds.metrics.flatMap(({ id, breakdowns: own }) =>
        own.map((breakdown, position) => ({ metric: id, breakdown, position })),
      ),
    ),
    await putRows(db, schema.documents, wholesFirst(seeds.documents)),
    await putRows(db, schema.meetings, seeds.meetings),
    await putRows(
      db,
      schema.agendaItems,
      seeds.items.map(({ documents: _, metrics: __, ...item }) => item),
    ),
    await replaceRows(
      db,
      schema.agendaItemDocuments,
      seeds.items.flatMap(({ meeting, position, documents }) =>
        documents.map((document) => ({ meeting, position, document })),
      ),
      placesOf(seeds),
    ),
    await replaceRows(
      db,
      schema.agendaItemMetrics,
      seeds.items.flatMap(({ meeting, position, metrics }) =>
        metrics.map((metric) => ({ meeting, position, metric })),
      ),
      placesOf(seeds),
    ),
    await putRows(
      db,
      schema.resolutions,
      seeds.resolutions.map(({ metrics: _, ...resolution }) => resolution),
    ),
    await replaceRows(
      db,
      schema.resolutionMetrics,
      seeds.resolutions.flatMap(({ id, metrics }) =>
        metrics.map((metric) => ({ resolution: id, metric })),
      ),
      seeds.resolutions.map(({ id }) => ({ resolution: id })),
    ),
    await putRows(db, schema.recommendations, seeds.recommendations),
    await putRows(
      db,
      schema.requests,
      seeds.requests.map(({ metrics: _, ...request }) => request),
    ),
    await replaceRows(
      db,
      schema.requestMetrics,
      seeds.requests.flatMap(({ id, metrics }) =>
        metrics.map((metric) => ({ request: id, metric })),
      ),
      seeds.requests.map(({ id }) => ({ request: id })),
    ),
    await putRows(
      db,
      schema.discrepancies,
      seeds.discrepancies.map(({ id, title, description }, position) => ({
        id,
        title,
        description,
        position,
      })),
    ),
    await replaceRows(
      db,
      schema.discrepancyMetrics,
      seeds.discrepancies.flatMap(({ id, metrics, withholdsDirectionOf }) =>
        metrics.map((metric) => ({
          discrepancy: id,
          metric,
          withholdsDirection: withholdsDirectionOf.includes(metric),
        })),
      ),
    ),
    await putRows(db, schema.discrepancySources, seeds.discrepancySources),
    await putRows(db, schema.comparatorGroups, groups),
    await putRows(
      db,
      schema.comparatorMembers,
      seeds.members.filter(({ group }) => kept.has(group)),
    ),
    await replaceRows(db, schema.sideBySide, seeds.sideBySide),
    await putRows(db, schema.aliases, seeds.aliases),
    await putRows(db, schema.bankHolidays, seeds.bankHolidays),
    await putRows(db, schema.returnLines, seeds.returnLines),
    await openReturns(db, seeds.returns),
  ];
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Only links of the seeds' own items are theirs to take away: people add items too. */
function placesOf({ items }: Seeds) {
  return items.map(({ meeting, position }) => ({ meeting, position }));
}

/** Opens the returns that are not open yet. */
async function openReturns(db: Database, returns: Seeds['returns']): Promise<number> {
  let opened = 0;
  for (const one of returns) opened += (await openReturn(db, one)) === 'opened' ? 1 : 0;
  return opened;
}

/** A pack stands before the papers that are part of it. */
function wholesFirst(documents: Seeds['documents']): Seeds['documents'] {
  return [...documents].sort((a, b) => Number(!!a.partOf) - Number(!!b.partOf));
}
