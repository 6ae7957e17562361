import type { Day, Period } from '../period.ts';
import type { Decimal, Mark, Value } from '../value.ts';

/** Where a figure belongs. `Total` belongs to every breakdown and names none. */
export interface Place {
  metric: string;
  area: string;
  breakdown?: string | undefined;
  category: string;
  period: string;
}

/** One box as it is typed, pasted, read from a file or sent: nothing in it is trusted. */
export interface Entry extends Place {
  /** The caller's name for the box; findings point at it. */
  id: string;
  typed: Typed;
  /** Besides "about", which the text itself may say. */
  marks?: readonly Mark[] | undefined;
  /** "67 + 9", when the figure was worked out. */
  formula?: string | undefined;
  /** What the person says to the questions asked of this entry. */
  answers?: readonly Answer[] | undefined;
  source?: string | undefined;
  commentary?: string | undefined;
  /** Whether it is to be private: exempt or confidential. */
  private?: boolean | undefined;
}

export type Typed =
  | { text: string }
  | { numerator: string; denominator: string }
  | { symbol: string; reason: string };

/** A reason to go on. It answers one question about these very figures, and no other. */
export interface Answer {
  question: string;
  reason: string;
}

/** An entry understood: what would become a version. */
export interface Parsed {
  value: Value;
  marks: readonly Mark[];
  period: Period;
  formula?: string | undefined;
  numerator?: Decimal | undefined;
  denominator?: Decimal | undefined;
  /** Why there is no number. */
  reason?: string | undefined;
}

/** The parts of an entry that a finding can point at. */
export type Box =
  | 'metric'
  | 'area'
  | 'breakdown'
  | 'category'
  | 'period'
  | 'value'
  | 'numerator'
  | 'denominator'
  | 'symbol'
  | 'reason'
  | 'formula'
  | 'source'
  | 'commentary';

export type BlockRule =
  | 'not-a-number'
  | 'not-of-the-unit'
  | 'numerator-above-denominator'
  | 'share-out-of-range'
  | 'symbol-needed'
  | 'symbol-without-reason'
  | 'formula-needed'
  | 'unknown-metric'
  | 'unknown-area'
  | 'unknown-breakdown'
  | 'unknown-category'
  | 'not-a-period'
  | 'wrong-kind-of-period'
  | 'period-in-future'
  | 'before-metric-began'
  | 'after-metric-retired'
  | 'duplicate'
  | 'counts-needed'
  | 'personal-number';

export type AskRule =
  | 'parts-and-total'
  | 'far-from-usual'
  | 'large-change'
  | 'tenfold'
  | 'same-as-last-time'
  | 'changes-published';

export type NoteRule = 'late' | 'short-history' | 'period-not-over';

/**
 * Something to say about an entry: it blocks, it asks for a reason to go on, or it is only noted.
 * The message says what is wrong and what to do, in plain words. Questions that are one to a person
 * share their `question`, so that one reason answers them all; `reason` is the one given.
 */
export type Finding =
  | { level: 'block'; rule: BlockRule; message: string; at: At }
  | {
      level: 'ask';
      rule: AskRule;
      message: string;
      at: At;
      question: string;
      reason: string | undefined;
    }
  | { level: 'note'; rule: NoteRule; message: string; at: At };

/** A box of an entry, or the return as a whole. */
export type At = { entry: string; box: Box } | 'return';

/** Whether nothing blocks and every question has its reason. */
export function mayGoOn(findings: readonly Finding[]): boolean {
  return findings.every(
    (finding) =>
      finding.level === 'note' || (finding.level === 'ask' && finding.reason !== undefined),
  );
}

/** The first and last day a metric is kept, where the registry knows them. */
export interface Kept {
  beganOn?: Day | undefined;
  retiredOn?: Day | undefined;
}
