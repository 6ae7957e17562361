import { londonDay } from '@throughline/domain/london';
import type { Day, Period } from '@throughline/domain/period';
import type { PrivateGround } from '@throughline/domain/privateGround';
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { requestMetrics } from '../schema/decisions.ts';
import { documents } from '../schema/documents.ts';
import { series, versions } from '../schema/figures.ts';
import { people } from '../schema/people.ts';
import { prints } from '../schema/prints.ts';
import { publications } from '../schema/publications.ts';
import { requestAnswers } from '../schema/requestAnswers.ts';
import { exemptions, withdrawals } from '../schema/withdrawals.ts';
import { appendAudit } from './audit.ts';
import { noteChange } from './dataState.ts';
import { addEvent } from './events.ts';
import {
  type Named,
  type PersonDoing,
  type Refused,
  type Return,
  record,
  takeStep,
} from './returns.ts';
import { isPublished, ofVersion, publicSight } from './sight.ts';
import { aboutFigures, listPrints, tellPublication, tellWithdrawals } from './telling.ts';
import { addVersions, type NewVersion, type SeriesKey } from './versions.ts';

/** Which observation something is done to. */
export type Observation = SeriesKey & { period: NewVersion['period'] };

/** A figure that was decided on, with who wrote it. */
export interface FigureToPublish {
  version: Omit<NewVersion, 'entered'>;
  author: number;
  lastEditor: number;
  ground: PrivateGround | undefined;
  /** What the Board asked for that it answers, by the requests' ids. */
  asked: readonly string[];
}

/** Where a paper prints a published figure alike, with who wrote that. */
export interface PrintToPublish {
  print: Observation & {
    version: number;
    document: string;
    locator: string;
    printed: string;
    meeting: Day | undefined;
    knownFrom: Day;
  };
  author: number;
  lastEditor: number;
}

/** What an approver decided: which figures become public, and at which moment. */
export interface Approval {
  seen: number;
  at: Date;
  note: string;
  acknowledged: readonly string[];
  figures: readonly FigureToPublish[];
  prints: readonly PrintToPublish[];
}

/** Approves the figures of a checked return and makes them public at a moment, now or to come. */
export function publishReturn(
  db: Database,
  one: Pick<Return, 'id' | 'kind' | 'title' | 'document' | 'meeting'>,
  { seen, at, note, acknowledged, figures, prints: printed }: Approval,
  doing: PersonDoing,
): Promise<Refused | undefined> {
  return db.transaction(async (tx) => {
    // Counting the change holds back whoever else would write figures until this is done.
    await noteChange(tx, 'told apart');
    const refused = await takeStep(tx, one.id, { step: 'published', seen, note }, doing);
    if (refused) return refused;
    const [publication] = await tx
      .insert(publications)
      .values({
        return: one.id,
        at,
        approvedBy: doing.person,
        approvedAt: doing.at,
        acknowledged: [...acknowledged],
      })
      .returning({ id: publications.id });
    if (publication === undefined) throw new Error('The publication was not added');
    if (one.kind !== 'paper') await putReturnDocument(tx, one, at);
    await addVersions(
      tx,
      figures.map(({ version, author, lastEditor }) => ({
        ...version,
        entered: { author, lastEditor, approvedBy: doing.person, publication: publication.id },
      })),
    );
    for (const { version, ground, asked } of figures) {
      if (ground) await addExemption(tx, version, ground, doing);
      await addAnswers(tx, version, asked, publication.id);
    }
    for (const one of printed) await addPrint(tx, one, publication.id, doing);
    // One that is set for later is told at its moment, by whichever instance is there first.
    if (at <= doing.at) await tellPublication(tx, { id: publication.id, at });
    // What was acknowledged names figures, so the record only counts it.
    const detail = {
      figures: figures.length,
      printed: printed.length,
      at: at.toISOString(),
      acknowledged: acknowledged.length,
    };
    await record(tx, doing, 'figures approved', one.id, detail);
    return undefined;
  });
}

