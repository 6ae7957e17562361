import { useEffect, useId, useRef } from 'react';
import { PageLink } from '../ui/PageLink.tsx';
import styles from './term.module.css';
import { explain } from './terms.ts';

/** A word explained in a small dialog: Escape, a press beside it or its button closes it. */
export function TermNote({ id, onClose }: { id: string; onClose: () => void }) {
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const found = explain(id);

  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);

  return (
    // The browser's own dialog, so that the focus goes in, stays in and comes back.
    <dialog
      ref={dialog}
      closedby="any"
      onClose={onClose}
      aria-labelledby={titleId}
      className={styles.note}
    >
      <strong id={titleId} className={styles.title}>
        {found?.term ?? 'This word'}
      </strong>
      <span className={styles.text}>{found?.text ?? 'is not explained yet.'}</span>
      <span className={styles.ways}>
        <button type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
        <PageLink to="/glossary" hash={id}>
          In the glossary
        </PageLink>
      </span>
    </dialog>
  );
}
