import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Screen } from '../screen.ts';
import { signInHref } from '../signIn/SignedIn.tsx';
import { sessionQuery } from '../signIn/sessionQuery.ts';
import { Loading } from '../ui/Loading.tsx';
import { onForm } from '../ui/onForm.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { ProblemMessage } from '../ui/ProblemMessage.tsx';
import styles from './import.module.css';
import { Plan } from './Plan.tsx';
import { sendFile } from './sendFile.ts';

/** Where officers load the open data files of the Department: first the plan, then the loading. */
export const importScreen: Screen = {
  Screen: ImportScreen,
  prefetch: (client) => client.fetchQuery(sessionQuery()),
  about: () => ({ title: 'Load a file of figures' }),
};

function ImportScreen() {
  const session = useQuery(sessionQuery());
  if (session.isPending) return <Loading what="page" />;
  if (session.isError) return <ProblemMessage error={session.error} what="page" />;

  const { signed_in: isSignedIn, may, roles } = session.data;
  return (
    <div className={styles.page}>
      <PageHead title="Load a file of figures">
        <p>
          The open data files of the Department for Education, as they are published. You see what a
          file would change before anything is changed.
        </p>
      </PageHead>
      {may.includes('import') ? <FileForm /> : <NotAllowed isSignedIn={isSignedIn} roles={roles} />}
    </div>
  );
}

function NotAllowed({ isSignedIn, roles }: { isSignedIn: boolean; roles: readonly string[] }) {
  return (
    <div className={styles.part}>
      <h2>Only officers who are signed in may load files</h2>
      {isSignedIn ? (
        <p>
          You are signed in as {roles.join(', ') || 'someone without a role'}. An administrator can
          make you an officer.
        </p>
      ) : (
        <>
          <p>
            If you are an officer, sign in with your council account or with the link that an
            administrator gave you. You then come back to this page.
          </p>
          <p>
            <a className={styles.main} href={signInHref('/import')}>
              Sign in
            </a>
          </p>
        </>
      )}
      <p>
        What has been loaded can be read by anyone: see{' '}
        <PageLink to="/documents">Documents</PageLink>.
      </p>
    </div>
  );
}

function FileForm() {
  const client = useQueryClient();
  const plan = useMutation({ mutationFn: sendFile });
  const load = useMutation({
    mutationFn: (form: FormData) => {
      form.set('write', 'yes');
      return sendFile(form);
    },
    onSuccess: ({ written }) => written && client.invalidateQueries(),
  });
  const show = (form: FormData) => {
    load.reset();
    plan.mutate(form);
  };
  const problem = load.error ?? plan.error;
  const answer = load.data ?? plan.data;
  return (
    <>
      <form
        method="post"
        encType="multipart/form-data"
        onSubmit={onForm(show)}
        className={styles.form}
      >
        <Field
          name="file"
          label="The file"
          hint="A CSV file in the Department’s open data standard, at most 50 MB."
        >
          <input
            id="file"
            name="file"
            type="file"
            accept=".csv,text/csv"
            required
            aria-describedby="file-hint"
          />
        </Field>
        <Field
          name="published"
          label="The day it was published"
          hint="No file carries this day: it is on the release’s page."
        >
          <input
            id="published"
            name="published"
            type="date"
            required
            aria-describedby="published-hint"
          />
        </Field>
        <Field
          name="release"
          label="The name of the release"
          hint="As it stands on the release’s page, such as Children looked after 2025."
        >
          <input
            id="release"
            name="release"
            type="text"
            required
            maxLength={200}
            autoComplete="off"
            aria-describedby="release-hint"
          />
        </Field>
        <details className={styles.more}>
          <summary>A mapping of your own, or the file’s metadata</summary>
          <Field
            name="mapping"
            label="Mapping"
            hint="A JSON file that says which column and category is which metric. Without one the shipped mapping that fits the file is used; a name that none of them has is refused."
          >
            <input
              id="mapping"
              name="mapping"
              type="file"
              accept=".json,application/json"
              aria-describedby="mapping-hint"
            />
          </Field>
          <Field name="meta" label="Metadata" hint="The .meta.csv that comes with some files.">
            <input
              id="meta"
              name="meta"
              type="file"
              accept=".csv,text/csv"
              aria-describedby="meta-hint"
            />
          </Field>
        </details>
        <p>
          <button
            type="submit"
            className={styles.plain}
            disabled={plan.isPending || load.isPending}
          >
            {plan.isPending ? 'Reading the file…' : 'Show what would change'}
          </button>
        </p>
        <noscript>
          <p className={styles.refused}>Loading files needs JavaScript. Reading does not.</p>
        </noscript>
      </form>
      {problem && (
        <p role="alert" className={styles.refused}>
          {problem.message.replace(/\.?$/, '.')}
        </p>
      )}
      {answer && !problem && (
        <Plan
          key={load.data ? 'loaded' : plan.submittedAt}
          plan={answer}
          isLoading={load.isPending}
          onLoad={() => plan.variables && load.mutate(plan.variables)}
        />
      )}
    </>
  );
}

interface FieldProps {
  name: string;
  label: string;
  hint: string;
  children: ReactNode;
}

function Field({ name, label, hint, children }: FieldProps) {
  return (
    <div className={styles.field}>
      <label htmlFor={name}>{label}</label>
      <p id={`${name}-hint`} className={styles.hint}>
        {hint}
      </p>
      {children}
    </div>
  );
}
