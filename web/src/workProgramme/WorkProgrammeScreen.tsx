import { useQuery } from '@tanstack/react-query';
import type { WireProgrammeItem, WorkProgramme } from '@throughline/api/wire/workProgramme';
import { type Day, dayLabel } from '@throughline/domain/period';
import type { Screen } from '../screen.ts';
import { sessionQuery } from '../signIn/sessionQuery.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { ProblemMessage } from '../ui/ProblemMessage.tsx';
import { MoveForm } from './MoveForm.tsx';
import styles from './workProgramme.module.css';
import { workProgrammeQuery } from './workProgrammeQuery.ts';

type Meeting = WorkProgramme['meetings'][number];

/** The Board's work by meeting; an item that returns shows what was told and resolved before. */
export const workProgrammeScreen: Screen = {
  Screen: WorkProgrammeScreen,
  prefetch: (client) => client.fetchQuery(workProgrammeQuery()),
  about: () => ({
    title: 'Work programme',
    description: 'What the Board plans to look into, by meeting.',
  }),
};

function WorkProgrammeScreen() {
  const query = useQuery(workProgrammeQuery());
  const session = useQuery(sessionQuery());
  if (query.isPending) return <Loading what="work programme" />;
  if (query.isError) return <ProblemMessage error={query.error} what="work programme" />;

  const { meetings } = query.data;
  const mayPlan = session.data?.may.includes('plan work') ?? false;
  return (
    <div className={styles.page}>
      <PageHead title="Work programme">
        <p>
          What the Board looks into, by meeting. An item that returns says when it was last before
          the Board, and what came of it.
        </p>
      </PageHead>
      {meetings.length === 0 && <p>No meeting is planned.</p>}
      {meetings.map((meeting) => (
        <section
          key={meeting.date}
          aria-labelledby={`on-${meeting.date}`}
          className={styles.meeting}
        >
          <h2 id={`on-${meeting.date}`}>
            <PageLink to={`/meetings/${meeting.date}`}>{dayLabel(meeting.date)}</PageLink>{' '}
            <span className={styles.state}>{stateWords(meeting)}</span>
          </h2>
          {meeting.items.length === 0 && <p className={styles.none}>{emptyWords(meeting)}</p>}
          <ul className={styles.items}>
            {meeting.items.map((item) => (
              <li key={item.position}>
                <Item item={item} />
                {mayPlan && item.moved === undefined && meeting.state !== 'held' && (
                  <MoveForm
                    meeting={meeting.date}
                    position={item.position}
                    title={item.title}
                    to={meetings.filter(
                      ({ date, state }) => state === 'planned' && date !== meeting.date,
                    )}
                  />
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Item({ item }: { item: WireProgrammeItem }) {
  const { title, metrics, moved, moved_from: from, before, asked, part } = item;
  return (
    <>
      <h3 className={moved ? styles.gone : undefined}>{title}</h3>
      {part === 2 && <p className={styles.hint}>Press and public excluded.</p>}
      {moved && (
        <p className={styles.hint}>
          {moved.to ? `Moved to ${dayLabel(moved.to)}` : 'Taken off the programme'}: {moved.reason}
        </p>
      )}
      {from && <p className={styles.hint}>Moved here from {dayLabel(from)}.</p>}
      {metrics.length > 0 && (
        <details className={styles.more}>
          <summary>
            {metrics.length === 1 ? '1 measure' : `${metrics.length} measures`} it is about
          </summary>
          <ul className={styles.metrics}>
            {metrics.map(({ id, title: name }) => (
              <li key={id}>
                <PageLink to={`/metrics/${id}`}>{name}</PageLink>
              </li>
            ))}
          </ul>
        </details>
      )}
      {!moved && before.length + asked.length > 0 && <Before before={before} asked={asked} />}
    </>
  );
}

/** Where it stood the last times: asked for, considered, told and resolved. */
function Before({ before, asked }: Pick<WireProgrammeItem, 'before' | 'asked'>) {
  return (
    <ul className={styles.before}>
      {before.map(({ meeting, minute, title, figures, resolved }) => (
        <li key={`${meeting} ${title}`}>
          Considered on <At meeting={meeting} minute={minute} />
          {figures > 0 && `, with ${figures === 1 ? '1 figure' : `${figures} figures`}`}
          {resolved.length > 0 ? `. Resolved: ${resolved.join(' ')}` : '.'}
        </li>
      ))}
      {asked.map(({ id, meeting, minute, text }) => (
        <li key={id}>
          Asked for on <At meeting={meeting} minute={minute} />: {text}
        </li>
      ))}
    </ul>
  );
}

function At({ meeting, minute }: { meeting: Day; minute?: string | undefined }) {
  return (
    <>
      <PageLink to={`/meetings/${meeting}`}>{dayLabel(meeting)}</PageLink>
      {minute && `, minute ${minute}`}
    </>
  );
}

function stateWords({ state, moved_from: from }: Meeting): string {
  if (state === 'planned' && from) return `planned, moved from ${dayLabel(from)}`;
  return state;
}

function emptyWords({ state }: Meeting): string {
  if (state === 'cancelled') return 'This meeting was cancelled.';
  return state === 'held' ? 'No item of this meeting is known.' : 'No item is planned yet.';
}
