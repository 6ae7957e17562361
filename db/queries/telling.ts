import type { Period } from '@throughline/domain/period';
import { type Observation, observationId } from '@throughline/domain/series';
import { and, asc, eq, exists, inArray, isNull, lte, not, or, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { events } from '../schema/events.ts';
import { series, versions } from '../schema/figures.ts';
import { prints } from '../schema/prints.ts';
import { publications } from '../schema/publications.ts';
import { exemptions, withdrawals } from '../schema/withdrawals.ts';
import { addEvent } from './events.ts';
import { isPrintOf, ofVersion } from './sight.ts';

/**
 * Tells of every publication whose moment has come and that was not told yet, each once, whichever
 * instance comes first. Returns how many events that brought.
 */
export async function tellPublications(db: Database, now: Date): Promise<number> {
  const told = db
    .select({ one: sql`1` })
    .from(events)
    .where(or(eq(events.cause, causeOf('public')), eq(events.cause, causeOf('private'))));
  const due = await db
    .select({ id: publications.id, at: publications.at })
    .from(publications)
    .where(and(lte(publications.at, now), isNull(publications.calledOffAt), not(exists(told))))
    .orderBy(asc(publications.at), asc(publications.id));
  let count = 0;
  for (const publication of due) count += await tellPublication(db, publication);
  return count;
}

/** The moment of the next publication that is to come, if one is approved. */
export async function nextPublication(db: Database, now: Date): Promise<Date | undefined> {
  const [next] = await db
    .select({ at: publications.at })
    .from(publications)
    .where(and(sql`${publications.at} > ${now.toISOString()}`, isNull(publications.calledOffAt)))
    .orderBy(asc(publications.at))
    .limit(1);
  return next?.at;
}

/**
 * Tells of one publication: the figures that the public is shown another way now, and apart from
 * them the new versions of what is private, of which the public is shown one gap as before.
 */
export async function tellPublication(
  db: Database,
  { id, at }: { id: number; at: Date },
): Promise<number> {
  const said = await db
    .select({
      metric: series.metric,
      area: series.area,
      breakdown: series.breakdown,
      category: series.category,
      period: sql<Period>`${versions.period}`,
      version: versions.version,
      changeKind: versions.changeKind,
      exempt: exemptions.id,
    })
    .from(versions)
    .innerJoin(series, eq(series.id, versions.series))
    .leftJoin(exemptions, ofVersion.exemption)
    .where(eq(versions.publication, id))
    .orderBy(asc(versions.series), asc(versions.period));
  const printed = await listPrints(db, id);
  const hidden = said.filter(({ exempt, version }) => exempt !== null && version > 1);
  const shown = [...said.filter((one) => !hidden.includes(one)), ...printed];

  return db.transaction(async (tx) => {
    let count = 0;
    for (const [visibility, figures] of [
      ['public', shown],
      ['private', hidden],
    ] as const) {
      if (figures.length === 0 && (visibility === 'private' || said.length > 0)) continue;
      const corrected = figures.filter(({ changeKind }) => isCorrection(changeKind));
      const added = await addEvent(tx, {
        channel: 'record',
        visibility,
        kind: 'figures published',
        about: { ...aboutFigures(figures), corrected: aboutFigures(corrected).figures },
        at,
        cause: `publication ${id} ${visibility}`,
      });
      if (added) count += 1;
    }
    return count;
  });
}

/** The figures that a publication says are printed alike; of what is private nobody is told that. */
export async function listPrints(db: Database, publication: number) {
  const rows = await db
    .select({
      metric: series.metric,
      area: series.area,
      breakdown: series.breakdown,
      category: series.category,
      period: sql<Period>`${versions.period}`,
    })
    .from(prints)
    .innerJoin(versions, isPrintOf)
    .innerJoin(series, eq(series.id, prints.series))
    .leftJoin(exemptions, ofVersion.exemption)
    .leftJoin(withdrawals, ofVersion.withdrawal)
    .where(and(eq(prints.publication, publication), ofVersion.print))
    .orderBy(asc(prints.series), asc(prints.period));
  return rows.map((row) => ({ ...row, changeKind: null }));
}

/** Tells that published versions are withdrawn; of what is private, only those who may see it. */
export async function tellWithdrawals(
  db: Database,
  taken: readonly { series: number; period: string }[],
  at: Date,
): Promise<void> {
  const ids = [...new Set(taken.map((one) => one.series))];
  const known = await db
    .select({
      id: series.id,
      metric: series.metric,
      area: series.area,
      breakdown: series.breakdown,
      category: series.category,
    })
    .from(series)
    .where(inArray(series.id, ids));
  const exempt = await db
    .select({ series: exemptions.series, period: exemptions.period })
    .from(exemptions)
    .where(and(inArray(exemptions.series, ids), isNull(exemptions.releasedAt)));

  const named = taken.flatMap(({ series: id, period }) => {
    const visibility = exempt.some((one) => one.series === id && one.period === period)
      ? ('private' as const)
      : ('public' as const);
    const found = known.find((one) => one.id === id);
    return found ? [{ ...found, period: period as Period, visibility }] : [];
  });
  for (const visibility of ['public', 'private'] as const) {
    const figures = named.filter((one) => one.visibility === visibility);
    if (figures.length === 0) continue;
    const about = aboutFigures(figures);
    await addEvent(db, { channel: 'record', visibility, kind: 'figures withdrawn', about, at });
  }
}

/** Which figures an event is about: their metrics, and each observation unless they are very many. */
export function aboutFigures(figures: readonly NamedObservation[]): {
  metrics: string[];
  figures: string[];
} {
  const names = figures.map(nameOf);
  return {
    metrics: [...new Set(figures.map(({ metric }) => metric))],
    figures: names.length > mostNamed ? [] : names,
  };
}

/** An event says where to look; beyond so many figures, the metrics say it. */
const mostNamed = 200;

type NamedObservation = Omit<Observation, 'breakdown'> & { breakdown: string | null };

function nameOf({ breakdown, ...rest }: NamedObservation): string {
  return observationId({ ...rest, breakdown: breakdown ?? undefined });
}

/** Whether what was said before was wrong: the council's mistake, or a misreading of ours. */
function isCorrection(changeKind: string | null): boolean {
  return changeKind === 'correction' || changeKind === 'transcription';
}

function causeOf(visibility: 'public' | 'private') {
  return sql`'publication ' || ${publications.id} || ${` ${visibility}`}`;
}
