import { useQuery } from '@tanstack/react-query';
import { dayLabel } from '@throughline/domain/period';
import { ApiProblem } from '../api.ts';
import { documentsQuery } from '../document/documentQuery.ts';
import { meetingQuery } from '../meeting/meetingQuery.ts';
import { meetingsQuery } from '../meeting/meetingsQuery.ts';
import { stateSentence } from '../meeting/meetingWords.ts';
import { metricsQuery } from '../metric/metricsQuery.ts';
import { NotFound } from '../notFound/NotFound.tsx';
import { returnsQuery } from '../return/returnQuery.ts';
import type { Screen, Visit } from '../screen.ts';
import { SignInFirst } from '../signIn/SignInFirst.tsx';
import { sessionQuery } from '../signIn/sessionQuery.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { DocumentForm } from './DocumentForm.tsx';
import { DocumentList } from './DocumentList.tsx';
import { ItemForm } from './ItemForm.tsx';
import { MeetingForm } from './MeetingForm.tsx';
import styles from './papers.module.css';
import { notAllowed } from './papersAccess.ts';

/** One meeting, for those who prepare it: its agenda and its papers. */
export const agendaScreen: Screen = {
  Screen: AgendaScreen,
  prefetch: async (client, { params: { date = '' } }) => {
    await client.fetchQuery(returnsQuery());
    await client.fetchQuery(meetingQuery(date));
    await Promise.all([
      client.prefetchQuery(sessionQuery()),
      client.prefetchQuery(meetingsQuery()),
      client.prefetchQuery(metricsQuery()),
      client.prefetchQuery(documentsQuery()),
    ]);
  },
  about: (client, { params: { date = '' } }) => {
    const meeting = client.getQueryData(meetingQuery(date).queryKey);
    return { title: meeting ? `Agenda of ${dayLabel(meeting.date)}` : 'Agenda' };
  },
};

function AgendaScreen({ params: { date = '' } }: Visit) {
  const session = useQuery(sessionQuery());
  const meeting = useQuery(meetingQuery(date));
  const meetings = useQuery(meetingsQuery());
  const metrics = useQuery(metricsQuery());
  const documents = useQuery(documentsQuery());
  const returns = useQuery(returnsQuery());
  const refused = session.isPending ? undefined : notAllowed(session);
  if (refused) return <SignInFirst error={refused} what="papers" />;
  if (meeting.error instanceof ApiProblem && meeting.error.status === 404) {
    return <NotFound what="meeting" />;
  }
  const error = [meeting, meetings, metrics, documents, returns].find((one) => one.error)?.error;
  if (error) return <SignInFirst error={error} what="papers" />;
  if (!meeting.data || !meetings.data || !metrics.data || !documents.data || !returns.data) {
    return <Loading what="agenda" />;
  }

  const { items } = meeting.data;
  const papers = documents.data.filter(
    (paper) => paper.meeting === date && paper.kind !== 'return',
  );
  return (
    <div className={styles.page}>
      <PageHead
        above={<PageLink to="/papers">Papers</PageLink>}
        title={`Meeting of ${dayLabel(meeting.data.date)}`}
      >
        <p>
          {stateSentence(meeting.data)}.{' '}
          <PageLink to={`/meetings/${date}`}>See it as the public does</PageLink>
          {session.data?.may.includes('record decisions') && (
            <>
              {'. '}
              <PageLink to={`/record/${date}`}>Record what it decided</PageLink>
            </>
          )}
        </p>
      </PageHead>
      <section aria-labelledby="agenda" className={styles.part}>
        <h2 id="agenda">Agenda</h2>
        {items.length === 0 ? (
          <p>No item is on the agenda yet.</p>
        ) : (
          <ol className={styles.list}>
            {items.map((item) => (
              <li key={item.position}>
                <span>
                  {item.position}. {item.title}
                  <span className={styles.hint}>
                    {' '}
                    {item.documents.map(({ title }) => title).join('; ')}
                  </span>
                </span>
                <span className={styles.hint}>
                  {item.part === 1
                    ? 'In public'
                    : `Press and public excluded: ${groundOf(item.exempt_paragraphs, item.exempt_ground)}`}
                </span>
              </li>
            ))}
          </ol>
        )}
      </section>
      <section aria-labelledby="add-item" className={styles.part}>
        <h2 id="add-item">Add an item</h2>
        <ItemForm date={date} papers={papers} metrics={metrics.data} />
      </section>
      <section aria-labelledby="documents" className={styles.part}>
        <h2 id="documents">Papers of this meeting</h2>
        <DocumentList papers={papers} returns={returns.data.returns} />
      </section>
      <section aria-labelledby="add-document" className={styles.part}>
        <h2 id="add-document">Add a document</h2>
        <DocumentForm meetings={meetings.data.meetings} papers={documents.data} meeting={date} />
      </section>
      <section aria-labelledby="change" className={styles.part}>
        <h2 id="change">Bring the meeting up to date</h2>
        <MeetingForm meeting={meeting.data} />
      </section>
    </div>
  );
}

function groundOf(paragraphs: readonly string[], ground: string | undefined): string {
  const stated = paragraphs.filter((each) => each !== 'not stated');
  const by = stated.length > 0 ? `paragraph ${stated.join(', ')}` : 'no paragraph stated';
  return ground ? `${by}, ${ground}` : by;
}
