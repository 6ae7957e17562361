import { useMutation } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useId, useRef, useState } from 'react';
import styles from './form.module.css';
import { onForm } from './onForm.ts';

/** What is wrong with a form, at the name of its field; of the whole when that is empty. */
export interface FieldProblem {
  at: string;
  message: string;
}

interface FormProps {
  /** Sends what was filled in; answers with what to say of it. What it throws stays on the form. */
  onSend: (form: FormData) => Promise<ReactNode>;
  button: string;
  children: ReactNode;
}

const FormContext = createContext<{ id: string; problems: readonly FieldProblem[] }>({
  id: '',
  problems: [],
});

/**
 * A form that tells what is wrong twice: in a summary that takes the keyboard and at each field.
 * What was typed stays until it has been taken.
 */
export function Form({ onSend, button, children }: FormProps) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const [missing, setMissing] = useState<readonly FieldProblem[]>([]);
  const sending = useMutation({
    mutationFn: onSend,
    onSuccess: () => form.current?.reset(),
    onError: () => requestAnimationFrame(() => summary.current?.focus()),
  });
  const problems = missing.length > 0 ? missing : problemsOf(sending.error);
  const send = (filled: FormData) => {
    const empty = form.current ? emptyFields(form.current) : [];
    setMissing(empty);
    if (empty.length === 0) sending.mutate(filled);
    else requestAnimationFrame(() => summary.current?.focus());
  };
  return (
    <FormContext value={{ id, problems }}>
      {problems.length > 0 && (
        <div ref={summary} tabIndex={-1} role="alert" className={styles.summary}>
          <h3>This could not be taken yet</h3>
          <ul>
            {problems.map(({ at, message }) => (
              <li key={`${at} ${message}`}>
                {at === '' ? message : <a href={`#${fieldId(id, at)}`}>{message}</a>}
              </li>
            ))}
          </ul>
        </div>
      )}
      <form ref={form} method="post" noValidate className={styles.form} onSubmit={onForm(send)}>
        {children}
        <div role="status">
          {sending.isSuccess && missing.length === 0 && (
            <div className={styles.done}>{sending.data}</div>
          )}
        </div>
        <p>
          <button type="submit" className={styles.send} disabled={sending.isPending}>
            {button}
          </button>
        </p>
      </form>
    </FormContext>
  );
}

interface FieldProps {
  /** As the API calls it, so that what it refuses is told here. */
  name: string;
  label: string;
  hint?: ReactNode;
  /** Said when it is left empty; without it the field may be. */
  missing?: string;
}

type Control = Omit<FieldProps, 'hint' | 'label'> & { hint?: ReactNode; label: string };

/** One line or, when long, several. */
export function TextField({
  isLong = false,
  initial,
  type = 'text',
  ...field
}: Control & { isLong?: boolean; initial?: string; type?: 'text' | 'date' | 'time' }) {
  return (
    <Field {...field}>
      {(told) =>
        isLong ? (
          <textarea {...told} rows={3} maxLength={2000} defaultValue={initial} />
        ) : (
          <input
            {...told}
            type={type}
            maxLength={type === 'text' ? 2000 : undefined}
            autoComplete="off"
            defaultValue={initial}
          />
        )
      }
    </Field>
  );
}

type Option = readonly [value: string, words: string];

/** A choice of one. Groups have a name of their own. */
export function SelectField({
  options = [],
  groups = [],
  initial,
  onChoice,
  ...field
}: Control & {
  options?: readonly Option[];
  groups?: readonly { title: string; options: readonly Option[] }[];
  initial?: string;
  onChoice?: (value: string) => void;
}) {
  return (
    <Field {...field}>
      {(told) => (
        <select
          {...told}
          defaultValue={initial}
          onChange={({ target }) => onChoice?.(target.value)}
        >
          {options.map(toOption)}
          {groups.map((group) => (
            <optgroup key={group.title} label={group.title}>
              {group.options.map(toOption)}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Some of several, or with `isOne` one of them by sight. */
export function TickFields({
  name,
  legend,
  hint,
  options,
  initial = [],
  isOne = false,
  onChoice,
}: {
  name: string;
  legend: string;
  hint?: ReactNode;
  options: readonly Option[];
  initial?: readonly string[];
  isOne?: boolean;
  onChoice?: (value: string) => void;
}) {
  const { id, problems } = useContext(FormContext);
  const own = problems.filter(({ at }) => isAt(at, name));
  return (
    <fieldset className={styles.set} id={fieldId(id, name)} tabIndex={-1}>
      <legend>{legend}</legend>
      {hint && <p className={styles.hint}>{hint}</p>}
      <Wrong problems={own} />
      <div className={isOne ? styles.few : styles.ticks}>
        {options.map(([value, words]) => (
          <label key={value} className={styles.tick}>
            <input
              type={isOne ? 'radio' : 'checkbox'}
              name={name}
              value={value}
              defaultChecked={initial.includes(value)}
              onChange={({ target }) => target.checked && onChoice?.(value)}
            />
            {words}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface Told {
  id: string;
  name: string;
  required: boolean;
  'data-missing': string | undefined;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
}

function Field({
  name,
  label,
  hint,
  missing,
  children,
}: FieldProps & { children: (told: Told) => ReactNode }) {
  const { id: form, problems } = useContext(FormContext);
  const id = fieldId(form, name);
  const own = problems.filter(({ at }) => isAt(at, name));
  const described = [hint && `${id}-hint`, own.length > 0 && `${id}-wrong`].filter(Boolean);
  return (
    <div className={styles.field}>
      <label htmlFor={id}>
        {label}
        {missing === undefined && ' (optional)'}
      </label>
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      <Wrong problems={own} id={`${id}-wrong`} />
      {children({
        id,
        name,
        required: missing !== undefined,
        'data-missing': missing,
        'aria-invalid': own.length > 0,
        'aria-describedby': described.join(' ') || undefined,
      })}
    </div>
  );
}

function Wrong({ problems, id }: { problems: readonly FieldProblem[]; id?: string }) {
  if (problems.length === 0) return null;
  return (
    <p className={styles.wrong} id={id}>
      {problems.map(({ message }) => message).join('. ')}
    </p>
  );
}

function toOption([value, words]: Option) {
  return (
    <option key={value} value={value}>
      {words}
    </option>
  );
}

/** What must be there and is not, told by its own words and not by the browser's. */
function emptyFields(form: HTMLFormElement): FieldProblem[] {
  return [...form.querySelectorAll<HTMLInputElement>('[data-missing]')].flatMap((field) => {
    const { missing } = field.dataset;
    return missing !== undefined && field.value.trim() === ''
      ? [{ at: field.name, message: missing }]
      : [];
  });
}

/** What a refusal is about: each error at its field, or the one there is, "field: what is wrong". */
function problemsOf(error: Error | null): FieldProblem[] {
  if (error === null) return [];
  const errors: unknown = 'errors' in error ? error.errors : undefined;
  if (Array.isArray(errors) && errors.length > 0) return errors as FieldProblem[];
  const [, at = '', message = error.message] = /^([a-z_.]+): (.+)$/s.exec(error.message) ?? [];
  return [{ at, message }];
}

/** A list is refused at one of its entries, and told at the field of the list. */
function isAt(at: string, name: string): boolean {
  return at === name || at.startsWith(`${name}.`);
}

/** An entry of a list has no field of its own. */
function fieldId(form: string, name: string): string {
  return `${form}-${name.replace(/\.\d.*$/, '').replaceAll('.', '-')}`;
}
