import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type SubmitEvent, useEffect, useId, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { searchOf } from '../api.ts';
import { hrefOf, usePlace } from '../view.ts';
import styles from './find.module.css';
import { type Findable, kindWords, matches } from './findable.ts';
import { findQuery } from './findQuery.ts';
import { isSlashOn, setSlash } from './slashKey.ts';

/** How many are listed; the page of the find box has the rest. */
const most = 8;

/** The find box: a dialog with a combobox. The nearest match is chosen as one types. */
export function FindDialog({ onClose }: { onClose: () => void }) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [, navigate] = useLocation();
  const { view } = usePlace();
  const query = useQuery(findQuery());
  const [asked, setAsked] = useState('');
  const [chosen, setChosen] = useState(0);

  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);

  const all = matches(query.data ?? [], asked);
  const found = all.slice(0, most);
  const go = (href: string) => {
    dialog.current?.close();
    navigate(href);
  };
  const open = ({ path, hash }: Findable) => go(hrefOf(path, { asAt: view.asAt }, hash));
  const everything = `/find${searchOf({ q: asked, 'as-at': view.asAt })}`;

  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || found.length === 0) return;
    event.preventDefault();
    setChosen((chosen + step + found.length) % found.length);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const one = found[chosen];
    if (one) open(one);
    else go(everything);
  };

  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby={`${id}-label`} className={styles.box}>
      <form onSubmit={submit} className={styles.form}>
        <label id={`${id}-label`} htmlFor={id}>
          Find a figure, a meeting, a paper or a word
        </label>
        <div className={styles.line}>
          <input
            id={id}
            type="text"
            role="combobox"
            aria-autocomplete="list"
            aria-controls={`${id}-list`}
            aria-expanded={found.length > 0}
            aria-activedescendant={found[chosen] ? `${id}-${chosen}` : undefined}
            autoComplete="off"
            spellCheck="false"
            value={asked}
            onKeyDown={press}
            onChange={(event) => {
              setAsked(event.currentTarget.value);
              setChosen(0);
            }}
          />
          <button type="button" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </div>
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label="Found"
          className={styles.options}
          hidden={found.length === 0}
        >
          {found.map((one, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's, which keeps the focus
            <div
              key={`${one.path}#${one.hash ?? ''}`}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              className={styles.option}
              onClick={() => open(one)}
            >
              {one.title}{' '}
              <span className={styles.hint}>
                {kindWords[one.kind]}
                {one.hint && ` · ${one.hint}`}
              </span>
            </div>
          ))}
        </div>
        <p role="status" className={found.length > 0 ? 'visually-hidden' : styles.status}>
          {statusOf(query, asked, all.length)}
        </p>
        {all.length > most && (
          <p>
            <a href={everything}>All {all.length} found</a>
          </p>
        )}
        <SlashChoice />
      </form>
    </dialog>
  );
}

/** A key of one character must be possible to turn off (WCAG 2.1.4). */
function SlashChoice() {
  const [isOn, setOn] = useState(isSlashOn);
  return (
    <label className={styles.slash}>
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ currentTarget: { checked } }) => {
          setOn(checked);
          setSlash(checked);
        }}
      />
      The / key opens this box
    </label>
  );
}

function statusOf(
  { isPending, isError }: { isPending: boolean; isError: boolean },
  asked: string,
  number: number,
): string {
  if (isPending) return 'Reading the list…';
  if (isError) return 'The list could not be read. Close the box and try again.';
  if (asked.trim() === '') return 'Begin to type, for example vacancies, 28 November or kinship.';
  if (number === 0) return 'Nothing here has that in its name.';
  return number === 1 ? '1 found' : `${number} found`;
}
