import { useQuery } from '@tanstack/react-query';
import { PageLink } from '../ui/PageLink.tsx';
import { usePlace } from '../view.ts';
import { sessionQuery } from './sessionQuery.ts';
import styles from './signIn.module.css';
import { signOut } from './signOut.ts';

/** In the head of every page: the way to sign in, or who is signed in and the way out. */
export function SignedIn() {
  const session = useQuery(sessionQuery());
  const { path } = usePlace();
  if (!session.data) return null;
  if (!session.data.signed_in) {
    return (
      <p className={styles.who}>
        <a href={signInHref(path)}>Sign in</a>
      </p>
    );
  }
  return (
    <p className={styles.who}>
      <PageLink to="/account" current={path === '/account'}>
        {session.data.name ?? 'Your account'}
      </PageLink>
      <button type="button" className={styles.plain} onClick={signOut}>
        Sign out
      </button>
    </p>
  );
}

/** To the sign-in page, which leads back to where the reader was. */
export function signInHref(path: string): string {
  return path === '/' || path === '/sign-in'
    ? '/sign-in'
    : `/sign-in?to=${encodeURIComponent(path)}`;
}
