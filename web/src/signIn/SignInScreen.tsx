import { useMutation, useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useSearch } from 'wouter';
import { searchOf, send } from '../api.ts';
import type { Screen } from '../screen.ts';
import { Loading } from '../ui/Loading.tsx';
import { onForm } from '../ui/onForm.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { ProblemMessage } from '../ui/ProblemMessage.tsx';
import { refusedWords } from './refusedWords.ts';
import { sessionQuery } from './sessionQuery.ts';
import styles from './signIn.module.css';

/** Where people sign in: at the council's identity provider, or with a one-time link. */
export const signInScreen: Screen = {
  Screen: SignInScreen,
  prefetch: (client) => client.fetchQuery(sessionQuery()),
  about: () => ({ title: 'Sign in' }),
};

function SignInScreen() {
  const session = useQuery(sessionQuery());
  const asked = new URLSearchParams(useSearch());
  const to = asked.get('to') ?? undefined;
  const refused = asked.get('refused');
  const hash = useSyncExternalStore(onHashChange, readHash, () => '');
  if (session.isPending) return <Loading what="sign-in page" />;
  if (session.isError) return <ProblemMessage error={session.error} what="sign-in page" />;

  const { signed_in, name, ways } = session.data;
  const link = hash.startsWith('#link=') ? hash.slice('#link='.length) : '';
  return (
    <div className={styles.page}>
      <PageHead title="Sign in">
        <p>Everything public can be read without signing in.</p>
      </PageHead>
      {refused !== null && (
        <p role="alert" className={styles.refused}>
          {refusedWords(refused)}
        </p>
      )}
      {signed_in && (
        <p>
          You are signed in as <PageLink to="/account">{name ?? 'yourself'}</PageLink>.
        </p>
      )}
      {ways.provider && (
        <p>
          <a className={styles.main} href={`/api/v1/sign-in/start${searchOf({ to })}`}>
            Sign in with your council account
          </a>
        </p>
      )}
      {(!ways.provider || link) && <LinkForm key={link} link={link} to={to} />}
    </div>
  );
}

/** A press uses the link up, not the opening of the page: mail programs open pages by themselves. */
function LinkForm({ link, to }: { link: string; to: string | undefined }) {
  const signIn = useMutation({
    mutationFn: (text: string) => send('POST', '/session', { token: tokenIn(text) }),
    onSuccess: () => location.replace(ownPath(to)),
  });
  const submit = (form: FormData) => signIn.mutate(String(form.get('link') ?? ''));
  return (
    <form method="post" onSubmit={onForm(submit)} className={styles.form}>
      {link ? (
        <>
          <p>Your link signs you in once, on this device.</p>
          <input type="hidden" name="link" value={link} />
        </>
      ) : (
        <>
          <label htmlFor="link">The sign-in link you were given</label>
          <input
            id="link"
            name="link"
            type="text"
            required
            autoComplete="off"
            spellCheck={false}
            aria-describedby="link-hint"
          />
          <p id="link-hint" className={styles.hint}>
            An administrator makes it. It works once, within 15 minutes.
          </p>
        </>
      )}
      {signIn.isError && (
        <p role="alert" className={styles.refused}>
          {signIn.error.message}.
        </p>
      )}
      <p>
        <button type="submit" className={styles.main} disabled={signIn.isPending}>
          Sign in
        </button>
      </p>
      <noscript>
        <p className={styles.refused}>Signing in needs JavaScript. Reading does not.</p>
      </noscript>
    </form>
  );
}

/** What stands after `#link=` in a whole link, or the text itself. */
function tokenIn(text: string): string {
  return (text.split('#link=').at(-1) ?? '').trim();
}

/** Only ever to a page of our own. */
function ownPath(to: string | undefined): string {
  if (to === undefined || !URL.canParse(to, location.origin)) return '/';
  const { origin, pathname, search } = new URL(to, location.origin);
  return origin === location.origin && !pathname.startsWith('//') ? pathname + search : '/';
}

function onHashChange(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}

function readHash(): string {
  return location.hash;
}
