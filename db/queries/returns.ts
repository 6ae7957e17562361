import {
  isCounted,
  lastPapersDay,
  nextWorkingDay,
  returnDueDay,
} from '@throughline/domain/calendar';
import { type Day, periodEnd } from '@throughline/domain/period';
import { homeArea } from '@throughline/domain/place';
import {
  afterStep,
  type BoxContent,
  boxesOf,
  emptyContent,
  type Quarter,
  type ReturnBox,
  type ReturnKind,
  type ReturnState,
  type ReturnStep,
  returnTitle,
  stateAfter,
} from '@throughline/domain/return';
import { aliasedTable, and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { meetings } from '../schema/meetings.ts';
import { people } from '../schema/people.ts';
import { publications } from '../schema/publications.ts';
import {
  bankHolidays,
  boxSaves,
  returnBoxes,
  returnLines,
  returnSteps,
  returns,
  submittedBoxes,
} from '../schema/returns.ts';
import { type AuditKind, appendAudit } from './audit.ts';
import { listMetrics } from './metrics.ts';

/** Somebody as a return names them. */
export interface Named {
  id: number;
  name: string;
}

/** A person who does something, and when. */
export interface PersonDoing {
  person: number;
  at: Date;
}

/** Something that was done to a return as a whole. */
export interface StepTaken {
  change: number;
  step: ReturnStep;
  by: Named;
  at: Date;
  note: string;
}

/** A box with what stands in it; revision 0 when nothing was saved yet. */
export interface FilledBox extends ReturnBox {
  area: string;
  revision: number;
  /** The return's count of changes when it was last saved. */
  change: number;
  content: BoxContent;
  /** Who saved it first and last, with the time of the last. */
  author: Named | undefined;
  lastEditor: (Named & { at: Date }) | undefined;
}

/** When a return's figures become or became public. */
export interface Publication {
  id: number;
  at: Date;
  approvedBy: Named;
  approvedAt: Date;
}

/** A return with its boxes and what was done to it. */
export interface Return {
  id: string;
  kind: ReturnKind;
  title: string;
  meeting: Day | undefined;
  document: string;
  opensOn: Day;
  dueOn: Day | undefined;
  papersOn: Day | undefined;
  changes: number;
  state: ReturnState;
  steps: readonly StepTaken[];
  publication: Publication | undefined;
  boxes: readonly FilledBox[];
}

/** How a return could not be opened. */
export type NotOpened = 'open already' | 'no such meeting' | 'bank holidays not known';

/** Opens the return of a quarter for a meeting, with the boxes that the registry says. */
export async function openReturn(
  db: Database,
  { quarter, meeting }: { quarter: Quarter; meeting: Day },
  doing?: PersonDoing,
): Promise<'opened' | NotOpened> {
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select({ date: meetings.date })
      .from(meetings)
      .where(eq(meetings.date, meeting));
    if (found === undefined) return 'no such meeting';
    const holidays = await listBankHolidays(tx);
    const quarterEnd = periodEnd(quarter);
    if (![meeting, quarterEnd].every((day) => isCounted(day, holidays))) {
      return 'bank holidays not known';
    }
    const opened = await tx
      .insert(returns)
      .values({
        id: quarter,
        kind: 'quarter',
        title: returnTitle(quarter),
        meeting,
        document: `return-${quarter}`,
        opensOn: nextWorkingDay(quarterEnd, holidays),
        dueOn: returnDueDay(meeting, holidays),
        papersOn: lastPapersDay(meeting, holidays),
      })
      .onConflictDoNothing()
      .returning({ id: returns.id });
    if (opened.length === 0) return 'open already';
    const lines = await tx
      .select({
        position: returnLines.position,
        metric: returnLines.metric,
        breakdown: returnLines.breakdown,
        category: returnLines.category,
        since: returnLines.since,
      })
      .from(returnLines)
      .orderBy(asc(returnLines.position));
    const boxes = boxesOf(quarter, lines, await listMetrics(tx));
    await addBoxes(
      tx,
      quarter,
      boxes.map((box) => ({ ...box, area: homeArea })),
    );
    if (doing) await record(tx, doing, 'return opened', quarter, { boxes: boxes.length });
    return 'opened';
  });
}

/** A return to be, beside the quarterly ones: what a paper prints, or what is to be put right. */
export type NewReturn = Pick<Return, 'kind' | 'title' | 'meeting' | 'document'> & { id: string };

