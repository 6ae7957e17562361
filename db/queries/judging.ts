import type { Rebase } from '@throughline/domain/control';
import type { Day } from '@throughline/domain/period';
import type { Target } from '@throughline/domain/target';
import type { Decimal } from '@throughline/domain/value';
import { and, asc, eq, lte } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { rebases } from '../schema/rebases.ts';
import { targets } from '../schema/targets.ts';

/** The targets a metric has had in an area, oldest first, each with where it was set. */
export async function listTargets(
  db: Database,
  metric: string,
  area: string,
): Promise<(Target & { source: string })[]> {
  return (await listTargetsIn(db, area)).get(metric) ?? [];
}

/** The targets there have been in an area, by metric, oldest first. */
export async function listTargetsIn(
  db: Database,
  area: string,
): Promise<Map<string, (Target & { source: string })[]>> {
  const rows = await db
    .select({
      metric: targets.metric,
      type: targets.type,
      low: targets.low,
      high: targets.high,
      tolerance: targets.tolerance,
      from: targets.inForceFrom,
      to: targets.inForceTo,
      source: targets.source,
    })
    .from(targets)
    .where(eq(targets.area, area))
    .orderBy(asc(targets.inForceFrom));
  const found = new Map<string, (Target & { source: string })[]>();
  for (const { metric, type, low, high, to, ...row } of rows) {
    const target = { ...row, ...aimOf(type, low, high), to: to ?? undefined };
    found.set(metric, [...(found.get(metric) ?? []), target]);
  }
  return found;
}

/** The rebases of a metric in an area that were decided by a day, in the order of their periods. */
export function listRebases(
  db: Database,
  metric: string,
  area: string,
  decidedBy: Day,
): Promise<Rebase[]> {
  return db
    .select({ from: rebases.fromPeriod, reason: rebases.reason, on: rebases.decidedOn })
    .from(rebases)
    .where(
      and(eq(rebases.metric, metric), eq(rebases.area, area), lte(rebases.decidedOn, decidedBy)),
    )
    .orderBy(asc(rebases.fromPeriod));
}

/** Keeps a person's decision to rebase. False when that period was rebased before. */
export async function addRebase(
  db: Database,
  rebase: typeof rebases.$inferInsert,
): Promise<boolean> {
  const added = await db
    .insert(rebases)
    .values(rebase)
    .onConflictDoNothing()
    .returning({ metric: rebases.metric });
  return added.length > 0;
}

function aimOf(type: 'minimum' | 'maximum' | 'range', low: Decimal | null, high: Decimal | null) {
  if (type === 'range' && low !== null && high !== null) return { type, low, high };
  if (type === 'minimum' && low !== null) return { type, value: low };
  if (type === 'maximum' && high !== null) return { type, value: high };
  throw new Error('A target lacks the ends that its type needs');
}
