import type { Day } from '@throughline/domain/period';
import { asc, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { documents } from '../schema/documents.ts';

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

/** Every paper, the newest first; the parts of a pack follow in the order of their names. */
export async function listDocuments(db: Database): Promise<BoardDocument[]> {
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
