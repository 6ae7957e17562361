import type { Database } from '@throughline/db';

/** Of each question at most so many answers are kept; the oldest go first. */
const most = 500;

/**
 * Makes a question that is answered once for each state of the record (`publicState`), and again
 * when that has changed or the answer failed: what changes with the record and with nothing else is
 * read once for everybody. An answer may tell of a newer record than its state, never of an older.
 */
export function onceAState<From extends { db: Database }, Answer>(
  read: (from: From, about: string) => Promise<Answer>,
): (from: From, state: string, about?: string) => Promise<Answer> {
  const kept = new WeakMap<Database, { state: string; answers: Map<string, Promise<Answer>> }>();

  return (from, state, about = '') => {
    const known = kept.get(from.db);
    const answers = known?.state === state ? known.answers : new Map<string, Promise<Answer>>();
    if (known?.answers !== answers) kept.set(from.db, { state, answers });
    const found = answers.get(about);
    if (found !== undefined) return found;

    const asked = read(from, about).catch((error: unknown) => {
      answers.delete(about);
      throw error;
    });
    answers.set(about, asked);
    const [oldest] = answers.keys();
    if (answers.size > most && oldest !== undefined) answers.delete(oldest);
    return asked;
  };
}
