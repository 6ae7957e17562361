import { type ComponentType, type MouseEvent, type ReactNode, useState } from 'react';
import { hrefOf, usePlace } from '../view.ts';
import styles from './term.module.css';

type Note = ComponentType<{ id: string; onClose: () => void }>;

/**
 * A word of the trade: a link to its place in the glossary that, with script, explains it where it
 * stands. `id` is its place there.
 */
export function Term({ id, children }: { id: string; children: ReactNode }) {
  const { asAt } = usePlace().view;
  const [Note, setNote] = useState<Note>();
  const href = hrefOf('/glossary', { asAt }, id);

  const click = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void import('./TermNote.tsx').then(
      ({ TermNote }) => setNote(() => TermNote),
      () => location.assign(href),
    );
  };

  return (
    <>
      <a href={href} onClick={click} className={styles.term}>
        {children}
      </a>
      {Note && <Note id={id} onClose={() => setNote(undefined)} />}
    </>
  );
}
