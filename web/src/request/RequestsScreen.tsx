import { useQuery } from '@tanstack/react-query';
import type { RequestList, WireRequest } from '@throughline/api/wire/decision';
import { dayLabel } from '@throughline/domain/period';
import { ApiProblem } from '../api.ts';
import { Term } from '../glossary/Term.tsx';
import { WordsHere } from '../glossary/WordsHere.tsx';
import { wordsQuery } from '../glossary/wordsQuery.ts';
import { meetingsQuery } from '../meeting/meetingsQuery.ts';
import { NotFound } from '../notFound/NotFound.tsx';
import type { Screen, Visit } from '../screen.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { ProblemMessage } from '../ui/ProblemMessage.tsx';
import { Recommendations, Requests, Resolutions, stateWords } from './Decisions.tsx';
import styles from './requests.module.css';
import { requestsQuery } from './requestsQuery.ts';

type State = WireRequest['state'];

const states: readonly State[] = ['overdue', 'open', 'answered', 'withdrawn'];

/** Everything the Board asked for, by state, and what it resolved and recommended. */
export const requestsScreen: Screen = {
  Screen: RequestsScreen,
  prefetch: async (client, { params, view }) => {
    const { state } = params;
    if (state !== undefined && !isState(state)) throw new ApiProblem(404, 'There is no such page');
    const list = await client.fetchQuery(requestsQuery(view.asAt));
    await client.prefetchQuery(wordsQuery(`requests ${list.as_at}`, textOf(list)));
  },
  about: (client, { params, view }) => {
    const { state } = params;
    const list = client.getQueryData(requestsQuery(view.asAt).queryKey);
    return {
      title: isState(state) ? `${stateWords[state]} requests` : 'Requests',
      description: list ? countWords(list.requests) : '',
    };
  },
};

function RequestsScreen({ params: { state }, view }: Visit) {
  const query = useQuery(requestsQuery(view.asAt));
  if (state !== undefined && !isState(state)) return <NotFound what="page" />;
  if (query.isPending) return <Loading what="requests" />;
  if (query.isError) return <ProblemMessage error={query.error} what="requests" />;

  const { requests, resolutions, recommendations } = query.data;
  const shown = states.filter((one) => (state ? one === state : count(requests, one) > 0));
  return (
    <div className={styles.page}>
      <PageHead
        title={
          view.asAt
            ? `What the Board had asked for by ${dayLabel(view.asAt)}`
            : 'What the Board asked for'
        }
      >
        <p>{countWords(requests)}</p>
        <Horizon asAt={view.asAt} />
      </PageHead>
      <nav aria-label="Requests by state" className="screen-only">
        <ul className={styles.states}>
          <li>
            <PageLink to="/requests" current={state === undefined} className={styles.choice}>
              All {requests.length}
            </PageLink>
          </li>
          {states.map((one) => (
            <li key={one}>
              <PageLink to={`/requests/${one}`} current={state === one} className={styles.choice}>
                {stateWords[one]} {count(requests, one)}
              </PageLink>
            </li>
          ))}
        </ul>
      </nav>
      {requests.length === 0 && <p>Nothing had been asked for by that day.</p>}
      {shown.map((one) => (
        <section key={one} aria-labelledby={one}>
          <h2 id={one}>
            {stateWords[one]} <span className={styles.count}>{count(requests, one)}</span>
          </h2>
          {count(requests, one) > 0 ? (
            <Requests of={ofState(requests, one)} showsMeeting />
          ) : (
            <p className={styles.none}>No request is {stateWords[one].toLowerCase()}.</p>
          )}
        </section>
      ))}
      {state === undefined && (
        <Decided resolutions={resolutions} recommendations={recommendations} />
      )}
      <WordsHere of={`requests ${query.data.as_at}`} text={textOf(query.data)} />
    </div>
  );
}

/** Where the words of the trade stand on the page. */
function textOf({ requests, resolutions, recommendations }: RequestList): string {
  return [...requests, ...resolutions, ...recommendations].map(({ text }) => text).join(' | ');
}

function Decided({
  resolutions,
  recommendations,
}: Pick<RequestList, 'resolutions' | 'recommendations'>) {
  return (
    <>
      {recommendations.length > 0 && (
        <section aria-labelledby="recommended">
          <h2 id="recommended">
            <Term id="recommendation">Recommended</Term>{' '}
            <span className={styles.count}>{recommendations.length}</span>
          </h2>
          <Recommendations of={recommendations.toReversed()} showsMeeting />
        </section>
      )}
      {resolutions.length > 0 && (
        <section aria-labelledby="resolved">
          <h2 id="resolved">
            <Term id="resolution">Resolved</Term>{' '}
            <span className={styles.count}>{resolutions.length}</span>
          </h2>
          <Resolutions of={resolutions.toReversed()} showsMeeting />
        </section>
      )}
    </>
  );
}

/** Papers end and the clock does not: an answer given since would not be known here. */
function Horizon({ asAt }: { asAt: string | undefined }) {
  const meetings = useQuery(meetingsQuery());
  const last = meetings.data?.latest_with_figures;
  if (last === undefined || (asAt !== undefined && asAt <= last)) return null;
  return (
    <p className={styles.horizon}>
      The papers held end with the meeting of {dayLabel(last)}. An answer given after it is not
      known here.
    </p>
  );
}

function isState(text: string | undefined): text is State {
  return states.some((state) => state === text);
}

/** The longest waited for first; of the answered, the newest. */
function ofState(requests: readonly WireRequest[], state: State): WireRequest[] {
  const found = requests.filter((request) => request.state === state);
  return state === 'answered' ? found.toReversed() : found;
}

function count(requests: readonly WireRequest[], state: State): number {
  return requests.filter((request) => request.state === state).length;
}

function countWords(requests: readonly WireRequest[]): string {
  const parts = states.flatMap((state) => {
    const number = count(requests, state);
    return number > 0 ? [`${number} ${stateWords[state].toLowerCase()}`] : [];
  });
  const all = requests.length === 1 ? '1 request' : `${requests.length} requests`;
  return parts.length > 0 ? `${all}: ${parts.join(', ')}.` : `${all}.`;
}
