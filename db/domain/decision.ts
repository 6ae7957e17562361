import { type Day, isDay } from './period.ts';

/** What became of a decision: in words, at which meeting, and where a paper says so. */
export interface Became {
  text: string;
  meeting?: Day | undefined;
  document?: string | undefined;
  locator?: string | undefined;
}

interface Decided {
  meeting: Day;
  /** The minute without its point: "45"; empty while no minutes are held. */
  minute: string;
  /** The point in the minute, where they are numbered: the 5 of 45(5). */
  ordinal?: number | undefined;
  text: string;
}

/** What the Board decided, as a clerk records it whole. */
export type Decision =
  | (Decided & { kind: 'resolution'; metrics: readonly string[]; outcome?: Became | undefined })
  | (Decided & { kind: 'recommendation'; addressee: string; reply?: Became | undefined })
  | (Decided & {
      kind: 'request';
      metrics: readonly string[];
      /** The office it was asked of, where one was named. */
      addressee?: string | undefined;
      dueMeeting?: Day | undefined;
      closed?: Closing | undefined;
    });

export type DecisionKind = Decision['kind'];
export const decisionKinds = ['resolution', 'recommendation', 'request'] as const;

/** How a request ends: with its answer, or withdrawn for a reason. It cannot end with neither. */
export type Closing =
  | ({ how: 'answered' } & Became & { meeting: Day })
  | { how: 'withdrawn'; on: Day; reason: string };

/** Something that stands in the way of a record, at the field it is about. */
export interface DecisionIssue {
  at: string;
  message: string;
}

/** What a decision may be about. */
export interface DecisionPlace {
  meetings: readonly { date: Day; state: 'held' | 'cancelled' | 'planned' }[];
  documents: ReadonlySet<string>;
  metrics: ReadonlySet<string>;
  today: Day;
}

/** All that stands in the way of recording a decision; nothing when it can be. */
export function checkDecision(decision: Decision, place: DecisionPlace): DecisionIssue[] {
  const { meeting } = decision;
  const state = place.meetings.find(({ date }) => date === meeting)?.state;
  const issues: DecisionIssue[] = [];
  if (state !== 'held') {
    const why = state === undefined ? 'has no meeting' : `has not met`;
    issues.push({ at: 'meeting', message: `The Board ${why} on ${meeting}` });
  }
  switch (decision.kind) {
    case 'resolution':
      issues.push(...becameIssues('outcome', decision.outcome, meeting, place));
      break;
    case 'recommendation':
      issues.push(...becameIssues('reply', decision.reply, meeting, place));
      break;
    case 'request':
      issues.push(...requestIssues(decision, place));
  }
  const named = decision.kind === 'recommendation' ? [] : decision.metrics;
  const unknown = named.find((id) => !place.metrics.has(id));
  if (unknown) issues.push({ at: 'metrics', message: `There is no metric “${unknown}”` });
  return issues;
}

function requestIssues(
  { meeting, dueMeeting, closed }: Decision & { kind: 'request' },
  place: DecisionPlace,
): DecisionIssue[] {
  const issues: DecisionIssue[] = [];
  if (dueMeeting !== undefined) {
    const isKnown = place.meetings.some(({ date }) => date === dueMeeting);
    if (!isKnown) issues.push({ at: 'due_meeting', message: 'The Board has no meeting that day' });
    else if (dueMeeting <= meeting) {
      issues.push({ at: 'due_meeting', message: 'It is due at a later meeting than it was asked' });
    }
  }
  if (closed?.how === 'answered') {
    issues.push(...becameIssues('answer', closed, meeting, place));
  }
  if (closed?.how === 'withdrawn') {
    if (closed.reason.trim() === '') issues.push({ at: 'reason', message: 'Give the reason' });
    if (!isDay(closed.on) || closed.on < meeting || closed.on > place.today) {
      issues.push({ at: 'on', message: 'Give a day from its meeting to today' });
    }
  }
  return issues;
}

/** Something becomes of a decision at its meeting or later, and is printed in a document or not. */
function becameIssues(
  field: string,
  became: Became | undefined,
  decidedAt: Day,
  place: DecisionPlace,
): DecisionIssue[] {
  if (became === undefined) return [];
  const issues: DecisionIssue[] = [];
  const { text, meeting, document, locator } = became;
  const at = (part: string) => `${field}.${part}`;
  if (text.trim() === '')
    issues.push({ at: at('text'), message: 'Say in words what became of it' });
  if (meeting !== undefined) {
    const isKnown = place.meetings.some(({ date }) => date === meeting);
    if (!isKnown || meeting < decidedAt || meeting > place.today) {
      issues.push({ at: at('meeting'), message: 'Name its meeting or a later one that was held' });
    }
  }
  if (document !== undefined && !place.documents.has(document)) {
    issues.push({ at: at('document'), message: `There is no document “${document}”` });
  }
  if ((document === undefined) !== (locator === undefined)) {
    issues.push({
      at: at('locator'),
      message: 'Give the document and the place in it, or neither',
    });
  }
  return issues;
}
