export { isFull, isNoText, isUnavailable } from './availability.ts';
export { BackupRefused } from './backup/format.ts';
export { type Restoring, restoreBackup } from './backup/restore.ts';
export { holdsAudit } from './backup/tables.ts';
export { type Carried, writeBackup } from './backup/write.ts';
export { type Connection, connect, type Database, type Place } from './connect.ts';
export { DirectoryInUse } from './directoryLock.ts';
export type { Listener, Ring } from './doorbell.ts';
export { prepareDatabase } from './embedded.ts';
export { listAliases } from './queries/aliases.ts';
export { type Area, areaNames, listAreasOf } from './queries/areas.ts';
export {
  type Actor,
  type Anchor,
  type AuditEntry,
  type AuditEvent,
  type AuditFault,
  type AuditKind,
  appendAudit,
  auditHash,
  listAudit,
  verifyAudit,
} from './queries/audit.ts';
export { databaseTime } from './queries/clock.ts';
export {
  groupsNotHeldOtherwise,
  importNeighbours,
  listComparatorGroups,
  listOtherDefinitions,
  type NeighboursPlan,
  type OtherDefinition,
} from './queries/comparators.ts';
export { countConnections } from './queries/connections.ts';
export {
  type Change,
  dataVersion,
  noteChange,
  noteSeeds,
  publicState,
  seedsLoaded,
  syntheticSeeds,
  takeSeedsTurn,
} from './queries/dataState.ts';
export {
  type BoardRequest,
  type Discrepancy,
  listDiscrepancies,
  listPaperPrints,
  listRecommendations,
  listRequests,
  listResolutions,
  type Outcome,
  type Recommendation,
  type Resolution,
} from './queries/decisions.ts';
export { type BoardDocument, listDocuments, returnDocuments } from './queries/documents.ts';
export {
  type About,
  addEvent,
  type Channel,
  type Counting,
  type EventKind,
  eventsAfter,
  type Heard,
  lastTold,
  type NewEvent,
  type ToldEvent,
} from './queries/events.ts';
export {
  addExclusion,
  type ExclusionGround,
  listExclusions,
  type RecordedExclusion,
} from './queries/exclusions.ts';
export {
  countFiguresByDocument,
  countFiguresByMeeting,
  countNewFigures,
  type FigureFilter,
  type FigurePlace,
  figuresQuery,
  type ListedFigure,
  listFigures,
  type ReadRecord,
  readRecord,
} from './queries/figures.ts';
export { addRebase, listRebases, listTargets, listTargetsIn } from './queries/judging.ts';
export {
  type AgendaItem,
  listAgenda,
  listCalendarChanges,
  listMeetings,
  type Meeting,
} from './queries/meetings.ts';
export { type KeptMetric, listMetrics, listTopics, type Topic } from './queries/metrics.ts';
export { newestPeriods, readNewest } from './queries/newest.ts';
export {
  deleteNote,
  listNotes,
  mostNotes,
  type Note,
  type Noted,
  type NoteKept,
  putNote,
} from './queries/notes.ts';
export {
  type Decide,
  heldAreas,
  type Import,
  type ImportDocument,
  importOpenData,
  type Recording,
} from './queries/openData.ts';
export {
  addAgendaItem,
  addDocument,
  type NewAgendaItem,
  type NewDocument,
  putMeeting,
} from './queries/papers.ts';
export {
  aboutPerson,
  addPerson,
  bringUpToDate,
  type Doing,
  disablePerson,
  enablePerson,
  findPerson,
  findPersonOf,
  listPeople,
  localTenant,
  type Person,
} from './queries/people.ts';
export {
  type AdmittedPresentation,
  addAdmission,
  addPublicScreen,
  admissionLastsFor,
  admitScreen,
  closePresentation,
  countScreens,
  findAdmitted,
  findByCode,
  findOfScreen,
  findPresentation,
  isPrivateKey,
  type OpenPresentation,
  openPresentation,
  stepPresentation,
} from './queries/presentations.ts';
export {
  addProposal,
  decideProposal,
  listProposals,
  type Proposal,
  type ProposalDecided,
  reapplyProposals,
} from './queries/proposals.ts';
export {
  type Approval,
  type Done,
  exemptFigure,
  type FigureToPublish,
  listMarkedMetrics,
  listPrivate,
  type Observation,
  type PrintToPublish,
  type PrivateObservation,
  publishReturn,
  releaseFigure,
  withdrawFigure,
  withdrawReturn,
} from './queries/publishing.ts';
export {
  addDecision,
  changeDecision,
  type DecisionRecord,
  findDecision,
  listDecisionRecords,
  type RecordedDecision,
  reapplyDecisions,
} from './queries/recording.ts';
export { putRows, replaceRows } from './queries/reference.ts';
export {
  addReturnBoxes,
  type BoxSave,
  type FilledBox,
  findReturn,
  listBankHolidays,
  listReturns,
  type Named,
  openCorrection,
  openOtherReturn,
  openReturn,
  type PersonDoing,
  type Publication,
  type Refused,
  type Return,
  returnBrief,
  type Saved,
  type StepTaken,
  saveBoxes,
  stepReturn,
} from './queries/returns.ts';
export {
  endProviderSessions,
  endSession,
  findSignedIn,
  findStillSignedIn,
  idleFor,
  lastsFor,
  listSessions,
  type NewSession,
  type Session,
  type SignedIn,
  startSession,
} from './queries/sessions.ts';
export { publicSight, type Sight } from './queries/sight.ts';
export {
  attemptsAllowed,
  attemptsCountFor,
  beginSignIn,
  isDoorClosed,
  linkLastsFor,
  makeLink,
  noteFailedAttempt,
  type RefusedSignIn,
  spendLink,
  takeSignIn,
} from './queries/signIn.ts';
export { nextPublication, tellPublications } from './queries/telling.ts';
export { addVersions, type NewVersion } from './queries/versions.ts';
export {
  besideMoved,
  type ItemMoved,
  listProgramme,
  moveItem,
  type ProgrammeItem,
} from './queries/workProgramme.ts';
export * as schema from './schema.ts';
export { isOnPrimary, isOnStandby, onPrimary, StandbyRefused } from './standbys.ts';
