import type { ComparatorGroup } from '@throughline/domain/comparator';
import {
  modelInForceFrom,
  type NeighboursFound,
  type NeighboursRead,
} from '@throughline/domain/openData/neighbours';
import type { HeldArea, Release } from '@throughline/domain/openData/plan';
import type { Refusal, Skipped } from '@throughline/domain/openData/read';
import type { Day } from '@throughline/domain/period';
import type { NewComparatorGroup } from '@throughline/domain/proposal';
import { asc, eq, inArray } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { areas } from '../schema/areas.ts';
import { comparatorGroups, comparatorMembers, sideBySide } from '../schema/comparators.ts';
import { documents } from '../schema/documents.ts';
import { areaNames } from './areas.ts';
import { dataVersion, noteChange } from './dataState.ts';
import { addEvent } from './events.ts';
import {
  type Decide,
  documentProblems,
  heldAreas,
  type ImportDocument,
  putDocument,
  type Recording,
} from './openData.ts';
import { batches } from './reference.ts';

/** What loading a file of statistical neighbours will do. */
export interface NeighboursPlan {
  kind: 'neighbours';
  release: Release;
  rows: number;
  added: readonly ComparatorGroup[];
  unchanged: number;
  skipped: readonly Skipped[];
  /** Nothing is written while anything is refused. */
  refused: readonly Refusal[];
}

/** A metric that measures the same subject by another definition. */
export interface OtherDefinition {
  subject: string;
  metric: string;
  differs: string;
}

/** The groups an area is compared with, the earliest first, each with its members by closeness. */
export async function listComparatorGroups(db: Database, area: string): Promise<ComparatorGroup[]> {
  const groups = await db
    .select({
      id: comparatorGroups.id,
      area: comparatorGroups.area,
      model: comparatorGroups.model,
      title: comparatorGroups.title,
      publishedOn: comparatorGroups.publishedOn,
      inForceFrom: comparatorGroups.inForceFrom,
    })
    .from(comparatorGroups)
    .where(eq(comparatorGroups.area, area))
    .orderBy(asc(comparatorGroups.inForceFrom));
  if (groups.length === 0) return [];
  const members = await db
    .select({
      group: comparatorMembers.group,
      area: comparatorMembers.area,
      name: areas.name,
      closeness: comparatorMembers.closeness,
      position: comparatorMembers.position,
    })
    .from(comparatorMembers)
    .innerJoin(areas, eq(areas.code, comparatorMembers.area))
    .where(
      inArray(
        comparatorMembers.group,
        groups.map(({ id }) => id),
      ),
    )
    .orderBy(asc(comparatorMembers.position));
  return groups.map((group) => ({
    ...group,
    members: members
      .filter((member) => member.group === group.id)
      .map(({ group: _, ...member }) => member),
  }));
}

/** The metrics shown side by side with a metric, and itself among them; none when it stands alone. */
export async function listOtherDefinitions(
  db: Database,
  metric: string,
): Promise<OtherDefinition[]> {
  const subjects = db
    .select({ subject: sideBySide.subject })
    .from(sideBySide)
    .where(eq(sideBySide.metric, metric));
  return db
    .select({
      subject: sideBySide.subject,
      metric: sideBySide.metric,
      differs: sideBySide.differs,
    })
    .from(sideBySide)
    .where(inArray(sideBySide.subject, subjects))
    .orderBy(asc(sideBySide.subject), asc(sideBySide.position));
}

/**
 * Says which groups a file of statistical neighbours would add and, if that is decided, adds them:
 * all in one transaction, or nothing. A group that is held is never altered.
 */
export async function importNeighbours(
  db: Database,
  read: NeighboursRead,
  release: Release,
  document: ImportDocument,
  decide: Decide<NeighboursPlan>,
  record: Recording,
): Promise<{ plan: NeighboursPlan; written: boolean }> {
  for (;;) {
    const before = await dataVersion(db);
    const plan = await planNeighbours(db, read, release, document);
    if (!(await decide(plan)) || plan.refused.length > 0) return { plan, written: false };
    if (plan.added.length === 0) return { plan, written: true };
    const written = await db.transaction(async (tx) => {
      await noteChange(tx, 'told apart');
      if ((await dataVersion(tx)) !== before + 1) return false;
      await writeGroups(tx, plan, document);
      await addEvent(tx, {
        channel: 'record',
        visibility: 'public',
        kind: 'record changed',
        about: { document: document.id },
      });
      await record(tx);
      return true;
    });
    if (written) return { plan, written };
  }
}

/**
 * Puts a group in force for an area from a day, with the publication it comes from as a document.
 * One that is held already is left alone.
 */
