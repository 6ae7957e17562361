import type { WireNote } from '@throughline/api/wire/note';
import { useState } from 'react';
import { instantLabel } from '../signIn/instantLabel.ts';
import { contentOf, type Kept, type useKeeping } from './keeping.ts';
import { NoteForm, type Subject } from './NoteForm.tsx';
import styles from './note.module.css';

interface NoteListProps {
  kept: readonly Kept[];
  keeping: ReturnType<typeof useKeeping>;
  subjects: readonly Subject[];
}

/** One's notes one under another, each to be changed or deleted. */
export function NoteList({ kept, keeping, subjects }: NoteListProps) {
  return (
    <ul className={styles.notes}>
      {kept.map(({ note, isDeleted }) => (
        <li key={note.id} className={styles.note}>
          {isDeleted ? (
            <Deleted note={note} keeping={keeping} />
          ) : (
            <One note={note} keeping={keeping} subjects={subjects} />
          )}
        </li>
      ))}
    </ul>
  );
}

interface OneProps {
  note: WireNote;
  keeping: ReturnType<typeof useKeeping>;
}

function One({ note, keeping, subjects }: OneProps & Pick<NoteListProps, 'subjects'>) {
  const [isChanging, setChanging] = useState(false);
  const { keep, remove } = keeping;
  if (isChanging) {
    return (
      <NoteForm
        about={contentOf(note)}
        subjects={withOwn(subjects, note)}
        note={note}
        keep={keep.mutateAsync}
        isBusy={keep.isPending}
        problem={keep.variables?.id === note.id ? keep.error?.message : undefined}
        onDone={() => setChanging(false)}
      />
    );
  }
  return (
    <>
      <p className={styles.what}>
        <b>{note.kind === 'question' ? 'Question' : 'Note'}</b> on {subjectOf(note)}
      </p>
      <p className={styles.words}>{note.words}</p>
      {note.private && (
        <p className={styles.private}>
          Not public: it is on a private figure, or was written beside one.
        </p>
      )}
      <p className={styles.when}>
        Written on {instantLabel(note.written_at)}
        {note.changed_at !== note.written_at && `, changed on ${instantLabel(note.changed_at)}`}.
      </p>
      {remove.isError && remove.variables.id === note.id && (
        <p role="alert" className={styles.problem}>
          {remove.error.message}.
        </p>
      )}
      <p className={`${styles.buttons} screen-only`}>
        <button type="button" className={styles.plain} onClick={() => setChanging(true)}>
          Change<span className="visually-hidden"> this {note.kind}</span>
        </button>
        <button
          type="button"
          className={styles.plain}
          disabled={remove.isPending}
          onClick={() => remove.mutate(note)}
        >
          Delete<span className="visually-hidden"> this {note.kind}</span>
        </button>
      </p>
    </>
  );
}

/** In the place of a deleted note, for as long as the page is open: the way to have it back. */
function Deleted({ note, keeping: { keep } }: OneProps) {
  const isFailed = keep.isError && keep.variables.id === note.id;
  return (
    <p className={styles.deleted} role="status">
      The {note.kind} on {subjectOf(note)} is deleted.{' '}
      <button
        type="button"
        className={styles.plain}
        // What had the keyboard is gone: it goes on with the way back.
        ref={focus}
        disabled={keep.isPending}
        onClick={() => keep.mutate({ id: note.id, content: contentOf(note) })}
      >
        Undo<span className="visually-hidden"> the deletion</span>
      </button>
      {isFailed && ` ${keep.error.message}.`}
    </p>
  );
}

function focus(button: HTMLButtonElement | null): void {
  button?.focus();
}

/** "September 2024, Derby" or "all its figures". */
function subjectOf({ period_label: label, category, category_title, area, area_title }: WireNote) {
  return [
    label ?? 'all its figures',
    category === 'Total' ? undefined : category_title,
    area === 'E08000026' ? undefined : area_title,
  ]
    .filter(Boolean)
    .join(', ');
}

/** The figures to choose from; that of the note is one of them even where the page has it not. */
function withOwn(subjects: readonly Subject[], { period, period_label: label }: WireNote) {
  if (!period || !label || subjects.some((one) => one.period === period)) return subjects;
  return [{ period, label }, ...subjects];
}
