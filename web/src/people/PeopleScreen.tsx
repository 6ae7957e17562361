import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { WirePeople, WirePerson, WireSignInLink } from '@throughline/api/wire/person';
import { type Role, roles } from '@throughline/domain/access';
import { send } from '../api.ts';
import type { Screen } from '../screen.ts';
import { instantLabel } from '../signIn/instantLabel.ts';
import { SignInFirst } from '../signIn/SignInFirst.tsx';
import { Loading } from '../ui/Loading.tsx';
import { onForm } from '../ui/onForm.ts';
import { PageHead } from '../ui/PageHead.tsx';
import styles from './people.module.css';
import { peopleQuery } from './peopleQuery.ts';

/** Who may sign in and what they may do. For administrators. */
export const peopleScreen: Screen = {
  Screen: PeopleScreen,
  prefetch: (client) => client.fetchQuery(peopleQuery()),
  about: () => ({ title: 'People' }),
};

const linkWords = {
  here: 'A link works once, within 15 minutes, for that person alone. Hand it over yourself: it is shown only once.',
  'command line':
    'Here links are made only on the command line: pnpm people invite --name "…" --role ….',
  'identity provider':
    'People sign in with their council account, and their app roles say what they may do.',
} as const;

function PeopleScreen() {
  const query = useQuery(peopleQuery());
  if (query.isPending) return <Loading what="people" />;
  if (query.isError) return <SignInFirst error={query.error} what="people" />;

  const { people, links } = query.data;
  return (
    <div className={styles.page}>
      <PageHead title="People">
        <p>{linkWords[links]}</p>
      </PageHead>
      <ul className={styles.people}>
        {people.map((person) => (
          <Person key={person.id} person={person} links={links} />
        ))}
      </ul>
      {links === 'here' && <NewPerson />}
    </div>
  );
}

function Person({ person, links }: { person: WirePerson; links: WirePeople['links'] }) {
  const change = usePeopleChange((body: { roles?: Role[]; disabled?: boolean }) =>
    send<WirePerson>('PATCH', `/people/${person.id}`, body),
  );
  const link = usePeopleChange(() => send<WireSignInLink>('POST', `/people/${person.id}/links`));
  const isLocal = person.by === 'link';
  const problem = change.error ?? link.error;
  return (
    <li className={styles.person}>
      <div>
        <h2 className={styles.name}>
          {person.name}
          {person.you && ' (you)'}
        </h2>
        <p>
          {person.roles.join(', ') || 'no role'}
          {person.disabled && <strong>, disabled</strong>}
        </p>
        <p className={styles.hint}>
          Signs in by {isLocal ? 'link' : 'the council’s account'}; added{' '}
          {instantLabel(person.added_at)}
        </p>
      </div>
      {!person.you && (
        <div className={styles.actions}>
          {links === 'here' && isLocal && !person.disabled && (
            <button type="button" disabled={link.isPending} onClick={() => link.mutate(undefined)}>
              New link<span className="visually-hidden"> for {person.name}</span>
            </button>
          )}
          <button
            type="button"
            disabled={change.isPending}
            onClick={() => change.mutate({ disabled: !person.disabled })}
          >
            {person.disabled ? 'Enable' : 'Disable'}
            <span className="visually-hidden"> {person.name}</span>
          </button>
        </div>
      )}
      {!person.you && isLocal && (
        <details className={styles.more}>
          <summary>
            Change roles<span className="visually-hidden"> of {person.name}</span>
          </summary>
          <form
            method="post"
            onSubmit={onForm((form) => change.mutate({ roles: rolesIn(form) }))}
            className={styles.form}
          >
            <RoleBoxes held={person.roles} />
            <p>
              <button type="submit" disabled={change.isPending}>
                Save roles
              </button>
            </p>
          </form>
        </details>
      )}
      {link.data && <MadeLink made={link.data} />}
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem.message}.
        </p>
      )}
    </li>
  );
}

function NewPerson() {
  const invite = usePeopleChange((body: { name: string; roles: Role[] }) =>
    send<WireSignInLink>('POST', '/people', body),
  );
  const submit = (form: FormData) =>
    invite.mutate({ name: String(form.get('name') ?? ''), roles: rolesIn(form) });
  return (
    <section aria-labelledby="new-person" className={styles.part}>
      <h2 id="new-person">Add a person</h2>
      <form
        key={invite.data?.person.id}
        method="post"
        onSubmit={onForm(submit)}
        className={styles.form}
      >
        <label htmlFor="name">Name, as others should see it</label>
        <input id="name" name="name" type="text" required maxLength={100} autoComplete="off" />
        <RoleBoxes held={[]} />
        {invite.isError && (
          <p role="alert" className={styles.problem}>
            {invite.error.message}.
          </p>
        )}
        <p>
          <button type="submit" disabled={invite.isPending}>
            Add and make their link
          </button>
        </p>
      </form>
      {invite.data && <MadeLink made={invite.data} />}
    </section>
  );
}

function RoleBoxes({ held }: { held: readonly Role[] }) {
  return (
    <fieldset className={styles.roles}>
      <legend>What they are here</legend>
      {roles.map((role) => (
        <label key={role} className={styles.role}>
          <input type="checkbox" name="role" value={role} defaultChecked={held.includes(role)} />
          {role}
        </label>
      ))}
    </fieldset>
  );
}

function MadeLink({ made }: { made: WireSignInLink }) {
  return (
    <div role="status" className={styles.made}>
      <p>
        The link of {made.person.name}, good once until {instantLabel(made.ends_at)}:
      </p>
      <p className={styles.address}>{made.address}</p>
    </div>
  );
}

/** A change to people, after which the list is read again, whatever came of it. */
function usePeopleChange<Asked, Made>(change: (asked: Asked) => Promise<Made>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: peopleQuery().queryKey }),
  });
}

function rolesIn(form: FormData): Role[] {
  const chosen = form.getAll('role');
  return roles.filter((role) => chosen.includes(role));
}
