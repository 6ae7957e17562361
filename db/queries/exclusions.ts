import type { Day } from '@throughline/domain/period';
import type { ExemptParagraph, Forbidder } from '@throughline/domain/privateGround';
import { asc, eq } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { exclusions } from '../schema/presentations.ts';
import { appendAudit } from './audit.ts';

/** Why press and public are excluded: by the Board's resolution, or by the law without one. */
export type ExclusionGround =
  | { kind: 'exempt'; paragraphs: ExemptParagraph[]; publicInterest: string }
  | { kind: 'confidential'; forbiddenBy: Forbidder; named: string };

/** An exclusion as it was recorded, of its items. */
export interface RecordedExclusion {
  id: number;
  items: number[];
  ground: ExclusionGround;
  recordedAt: Date;
}

/** What was recorded of excluding press and public from a meeting, in the order it was recorded. */
export async function listExclusions(db: Database, meeting: Day): Promise<RecordedExclusion[]> {
  const rows = await db
    .select({
      id: exclusions.id,
      items: exclusions.items,
      kind: exclusions.kind,
      paragraphs: exclusions.paragraphs,
      publicInterest: exclusions.publicInterest,
      forbiddenBy: exclusions.forbiddenBy,
      named: exclusions.named,
      recordedAt: exclusions.recordedAt,
    })
    .from(exclusions)
    .where(eq(exclusions.meeting, meeting))
    .orderBy(asc(exclusions.id));
  return rows.map(({ id, items, recordedAt, ...row }) => ({
    id,
    items,
    recordedAt,
    ground: groundOf(row),
  }));
}

/** Records an exclusion. It stays as it was recorded, and changes nothing of the session. */
export function addExclusion(
  db: Database,
  { meeting, items, ground }: { meeting: Day; items: number[]; ground: ExclusionGround },
  { person, at }: { person: number; at: Date },
): Promise<void> {
  return db.transaction(async (tx) => {
    await tx.insert(exclusions).values({
      meeting,
      items,
      paragraphs: [],
      ...ground,
      recordedBy: person,
      recordedAt: at,
    });
    await appendAudit(tx, {
      at,
      actor: { person },
      kind: 'decisions recorded',
      about: `meeting ${meeting}`,
      detail: { exclusion: ground.kind, items: items.map(String) },
    });
  });
}

function groundOf(row: {
  kind: 'exempt' | 'confidential';
  paragraphs: ExemptParagraph[];
  publicInterest: string | null;
  forbiddenBy: Forbidder | null;
  named: string | null;
}): ExclusionGround {
  if (row.kind === 'exempt' && row.publicInterest !== null) {
    return { kind: 'exempt', paragraphs: row.paragraphs, publicInterest: row.publicInterest };
  }
  if (row.kind === 'confidential' && row.forbiddenBy !== null && row.named !== null) {
    return { kind: 'confidential', forbiddenBy: row.forbiddenBy, named: row.named };
  }
  throw new Error('An exclusion lacks the ground of its kind');
}
