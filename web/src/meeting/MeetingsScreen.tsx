import { useQuery } from '@tanstack/react-query';
import type { MeetingList, WireMeeting } from '@throughline/api/wire/meeting';
import { dayLabel } from '@throughline/domain/period';
import { grouped } from '../figure/figureTables.ts';
import { Term } from '../glossary/Term.tsx';
import type { Screen } from '../screen.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { ProblemMessage } from '../ui/ProblemMessage.tsx';
import styles from './meetings.module.css';
import { meetingsQuery } from './meetingsQuery.ts';
import { heldWords, stateSentence } from './meetingWords.ts';

/** Every meeting of the Board, the newest first, by municipal year. */
export const meetingsScreen: Screen = {
  Screen: MeetingsScreen,
  prefetch: (client) => client.fetchQuery(meetingsQuery()),
  about: (client) => {
    const list = client.getQueryData(meetingsQuery().queryKey);
    return { title: 'Meetings', description: list ? endWords(list) : '' };
  },
};

function MeetingsScreen() {
  const query = useQuery(meetingsQuery());

  if (query.isPending) return <Loading what="meetings" />;
  if (query.isError) return <ProblemMessage error={query.error} what="meetings" />;

  const { meetings } = query.data;
  const years = grouped(meetings.toReversed(), ({ municipal_year: year }) => year);
  return (
    <div className={styles.page}>
      <PageHead title="Meetings of the Board">
        <p>{endWords(query.data)}</p>
        <p className="screen-only">
          <PageLink to="/work-programme">What is planned: the work programme</PageLink>
        </p>
        <p className="screen-only">
          Follow the Board: <a href="/api/v1/meetings.ics">its meetings in your calendar</a>, and{' '}
          <a href="/api/v1/changes.atom">changes to its figures as a feed</a>.
        </p>
      </PageHead>
      {years.length === 0 && <p>No meeting has been recorded.</p>}
      <div className={styles.line}>
        {years.map((year, index) => {
          const [newest] = year;
          if (newest === undefined) return null;
          return (
            <section key={newest.municipal_year} aria-labelledby={yearId(newest)}>
              <Missing between={years[index - 1]?.at(-1)} and={newest} />
              <h2 id={yearId(newest)} className={styles.year}>
                {newest.municipal_year}
              </h2>
              <ul className={styles.meetings}>
                {year.map((meeting) => (
                  <Meeting key={meeting.date} meeting={meeting} />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      <p className={styles.foot}>
        Years are <Term id="municipal-year">municipal years</Term>. Meetings known only from another
        paper are listed too, so that a gap is a gap in the papers and not in the list.
      </p>
    </div>
  );
}

function Meeting({ meeting }: { meeting: WireMeeting }) {
  const { date, figures, note, papers, state } = meeting;
  const kind = state === 'held' && papers > 0 ? 'told' : state;
  return (
    <li className={`${styles.meeting} ${styles[kind]}`}>
      <svg className={styles.mark} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        {kind === 'cancelled' ? <path d="M3 3l10 10M13 3L3 13" /> : <circle cx="8" cy="8" r="6" />}
      </svg>
      <h3 className={styles.date}>
        <PageLink to={`/meetings/${date}`}>{dayLabel(date)}</PageLink>
      </h3>
      <p className={styles.state}>{stateSentence(meeting)}</p>
      {(papers > 0 || note === '') && (
        <p className={figures > 0 ? styles.figures : styles.nothing}>{heldWords(meeting)}</p>
      )}
      {note && <p className={styles.note}>{note}</p>}
    </li>
  );
}

/** Years of which nothing is known, said between the years of which something is. */
function Missing({ between, and }: { between: WireMeeting | undefined; and: WireMeeting }) {
  if (between === undefined) return null;
  const last = Number(between.municipal_year.slice(0, 4));
  const first = Number(and.municipal_year.slice(0, 4));
  if (last - first < 2) return null;
  return (
    <p className={styles.missing}>
      {yearLabel(first + 1)}
      {last - first > 2 && ` to ${yearLabel(last - 1)}`}: no papers held.
    </p>
  );
}

function yearId({ municipal_year: year }: WireMeeting): string {
  return `year-${year.slice(0, 4)}`;
}

function yearLabel(from: number): string {
  return `${from}/${String(from + 1).slice(2)}`;
}

/** Where the papers end, said plainly. */
function endWords({ meetings, latest_with_figures: latest }: MeetingList): string {
  if (latest === undefined) return 'No figures have been reported yet.';
  const later = meetings.filter(({ date }) => date > latest);
  const last = `Figures were last reported on ${dayLabel(latest)}, and the papers held end there.`;
  if (later.length === 0) return last;
  const ones = later.length === 1 ? '1 later meeting' : `${later.length} later meetings`;
  return `${last} The work programme has ${ones}, of which no papers are held.`;
}
