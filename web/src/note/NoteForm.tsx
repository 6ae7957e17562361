import type { WireNote, WireNoteGiven } from '@throughline/api/wire/note';
import { useId, useRef } from 'react';
import { onForm } from '../ui/onForm.ts';
import styles from './note.module.css';

/** A figure that a note may be on. */
export interface Subject {
  period: string;
  label: string;
}

interface NoteFormProps {
  /** What it is on, and the figures of that line to choose from. */
  about: Pick<WireNoteGiven, 'metric' | 'area' | 'breakdown' | 'category'>;
  subjects: readonly Subject[];
  /** The note that is changed; without one a new one is written. */
  note?: WireNote;
  keep: (given: { id: string; content: WireNoteGiven }) => Promise<unknown>;
  /** Why it could not be kept. */
  problem: string | undefined;
  isBusy: boolean;
  onDone?: () => void;
}

/** Writes a note or question, or changes one. What was typed stays until it has been kept. */
export function NoteForm(props: NoteFormProps) {
  const { about, subjects, note, keep, problem, isBusy, onDone } = props;
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const submit = (given: FormData) => {
    const period = String(given.get('period') ?? '') || undefined;
    const content: WireNoteGiven = {
      ...about,
      kind: given.get('kind') === 'question' ? 'question' : 'note',
      words: String(given.get('words') ?? ''),
      period: period as WireNoteGiven['period'],
    };
    keep({ id: note?.id ?? crypto.randomUUID(), content }).then(
      () => {
        form.current?.reset();
        onDone?.();
      },
      () => undefined,
    );
  };
  return (
    <form ref={form} method="post" onSubmit={onForm(submit)} className={styles.form}>
      <fieldset className={styles.kinds}>
        <legend className="visually-hidden">What it is</legend>
        {(['note', 'question'] as const).map((kind) => (
          <label key={kind} className={styles.kind}>
            <input
              type="radio"
              name="kind"
              value={kind}
              defaultChecked={kind === (note?.kind ?? 'note')}
            />
            {kind === 'note' ? 'A note' : 'A question to ask'}
          </label>
        ))}
      </fieldset>
      <p className={styles.field}>
        <label htmlFor={`${id}-words`}>Your words</label>
        <textarea
          id={`${id}-words`}
          name="words"
          rows={3}
          required
          maxLength={4000}
          defaultValue={note?.words}
          autoComplete="off"
          aria-describedby={`${id}-hint`}
        />
        <span id={`${id}-hint`} className={styles.hint}>
          Only you can read it. Nobody else can, not even an administrator.
        </span>
      </p>
      {subjects.length > 0 && (
        <p className={styles.field}>
          <label htmlFor={`${id}-period`}>About</label>
          <select id={`${id}-period`} name="period" defaultValue={note?.period ?? ''}>
            <option value="">all its figures</option>
            {subjects.map(({ period, label }) => (
              <option key={period} value={period}>
                {label}
              </option>
            ))}
          </select>
        </p>
      )}
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}. Your words are still here.
        </p>
      )}
      <p className={styles.buttons}>
        <button type="submit" className={styles.main} disabled={isBusy}>
          {note ? 'Keep the change' : 'Keep it'}
        </button>
        {onDone && (
          <button type="button" className={styles.plain} onClick={onDone}>
            Leave it as it was
          </button>
        )}
      </p>
    </form>
  );
}
