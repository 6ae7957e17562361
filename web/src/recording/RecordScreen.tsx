import { useQuery } from '@tanstack/react-query';
import { dayLabel } from '@throughline/domain/period';
import { ApiProblem } from '../api.ts';
import { meetingQuery } from '../meeting/meetingQuery.ts';
import { meetingsQuery } from '../meeting/meetingsQuery.ts';
import { metricsQuery } from '../metric/metricsQuery.ts';
import { NotFound } from '../notFound/NotFound.tsx';
import type { Screen, Visit } from '../screen.ts';
import { SignInFirst } from '../signIn/SignInFirst.tsx';
import { sessionQuery } from '../signIn/sessionQuery.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { DecisionForm } from './DecisionForm.tsx';
import styles from './recording.module.css';

/** What a meeting decided, for the clerk who records it. */
export const recordScreen: Screen = {
  Screen: RecordScreen,
  prefetch: async (client, { params: { date = '' } }) => {
    await client.fetchQuery(meetingQuery(date));
    await Promise.all([
      client.prefetchQuery(sessionQuery()),
      client.prefetchQuery(meetingsQuery()),
      client.prefetchQuery(metricsQuery()),
    ]);
  },
  about: (client, { params: { date = '' } }) => {
    const meeting = client.getQueryData(meetingQuery(date).queryKey);
    return { title: meeting ? `Record the meeting of ${dayLabel(meeting.date)}` : 'Record' };
  },
};

const kinds = [
  { kind: 'request', title: 'Record what it asked for' },
  { kind: 'resolution', title: 'Record what it resolved' },
  { kind: 'recommendation', title: 'Record what it recommended' },
] as const;

function RecordScreen({ params: { date = '' } }: Visit) {
  const session = useQuery(sessionQuery());
  const meeting = useQuery(meetingQuery(date));
  const meetings = useQuery(meetingsQuery());
  const metrics = useQuery(metricsQuery());

  if (session.data && !session.data.may.includes('record decisions')) {
    const status = session.data.signed_in ? 403 : 401;
    return <SignInFirst error={new ApiProblem(status, 'This is not allowed')} what="record" />;
  }
  if (meeting.error instanceof ApiProblem && meeting.error.status === 404) {
    return <NotFound what="meeting" />;
  }
  const error = [session, meeting, meetings, metrics].find((one) => one.error)?.error;
  if (error) return <SignInFirst error={error} what="record" />;
  if (!session.data || !meeting.data || !meetings.data || !metrics.data) {
    return <Loading what="record" />;
  }

  const { requests, resolutions, recommendations, state } = meeting.data;
  const decided = [
    ...requests.map(({ id, minute, text }) => ({ kind: 'request', id, minute, text })),
    ...resolutions.map(({ id, minute, text }) => ({ kind: 'resolution', id, minute, text })),
    ...recommendations.map(({ id, minute, text }) => ({
      kind: 'recommendation',
      id,
      minute,
      text,
    })),
  ];
  return (
    <div className={styles.page}>
      <PageHead
        above={
          <PageLink to={`/meetings/${date}`}>Meeting of {dayLabel(meeting.data.date)}</PageLink>
        }
        title={`What the Board decided on ${dayLabel(meeting.data.date)}`}
      >
        <p>
          What is recorded here can be read by anyone at once. Leave out what was said in private.
        </p>
      </PageHead>
      <section aria-labelledby="recorded" className={styles.part}>
        <h2 id="recorded">Recorded</h2>
        {decided.length === 0 && <p>Nothing is recorded of this meeting yet.</p>}
        <ul className={styles.list}>
          {decided.map(({ kind, id, minute, text }) => (
            <li key={`${kind} ${id}`}>
              <PageLink to={`/decisions/${kind}/${id}`}>{text}</PageLink>
              <span className={styles.hint}>
                {titles[kind]}
                {minute ? `, minute ${minute}` : ', no minutes written yet'}
              </span>
            </li>
          ))}
        </ul>
      </section>
      {state === 'held' ? (
        kinds.map(({ kind, title }) => (
          <section key={kind} aria-labelledby={kind} className={styles.part}>
            <h2 id={kind}>{title}</h2>
            <DecisionForm
              kind={kind}
              meeting={meeting.data.date}
              meetings={meetings.data.meetings}
              metrics={metrics.data}
            />
          </section>
        ))
      ) : (
        <p>
          The Board has not met on this day.{' '}
          <PageLink to={`/papers/${date}`}>Say that the meeting was held</PageLink> first.
        </p>
      )}
    </div>
  );
}

const titles: Record<string, string> = {
  request: 'Asked for',
  resolution: 'Resolved',
  recommendation: 'Recommended',
};
