import { type Day, periodLabel } from '@throughline/domain/period';
import type { Asked } from '@throughline/domain/request';
import type { Observation } from '@throughline/domain/series';
import { and, asc, eq, gt, isNotNull, isNull, ne } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Database } from '../connect.ts';
import {
  discrepancies,
  discrepancyMetrics,
  discrepancySources,
  recommendations,
  requestMetrics,
  requests,
  resolutionMetrics,
  resolutions,
} from '../schema/decisions.ts';
import { documents } from '../schema/documents.ts';
import { series, versions } from '../schema/figures.ts';
import { metrics } from '../schema/metrics.ts';
import { publications } from '../schema/publications.ts';
import { requestAnswers } from '../schema/requestAnswers.ts';
import { exemptions, withdrawals } from '../schema/withdrawals.ts';
import { isPublished, ofVersion, type Sight } from './sight.ts';

/** Where something is printed, without the print. */
interface Printed {
  document: string;
  documentTitle: string;
  locator: string;
}

interface MetricName {
  id: string;
  title: string;
}

/** What became of something: in words, at which meeting, printed where. */
export interface Outcome {
  text: string;
  meeting: Day | undefined;
  source: Printed | undefined;
}

interface Decided {
  id: string;
  meeting: Day;
  /** "45(5)": the minute and, where they are numbered, the point in it. */
  minute: string;
  text: string;
}

export interface Resolution extends Decided {
  outcome: Outcome | undefined;
  metrics: MetricName[];
}

export interface Recommendation extends Decided {
  addressee: string;
  reply: Outcome | undefined;
}

export interface BoardRequest extends Decided, Asked {
  /** The office it was asked of, where one was named. */
  addressee: string | undefined;
  withdrawnReason: string | undefined;
  /** The answer and the day it was known on. */
  answer: (Outcome & { on: Day }) | undefined;
  metrics: MetricName[];
}

export interface Discrepancy {
  id: string;
  title: string;
  description: string;
  /** Each side; `meeting` is the one its document belongs to, where it is a Board paper. */
  sources: (Printed & { printed: string; meeting: Day | undefined })[];
  metrics: (MetricName & { withholdsDirection: boolean })[];
}

/** Everything the Board resolved, in the order of time. */
export async function listResolutions(db: Database): Promise<Resolution[]> {
  const rows = await db
    .select({
      id: resolutions.id,
      meeting: resolutions.meeting,
      minute: resolutions.minute,
      ordinal: resolutions.ordinal,
      text: resolutions.text,
      outcome: resolutions.outcome,
      outcomeMeeting: resolutions.outcomeMeeting,
      document: resolutions.outcomeDocument,
      documentTitle: documents.title,
      locator: resolutions.outcomeLocator,
    })
    .from(resolutions)
    .leftJoin(documents, eq(documents.id, resolutions.outcomeDocument))
    .orderBy(asc(resolutions.meeting), asc(resolutions.id));
  const about = await metricsOf(db, resolutionMetrics, resolutionMetrics.resolution);
  return rows.map((row) => ({
    ...decided(row),
    outcome: outcome(row.outcome, row.outcomeMeeting, row),
    metrics: about.get(row.id) ?? [],
  }));
}

/** Everything the Board recommended, in the order of time. */
export async function listRecommendations(db: Database): Promise<Recommendation[]> {
  const rows = await db
    .select({
      id: recommendations.id,
      meeting: recommendations.meeting,
      minute: recommendations.minute,
      ordinal: recommendations.ordinal,
      addressee: recommendations.addressee,
      text: recommendations.text,
      reply: recommendations.reply,
      replyMeeting: recommendations.replyMeeting,
      document: recommendations.replyDocument,
      documentTitle: documents.title,
      locator: recommendations.replyLocator,
    })
    .from(recommendations)
    .leftJoin(documents, eq(documents.id, recommendations.replyDocument))
    .orderBy(asc(recommendations.meeting), asc(recommendations.id));
  return rows.map((row) => ({
    ...decided(row),
    addressee: row.addressee,
    reply: outcome(row.reply, row.replyMeeting, row),
  }));
}

/**
 * Everything the Board asked for, in the order of time. A published figure answers a request for those
 * who may be shown it, for as long as it is not withdrawn.
 */
export async function listRequests(db: Database, sight: Sight): Promise<BoardRequest[]> {
  const rows = await db
    .select({
      id: requests.id,
      meeting: requests.meeting,
      minute: requests.minute,
      ordinal: requests.ordinal,
      text: requests.text,
      dueMeeting: requests.dueMeeting,
      answer: requests.answer,
      answerMeeting: requests.answerMeeting,
      document: requests.answerDocument,
      documentTitle: documents.title,
      locator: requests.answerLocator,
      withdrawnOn: requests.withdrawnOn,
      withdrawnReason: requests.withdrawnReason,
      addressee: requests.addressee,
    })
    .from(requests)
    .leftJoin(documents, eq(documents.id, requests.answerDocument))
    .orderBy(asc(requests.meeting), asc(requests.id));
  const about = await metricsOf(db, requestMetrics, requestMetrics.request);
  const figures = await figureAnswers(db, sight);
  return rows.map((row) => ({
    ...decided(row),
    dueMeeting: row.dueMeeting ?? undefined,
    answerMeeting: row.answerMeeting ?? undefined,
    figureKnownFrom: figures.get(row.id)?.on,
    withdrawnOn: row.withdrawnOn ?? undefined,
    withdrawnReason: row.withdrawnReason ?? undefined,
    addressee: row.addressee ?? undefined,
    answer: answerOf(row) ?? figures.get(row.id),
    metrics: about.get(row.id) ?? [],
  }));
}

