import { and, eq, isNull, lte, or, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { documents } from '../schema/documents.ts';
import { versions } from '../schema/figures.ts';
import { prints } from '../schema/prints.ts';
import { publications } from '../schema/publications.ts';
import { exemptions, withdrawals } from '../schema/withdrawals.ts';
import type { Bindable } from './bindable.ts';

/** When somebody reads, and whether what is private is for them: what they may be shown of a record. */
export interface Sight {
  now: Date;
  private: boolean;
}

/** What anybody may be shown at a moment. */
export function publicSight(now: Date): Sight {
  return { now, private: false };
}

/** Whether the moment of a version has come. Join `publications` on `ofVersion` for it. */
export function isPublished(sight: Bindable<Sight>): SQL | undefined {
  return or(isNull(versions.publication), isOver(publications, sight));
}

/** Whether the moment of a publication has come and it was not called off before. */
export function isOver(
  { at, calledOffAt }: { at: PgColumn; calledOffAt: PgColumn },
  { now }: Bindable<Sight>,
): SQL | undefined {
  return and(lte(at, now), isNull(calledOffAt));
}

/**
 * Whether somebody is told of a version, be it as a gap: the public is of nothing in a private paper,
 * and of what is private only the first. Join `documents` and `exemptions` for it.
 */
export function isTold(sight: Bindable<Sight>): SQL | undefined {
  return sight.private
    ? undefined
    : and(eq(documents.part, 1), or(isNull(exemptions.id), eq(versions.version, 1)));
}

/** Whether a print is of a version, be it shown or not. */
export const isPrintOf = and(
  eq(prints.series, versions.series),
  eq(prints.period, versions.period),
  eq(prints.version, versions.version),
);

/** Joins a version with what decides whether it is shown. */
export const ofVersion = {
  publication: eq(publications.id, versions.publication),
  exemption: and(
    eq(exemptions.series, versions.series),
    eq(exemptions.period, versions.period),
    isNull(exemptions.releasedAt),
  ),
  /** A withdrawal takes all that was said until then: a version may be under several. */
  withdrawal: and(
    eq(withdrawals.series, versions.series),
    eq(withdrawals.period, versions.period),
    lte(versions.version, withdrawals.version),
  ),
  /**
   * A print of what anybody is shown. Of a gap there is none: that a paper prints the same would tell
   * what is not shown.
   */
  print: and(
    isPrintOf,
    isNull(prints.takenBackAt),
    isNull(exemptions.id),
    isNull(withdrawals.version),
  ),
} as const;