async function addPrint(
  tx: Database,
  { print, author, lastEditor }: PrintToPublish,
  publication: number,
  { person: approvedBy }: PersonDoing,
): Promise<void> {
  const id = await findSeries(tx, print);
  if (id === undefined) throw new Error('The figure that a paper prints is not there');
  const { version, document, locator, printed, meeting, knownFrom } = print;
  await tx.insert(prints).values({
    ...{ series: id, period: print.period as Period, version },
    ...{ document, locator, printed, meeting: meeting ?? null, knownFrom },
    ...{ author, lastEditor, approvedBy, publication },
  });
}

/** Says which requests a figure answers, of those that name its metric. */
async function addAnswers(
  tx: Database,
  version: SeriesKey & Pick<NewVersion, 'period'>,
  asked: readonly string[],
  publication: number,
): Promise<void> {
  if (asked.length === 0) return;
  const id = await findSeries(tx, version);
  if (id === undefined) throw new Error('The figure that answers a request was not added');
  const named = await tx
    .select({ request: requestMetrics.request })
    .from(requestMetrics)
    .where(
      and(inArray(requestMetrics.request, [...asked]), eq(requestMetrics.metric, version.metric)),
    );
  if (named.length === 0) return;
  await tx.insert(requestAnswers).values(
    named.map(({ request }) => ({
      request,
      series: id,
      period: version.period as Period,
      publication,
    })),
  );
}

/**
 * Takes back what a return made public, at once; before its moment, calls it off, so that it never
 * is.
 */
export function withdrawReturn(
  db: Database,
  id: string,
  { seen, reason }: { seen: number; reason: string },
  doing: PersonDoing,
): Promise<Refused | undefined> {
  return db.transaction(async (tx) => {
    await noteChange(tx, 'told apart');
    const refused = await takeStep(tx, id, { step: 'withdrawn', seen, note: reason }, doing);
    if (refused) return refused;
    const [publication] = await tx
      .select({ id: publications.id, at: publications.at })
      .from(publications)
      .where(eq(publications.return, id))
      .orderBy(desc(publications.id))
      .limit(1);
    if (publication === undefined) throw new Error(`The return ${id} has no publication`);
    if (publication.at > doing.at) {
      await tx
        .update(publications)
        .set({ calledOffBy: doing.person, calledOffAt: doing.at })
        .where(eq(publications.id, publication.id));
      await record(tx, doing, 'publication called off', id);
      return undefined;
    }
    const taken = await tx
      .select({ series: versions.series, period: versions.period, version: versions.version })
      .from(versions)
      .where(eq(versions.publication, publication.id));
    for (const version of taken) await addWithdrawal(tx, version, reason, doing);
    await tellWithdrawals(tx, taken, doing.at);
    await takePrintsBack(tx, publication.id, doing.at);
    await record(tx, doing, 'figures withdrawn', id, { figures: taken.length });
    return undefined;
  });
}

/** What a paper printed alike has its return as its source again. */
async function takePrintsBack(tx: Database, publication: number, at: Date): Promise<void> {
  const about = aboutFigures(await listPrints(tx, publication));
  await tx
    .update(prints)
    .set({ takenBackAt: at })
    .where(and(eq(prints.publication, publication), isNull(prints.takenBackAt)));
  if (about.metrics.length === 0) return;
  await addEvent(tx, {
    channel: 'record',
    visibility: 'public',
    kind: 'record changed',
    about,
    at,
  });
}

/** How something done to a published figure went. */
export type Done = 'done' | 'no such figure' | 'done already';

/** Takes a published figure away at once, with all that was said of it before. */
export function withdrawFigure(
  db: Database,
  observation: Observation,
  reason: string,
  doing: PersonDoing,
): Promise<Done> {
  return db.transaction(async (tx) => {
    const newest = await newestPublished(tx, observation, doing.at);
    if (newest === undefined) return 'no such figure';
    await noteChange(tx, 'told apart');
    if (!(await addWithdrawal(tx, newest, reason, doing))) return 'done already';
    await tellWithdrawals(tx, [newest], doing.at);
    await appendAudit(tx, {
      at: doing.at,
      actor: { person: doing.person },
      kind: 'figures withdrawn',
      about: aboutObservation(observation),
    });
    return 'done';
  });
}

