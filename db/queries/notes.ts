import type { Period } from '@throughline/domain/period';
import { and, asc, eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { documents } from '../schema/documents.ts';
import { series, versions } from '../schema/figures.ts';
import { metrics } from '../schema/metrics.ts';
import { notes } from '../schema/notes.ts';
import { publications } from '../schema/publications.ts';
import { exemptions } from '../schema/withdrawals.ts';
import { isPublished, ofVersion, type Sight } from './sight.ts';
import type { SeriesKey } from './versions.ts';

/** What a note is on: a line of figures, or one figure of it. */
export type Noted = SeriesKey & { period: Period | null };

/** A person's own note or question. */
export interface Note extends Noted {
  id: string;
  kind: 'note' | 'question';
  words: string;
  /** It is on a private figure, or was written beside one: others must not see it over a shoulder. */
  private: boolean;
  writtenAt: Date;
  changedAt: Date;
}

/** At most so many notes a person. */
export const mostNotes = 2000;

/**
 * A person's notes, those on the metrics that stand first in the registry first. One that may speak
 * of what is private is not read for a person who may not see that, or no longer may.
 */
export async function listNotes(
  db: Database,
  person: number,
  sight: Sight,
  metric?: string,
): Promise<Note[]> {
  const isPrivate = sql<boolean>`${privateFigures(db, [
    eq(series.metric, notes.metric),
    or(
      eq(notes.besidePrivate, true),
      and(
        eq(series.area, notes.area),
        sql`${series.breakdown} is not distinct from ${notes.breakdown}`,
        eq(series.category, notes.category),
        eq(versions.period, notes.period),
      ),
    ),
  ])}`;
  return withoutWords(() =>
    db
      .select({
        id: notes.id,
        kind: notes.kind,
        words: notes.words,
        metric: notes.metric,
        area: notes.area,
        breakdown: notes.breakdown,
        category: notes.category,
        period: notes.period,
        private: isPrivate,
        writtenAt: notes.writtenAt,
        changedAt: notes.changedAt,
      })
      .from(notes)
      .innerJoin(metrics, eq(metrics.id, notes.metric))
      .where(
        and(
          eq(notes.person, person),
          metric === undefined ? undefined : eq(notes.metric, metric),
          sight.private ? undefined : sql`not ${isPrivate}`,
        ),
      )
      .orderBy(asc(metrics.position), asc(notes.writtenAt), asc(notes.id)),
  );
}

/** How keeping a note went. */
export type NoteKept = 'kept' | 'no such figure' | 'private figure' | 'too many';

/**
 * Keeps a note, or puts it in the place of the one of its name. Its figure must be one that the
 * person is shown.
 */
export function putNote(
  db: Database,
  person: number,
  note: Noted & Pick<Note, 'id' | 'kind' | 'words'>,
  sight: Sight,
): Promise<NoteKept> {
  return withoutWords(() =>
    db.transaction(async (tx) => {
      const standing = await standingOf(tx, note, sight);
      if (standing !== 'shown') return standing;
      const mine = await tx.$count(notes, eq(notes.person, person));
      const isThere = await tx.$count(notes, and(eq(notes.person, person), eq(notes.id, note.id)));
      if (mine >= mostNotes && isThere === 0) return 'too many';

      const { kind, words, metric, area, breakdown, category, period } = note;
      const besidePrivate = sight.private && (await hasPrivate(tx, metric));
      const content = { kind, words, metric, area, breakdown, category, period, besidePrivate };
      await tx
        .insert(notes)
        .values({ person, id: note.id, ...content, writtenAt: sight.now, changedAt: sight.now })
        .onConflictDoUpdate({
          target: [notes.person, notes.id],
          set: { ...content, changedAt: sight.now },
        });
      return 'kept';
    }),
  );
}

/** Deletes a person's own note for good. False when they have none of that name. */
export async function deleteNote(db: Database, person: number, id: string): Promise<boolean> {
  const deleted = await db
    .delete(notes)
    .where(and(eq(notes.person, person), eq(notes.id, id)))
    .returning({ id: notes.id });
  return deleted.length > 0;
}

/** Whether whoever asks is shown what a note would be on; the metric alone is shown to all. */
async function standingOf(
  tx: Database,
  { metric, area, breakdown, category, period }: Noted,
  sight: Sight,
): Promise<'shown' | 'no such figure' | 'private figure'> {
  if (period === null) {
    const known = await tx.$count(metrics, eq(metrics.id, metric));
    return known > 0 ? 'shown' : 'no such figure';
  }
  const [found] = await tx
    .select({ ground: exemptions.id })
    .from(versions)
    .innerJoin(series, eq(series.id, versions.series))
    .innerJoin(documents, eq(documents.id, versions.document))
    .leftJoin(publications, ofVersion.publication)
    .leftJoin(exemptions, ofVersion.exemption)
    .where(
      and(
        eq(series.metric, metric),
        eq(series.area, area),
        breakdown === null ? isNull(series.breakdown) : eq(series.breakdown, breakdown),
        eq(series.category, category),
        eq(versions.period, period),
        isPublished(sight),
        sight.private ? undefined : eq(documents.part, 1),
      ),
    )
    .limit(1);
  if (found === undefined) return 'no such figure';
  return found.ground !== null && !sight.private ? 'private figure' : 'shown';
}

async function hasPrivate(tx: Database, metric: string): Promise<boolean> {
  const [row] = await tx
    .select({ has: sql<boolean>`${privateFigures(tx, [eq(series.metric, metric)])}` })
    .from(sql`(select 1) as one`);
  return row?.has ?? true;
}

/** Whether figures that fit are private now: by their own ground or by that of their document. */
function privateFigures(db: Database, fitting: readonly (SQL | undefined)[]): SQL {
  return sql`exists ${db
    .select({ one: sql`1` })
    .from(versions)
    .innerJoin(series, eq(series.id, versions.series))
    .innerJoin(documents, eq(documents.id, versions.document))
    .leftJoin(exemptions, ofVersion.exemption)
    .where(and(...fitting, or(isNotNull(exemptions.id), eq(documents.part, 2))))}`;
}

/** What the database says when it refuses holds what was sent to it, and errors go into the log. */
async function withoutWords<Answer>(act: () => Promise<Answer>): Promise<Answer> {
  try {
    return await act();
  } catch {
    throw new Error('The database refused to read or keep a note; its words are not told here');
  }
}
