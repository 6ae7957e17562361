import type { Became, Closing, Decision, DecisionKind } from '@throughline/domain/decision';
import type { Day } from '@throughline/domain/period';
import { and, asc, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import {
  decisionRecords,
  recommendations,
  requestMetrics,
  requests,
  resolutionMetrics,
  resolutions,
} from '../schema/decisions.ts';
import { people } from '../schema/people.ts';
import { appendAudit } from './audit.ts';
import { noteChange } from './dataState.ts';
import { addEvent } from './events.ts';
import type { Named, PersonDoing } from './returns.ts';

/** A decision as it is recorded, and how often people have recorded it: none for a seed's. */
export interface RecordedDecision {
  id: string;
  revision: number;
  content: Decision;
}

/** One record of a decision, by whom and why. */
export interface DecisionRecord {
  revision: number;
  content: Decision;
  reason: string;
  by: Named;
  at: Date;
}

/** Records a decision that was not recorded yet; its name. */
export function addDecision(db: Database, content: Decision, doing: PersonDoing): Promise<string> {
  return db.transaction(async (tx) => {
    await noteChange(tx, changeOf(content, doing));
    const start = `${content.meeting}-${content.kind}-`;
    const [last] = await tx
      .select({ count: sql<number>`count(distinct ${decisionRecords.decision})::int` })
      .from(decisionRecords)
      .where(sql`starts_with(${decisionRecords.decision}, ${start})`);
    const id = `${start}${(last?.count ?? 0) + 1}`;
    await record(tx, { id, revision: 1, content }, '', doing);
    return id;
  });
}

/** How a change of a record went. */
export type DecisionChanged = 'recorded' | 'no such decision' | 'changed meanwhile';

/**
 * Records a decision anew, or what became of it, on the revision it was seen at; `change` makes the
 * new content of what is there. Nothing said before is lost.
 */
export function changeDecision(
  db: Database,
  { kind, id, revision }: { kind: DecisionKind; id: string; revision: number },
  change: (found: Decision) => Decision,
  reason: string,
  doing: PersonDoing,
): Promise<DecisionChanged> {
  return db.transaction(async (tx) => {
    await noteChange(tx, 'told apart');
    const found = await findDecision(tx, kind, id);
    if (found === undefined) return 'no such decision';
    if (found.revision !== revision) return 'changed meanwhile';
    const content = change(found.content);
    await addEvent(tx, { channel: 'record', kind: 'record changed', ...changeOf(content, doing) });
    await record(tx, { id, revision: revision + 1, content }, reason, doing);
    return 'recorded';
  });
}

/** One decision as it stands, whoever recorded it. */
export async function findDecision(
  db: Database,
  kind: DecisionKind,
  id: string,
): Promise<RecordedDecision | undefined> {
  const content = await contentOf(db, kind, id);
  if (content === undefined) return undefined;
  const [last] = await db
    .select({ revision: sql<number>`coalesce(max(${decisionRecords.revision}), 0)::int` })
    .from(decisionRecords)
    .where(and(eq(decisionRecords.kind, kind), eq(decisionRecords.decision, id)));
  return { id, revision: last?.revision ?? 0, content };
}

/** Everything people recorded of a decision, the newest first. */
export async function listDecisionRecords(
  db: Database,
  kind: DecisionKind,
  id: string,
): Promise<DecisionRecord[]> {
  const rows = await db
    .select({
      revision: decisionRecords.revision,
      content: decisionRecords.content,
      reason: decisionRecords.reason,
      by: { id: people.id, name: people.name },
      at: decisionRecords.recordedAt,
    })
    .from(decisionRecords)
    .innerJoin(people, eq(people.id, decisionRecords.recordedBy))
    .where(and(eq(decisionRecords.kind, kind), eq(decisionRecords.decision, id)))
    .orderBy(desc(decisionRecords.revision));
  return rows;
}

/** Puts what people recorded in its place again, after the decisions were loaded from the seeds. */
export async function reapplyDecisions(tx: Database): Promise<void> {
  const newest = await tx
    .selectDistinctOn([decisionRecords.kind, decisionRecords.decision], {
      id: decisionRecords.decision,
      content: decisionRecords.content,
    })
    .from(decisionRecords)
    .orderBy(
      asc(decisionRecords.kind),
      asc(decisionRecords.decision),
      desc(decisionRecords.revision),
    );
  for (const { id, content } of newest) await put(tx, id, content);
}

function changeOf({ meeting }: Decision, { at }: PersonDoing) {
  return { visibility: 'public' as const, about: { meeting }, at };
}

async function record(
  tx: Database,
  { id, revision, content }: RecordedDecision,
  reason: string,
  { person, at }: PersonDoing,
): Promise<void> {
  await put(tx, id, content);
  await tx.insert(decisionRecords).values({
    kind: content.kind,
    decision: id,
    revision,
    content,
    reason,
    recordedBy: person,
    recordedAt: at,
  });
  await appendAudit(tx, {
    at,
    actor: { person },
    kind: 'decisions recorded',
    about: `${content.kind} ${id}`,
    detail: { revision },
  });
}

/** Puts a decision in its own table, with the metrics it is about. */
async function put(tx: Database, id: string, content: Decision): Promise<void> {
  const { meeting, minute, ordinal = null, text } = content;
  const decided = { meeting, minute, ordinal, text };
  switch (content.kind) {
    case 'resolution': {
      const { outcome } = content;
      const values = {
        ...decided,
        outcome: outcome?.text ?? null,
        outcomeMeeting: outcome?.meeting ?? null,
        outcomeDocument: outcome?.document ?? null,
        outcomeLocator: outcome?.locator ?? null,
      };
      await tx
        .insert(resolutions)
        .values({ id, ...values })
        .onConflictDoUpdate({ target: resolutions.id, set: values });
      await tx.delete(resolutionMetrics).where(eq(resolutionMetrics.resolution, id));
      for (const metric of new Set(content.metrics)) {
        await tx.insert(resolutionMetrics).values({ resolution: id, metric });
      }
      return;
    }
    case 'recommendation': {
      const { reply, addressee } = content;
      const values = {
        ...decided,
        addressee,
        reply: reply?.text ?? null,
        replyMeeting: reply?.meeting ?? null,
        replyDocument: reply?.document ?? null,
        replyLocator: reply?.locator ?? null,
      };
      await tx
        .insert(recommendations)
        .values({ id, ...values })
        .onConflictDoUpdate({ target: recommendations.id, set: values });
      return;
    }
    case 'request': {
      const { addressee = null, dueMeeting = null, closed } = content;
      const answer = closed?.how === 'answered' ? closed : undefined;
      const withdrawn = closed?.how === 'withdrawn' ? closed : undefined;
      const values = {
        ...decided,
        addressee,
        dueMeeting,
        answer: answer?.text ?? null,
        answerMeeting: answer?.meeting ?? null,
        answerDocument: answer?.document ?? null,
        answerLocator: answer?.locator ?? null,
        withdrawnOn: withdrawn?.on ?? null,
        withdrawnReason: withdrawn?.reason ?? null,
      };
      await tx
        .insert(requests)
        .values({ id, ...values })
        .onConflictDoUpdate({ target: requests.id, set: values });
      await tx.delete(requestMetrics).where(eq(requestMetrics.request, id));
      for (const metric of new Set(content.metrics)) {
        await tx.insert(requestMetrics).values({ request: id, metric });
      }
    }
  }
}

/** What stands of a decision in its own table. */
async function contentOf(
  db: Database,
  kind: DecisionKind,
  id: string,
): Promise<Decision | undefined> {
  switch (kind) {
    case 'resolution': {
      const [row] = await db
        .select(getTableColumns(resolutions))
        .from(resolutions)
        .where(eq(resolutions.id, id));
      if (row === undefined) return undefined;
      const metrics = await db
        .select({ metric: resolutionMetrics.metric })
        .from(resolutionMetrics)
        .where(eq(resolutionMetrics.resolution, id));
      const { outcome, outcomeMeeting, outcomeDocument, outcomeLocator } = row;
      return {
        kind,
        ...decidedOf(row),
        metrics: metrics.map(({ metric }) => metric),
        outcome: becameOf(outcome, outcomeMeeting, outcomeDocument, outcomeLocator),
      };
    }
    case 'recommendation': {
      const [row] = await db
        .select(getTableColumns(recommendations))
        .from(recommendations)
        .where(eq(recommendations.id, id));
      if (row === undefined) return undefined;
      const { reply, replyMeeting, replyDocument, replyLocator, addressee } = row;
      return {
        kind,
        ...decidedOf(row),
        addressee,
        reply: becameOf(reply, replyMeeting, replyDocument, replyLocator),
      };
    }
    case 'request': {
      const [row] = await db
        .select(getTableColumns(requests))
        .from(requests)
        .where(eq(requests.id, id));
      if (row === undefined) return undefined;
      const metrics = await db
        .select({ metric: requestMetrics.metric })
        .from(requestMetrics)
        .where(eq(requestMetrics.request, id));
      return {
        kind,
        ...decidedOf(row),
        metrics: metrics.map(({ metric }) => metric),
        addressee: row.addressee ?? undefined,
        dueMeeting: row.dueMeeting ?? undefined,
        closed: closedOf(row),
      };
    }
  }
}

function decidedOf(row: { meeting: Day; minute: string; ordinal: number | null; text: string }) {
  const { meeting, minute, ordinal, text } = row;
  return { meeting, minute, text, ordinal: ordinal ?? undefined };
}

function becameOf(
  text: string | null,
  meeting: Day | null,
  document: string | null,
  locator: string | null,
): Became | undefined {
  if (text === null) return undefined;
  return {
    text,
    meeting: meeting ?? undefined,
    document: document ?? undefined,
    locator: locator ?? undefined,
  };
}

function closedOf(row: typeof requests.$inferSelect): Closing | undefined {
  const { answer, answerMeeting, answerDocument, answerLocator, withdrawnOn } = row;
  if (withdrawnOn !== null) {
    return { how: 'withdrawn', on: withdrawnOn, reason: row.withdrawnReason ?? '' };
  }
  const became = becameOf(answer, answerMeeting, answerDocument, answerLocator);
  if (became === undefined || answerMeeting === null) return undefined;
  return { how: 'answered', ...became, meeting: answerMeeting };
}
