import { useMutation } from '@tanstack/react-query';
import type { ReturnPage, WireBox } from '@throughline/api/wire/return';
import { useRef, useState } from 'react';
import { onForm } from '../ui/onForm.ts';
import { change, pathOf } from './change.ts';
import type { Filled, Filling } from './filling.ts';
import styles from './return.module.css';
import { boxName, isMissing, isToCheck } from './returnWords.ts';

/** Sends the return for approval, or lists all that stands in the way. */
export function Sending({ filling, filled }: { filling: Filling; filled: Filled }) {
  const [isAsked, setAsked] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const sending = useMutation({
    mutationFn: async (note: string) => {
      await filling.flush();
      const { page, drafts } = filling.look();
      setAsked(true);
      if (drafts.size > 0 || page.obstacles > 0) return undefined;
      return change<ReturnPage>('POST', `${pathOf(page)}/submit`, { seen: page.changes, note });
    },
    onSuccess: (page) => {
      if (page) {
        filling.become(page);
        scrollTo({ top: 0 });
        document.querySelector('main')?.focus();
      } else {
        requestAnimationFrame(() => summary.current?.focus());
      }
    },
    onError: () => requestAnimationFrame(() => summary.current?.focus()),
  });
  const { page, drafts } = filled;
  const isHeldUp = isAsked && (page.obstacles > 0 || drafts.size > 0 || sending.isError);
  return (
    <section aria-labelledby="send" className={styles.part}>
      <h2 id="send" tabIndex={-1}>
        Send for approval
      </h2>
      {isHeldUp && (
        <div ref={summary} tabIndex={-1} role="alert" className={styles.summary}>
          <h3>It cannot be sent yet</h3>
          {sending.isError && <p>{sending.error.message}</p>}
          {drafts.size > 0 && <p>Something that you typed is not saved yet.</p>}
          <Obstacles page={page} />
        </div>
      )}
      <form
        method="post"
        className={styles.form}
        onSubmit={onForm((form) => sending.mutate(String(form.get('note') ?? '')))}
      >
        <p className={styles.field}>
          <label htmlFor="note">Note to whoever approves it (optional)</label>
          <textarea id="note" name="note" rows={2} maxLength={5000} />
        </p>
        <p>
          <button type="submit" className={styles.main} disabled={sending.isPending}>
            Send for approval
          </button>
        </p>
      </form>
    </section>
  );
}

function Obstacles({ page }: { page: ReturnPage }) {
  const empty = page.boxes.filter((box) =>
    box.findings.some((one) => one.rule === 'figure-needed'),
  );
  const unsourced = page.boxes.filter((box) =>
    box.findings.some((one) => one.rule === 'source-needed'),
  );
  return (
    <ul>
      {page.findings.filter(isToCheck).map(({ message }) => (
        <li key={message}>{message}</li>
      ))}
      {empty.length > 0 && (
        <li>
          {empty.length === 1
            ? 'A figure that is due is'
            : `${empty.length} figures that are due are`}{' '}
          not entered. Enter each, or a symbol with its reason: <Links boxes={empty} />.
        </li>
      )}
      {unsourced.length > 0 && (
        <li>
          {unsourced.length === 1 ? 'One figure has' : `${unsourced.length} figures have`} no
          source. <a href="#source">Say where the figures come from</a>: a figure without a source
          cannot be published.
        </li>
      )}
      {page.boxes.map((box) =>
        box.findings
          .filter((one) => isToCheck(one) && !isMissing(one.rule))
          .map(({ rule, message }) => (
            <li key={`${box.position} ${rule}`}>
              <a href={`#box-${box.position}`}>{boxName(box)}</a>: {message}
            </li>
          )),
      )}
    </ul>
  );
}

function Links({ boxes }: { boxes: readonly WireBox[] }) {
  return boxes.map((box, at) => (
    <span key={box.position}>
      {at > 0 && '; '}
      <a href={`#box-${box.position}`}>{boxName(box)}</a>
    </span>
  ));
}
