import type { Day } from '@throughline/domain/period';
import { homeArea } from '@throughline/domain/place';
import type { DefinitionChange } from '@throughline/domain/proposal';
import { and, asc, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { metricBreakdowns, metrics } from '../schema/metrics.ts';
import { people } from '../schema/people.ts';
import { proposals } from '../schema/proposals.ts';
import { targets } from '../schema/targets.ts';
import { appendAudit } from './audit.ts';
import { addComparatorGroup, listComparatorGroups } from './comparators.ts';
import { noteChange } from './dataState.ts';
import { addEvent } from './events.ts';
import type { Named, PersonDoing } from './returns.ts';

/** A proposed change to the registry, and what was decided of it. */
export interface Proposal {
  id: number;
  /** The metric it is about, or the area whose comparator group it is. */
  about: { metric: string } | { area: string };
  change: DefinitionChange;
  reason: string;
  inForceFrom: Day;
  proposedBy: Named;
  proposedAt: Date;
  decided: { by: Named; at: Date; approved: boolean; note: string } | undefined;
}

/** Every proposal, the newest first. */
export async function listProposals(db: Database): Promise<Proposal[]> {
  const rows = await db
    .select({
      id: proposals.id,
      metric: proposals.metric,
      area: proposals.area,
      change: proposals.change,
      reason: proposals.reason,
      inForceFrom: proposals.inForceFrom,
      proposedBy: proposals.proposedBy,
      proposedAt: proposals.proposedAt,
      decidedBy: proposals.decidedBy,
      decidedAt: proposals.decidedAt,
      approved: proposals.approved,
      decisionNote: proposals.decisionNote,
    })
    .from(proposals)
    .orderBy(desc(proposals.id));
  const everyone = await db.select({ id: people.id, name: people.name }).from(people);
  const named = (id: number): Named => everyone.find((one) => one.id === id) ?? { id, name: '' };
  return rows.map(
    ({ metric, area, proposedBy, decidedBy, decidedAt, approved, decisionNote, ...row }) => ({
      ...row,
      about: aboutOf({ metric, area }),
      proposedBy: named(proposedBy),
      decided:
        decidedBy === null || decidedAt === null || approved === null
          ? undefined
          : { by: named(decidedBy), at: decidedAt, approved, note: decisionNote },
    }),
  );
}

/** Puts a proposal before a second person; its number. */
export function addProposal(
  db: Database,
  { about, ...proposal }: Pick<Proposal, 'about' | 'change' | 'reason' | 'inForceFrom'>,
  { person, at }: PersonDoing,
): Promise<number> {
  return db.transaction(async (tx) => {
    const [added] = await tx
      .insert(proposals)
      .values({ ...about, ...proposal, proposedBy: person, proposedAt: at })
      .returning({ id: proposals.id });
    if (added === undefined) throw new Error('The proposal was not added');
    await appendAudit(tx, {
      at,
      actor: { person },
      kind: 'definition proposed',
      about: subjectOf(about),
      detail: { proposal: added.id, change: proposal.change.kind, reason: proposal.reason },
    });
    return added.id;
  });
}

/** How a decision went. */
export type ProposalDecided =
  | 'decided'
  | 'no such proposal'
  | 'decided already'
  | 'own proposal'
  | 'overtaken';

/** Approves a proposal, which is then in force, or turns it down. Never by whoever proposed it. */
export function decideProposal(
  db: Database,
  id: number,
  { approved, note }: { approved: boolean; note: string },
  { person, at }: PersonDoing,
): Promise<ProposalDecided> {
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select({
        metric: proposals.metric,
        area: proposals.area,
        change: proposals.change,
        inForceFrom: proposals.inForceFrom,
        proposedBy: proposals.proposedBy,
        decidedBy: proposals.decidedBy,
      })
      .from(proposals)
      .where(eq(proposals.id, id))
      .for('update');
    if (found === undefined) return 'no such proposal';
    if (found.decidedBy !== null) return 'decided already';
    if (found.proposedBy === person) return 'own proposal';
    const about = aboutOf(found);
    if (approved) {
      // Counting the change holds back whoever else would change what is in force.
      await noteChange(tx, 'told apart');
      if (await isOvertaken(tx, { ...found, about })) return 'overtaken';
      await apply(tx, { ...found, about });
      const changed = 'metric' in about ? { metrics: [about.metric] } : about;
      await addEvent(tx, {
        channel: 'record',
        visibility: 'public',
        kind: 'record changed',
        about: changed,
        at,
      });
    }
    await tx
      .update(proposals)
      .set({ decidedBy: person, decidedAt: at, approved, decisionNote: note })
      .where(eq(proposals.id, id));
    await appendAudit(tx, {
      at,
      actor: { person },
      kind: approved ? 'definition approved' : 'definition turned down',
      about: subjectOf(about),
      detail: { proposal: id, ...(note !== '' && { reason: note }) },
    });
    return 'decided';
  });
}