export async function addComparatorGroup(
  tx: Database,
  area: string,
  { model, publishedOn, source, members }: NewComparatorGroup,
  inForceFrom: Day,
): Promise<void> {
  const id = `neighbours-${inForceFrom}-${area}`;
  const names = await areaNames(tx);
  const title = `Statistical neighbours of ${names.get(area) ?? area}, ${model}`;
  await tx
    .insert(documents)
    .values({ id, title, kind: 'public-page', publishedOn, part: 1, note: source })
    .onConflictDoNothing();
  const added = await tx
    .insert(comparatorGroups)
    .values({ id, area, model, title, publishedOn, inForceFrom, document: id })
    .onConflictDoNothing()
    .returning({ id: comparatorGroups.id });
  if (added.length === 0) return;
  await tx
    .insert(comparatorMembers)
    .values(members.map((member, at) => ({ group: id, position: at + 1, ...member })));
}

/**
 * Those of some groups that may be put in force: all but one that begins for an area on the day on
 * which another is held that people approved. That one stands.
 */
export async function groupsNotHeldOtherwise<
  Group extends Pick<ComparatorGroup, 'id' | 'area' | 'inForceFrom'>,
>(db: Database, groups: readonly Group[]): Promise<Group[]> {
  const held = await db
    .select({
      id: comparatorGroups.id,
      area: comparatorGroups.area,
      inForceFrom: comparatorGroups.inForceFrom,
    })
    .from(comparatorGroups);
  return groups.filter(
    ({ id, area, inForceFrom }) =>
      !held.some((one) => one.area === area && one.inForceFrom === inForceFrom && one.id !== id),
  );
}

async function planNeighbours(
  db: Database,
  read: NeighboursRead,
  release: Release,
  document: ImportDocument,
): Promise<NeighboursPlan> {
  const known = new Map((await heldAreas(db)).map((area) => [area.oldCode, area]));
  const refused: Refusal[] = [...read.refused, ...(await documentProblems(db, release, document))];
  const added: ComparatorGroup[] = [];
  let unchanged = 0;
  const held = new Map((await groupsFrom(db, release)).map((group) => [group.area, group]));
  for (const found of read.groups) {
    const group = toGroup(found, known, release);
    if ('refused' in group) {
      refused.push({ row: found.row, reason: group.refused });
      continue;
    }
    const before = held.get(group.area);
    if (before === undefined) {
      added.push(group);
    } else if (before.members === membersKey(group)) {
      unchanged += 1;
    } else {
      refused.push({
        row: found.row,
        reason: `${found.name} has other neighbours from ${group.inForceFrom} already, by the ${before.model}`,
      });
    }
  }
  const { rows, skipped } = read;
  return { kind: 'neighbours', release, rows, added, unchanged, skipped, refused };
}

/** The groups that begin with a model, and who is in them as one text. */
async function groupsFrom(db: Database, { publishedOn }: Release) {
  const rows = await db
    .select({
      area: comparatorGroups.area,
      model: comparatorGroups.model,
      member: comparatorMembers.area,
      closeness: comparatorMembers.closeness,
    })
    .from(comparatorGroups)
    .innerJoin(comparatorMembers, eq(comparatorMembers.group, comparatorGroups.id))
    .where(eq(comparatorGroups.inForceFrom, modelInForceFrom(publishedOn)))
    .orderBy(asc(comparatorGroups.area), asc(comparatorMembers.position));
  const groups = new Map<string, { area: string; model: string; members: string }>();
  for (const { area, model, member, closeness } of rows) {
    const before = groups.get(area)?.members;
    const one = `${member} ${closeness}`;
    groups.set(area, { area, model, members: before === undefined ? one : `${before}, ${one}` });
  }
  return [...groups.values()];
}

function toGroup(
  found: NeighboursFound,
  known: ReadonlyMap<string | null, HeldArea>,
  release: Release,
): ComparatorGroup | { refused: string } {
  const codes = [found.oldCode, ...found.neighbours.map(({ oldCode }) => oldCode)];
  const unknown = codes.filter((oldCode) => !known.has(oldCode));
  const area = known.get(found.oldCode);
  if (unknown.length > 0 || area === undefined) {
    return { refused: `no authority held has the old code ${unknown.join(', ')}` };
  }
  return {
    id: `neighbours-${release.publishedOn.slice(0, 4)}-${area.code}`,
    model: release.name,
    title: `Statistical neighbours of ${area.name}, ${release.name}`,
    area: area.code,
    publishedOn: release.publishedOn,
    inForceFrom: modelInForceFrom(release.publishedOn),
    members: found.neighbours.flatMap(({ oldCode, closeness }, at) => {
      const member = known.get(oldCode);
      return member ? [{ area: member.code, name: member.name, closeness, position: at + 1 }] : [];
    }),
  };
}

function membersKey({ members }: ComparatorGroup): string {
  return members.map(({ area, closeness }) => `${area} ${closeness}`).join(', ');
}

async function writeGroups(db: Database, plan: NeighboursPlan, document: ImportDocument) {
  await putDocument(db, plan.release, document);
  const groups = plan.added.map(({ members: _, ...group }) => ({
    ...group,
    document: document.id,
  }));
  for (const batch of batches(groups)) await db.insert(comparatorGroups).values(batch);
  const members = plan.added.flatMap((group) =>
    group.members.map(({ area, position, closeness }) => ({
      group: group.id,
      area,
      position,
      closeness,
    })),
  );
  for (const batch of batches(members)) await db.insert(comparatorMembers).values(batch);
}
