import { type ReactNode, useSyncExternalStore } from 'react';
import { useLocation } from 'wouter';
import { HiddenView } from '../ui/HiddenView.tsx';
import { hrefOf, usePlace, type View } from '../view.ts';
import styles from './judging.module.css';

/** One of the things that can be chosen in a form. */
export interface Choice {
  value: string;
  title: string;
  hint?: string | undefined;
}

interface ViewFormProps {
  /** The key of the address that the form says. */
  name: 'compare' | 'control';
  /** What is chosen whatever else is. */
  always?: string;
  button: string;
  children: (field: (choice: Choice) => ReactNode) => ReactNode;
}

/**
 * A form whose choices are the address. Without script its button asks for the page; with it every
 * choice changes the link at once, and the page stays where it is.
 */
export function ViewForm({ name, always, button, children }: ViewFormProps) {
  const { path, view } = usePlace();
  const [, navigate] = useLocation();
  const isBrowser = useSyncExternalStore(never, yes, no);
  const chosen = view[name]?.split(',') ?? [];
  const choose = (form: HTMLFormElement) => {
    const values = new FormData(form).getAll(name).join();
    navigate(hrefOf(path, { ...view, [name]: values || undefined }));
  };
  const field = ({ value, title, hint }: Choice) => (
    <label key={value} className={styles.choice}>
      <input
        type="checkbox"
        name={name}
        value={value}
        checked={chosen.includes(value)}
        onChange={({ currentTarget: { form } }) => form && choose(form)}
      />
      <span>
        {title}
        {hint && <span className={styles.hint}>{hint}</span>}
      </span>
    </label>
  );
  return (
    <form method="get" action={path} className={styles.form}>
      <HiddenView view={without(view, name)} />
      {always && <input type="hidden" name={name} value={always} />}
      {children(field)}
      {!isBrowser && (
        <p>
          <button type="submit" className={styles.button}>
            {button}
          </button>
        </p>
      )}
    </form>
  );
}

function without(view: View, name: 'compare' | 'control'): View {
  return { ...view, [name]: undefined };
}

const never = () => () => undefined;
const yes = () => true;
const no = () => false;
