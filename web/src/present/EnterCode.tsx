import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { onForm } from '../ui/onForm.ts';
import styles from './present.module.css';
import { openScreen } from './useScreen.ts';

/** Where a code is typed: the presentation's, or one that lets a screen into a private part. */
export function EnterCode() {
  const [, navigate] = useLocation();
  const entering = useMutation({
    mutationFn: openScreen,
    onSuccess: ({ code }) => navigate(`/screen/${code}`),
  });
  return (
    <form
      method="post"
      className={styles.form}
      onSubmit={onForm((form) => entering.mutate(String(form.get('code') ?? '')))}
    >
      <label htmlFor="code">Code</label>
      <p id="code-hint" className={styles.hint}>
        The chair sees it beside the preview: letters and digits, in any case.
      </p>
      <input
        id="code"
        name="code"
        type="text"
        required
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={24}
        aria-describedby="code-hint"
        className={styles.codeBox}
      />
      {entering.isError && (
        <p role="alert" className={styles.refused}>
          {entering.error.message}
        </p>
      )}
      <button type="submit" className={styles.main} disabled={entering.isPending}>
        Open the screen
      </button>
    </form>
  );
}