/** Makes an observation private at once: every version of it, those to come too. */
export function exemptFigure(
  db: Database,
  observation: Observation,
  ground: PrivateGround,
  doing: PersonDoing,
): Promise<Done> {
  return db.transaction(async (tx) => {
    if ((await newestPublished(tx, observation, doing.at)) === undefined) return 'no such figure';
    await noteChange(tx, 'told apart');
    if (!(await addExemption(tx, observation, ground, doing))) return 'done already';
    await tellOf(tx, 'made private', observation, doing.at);
    return 'done';
  });
}

/** Makes a private observation public again. */
export function releaseFigure(
  db: Database,
  observation: Observation,
  reason: string,
  doing: PersonDoing,
): Promise<Done> {
  return db.transaction(async (tx) => {
    const id = await findSeries(tx, observation);
    if (id === undefined) return 'no such figure';
    const released = await tx
      .update(exemptions)
      .set({ releasedBy: doing.person, releasedAt: doing.at, releaseReason: reason })
      .where(
        and(
          eq(exemptions.series, id),
          eq(exemptions.period, observation.period),
          isNull(exemptions.releasedAt),
        ),
      )
      .returning({ id: exemptions.id });
    if (released.length === 0) return 'done already';
    await noteChange(tx, 'told apart');
    await tellOf(tx, 'made public', observation, doing.at);
    await appendAudit(tx, {
      at: doing.at,
      actor: { person: doing.person },
      kind: 'made public',
      about: aboutObservation(observation),
      detail: { reason },
    });
    return 'done';
  });
}

/** A private observation, with its ground and who made it so. */
export interface PrivateObservation extends Observation {
  ground: {
    kind: string;
    paragraph?: string;
    public_interest?: string;
    forbidden_by?: string;
    named?: string;
  };
  madeBy: Named;
  madeAt: Date;
}

/** The observations that are private now, the latest first. */
export async function listPrivate(db: Database): Promise<PrivateObservation[]> {
  const rows = await db
    .select({
      metric: series.metric,
      area: series.area,
      breakdown: series.breakdown,
      category: series.category,
      period: exemptions.period,
      kind: exemptions.kind,
      paragraph: exemptions.paragraph,
      publicInterest: exemptions.publicInterest,
      forbiddenBy: exemptions.forbiddenBy,
      named: exemptions.named,
      madeBy: { id: people.id, name: people.name },
      madeAt: exemptions.madeAt,
    })
    .from(exemptions)
    .innerJoin(series, eq(series.id, exemptions.series))
    .innerJoin(people, eq(people.id, exemptions.madeBy))
    .where(isNull(exemptions.releasedAt))
    .orderBy(desc(exemptions.id));
  return rows.map(({ kind, paragraph, publicInterest, forbiddenBy, named, ...row }) => ({
    ...row,
    ground: {
      kind,
      ...(paragraph && { paragraph }),
      ...(publicInterest && { public_interest: publicInterest }),
      ...(forbiddenBy && { forbidden_by: forbiddenBy }),
      ...(named && { named }),
    },
  }));
}

/** The metrics of which a figure is private or was withdrawn. */
export async function listMarkedMetrics(db: Database): Promise<Set<string>> {
  const marked = [
    db
      .selectDistinct({ metric: series.metric })
      .from(exemptions)
      .innerJoin(series, eq(series.id, exemptions.series))
      .where(isNull(exemptions.releasedAt)),
    db
      .selectDistinct({ metric: series.metric })
      .from(withdrawals)
      .innerJoin(series, eq(series.id, withdrawals.series)),
    db
      .selectDistinct({ metric: series.metric })
      .from(versions)
      .innerJoin(series, eq(series.id, versions.series))
      .innerJoin(documents, eq(documents.id, versions.document))
      .where(eq(documents.part, 2)),
  ];
  const found = await Promise.all(marked);
  return new Set(found.flat().map(({ metric }) => metric));
}