function answerOf(row: {
  answer: string | null;
  answerMeeting: Day | null;
  document: string | null;
  documentTitle: string | null;
  locator: string | null;
}): BoardRequest['answer'] {
  const found = outcome(row.answer, row.answerMeeting, row);
  return found && row.answerMeeting ? { ...found, on: row.answerMeeting } : undefined;
}

/**
 * The first figure that answers each request, by the request's id. It names the figure and not its
 * number, which may be hidden where it stands.
 */
async function figureAnswers(
  db: Database,
  sight: Sight,
): Promise<Map<string, NonNullable<BoardRequest['answer']>>> {
  const rows = await db
    .select({
      request: requestAnswers.request,
      title: metrics.title,
      period: versions.period,
      knownFrom: versions.knownFrom,
      document: documents.id,
      documentTitle: documents.title,
      locator: versions.locator,
    })
    .from(requestAnswers)
    .innerJoin(
      versions,
      and(
        eq(versions.series, requestAnswers.series),
        eq(versions.period, requestAnswers.period),
        eq(versions.publication, requestAnswers.publication),
      ),
    )
    .innerJoin(series, eq(series.id, versions.series))
    .innerJoin(metrics, eq(metrics.id, series.metric))
    .innerJoin(documents, eq(documents.id, versions.document))
    .leftJoin(publications, ofVersion.publication)
    .leftJoin(exemptions, ofVersion.exemption)
    .leftJoin(withdrawals, ofVersion.withdrawal)
    .where(
      and(
        isPublished(sight),
        isNull(withdrawals.version),
        sight.private ? undefined : and(eq(documents.part, 1), isNull(exemptions.id)),
      ),
    )
    .orderBy(asc(requestAnswers.request), asc(versions.knownFrom), asc(versions.series));
  const found = new Map<string, NonNullable<BoardRequest['answer']>>();
  for (const { request, title, period, knownFrom, ...source } of rows) {
    if (found.has(request)) continue;
    found.set(request, {
      text: `${title}, ${periodLabel(period)}: the figure was published.`,
      on: knownFrom,
      meeting: undefined,
      source,
    });
  }
  return found;
}

/** Every discrepancy found in the sources, each side where it is printed. */
export async function listDiscrepancies(db: Database): Promise<Discrepancy[]> {
  const rows = await db
    .select({
      id: discrepancies.id,
      title: discrepancies.title,
      description: discrepancies.description,
    })
    .from(discrepancies)
    .orderBy(asc(discrepancies.position));
  const sides = await db
    .select({
      discrepancy: discrepancySources.discrepancy,
      document: discrepancySources.document,
      documentTitle: documents.title,
      locator: discrepancySources.locator,
      printed: discrepancySources.printed,
      meeting: documents.meeting,
    })
    .from(discrepancySources)
    .innerJoin(documents, eq(documents.id, discrepancySources.document))
    .orderBy(asc(discrepancySources.discrepancy), asc(discrepancySources.position));
  const touched = await db
    .select({
      discrepancy: discrepancyMetrics.discrepancy,
      id: metrics.id,
      title: metrics.title,
      withholdsDirection: discrepancyMetrics.withholdsDirection,
    })
    .from(discrepancyMetrics)
    .innerJoin(metrics, eq(metrics.id, discrepancyMetrics.metric))
    .orderBy(asc(metrics.position));
  return rows.map((row) => ({
    ...row,
    sources: sides.flatMap(({ discrepancy, meeting, ...side }) =>
      discrepancy === row.id ? [{ ...side, meeting: meeting ?? undefined }] : [],
    ),
    metrics: touched.flatMap(({ discrepancy, ...one }) => (discrepancy === row.id ? [one] : [])),
  }));
}

/** The newer versions that people entered as a paper prints them. */
export async function listPaperPrints(
  db: Database,
): Promise<(Observation & { version: number })[]> {
  const rows = await db
    .select({
      metric: series.metric,
      area: series.area,
      breakdown: series.breakdown,
      category: series.category,
      period: versions.period,
      version: versions.version,
    })
    .from(versions)
    .innerJoin(series, eq(series.id, versions.series))
    .innerJoin(documents, eq(documents.id, versions.document))
    .where(
      and(isNotNull(versions.publication), gt(versions.version, 1), ne(documents.kind, 'return')),
    );
  return rows.map(({ breakdown, ...row }) => ({ ...row, breakdown: breakdown ?? undefined }));
}

async function metricsOf(
  db: Database,
  links: PgTable & { metric: PgColumn },
  owner: PgColumn,
): Promise<Map<string, MetricName[]>> {
  const rows = await db
    .select({ owner, id: metrics.id, title: metrics.title })
    .from(links)
    .innerJoin(metrics, eq(metrics.id, links.metric))
    .orderBy(asc(metrics.position));
  const about = new Map<string, MetricName[]>();
  for (const { owner: key, id, title } of rows) {
    about.set(String(key), [...(about.get(String(key)) ?? []), { id, title }]);
  }
  return about;
}

function decided(row: {
  id: string;
  meeting: Day;
  minute: string;
  ordinal: number | null;
  text: string;
}): Decided {
  const { id, meeting, minute, ordinal, text } = row;
  return { id, meeting, minute: ordinal === null ? minute : `${minute}(${ordinal})`, text };
}

function outcome(
  text: string | null,
  meeting: Day | null,
  { document, documentTitle, locator }: { [Key in keyof Printed]: Printed[Key] | null },
): Outcome | undefined {
  if (text === null) return undefined;
  const isPrinted = document !== null && documentTitle !== null && locator !== null;
  return {
    text,
    meeting: meeting ?? undefined,
    source: isPrinted ? { document, documentTitle, locator } : undefined,
  };
}
