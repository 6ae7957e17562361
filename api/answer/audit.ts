import { aboutPerson, type Database, listAudit, listPeople } from '@throughline/db';
import { toCsv } from '../csv.ts';

const headings = [
  'seq',
  'at',
  'actor',
  'actor_name',
  'kind',
  'about',
  'detail',
  'previous',
  'hash',
] as const;

/** The audit record as a file, one entry a row, with the names of those who acted. */
export async function auditCsv(db: Database): Promise<string> {
  const people = await listPeople(db);
  const names = new Map(people.map((person) => [aboutPerson(person), person.name]));
  const rows = [];
  for await (const { at, ...entry } of listAudit(db)) {
    rows.push({ ...entry, at: at.toISOString(), actor_name: names.get(entry.actor) });
  }
  return toCsv(headings, rows);
}
