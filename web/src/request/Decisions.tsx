import { useQuery } from '@tanstack/react-query';
import type {
  WireRecommendation,
  WireRequest,
  WireResolution,
} from '@throughline/api/wire/decision';
import type { Action } from '@throughline/domain/access';
import { type Day, dayLabel } from '@throughline/domain/period';
import type { ReactNode } from 'react';
import { anchorOf } from '../figure/SourceLink.tsx';
import { sessionQuery } from '../signIn/sessionQuery.ts';
import { PageLink } from '../ui/PageLink.tsx';
import styles from './decisions.module.css';

interface ListProps<Decision> {
  of: readonly Decision[];
  /** Whether the meeting is named: not on the page of that meeting. */
  showsMeeting?: boolean;
}

/** What the Board asked for, each with its state and what became of it. */
export function Requests({ of, showsMeeting = false }: ListProps<WireRequest>) {
  return (
    <ul className={styles.list}>
      {of.map((request) => (
        <li key={request.id} id={`request-${request.id}`} className={styles.item}>
          <div>
            <p>{request.text}</p>
            <Where
              decision={request}
              showsMeeting={showsMeeting}
              verb={showsMeeting ? 'Asked' : undefined}
            />
          </div>
          <div>
            <p className={styles.state}>
              <span>
                <b className={styles[request.state]}>{stateWords[request.state]}</b>
                {request.addressee && `, asked of the ${request.addressee}`}
                {request.due_meeting && `, due at the meeting of ${dayLabel(request.due_meeting)}`}
              </span>
              {request.state !== 'withdrawn' && request.state !== 'answered' && (
                <Waiting meetings={request.meetings_since} />
              )}
            </p>
            {request.answer && (
              <Became title="Answer" outcome={{ ...request.answer, meeting: request.answer.on }} />
            )}
            {request.withdrawn && (
              <Became
                title={`Withdrawn on ${dayLabel(request.withdrawn.on)}`}
                outcome={{ text: request.withdrawn.reason }}
              />
            )}
            <Follow kind="request" id={request.id} action="answer requests">
              {request.answer || request.withdrawn ? 'See the record' : 'Close it'}
            </Follow>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What the Board resolved and what later papers show of it. */
export function Resolutions({ of, showsMeeting = false }: ListProps<WireResolution>) {
  return (
    <ul className={styles.list}>
      {of.map((resolution) => (
        <li key={resolution.id} id={`resolution-${resolution.id}`} className={styles.item}>
          <div>
            <p>{resolution.text}</p>
            <Where
              decision={resolution}
              showsMeeting={showsMeeting}
              verb={showsMeeting ? 'Resolved' : undefined}
            />
          </div>
          <div>
            {resolution.outcome && <Became title="Since then" outcome={resolution.outcome} />}
            <Follow kind="resolution" id={resolution.id} action="record decisions">
              Say what became of it
            </Follow>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What the Board recommended, to whom, and the reply. */
export function Recommendations({ of, showsMeeting = false }: ListProps<WireRecommendation>) {
  return (
    <ul className={styles.list}>
      {of.map((one) => (
        <li key={one.id} id={`recommendation-${one.id}`} className={styles.item}>
          <div>
            <p>{one.text}</p>
            <Where
              decision={{ ...one, metrics: [] }}
              showsMeeting={showsMeeting}
              verb={`To the ${one.addressee}`}
            />
          </div>
          <div>
            {one.reply ? (
              <Became title="Reply" outcome={one.reply} />
            ) : (
              <p className={styles.state}>
                <b className={styles.open}>No reply found in the papers</b>
              </p>
            )}
            <Follow kind="recommendation" id={one.id} action="record decisions">
              Say what became of it
            </Follow>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The way on for those who record what becomes of a decision; nobody else is shown one. */
function Follow({
  kind,
  id,
  action,
  children,
}: {
  kind: string;
  id: string;
  action: Action;
  children: ReactNode;
}) {
  const session = useQuery(sessionQuery());
  if (!session.data?.may.includes(action)) return null;
  return (
    <p className="screen-only">
      <PageLink to={`/decisions/${kind}/${id}`}>{children}</PageLink>
    </p>
  );
}

/** A state in the words of the page. */
export const stateWords: Record<WireRequest['state'], string> = {
  overdue: 'Overdue',
  open: 'Open',
  answered: 'Answered',
  withdrawn: 'Withdrawn',
};

/** How long it has been waited for, counted in meetings: a line each, as on the picture. */
function Waiting({ meetings }: { meetings: number }) {
  const words = meetings === 1 ? '1 meeting held since' : `${meetings} meetings held since`;
  const lines = Array.from({ length: meetings }, (_, at) => at * 6);
  return (
    <span className={styles.waiting}>
      {meetings > 0 && (
        <svg
          width={lines.length * 6}
          height="14"
          viewBox={`0 0 ${lines.length * 6} 14`}
          aria-hidden="true"
        >
          {lines.map((x) => (
            <path key={x} d={`M${x + 2} 0v14`} />
          ))}
        </svg>
      )}
      {meetings === 0 ? 'no meeting held since' : words}
    </span>
  );
}

interface Outcome {
  text: string;
  meeting?: Day | undefined;
  source?: { document: string; document_title: string; locator: string } | undefined;
}

function Became({ title, outcome }: { title: ReactNode; outcome: Outcome }) {
  const { text, meeting, source } = outcome;
  return (
    <p className={styles.became}>
      <b>
        {title}
        {meeting && `, ${dayLabel(meeting)}`}:
      </b>{' '}
      {text}
      {source && (
        <>
          {' '}
          <PageLink to={`/documents/${source.document}`} hash={anchorOf(source.locator)}>
            {source.document_title}, {source.locator}
          </PageLink>
        </>
      )}
    </p>
  );
}

interface WhereProps {
  decision: { meeting: Day; minute: string; metrics: readonly { id: string; title: string }[] };
  showsMeeting: boolean;
  /** How the line begins; on the meeting's own page it may begin with the minute. */
  verb?: string | undefined;
}

function Where({ decision: { meeting, minute, metrics }, showsMeeting, verb }: WhereProps) {
  return (
    <p className={styles.where}>
      {verb}
      {showsMeeting && (
        <>
          {' on '}
          <PageLink to={`/meetings/${meeting}`}>{dayLabel(meeting)}</PageLink>
        </>
      )}
      {verb === undefined ? minuteWords(minute) : `, ${minuteWords(minute).toLowerCase()}`}
      {metrics.length > 0 && (
        <>
          {'. About '}
          {metrics.map(({ id, title }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <PageLink to={`/metrics/${id}`}>{title}</PageLink>
            </span>
          ))}
        </>
      )}
    </p>
  );
}

function minuteWords(minute: string): string {
  return minute ? `Minute ${minute}` : 'No minutes held';
}
