import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { WireOwnSessions } from '@throughline/api/wire/person';
import { send } from '../api.ts';
import type { Screen } from '../screen.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { instantLabel } from './instantLabel.ts';
import { SignInFirst } from './SignInFirst.tsx';
import { ownSessionsQuery, sessionQuery } from './sessionQuery.ts';
import styles from './signIn.module.css';
import { signOut } from './signOut.ts';

/** Who one is here, what one may do, and where one is signed in. */
export const accountScreen: Screen = {
  Screen: AccountScreen,
  prefetch: async (client) => {
    await client.fetchQuery(sessionQuery());
    await client.fetchQuery(ownSessionsQuery());
  },
  about: () => ({ title: 'Your account' }),
};

function AccountScreen() {
  const session = useQuery(sessionQuery());
  const own = useQuery(ownSessionsQuery());
  if (session.isPending || own.isPending) return <Loading what="account" />;
  if (session.isError) return <SignInFirst error={session.error} what="account" />;
  if (own.isError) return <SignInFirst error={own.error} what="account" />;

  const { name, roles, may } = session.data;
  return (
    <div className={styles.page}>
      <PageHead title={name ?? 'Your account'}>
        <p>You are here as {roles.join(', ')}.</p>
        {may.includes('keep notes') && (
          <p>
            <PageLink to="/notes">Your notes and questions</PageLink>
          </p>
        )}
        {may.includes('import') && (
          <p>
            <PageLink to="/import">Load a file of figures</PageLink>
          </p>
        )}
        {may.includes('manage people') && (
          <p>
            <PageLink to="/people">People who may sign in</PageLink>
          </p>
        )}
      </PageHead>
      <section aria-labelledby="sessions" className={styles.part}>
        <h2 id="sessions">Where you are signed in</h2>
        <p className={styles.hint}>
          A session ends 30 minutes after it was last used, and 12 hours after it began.
        </p>
        <ul className={styles.sessions}>
          {own.data.sessions.map((one) => (
            <OwnSession key={one.id} session={one} />
          ))}
        </ul>
      </section>
      <p>
        <button type="button" className={styles.main} onClick={signOut}>
          Sign out here
        </button>
      </p>
    </div>
  );
}

function OwnSession({ session }: { session: WireOwnSessions['sessions'][number] }) {
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => send('DELETE', `/sessions/${session.id}`),
    onSettled: () => client.invalidateQueries({ queryKey: ownSessionsQuery().queryKey }),
  });
  return (
    <li className={styles.session}>
      <span>
        <strong>{session.device}</strong>
        {session.current && ' (this one)'}
        <span className={styles.hint}>
          {' '}
          since {instantLabel(session.started_at)}, last used {instantLabel(session.seen_at)}
        </span>
      </span>
      {!session.current && (
        <button
          type="button"
          className={styles.plain}
          disabled={end.isPending}
          onClick={() => end.mutate()}
          aria-label={`End the session of ${session.device} since ${instantLabel(session.started_at)}`}
        >
          End it
        </button>
      )}
      {end.isError && <p role="alert">{end.error.message}</p>}
    </li>
  );
}
