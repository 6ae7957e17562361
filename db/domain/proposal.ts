import { type Closeness, type ComparatorGroup, closenesses } from './comparator.ts';
import type { Frequency, Kind, Polarity, Privacy, Unit } from './metric.ts';
import { type Day, dayLabel, type PeriodKind } from './period.ts';
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
  | { kind: 'metric'; definition: NewMetric }
  | { kind: 'comparator-group'; group: NewComparatorGroup };

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
  /** The first day that figures of it are kept of; nothing where all may be. */
  beganOn: Day | null;
}

/** Areas that another is to be compared with from a day on, the closest first. */
export interface NewComparatorGroup {
  /** "2027 model". */
  model: string;
  publishedOn: Day;
  /** Where the group is published: publisher, title, day. */
  source: string;
  members: readonly { area: string; closeness: Closeness }[];
}

/** What stands in the way of a group, and which part of it that is about. */
export interface GroupProblem {
  at: string;
  message: string;
}

/**
 * Everything that keeps a group from being in force for an area from a day: what was in force before
 * stays as it was, so a group begins after every other of the area.
 */
export function groupProblems(
  { publishedOn, members }: NewComparatorGroup,
  {
    area,
    inForceFrom,
    today,
    authorities,
    groups,
  }: {
    area: string;
    inForceFrom: Day;
    today: Day;
    authorities: ReadonlySet<string>;
    groups: readonly Pick<ComparatorGroup, 'model' | 'inForceFrom'>[];
  },
): GroupProblem[] {
  const problems: GroupProblem[] = [];
  if (!authorities.has(area)) {
    problems.push({ at: 'area', message: `No authority held has the code “${area}”` });
  }
  if (publishedOn > today) {
    problems.push({ at: 'change.published_on', message: 'Give a day that has come' });
  }
  const later = groups.find((group) => group.inForceFrom >= inForceFrom);
  if (later !== undefined) {
    problems.push({
      at: 'in_force_from',
      message: `The ${later.model} is in force from ${dayLabel(later.inForceFrom)}: a group begins after every other`,
    });
  }
  for (const [index, member] of members.entries()) {
    const at = `change.members.${index}`;
    const before = members[index - 1];
    if (!authorities.has(member.area)) {
      problems.push({ at, message: `No authority held has the code “${member.area}”` });
    }
    if (member.area === area) {
      problems.push({ at, message: 'An area is no neighbour of itself' });
    }
    if (members.findIndex((one) => one.area === member.area) < index) {
      problems.push({ at, message: `“${member.area}” is in the group already` });
    }
    if (before !== undefined && rankOf(before.closeness) > rankOf(member.closeness)) {
      problems.push({
        at,
        message: `The closest stand first: “${before.closeness}” is before “${member.closeness}”`,
      });
    }
  }
  return problems;
}

function rankOf(closeness: Closeness): number {
  return closenesses.indexOf(closeness);
}
