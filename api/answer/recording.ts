import type { DecisionRecord, RecordedDecision } from '@throughline/db';
import type { Decision } from '@throughline/domain/decision';
import type { DecisionPage, WireDecision } from '../wire/recording.ts';

/** A decision as it is recorded, with all that was recorded of it. */
export function toDecisionPage(
  { id, revision, content }: RecordedDecision,
  records: readonly DecisionRecord[],
): DecisionPage {
  return {
    id,
    revision,
    decision: toWire(content),
    records: records.map((record) => ({
      revision: record.revision,
      decision: toWire(record.content),
      reason: record.reason,
      by: record.by.name,
      at: record.at.toISOString(),
    })),
  };
}

/** A decision as a clerk gives it, in the words of the domain. */
export function toDecision(given: WireDecision): Decision {
  if (given.kind !== 'request') return given;
  const { due_meeting: dueMeeting, ...rest } = given;
  return { ...rest, dueMeeting };
}

function toWire(decision: Decision): WireDecision {
  if (decision.kind === 'recommendation') return decision;
  if (decision.kind === 'resolution') return { ...decision, metrics: [...decision.metrics] };
  const { dueMeeting, metrics, ...rest } = decision;
  return { ...rest, metrics: [...metrics], due_meeting: dueMeeting };
}