/** Opens a return of another kind, once. */
export async function openOtherReturn(
  db: Database,
  one: NewReturn,
  boxes: readonly (ReturnBox & { area: string })[],
  today: Day,
  doing: PersonDoing,
): Promise<'opened' | 'open already'> {
  return db.transaction(async (tx) => {
    const opened = await tx
      .insert(returns)
      .values({ ...one, opensOn: today })
      .onConflictDoNothing()
      .returning({ id: returns.id });
    if (opened.length === 0) return 'open already';
    await addBoxes(tx, one.id, boxes);
    await record(tx, doing, 'return opened', one.id, { boxes: boxes.length });
    return 'opened';
  });
}

/** Opens a return of one box in which a published figure is put right; its id. */
export async function openCorrection(
  db: Database,
  {
    metric,
    area,
    breakdown,
    category,
    period,
  }: Omit<ReturnBox, 'position' | 'due'> & { area: string },
  title: string,
  today: Day,
  doing: PersonDoing,
): Promise<string> {
  const box = { metric, area, breakdown, category, period, position: 1, due: true };
  for (;;) {
    const number = (await db.$count(returns, eq(returns.kind, 'correction'))) + 1;
    const id = `correction-${number}`;
    const one = { id, kind: 'correction' as const, title, meeting: undefined };
    const opened = await openOtherReturn(
      db,
      { ...one, document: `return-${id}` },
      [box],
      today,
      doing,
    );
    if (opened === 'opened') return id;
  }
}

/** Adds boxes to a draft after those it has; one that is there already is left alone. */
export async function addReturnBoxes(
  db: Database,
  id: string,
  boxes: readonly Omit<ReturnBox & { area: string }, 'position'>[],
  doing: PersonDoing,
): Promise<'added' | Refused> {
  return db.transaction(async (tx) => {
    const locked = await lockReturn(tx, id);
    if (locked === undefined) return { kind: 'no such return' };
    if (locked.state !== 'draft') return { kind: 'not a draft', state: locked.state };
    const [last] = await tx
      .select({ position: sql<number>`coalesce(max(${returnBoxes.position}), 0)::int` })
      .from(returnBoxes)
      .where(eq(returnBoxes.return, id));
    const from = (last?.position ?? 0) + 1;
    await addBoxes(
      tx,
      id,
      boxes.map((box, at) => ({ ...box, position: from + at })),
    );
    await countChange(tx, id);
    await record(tx, doing, 'figures entered', id, { boxes_added: boxes.length });
    return 'added';
  });
}

/** The days on which offices are closed, beside weekends. */
export async function listBankHolidays(db: Database): Promise<Set<Day>> {
  const rows = await db.select({ date: bankHolidays.date }).from(bankHolidays);
  return new Set(rows.map(({ date }) => date));
}

/** Every return, the newest first. */
export async function listReturns(db: Database): Promise<Return[]> {
  const rows = await db
    .select({ id: returns.id })
    .from(returns)
    .orderBy(sql`coalesce(${returns.dueOn}, ${returns.opensOn}) desc`, desc(returns.id));
  const found: Return[] = [];
  for (const { id } of rows) {
    const one = await findReturn(db, id);
    if (one) found.push(one);
  }
  return found;
}

/** Of which kind a return is and its count of changes; nothing when there is none. */
export async function returnBrief(
  db: Database,
  id: string,
): Promise<Pick<Return, 'kind' | 'changes'> | undefined> {
  const [row] = await db
    .select({ kind: returns.kind, changes: returns.changes })
    .from(returns)
    .where(eq(returns.id, id));
  return row;
}

/** One return with what stands in its boxes. */
export async function findReturn(db: Database, id: string): Promise<Return | undefined> {
  // The count of changes comes first: what is read after it is no older.
  const [row] = await db
    .select({
      id: returns.id,
      kind: returns.kind,
      title: returns.title,
      meeting: returns.meeting,
      document: returns.document,
      opensOn: returns.opensOn,
      dueOn: returns.dueOn,
      papersOn: returns.papersOn,
      changes: returns.changes,
    })
    .from(returns)
    .where(eq(returns.id, id));
  if (row === undefined) return undefined;
  const steps = await listSteps(db, id);
  const state = stateAfter(steps.map(({ step }) => step));
  return {
    ...row,
    meeting: row.meeting ?? undefined,
    dueOn: row.dueOn ?? undefined,
    papersOn: row.papersOn ?? undefined,
    state,
    steps,
    publication: state === 'published' ? await findPublication(db, id) : undefined,
    boxes: await listBoxes(db, id),
  };
}

