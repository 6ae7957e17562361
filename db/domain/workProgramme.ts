import type { Day } from './period.ts';

/** An item in the Board's work, as far as its subject goes. */
export interface WorkItem {
  meeting: Day;
  title: string;
  metrics: readonly { id: string }[];
}

const procedural =
  /^(apologies|declarations? of interests?|minutes|exclusion of press|work programme|outstanding issues|any other)\b/i;

/** Whether an item is how a meeting is run, and not something the Board looks into. */
export function isProcedural({ title }: Pick<WorkItem, 'title'>): boolean {
  return procedural.test(title);
}

/**
 * The subject of an item, by which it is known when it returns: its title without what follows a
 * colon and without "(private)", in small letters.
 */
export function subjectOf({ title }: Pick<WorkItem, 'title'>): string {
  const [subject = ''] = title.split(':');
  return subject
    .replace(/\(private\)/i, '')
    .trim()
    .toLowerCase();
}

/** The items of earlier meetings that an item returns from: on its subject, or on a metric of it. */
export function earlierItems<Item extends WorkItem>(item: WorkItem, all: readonly Item[]): Item[] {
  const metrics = new Set(item.metrics.map(({ id }) => id));
  return all.filter(
    (one) =>
      one.meeting < item.meeting &&
      !isProcedural(one) &&
      (subjectOf(one) === subjectOf(item) || one.metrics.some(({ id }) => metrics.has(id))),
  );
}

/** Why an item cannot be moved; nothing where it can. To no meeting, it is taken off. */
export function moveProblem(
  from: { state: 'held' | 'cancelled' | 'planned'; isMoved: boolean },
  to: { date: Day; state: 'held' | 'cancelled' | 'planned' } | undefined,
  fromDate: Day,
): string | undefined {
  if (from.isMoved) return 'The item was moved or taken off already';
  if (from.state === 'held') return 'The meeting was held: what it did not reach is a new item';
  if (to === undefined) return undefined;
  if (to.date === fromDate) return 'The item is at this meeting already';
  return to.state === 'planned' ? undefined : 'An item is moved to a meeting that is planned';
}