/** Puts in force again what was approved, after the registry was loaded from its seeds. */
export async function reapplyProposals(tx: Database): Promise<void> {
  const approved = await tx
    .select({
      metric: proposals.metric,
      area: proposals.area,
      change: proposals.change,
      inForceFrom: proposals.inForceFrom,
    })
    .from(proposals)
    .where(eq(proposals.approved, true))
    .orderBy(asc(proposals.decidedAt), asc(proposals.id));
  for (const one of approved) await apply(tx, { ...one, about: aboutOf(one) });
}

type Applied = Pick<Proposal, 'about' | 'change' | 'inForceFrom'>;

/** Whether a group would no longer begin after every other of its area. */
async function isOvertaken(tx: Database, { about, change, inForceFrom }: Applied) {
  if (change.kind !== 'comparator-group' || !('area' in about)) return false;
  const groups = await listComparatorGroups(tx, about.area);
  return groups.some((group) => group.inForceFrom >= inForceFrom);
}

async function apply(tx: Database, { about, change, inForceFrom }: Applied): Promise<void> {
  if (change.kind === 'comparator-group') {
    if ('area' in about) await addComparatorGroup(tx, about.area, change.group, inForceFrom);
    return;
  }
  if ('metric' in about) await applyToMetric(tx, about.metric, change, inForceFrom);
}

async function applyToMetric(
  tx: Database,
  metric: string,
  change: Exclude<DefinitionChange, { kind: 'comparator-group' }>,
  inForceFrom: Day,
): Promise<void> {
  const set = (values: Partial<typeof metrics.$inferInsert>) =>
    tx.update(metrics).set(values).where(eq(metrics.id, metric));
  switch (change.kind) {
    case 'polarity':
      await set({ polarity: change.polarity, polarityReason: change.polarityReason });
      return;
    case 'frequency':
      await set({ frequency: change.frequency, frequencyConfirmed: true });
      return;
    case 'owner':
      await set({ owner: change.owner });
      return;
    case 'target': {
      const { kind: _, ...target } = change;
      await tx
        .update(targets)
        .set({ inForceTo: sql`${inForceFrom}::date - 1` })
        .where(
          and(
            eq(targets.metric, metric),
            eq(targets.area, homeArea),
            isNull(targets.inForceTo),
            lt(targets.inForceFrom, inForceFrom),
          ),
        );
      await tx
        .insert(targets)
        .values({ ...target, metric, area: homeArea, inForceFrom })
        .onConflictDoNothing();
      return;
    }
    case 'metric': {
      const { breakdowns, ...definition } = change.definition;
      const [last] = await tx
        .select({ position: sql<number>`coalesce(max(${metrics.position}), 0)::int` })
        .from(metrics);
      await tx
        .insert(metrics)
        .values({
          id: metric,
          ...definition,
          frequencyConfirmed: true,
          position: (last?.position ?? 0) + 10,
        })
        .onConflictDoNothing();
      if (breakdowns.length === 0) return;
      await tx
        .insert(metricBreakdowns)
        .values(breakdowns.map((breakdown, position) => ({ metric, breakdown, position })))
        .onConflictDoNothing();
      return;
    }
  }
}

function aboutOf({ metric, area }: { metric: string | null; area: string | null }) {
  if (metric !== null) return { metric };
  if (area !== null) return { area };
  throw new Error('A proposal is about a metric or an area');
}

function subjectOf(about: Proposal['about']): string {
  return 'metric' in about ? `metric ${about.metric}` : `neighbours of ${about.area}`;
}
