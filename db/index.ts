export { type Connection, connect, type Database, type Place } from './connect.ts';
export { DirectoryInUse } from './directoryLock.ts';
export { dataVersion, noteChange, noteSeeds, seedsLoaded } from './queries/dataState.ts';
export {
  type BoardRequest,
  type Discrepancy,
  listDiscrepancies,
  listRecommendations,
  listRequests,
  listResolutions,
  type Outcome,
  type Recommendation,
  type Resolution,
} from './queries/decisions.ts';
export { type BoardDocument, listDocuments } from './queries/documents.ts';
export {
  countFiguresByDocument,
  countFiguresByMeeting,
  type FigureFilter,
  type FigurePlace,
  listFigures,
} from './queries/figures.ts';
export { type AgendaItem, listAgenda, listMeetings, type Meeting } from './queries/meetings.ts';
export { listMetrics, listTopics, type Topic } from './queries/metrics.ts';
export { putRows, replaceRows } from './queries/reference.ts';
export { addVersions, type NewVersion } from './queries/versions.ts';
export * as schema from './schema.ts';
