import type { Day } from '@throughline/domain/period';
import { and, asc, eq, exists, isNull, ne, or, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { documents } from '../schema/documents.ts';
import { versions } from '../schema/figures.ts';
import { publications } from '../schema/publications.ts';
import { exemptions } from '../schema/withdrawals.ts';
import { isPublished, ofVersion, type Sight } from './sight.ts';

/** A paper. Of a private one only that it exists: its content is not in this table. */
export interface BoardDocument {
  id: string;
  title: string;
  kind: string;
  dated: Day | undefined;
  publishedOn: Day | undefined;
  meeting: Day | undefined;
  partOf: string | undefined;
  part: number;
  note: string;
}

/**
 * Every paper, the newest first; the parts of a pack follow in the order of their names. A return
 * is one once something of it is told.
 */
export async function listDocuments(db: Database, sight: Sight): Promise<BoardDocument[]> {
  const published = db
    .select({ one: sql`1` })
    .from(versions)
    .leftJoin(publications, ofVersion.publication)
    .leftJoin(exemptions, ofVersion.exemption)
    .where(
      and(
        eq(versions.document, documents.id),
        isPublished(sight),
        // Of what is private the public is told one gap, and not that more was said of it.
        sight.private ? undefined : or(isNull(exemptions.id), eq(versions.version, 1)),
      ),
    );
  const rows = await db
    .select({
      id: documents.id,
      title: documents.title,
      kind: documents.kind,
      dated: documents.dated,
      publishedOn: documents.publishedOn,
      meeting: documents.meeting,
      partOf: documents.partOf,
      part: documents.part,
      note: documents.note,
    })
    .from(documents)
    .where(or(ne(documents.kind, 'return'), exists(published)))
    .orderBy(
      sql`coalesce(${documents.meeting}, ${documents.publishedOn}, ${documents.dated}) desc nulls last`,
      asc(documents.id),
    );
  return rows.map((row) => ({
    ...row,
    dated: row.dated ?? undefined,
    publishedOn: row.publishedOn ?? undefined,
    meeting: row.meeting ?? undefined,
    partOf: row.partOf ?? undefined,
  }));
}

/** The documents that are returns: their figures were entered here, and no public paper prints them. */
export async function returnDocuments(db: Database): Promise<Set<string>> {
  const rows = await db
    .select({ id: documents.id })
    .from(documents)
    .where(eq(documents.kind, 'return'));
  return new Set(rows.map(({ id }) => id));
}
