import { ApiProblem } from '../api.ts';
import { ProblemMessage } from '../ui/ProblemMessage.tsx';
import { usePlace } from '../view.ts';
import { signInHref } from './SignedIn.tsx';
import styles from './signIn.module.css';

/** A page that could not be read: the way to sign in where that is why, or the reason in words. */
export function SignInFirst({ error, what }: { error: unknown; what: string }) {
  const { path } = usePlace();
  const status = error instanceof ApiProblem ? error.status : undefined;
  if (status !== 401 && status !== 403) return <ProblemMessage error={error} what={what} />;
  return (
    <div className={styles.page}>
      <h1>{status === 401 ? 'Sign in first' : 'This page is not for you'}</h1>
      <p>
        {status === 401
          ? `The ${what} can be seen only by people who are signed in.`
          : `Your roles do not let you see the ${what}. An administrator can change them.`}
      </p>
      {status === 401 && (
        <p>
          <a className={styles.main} href={signInHref(path)}>
            Sign in
          </a>
        </p>
      )}
    </div>
  );
}
