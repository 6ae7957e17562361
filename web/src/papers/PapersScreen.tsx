import { useQuery } from '@tanstack/react-query';
import type { WireMeeting } from '@throughline/api/wire/meeting';
import { dayLabel } from '@throughline/domain/period';
import { documentsQuery } from '../document/documentQuery.ts';
import { meetingsQuery } from '../meeting/meetingsQuery.ts';
import { heldWords, stateSentence } from '../meeting/meetingWords.ts';
import { ReturnsTable } from '../return/ReturnsTable.tsx';
import { returnsQuery } from '../return/returnQuery.ts';
import type { Screen } from '../screen.ts';
import { SignInFirst } from '../signIn/SignInFirst.tsx';
import { sessionQuery } from '../signIn/sessionQuery.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { DocumentForm } from './DocumentForm.tsx';
import { DocumentList } from './DocumentList.tsx';
import { MeetingForm } from './MeetingForm.tsx';
import styles from './papers.module.css';
import { notAllowed } from './papersAccess.ts';

/** Meetings, their papers, and the figures that are being taken from them. */
export const papersScreen: Screen = {
  Screen: PapersScreen,
  prefetch: async (client) => {
    await client.fetchQuery(returnsQuery());
    await Promise.all([
      client.prefetchQuery(sessionQuery()),
      client.prefetchQuery(meetingsQuery()),
      client.prefetchQuery(documentsQuery()),
    ]);
  },
  about: () => ({ title: 'Papers' }),
};

/** What is shown before the rest is asked for. */
const shownAtOnce = 8;

function PapersScreen() {
  const session = useQuery(sessionQuery());
  const meetings = useQuery(meetingsQuery());
  const documents = useQuery(documentsQuery());
  const returns = useQuery(returnsQuery());
  if (session.isPending || meetings.isPending || documents.isPending || returns.isPending) {
    return <Loading what="papers" />;
  }
  const error = notAllowed(session) ?? meetings.error ?? documents.error ?? returns.error;
  if (error || !meetings.data || !documents.data || !returns.data) {
    return <SignInFirst error={error} what="papers" />;
  }

  const newest = meetings.data.meetings.toSorted((a, b) => b.date.localeCompare(a.date));
  const open = returns.data.returns.filter(({ kind }) => kind === 'paper');
  const papers = documents.data.filter(({ kind }) => kind !== 'return' && kind !== 'open-data');
  return (
    <div className={styles.page}>
      <PageHead title="Papers">
        <p>
          The Board’s meetings, their agendas and their papers. What is added here is public at
          once. The figures that a paper prints are checked, and published by a second person.
        </p>
      </PageHead>
      <section aria-labelledby="figures" className={styles.part}>
        <h2 id="figures">Figures taken from papers</h2>
        {open.length === 0 ? (
          <p>
            No figures are being taken from a paper. Choose a paper below and press “Enter its
            figures”.
          </p>
        ) : (
          <ReturnsTable returns={open} title="Figures taken from papers" />
        )}
      </section>
      <section aria-labelledby="meetings" className={styles.part}>
        <h2 id="meetings">Meetings</h2>
        <ul className={styles.list}>
          {newest.slice(0, shownAtOnce).map((meeting) => (
            <Meeting key={meeting.date} meeting={meeting} />
          ))}
        </ul>
        {newest.length > shownAtOnce && (
          <details className={styles.more}>
            <summary>Earlier meetings</summary>
            <ul className={styles.list}>
              {newest.slice(shownAtOnce).map((meeting) => (
                <Meeting key={meeting.date} meeting={meeting} />
              ))}
            </ul>
          </details>
        )}
      </section>
      <section aria-labelledby="add-meeting" className={styles.part}>
        <h2 id="add-meeting">Add a meeting</h2>
        <MeetingForm />
      </section>
      <section aria-labelledby="documents" className={styles.part}>
        <h2 id="documents">Documents</h2>
        <DocumentList papers={papers.slice(0, shownAtOnce)} returns={open} />
        {papers.length > shownAtOnce && (
          <details className={styles.more}>
            <summary>Earlier documents</summary>
            <DocumentList papers={papers.slice(shownAtOnce)} returns={open} />
          </details>
        )}
      </section>
      <section aria-labelledby="add-document" className={styles.part}>
        <h2 id="add-document">Add a document</h2>
        <DocumentForm meetings={newest} papers={papers} />
      </section>
    </div>
  );
}

function Meeting({ meeting }: { meeting: WireMeeting }) {
  return (
    <li>
      <span>
        <PageLink to={`/papers/${meeting.date}`}>{dayLabel(meeting.date)}</PageLink>
        {meeting.note && <span className={styles.hint}> {meeting.note}</span>}
      </span>
      <span className={styles.hint}>
        {stateSentence(meeting)}; {heldWords(meeting)}
      </span>
    </li>
  );
}