/** The document that a return is, from the day it becomes public. */
async function putReturnDocument(
  tx: Database,
  { document, title, meeting }: Pick<Return, 'document' | 'title' | 'meeting'>,
  at: Date,
): Promise<void> {
  const publishedOn = londonDay(at);
  await tx
    .insert(documents)
    .values({ id: document, title, kind: 'return', publishedOn, meeting, part: 1, note: '' })
    .onConflictDoUpdate({
      target: documents.id,
      set: { publishedOn },
      // One that was public keeps its day; one that was called off before has none yet.
      setWhere: sql`not exists (select 1 from ${versions} join ${publications} on ${publications.id} = ${versions.publication} where ${versions.document} = ${document} and ${publications.calledOffAt} is null)`,
    });
}

async function addWithdrawal(
  tx: Database,
  version: { series: number; period: NewVersion['period']; version: number },
  reason: string,
  { person, at }: PersonDoing,
): Promise<boolean> {
  const added = await tx
    .insert(withdrawals)
    .values({ ...version, reason, withdrawnBy: person, withdrawnAt: at })
    .onConflictDoNothing()
    .returning({ version: withdrawals.version });
  return added.length > 0;
}

/** Tells that the public is shown an observation another way: a gap now, or a figure again. */
async function tellOf(
  tx: Database,
  kind: 'made private' | 'made public',
  observation: Observation,
  at: Date,
): Promise<void> {
  const about = aboutFigures([observation]);
  await addEvent(tx, { channel: 'record', visibility: 'public', kind, about, at });
}

async function addExemption(
  tx: Database,
  observation: Observation,
  ground: PrivateGround,
  { person, at }: PersonDoing,
): Promise<boolean> {
  const id = await findSeries(tx, observation);
  if (id === undefined) throw new Error(`There is no series of ${aboutObservation(observation)}`);
  const added = await tx
    .insert(exemptions)
    .values({
      series: id,
      period: observation.period,
      ...ground,
      madeBy: person,
      madeAt: at,
    })
    .onConflictDoNothing()
    .returning({ id: exemptions.id });
  if (added.length === 0) return false;
  await appendAudit(tx, {
    at,
    actor: { person },
    kind: 'made private',
    about: aboutObservation(observation),
    detail:
      ground.kind === 'exempt'
        ? { paragraph: ground.paragraph, public_interest: ground.publicInterest }
        : { forbidden_by: ground.forbiddenBy, named: ground.named },
  });
  return true;
}

async function newestPublished(tx: Database, observation: Observation, now: Date) {
  const id = await findSeries(tx, observation);
  if (id === undefined) return undefined;
  const [newest] = await tx
    .select({ series: versions.series, period: versions.period, version: versions.version })
    .from(versions)
    .leftJoin(publications, ofVersion.publication)
    .where(
      and(
        eq(versions.series, id),
        eq(versions.period, observation.period),
        isPublished(publicSight(now)),
      ),
    )
    .orderBy(desc(versions.version))
    .limit(1);
  return newest;
}

async function findSeries(
  tx: Database,
  { metric, area, breakdown, category }: SeriesKey,
): Promise<number | undefined> {
  const [found] = await tx
    .select({ id: series.id })
    .from(series)
    .where(
      and(
        eq(series.metric, metric),
        eq(series.area, area),
        breakdown === null ? isNull(series.breakdown) : eq(series.breakdown, breakdown),
        eq(series.category, category),
      ),
    );
  return found?.id;
}

/** How the audit record names an observation: as the API does, without a figure. */
function aboutObservation({ metric, area, breakdown, category, period }: Observation): string {
  return `figure ${metric}:${area}:${breakdown === null ? category : `${breakdown}=${category}`}:${period}`;
}
