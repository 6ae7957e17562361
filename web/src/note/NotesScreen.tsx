import { useQuery } from '@tanstack/react-query';
import { grouped } from '../figure/figureTables.ts';
import type { Screen } from '../screen.ts';
import { SignInFirst } from '../signIn/SignInFirst.tsx';
import { sessionQuery } from '../signIn/sessionQuery.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { useKeeping } from './keeping.ts';
import { NoteList } from './NoteList.tsx';
import styles from './note.module.css';
import { notesQuery } from './notesQuery.ts';

/** All of one's own notes and questions, to read, print, change and take away. */
export const notesScreen: Screen = {
  Screen: NotesScreen,
  prefetch: async (client) => {
    await client.fetchQuery(sessionQuery());
    await client.fetchQuery(notesQuery(undefined));
  },
  about: () => ({ title: 'Your notes' }),
};

function NotesScreen() {
  const session = useQuery(sessionQuery());
  const keeping = useKeeping(undefined);
  const { notes, kept } = keeping;
  if (session.isPending || notes.isPending) return <Loading what="notes" />;
  if (notes.isError) return <SignInFirst error={notes.error} what="notes" />;

  const order = new Map(notes.data.map(({ metric }, place) => [metric, place]));
  const placeOf = (metric: string) => order.get(metric) ?? notes.data.length;
  const ordered = kept.toSorted((a, b) => placeOf(a.note.metric) - placeOf(b.note.metric));
  const groups = grouped(ordered, ({ note }) => note.metric);
  return (
    <div className={styles.page}>
      <PageHead title="Your notes and questions">
        <p>
          Only you can read them. Nobody else can, not even an administrator, and what you delete is
          gone for good once you leave the page.
        </p>
        {notes.data.length > 0 && (
          <p className="screen-only">
            Take them with you: <a href="/api/v1/notes.csv">for a spreadsheet (CSV)</a> or{' '}
            <a href="/api/v1/notes.json">for a program (JSON)</a>, or print this page.
          </p>
        )}
      </PageHead>
      {kept.length === 0 && (
        <p>
          You have none yet. Open a figure from <PageLink to="/">the picture</PageLink>: the place
          for them is under its chart.
        </p>
      )}
      {groups.map((group) => {
        const [first] = group;
        if (first === undefined) return null;
        const { metric, metric_title: title } = first.note;
        return (
          <section key={metric} aria-labelledby={`notes-${metric}`} className={styles.own}>
            <h2 id={`notes-${metric}`}>
              <PageLink to={`/metrics/${metric}`}>{title}</PageLink>
            </h2>
            <NoteList kept={group} keeping={keeping} subjects={[]} />
          </section>
        );
      })}
    </div>
  );
}
