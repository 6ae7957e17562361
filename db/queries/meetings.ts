import type { Day } from '@throughline/domain/period';
import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { calendarChanges } from '../schema/calendar.ts';
import { documents } from '../schema/documents.ts';
import {
  agendaItemDocuments,
  agendaItemMetrics,
  agendaItems,
  meetings,
} from '../schema/meetings.ts';
import { metrics } from '../schema/metrics.ts';

/** A meeting of the Board. */
export interface Meeting {
  date: Day;
  state: 'held' | 'cancelled' | 'planned';
  startsAt: string | undefined;
  movedFrom: Day | undefined;
  note: string;
}

/** An item of an agenda; of a private one only what the public agenda says. */
export interface AgendaItem {
  position: number;
  title: string;
  part: number;
  minute: string | undefined;
  /** The minute number as printed, where the print is wrong. */
  minutePrinted: string | undefined;
  exemptParagraphs: readonly string[];
  exemptGround: string | undefined;
  documents: { id: string; title: string; part: number }[];
  metrics: { id: string; title: string }[];
}

/** Every meeting, held, cancelled or planned, in the order of time. */
export async function listMeetings(db: Database): Promise<Meeting[]> {
  const rows = await db
    .select({
      date: meetings.date,
      state: meetings.state,
      startsAt: meetings.startsAt,
      movedFrom: meetings.movedFrom,
      note: meetings.note,
    })
    .from(meetings)
    .orderBy(asc(meetings.date));
  return rows.map((row) => ({
    ...row,
    startsAt: row.startsAt ?? undefined,
    movedFrom: row.movedFrom ?? undefined,
  }));
}

/** How often each meeting's own entry has changed, by its day, and when it last did. */
export async function listCalendarChanges(
  db: Database,
): Promise<Map<Day, { sequence: number; changedAt: Date }>> {
  const rows = await db
    .select({
      meeting: calendarChanges.meeting,
      sequence: calendarChanges.sequence,
      changedAt: calendarChanges.changedAt,
    })
    .from(calendarChanges);
  return new Map(rows.map(({ meeting, ...change }) => [meeting, change]));
}

/** The agenda of a meeting, in its order, with the papers and metrics of each item. */
export async function listAgenda(db: Database, meeting: Day): Promise<AgendaItem[]> {
  const items = await db
    .select({
      position: agendaItems.position,
      title: agendaItems.title,
      part: agendaItems.part,
      minute: agendaItems.minute,
      minutePrinted: agendaItems.minutePrinted,
      exemptParagraphs: agendaItems.exemptParagraphs,
      exemptGround: agendaItems.exemptGround,
    })
    .from(agendaItems)
    .where(eq(agendaItems.meeting, meeting))
    .orderBy(asc(agendaItems.position));
  const papers = await db
    .select({
      position: agendaItemDocuments.position,
      id: documents.id,
      title: documents.title,
      part: documents.part,
    })
    .from(agendaItemDocuments)
    .innerJoin(documents, eq(documents.id, agendaItemDocuments.document))
    .where(eq(agendaItemDocuments.meeting, meeting))
    .orderBy(asc(documents.id));
  const subjects = await db
    .select({ position: agendaItemMetrics.position, id: metrics.id, title: metrics.title })
    .from(agendaItemMetrics)
    .innerJoin(metrics, eq(metrics.id, agendaItemMetrics.metric))
    .where(and(eq(agendaItemMetrics.meeting, meeting)))
    .orderBy(asc(metrics.position));

  return items.map((item) => ({
    ...item,
    minute: item.minute ?? undefined,
    minutePrinted: item.minutePrinted ?? undefined,
    exemptGround: item.exemptGround ?? undefined,
    documents: papers
      .filter(({ position }) => position === item.position)
      .map(({ id, title, part }) => ({ id, title, part })),
    metrics: subjects
      .filter(({ position }) => position === item.position)
      .map(({ id, title }) => ({ id, title })),
  }));
}
