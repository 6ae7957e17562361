import { useQuery } from '@tanstack/react-query';
import type { DecisionPage, WireDecision } from '@throughline/api/wire/recording';
import { dayLabel } from '@throughline/domain/period';
import { ApiProblem } from '../api.ts';
import { documentsQuery } from '../document/documentQuery.ts';
import { meetingsQuery } from '../meeting/meetingsQuery.ts';
import { metricsQuery } from '../metric/metricsQuery.ts';
import { NotFound } from '../notFound/NotFound.tsx';
import type { Screen, Visit } from '../screen.ts';
import { SignInFirst } from '../signIn/SignInFirst.tsx';
import { sessionQuery } from '../signIn/sessionQuery.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { BecameForm } from './BecameForm.tsx';
import { DecisionForm } from './DecisionForm.tsx';
import { decisionQuery } from './decisionQuery.ts';
import styles from './recording.module.css';

/** One decision, for those who record it and what becomes of it. */
export const decisionScreen: Screen = {
  Screen: DecisionScreen,
  prefetch: async (client, { params: { kind = '', id = '' } }) => {
    await client.fetchQuery(decisionQuery(kind, id));
    await Promise.all([
      client.prefetchQuery(sessionQuery()),
      client.prefetchQuery(meetingsQuery()),
      client.prefetchQuery(metricsQuery()),
      client.prefetchQuery(documentsQuery()),
    ]);
  },
  about: () => ({ title: 'What became of a decision' }),
};

function DecisionScreen({ params: { kind = '', id = '' } }: Visit) {
  const session = useQuery(sessionQuery());
  const query = useQuery(decisionQuery(kind, id));
  const meetings = useQuery(meetingsQuery());
  const metrics = useQuery(metricsQuery());
  const documents = useQuery(documentsQuery());

  if (query.error instanceof ApiProblem && query.error.status === 404) {
    return <NotFound what="page" />;
  }
  const error = [query, meetings, metrics, documents].find((one) => one.error)?.error;
  if (error) return <SignInFirst error={error} what="decision" />;
  if (!query.data || !meetings.data || !metrics.data || !documents.data) {
    return <Loading what="decision" />;
  }

  const page = query.data;
  const { decision } = page;
  const mayRecord = session.data?.may.includes('record decisions') ?? false;
  const isOpen = !(decision.kind === 'request' && decision.closed);
  const papers = documents.data.filter((paper) => paper.kind !== 'return');
  return (
    <div className={styles.page}>
      <PageHead
        above={
          <PageLink to={`/meetings/${decision.meeting}`}>
            Meeting of {dayLabel(decision.meeting)}
          </PageLink>
        }
        title={decision.text}
      >
        <p>
          {titles[decision.kind]} on {dayLabel(decision.meeting)}
          {minuteOf(decision)}.
        </p>
        <Ended decision={decision} />
      </PageHead>
      {isOpen && (mayRecord || decision.kind === 'request') && (
        <section aria-labelledby="became" className={styles.part}>
          <h2 id="became">
            {decision.kind === 'request' ? 'Close the request' : 'What became of it'}
          </h2>
          <BecameForm of={page} meetings={meetings.data.meetings} papers={papers} />
        </section>
      )}
      {mayRecord && (
        <section aria-labelledby="anew" className={styles.part}>
          <h2 id="anew">Record it anew</h2>
          <DecisionForm
            key={page.revision}
            kind={decision.kind}
            meeting={decision.meeting}
            meetings={meetings.data.meetings}
            metrics={metrics.data}
            of={page}
          />
        </section>
      )}
      <History page={page} />
    </div>
  );
}

const titles: Record<WireDecision['kind'], string> = {
  resolution: 'Resolved',
  recommendation: 'Recommended',
  request: 'Asked for',
};

/** What has become of it so far. */
function Ended({ decision }: { decision: WireDecision }) {
  const words = endWords(decision);
  return words === undefined ? null : <p>{words}</p>;
}

function endWords(decision: WireDecision): string | undefined {
  switch (decision.kind) {
    case 'resolution':
      return decision.outcome && `Since then: ${decision.outcome.text}`;
    case 'recommendation':
      return decision.reply && `Reply: ${decision.reply.text}`;
    case 'request': {
      const { closed } = decision;
      if (closed === undefined) return 'Not answered yet.';
      return closed.how === 'answered'
        ? `Answered on ${dayLabel(closed.meeting)}: ${closed.text}`
        : `Withdrawn on ${dayLabel(closed.on)}: ${closed.reason}`;
    }
  }
}

function minuteOf({ minute, ordinal }: WireDecision): string {
  if (minute === '') return ', no minutes written yet';
  return `, minute ${ordinal === undefined ? minute : `${minute}(${ordinal})`}`;
}

/** Nothing that was recorded is lost. */
function History({ page: { records } }: { page: DecisionPage }) {
  return (
    <section aria-labelledby="records" className={styles.part}>
      <h2 id="records">What was recorded of it</h2>
      {records.length === 0 && (
        <p className={styles.hint}>Nothing by a person yet: it was carried over from the papers.</p>
      )}
      <ol className={styles.list} reversed>
        {records.map(({ revision, decision, reason, by, at }) => (
          <li key={revision}>
            <p>{decision.text}</p>
            <p className={styles.hint}>
              {[endWords(decision), reason && `Why: ${reason}`].filter(Boolean).join(' ')}
            </p>
            <p className={styles.hint}>
              {by}, <time dateTime={at}>{whenLabel(at)}</time>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

const when = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/London',
});

function whenLabel(at: string): string {
  return when.format(new Date(at));
}
