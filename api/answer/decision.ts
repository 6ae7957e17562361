import type {
  BoardRequest,
  Discrepancy,
  Outcome,
  Recommendation,
  Resolution,
} from '@throughline/db';
import type { Day } from '@throughline/domain/period';
import { meetingsSince, requestState } from '@throughline/domain/request';
import type {
  WireDiscrepancy,
  WireRecommendation,
  WireRequest,
  WireResolution,
} from '../wire/decision.ts';

/** A request as it stood on a day; an answer that came later is not told. */
export function toRequest(request: BoardRequest, day: Day, held: readonly Day[]): WireRequest {
  const answer = knownAnswer(request.answer, day);
  return {
    id: request.id,
    meeting: request.meeting,
    minute: request.minute,
    text: request.text,
    state: requestState(request, held, day),
    due_meeting: request.dueMeeting,
    addressee: request.addressee,
    withdrawn: withdrawnBy(request, day),
    meetings_since: meetingsSince(request, held, day),
    answer,
    metrics: request.metrics,
  };
}

/** A resolution with what had become of it by a day. */
export function toResolution(resolution: Resolution, day: Day): WireResolution {
  const { id, meeting, minute, text, metrics } = resolution;
  return { id, meeting, minute, text, outcome: knownOutcome(resolution.outcome, day), metrics };
}

/** A recommendation with the reply there was by a day. */
export function toRecommendation(recommendation: Recommendation, day: Day): WireRecommendation {
  const { id, meeting, minute, addressee, text } = recommendation;
  return { id, meeting, minute, addressee, text, reply: knownOutcome(recommendation.reply, day) };
}

/** A discrepancy with each of its sides. */
export function toDiscrepancy(discrepancy: Discrepancy): WireDiscrepancy {
  const { id, title, description, sources, metrics } = discrepancy;
  return {
    id,
    title,
    description,
    sources: sources.map(({ document, documentTitle, locator, printed }) => ({
      document,
      document_title: documentTitle,
      locator,
      printed,
    })),
    metrics: metrics.map(({ id: metric, title: name }) => ({ id: metric, title: name })),
  };
}

/** Whether all sides of a discrepancy were before the Board by a day. */
export function wasKnown(discrepancy: Discrepancy, day: Day): boolean {
  return discrepancy.sources.every(({ meeting }) => meeting === undefined || meeting <= day);
}

/** Why nothing may be said of a metric's direction, where a discrepancy known by then forbids it. */
export function withheldReason(
  metric: string,
  discrepancies: readonly Discrepancy[],
  day: Day,
): string | undefined {
  const found = discrepancies.find(
    (discrepancy) =>
      wasKnown(discrepancy, day) &&
      discrepancy.metrics.some(({ id, withholdsDirection }) => withholdsDirection && id === metric),
  );
  return found?.title;
}

/** The discrepancies of a metric in one remark, for a note beside its figures. */
export function discrepancyRemark(metric: string, discrepancies: readonly Discrepancy[]): string {
  return discrepancies
    .filter(({ metrics }) => metrics.some(({ id }) => id === metric))
    .map(({ title }) => `Discrepancy in the sources: ${title}.`)
    .join(' ');
}

function withdrawnBy({ withdrawnOn: on, withdrawnReason: reason }: BoardRequest, day: Day) {
  return on !== undefined && reason !== undefined && on <= day ? { on, reason } : undefined;
}

function knownAnswer(answer: BoardRequest['answer'], day: Day): WireRequest['answer'] {
  if (answer === undefined || answer.on > day) return undefined;
  const known = knownOutcome({ ...answer, meeting: undefined }, day);
  return known && { ...known, on: answer.on, meeting: answer.meeting };
}

function knownOutcome(outcome: Outcome | undefined, day: Day) {
  if (outcome === undefined || (outcome.meeting !== undefined && outcome.meeting > day)) {
    return undefined;
  }
  const { text, meeting, source } = outcome;
  return {
    text,
    meeting,
    source: source && {
      document: source.document,
      document_title: source.documentTitle,
      locator: source.locator,
    },
  };
}
