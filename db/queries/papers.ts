import { eq, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { documents } from '../schema/documents.ts';
import {
  agendaItemDocuments,
  agendaItemMetrics,
  agendaItems,
  meetings,
} from '../schema/meetings.ts';
import { appendAudit } from './audit.ts';
import { noteChange } from './dataState.ts';
import { addEvent } from './events.ts';
import type { PersonDoing } from './returns.ts';

/** Adds a meeting, or brings one up to date. */
export function putMeeting(
  db: Database,
  meeting: typeof meetings.$inferInsert,
  doing: PersonDoing,
): Promise<void> {
  const { date, ...rest } = meeting;
  return db.transaction(async (tx) => {
    await noteChange(tx, { visibility: 'public', about: { meeting: date }, at: doing.at });
    await tx
      .insert(meetings)
      .values(meeting)
      .onConflictDoUpdate({ target: meetings.date, set: rest });
    await noted(tx, doing, `meeting ${date}`);
  });
}

/** An item of an agenda to be added after those it has. */
export type NewAgendaItem = Omit<typeof agendaItems.$inferInsert, 'position'> & {
  documents: readonly string[];
  metrics: readonly string[];
};

/** Adds an item to a meeting's agenda; its place. */
export function addAgendaItem(
  db: Database,
  { documents: papers, metrics, ...item }: NewAgendaItem,
  doing: PersonDoing,
): Promise<number> {
  const { meeting } = item;
  return db.transaction(async (tx) => {
    await noteChange(tx, { visibility: 'public', about: { meeting }, at: doing.at });
    const [last] = await tx
      .select({ position: sql<number>`coalesce(max(${agendaItems.position}), 0)::int` })
      .from(agendaItems)
      .where(eq(agendaItems.meeting, meeting));
    const position = (last?.position ?? 0) + 1;
    await tx.insert(agendaItems).values({ ...item, position });
    for (const document of new Set(papers)) {
      await tx.insert(agendaItemDocuments).values({ meeting, position, document });
    }
    for (const metric of new Set(metrics)) {
      await tx.insert(agendaItemMetrics).values({ meeting, position, metric });
    }
    await noted(tx, doing, `meeting ${meeting}, item ${position}`);
    return position;
  });
}

/** A document to be added. */
export type NewDocument = typeof documents.$inferInsert;

/** Adds a document. False when one of that name is there already. */
export function addDocument(
  db: Database,
  document: NewDocument,
  doing: PersonDoing,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    await noteChange(tx, 'told apart');
    const added = await tx
      .insert(documents)
      .values(document)
      .onConflictDoNothing()
      .returning({ id: documents.id });
    if (added.length === 0) return false;
    await addEvent(tx, {
      channel: 'record',
      visibility: document.part === 1 ? 'public' : 'private',
      kind: 'record changed',
      about: { document: document.id },
      at: doing.at,
    });
    await noted(tx, doing, `document ${document.id}`);
    return true;
  });
}

async function noted(tx: Database, { person, at }: PersonDoing, about: string): Promise<void> {
  await appendAudit(tx, { at, actor: { person }, kind: 'papers added', about });
}
