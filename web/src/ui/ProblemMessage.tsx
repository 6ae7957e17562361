import { ApiProblem } from '../api.ts';
import { hrefOf, usePlace } from '../view.ts';
import styles from './message.module.css';

/** A part of a page that could not be read, with what the reader can do. */
export function ProblemMessage({ error, what }: { error: unknown; what: string }) {
  const { path, view } = usePlace();
  return (
    <div className={styles.problem} role="alert">
      <h2>The {what} could not be shown</h2>
      <p>
        {error instanceof ApiProblem
          ? error.message
          : 'Something on our side went wrong. It is not anything you did.'}
      </p>
      <p>
        <a href={hrefOf(path, view)}>Try again</a> or go to <a href="/">the picture</a>.
      </p>
    </div>
  );
}