/** What is to stand in a box, made on the revision that whoever typed it saw. */
export interface BoxSave {
  position: number;
  revision: number;
  content: BoxContent;
}

/** Why something was not done to a return. */
export type Refused =
  | { kind: 'no such return' }
  | { kind: 'not a draft'; state: ReturnState }
  | { kind: 'not lawful'; state: ReturnState }
  /** It has changed since whoever decided looked at it. */
  | { kind: 'changed' };

/** How a save went. Of several nothing is saved when one was made on an older revision. */
export type Saved =
  | { kind: 'saved'; change: number }
  | { kind: 'clash'; positions: number[] }
  | { kind: 'no such box'; position: number }
  | Refused;

/** Saves what was typed in boxes of a draft, whatever it is: all of it, or nothing. */
export async function saveBoxes(
  db: Database,
  id: string,
  saves: readonly BoxSave[],
  doing: PersonDoing,
): Promise<Saved> {
  return db.transaction(async (tx) => {
    const locked = await lockReturn(tx, id);
    if (locked === undefined) return { kind: 'no such return' };
    if (locked.state !== 'draft') return { kind: 'not a draft', state: locked.state };
    const current = await newestRevisions(tx, id);
    const missing = saves.find(({ position }) => !current.has(position));
    if (missing) return { kind: 'no such box', position: missing.position };
    const positions = saves.flatMap(({ position, revision }) =>
      current.get(position) === revision ? [] : [position],
    );
    if (positions.length > 0) return { kind: 'clash', positions };

    const change = await countChange(tx, id);
    await tx.insert(boxSaves).values(
      saves.map(({ position, revision, content }) => ({
        return: id,
        position,
        revision: revision + 1,
        change,
        content,
        savedBy: doing.person,
        savedAt: doing.at,
      })),
    );
    const boxes = saves.map(({ position, revision }) => `${position} at ${revision + 1}`);
    await record(tx, doing, 'figures entered', id, { boxes });
    return { kind: 'saved', change };
  });
}

/** A step to take, decided on the return as it stood at a count of changes. */
export interface StepToTake {
  step: ReturnStep;
  seen: number;
  note: string;
}

/**
 * Takes a step in the transaction given; a submission fixes what stands in the boxes. Nothing when
 * it was taken, otherwise why not.
 */
export async function takeStep(
  tx: Database,
  id: string,
  { step, seen, note }: StepToTake,
  doing: PersonDoing,
): Promise<Refused | undefined> {
  const locked = await lockReturn(tx, id);
  if (locked === undefined) return { kind: 'no such return' };
  if (afterStep(locked.state, step) === undefined) {
    return { kind: 'not lawful', state: locked.state };
  }
  if (locked.changes !== seen) return { kind: 'changed' };
  const change = await countChange(tx, id);
  await tx
    .insert(returnSteps)
    .values({ return: id, change, step, takenBy: doing.person, takenAt: doing.at, note });
  if (step === 'submitted') {
    const fixed = [...(await newestRevisions(tx, id))].filter(([, revision]) => revision > 0);
    if (fixed.length > 0) {
      await tx
        .insert(submittedBoxes)
        .values(fixed.map(([position, revision]) => ({ return: id, change, position, revision })));
    }
  }
  return undefined;
}

/** Takes a step that changes nothing but the return itself, and puts it on record. */
export function stepReturn(
  db: Database,
  id: string,
  taking: StepToTake & { step: 'submitted' | 'sent back' | 'checked' | 'reopened' },
  doing: PersonDoing,
): Promise<Refused | undefined> {
  return db.transaction(async (tx) => {
    const refused = await takeStep(tx, id, taking, doing);
    if (refused === undefined) await record(tx, doing, stepKinds[taking.step], id);
    return refused;
  });
}

const stepKinds = {
  submitted: 'return submitted',
  'sent back': 'return sent back',
  checked: 'return checked',
  reopened: 'return reopened',
} as const satisfies Partial<Record<ReturnStep, AuditKind>>;

/** Puts on record what was done to a return. */
export async function record(
  tx: Database,
  { person, at }: PersonDoing,
  kind: AuditKind,
  id: string,
  detail: Readonly<Record<string, string | number | readonly string[]>> = {},
): Promise<void> {
  await appendAudit(tx, { at, actor: { person }, kind, about: `return ${id}`, detail });
}

