import type { Frequency, Kind, Polarity, Privacy, Unit } from './metric.ts';
import type { PeriodKind } from './period.ts';
import type { Decimal } from './value.ts';

/** A change to the registry that is proposed, approved by a second person, and dated. */
export type DefinitionChange =
  | { kind: 'polarity'; polarity: Polarity; polarityReason: string }
  | { kind: 'frequency'; frequency: Frequency }
  | { kind: 'owner'; owner: string }
  | {
      kind: 'target';
      type: 'minimum' | 'maximum' | 'range';
      low: Decimal | null;
      high: Decimal | null;
      tolerance: Decimal;
      source: string;
    }
  | { kind: 'metric'; definition: NewMetric };

/** A metric to be added to the registry. */
export interface NewMetric {
  title: string;
  caption: string;
  definition: string;
  unit: Unit;
  decimals: number;
  polarity: Polarity;
  polarityReason: string;
  kind: Kind;
  topic: string;
  owner: string;
  frequency: Frequency;
  privacy: Privacy;
  zeros: 'show' | 'protect';
  periodKinds: PeriodKind[];
  breakdowns: string[];
  care: string;
}