/** Holds back whoever else would change this return until the transaction ends. */
async function lockReturn(
  tx: Database,
  id: string,
): Promise<{ state: ReturnState; changes: number } | undefined> {
  const [row] = await tx
    .select({ changes: returns.changes })
    .from(returns)
    .where(eq(returns.id, id))
    .for('update');
  if (row === undefined) return undefined;
  const steps = await listSteps(tx, id);
  return { changes: row.changes, state: stateAfter(steps.map(({ step }) => step)) };
}

async function countChange(tx: Database, id: string): Promise<number> {
  const [row] = await tx
    .update(returns)
    .set({ changes: sql`${returns.changes} + 1` })
    .where(eq(returns.id, id))
    .returning({ changes: returns.changes });
  if (row === undefined) throw new Error(`There is no return ${id}`);
  return row.changes;
}

async function addBoxes(
  tx: Database,
  id: string,
  boxes: readonly (ReturnBox & { area: string })[],
): Promise<void> {
  if (boxes.length === 0) return;
  await tx
    .insert(returnBoxes)
    .values(boxes.map((box) => ({ ...box, return: id })))
    .onConflictDoNothing();
}

async function newestRevisions(tx: Database, id: string): Promise<Map<number, number>> {
  const rows = await tx
    .select({
      position: returnBoxes.position,
      revision: sql<number>`coalesce(max(${boxSaves.revision}), 0)::int`,
    })
    .from(returnBoxes)
    .leftJoin(
      boxSaves,
      and(eq(boxSaves.return, returnBoxes.return), eq(boxSaves.position, returnBoxes.position)),
    )
    .where(eq(returnBoxes.return, id))
    .groupBy(returnBoxes.position);
  return new Map(rows.map(({ position, revision }) => [position, revision]));
}

async function listSteps(db: Database, id: string): Promise<StepTaken[]> {
  const rows = await db
    .select({
      change: returnSteps.change,
      step: returnSteps.step,
      by: { id: people.id, name: people.name },
      at: returnSteps.takenAt,
      note: returnSteps.note,
    })
    .from(returnSteps)
    .innerJoin(people, eq(people.id, returnSteps.takenBy))
    .where(eq(returnSteps.return, id))
    .orderBy(asc(returnSteps.change));
  return rows;
}

async function findPublication(db: Database, id: string): Promise<Publication | undefined> {
  const [row] = await db
    .select({
      id: publications.id,
      at: publications.at,
      approvedBy: { id: people.id, name: people.name },
      approvedAt: publications.approvedAt,
    })
    .from(publications)
    .innerJoin(people, eq(people.id, publications.approvedBy))
    .where(eq(publications.return, id))
    .orderBy(desc(publications.id))
    .limit(1);
  return row;
}

async function listBoxes(db: Database, id: string): Promise<FilledBox[]> {
  const boxes = await db
    .select({
      position: returnBoxes.position,
      metric: returnBoxes.metric,
      area: returnBoxes.area,
      breakdown: returnBoxes.breakdown,
      category: returnBoxes.category,
      period: returnBoxes.period,
      due: returnBoxes.due,
    })
    .from(returnBoxes)
    .where(eq(returnBoxes.return, id))
    .orderBy(asc(returnBoxes.position));
  const newest = await savesOf(db, id, 'newest');
  const first = await savesOf(db, id, 'first');
  return boxes.map((box) => {
    const save = newest.get(box.position);
    const author = first.get(box.position)?.by;
    return {
      ...box,
      revision: save?.revision ?? 0,
      change: save?.change ?? 0,
      content: save ? { ...emptyContent, ...save.content } : emptyContent,
      author,
      lastEditor: save && { ...save.by, at: save.at },
    };
  });
}

/** The first or the newest save of each box, by its position. */
async function savesOf(db: Database, id: string, which: 'first' | 'newest') {
  const saver = aliasedTable(people, 'saver');
  const rows = await db
    .selectDistinctOn([boxSaves.position], {
      position: boxSaves.position,
      revision: boxSaves.revision,
      change: boxSaves.change,
      content: boxSaves.content,
      by: { id: saver.id, name: saver.name },
      at: boxSaves.savedAt,
    })
    .from(boxSaves)
    .innerJoin(saver, eq(saver.id, boxSaves.savedBy))
    .where(eq(boxSaves.return, id))
    .orderBy(
      asc(boxSaves.position),
      which === 'first' ? asc(boxSaves.revision) : desc(boxSaves.revision),
    );
  return new Map(rows.map((row) => [row.position, row]));
}
