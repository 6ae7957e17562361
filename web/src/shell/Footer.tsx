import { useQuery } from '@tanstack/react-query';
import type { MeetingList } from '@throughline/api/wire/meeting';
import { dayLabel } from '@throughline/domain/period';
import { briefDayOf } from '../brief/briefWords.ts';
import { meetingsQuery } from '../meeting/meetingsQuery.ts';
import { MistakeLink } from '../ui/MistakeLink.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { usePlace } from '../view.ts';
import styles from './shell.module.css';

/** What this is, the day it is true as at, and the ways to what stands behind it. */
export function Footer() {
  const { path, view } = usePlace();
  const meetings = useQuery(meetingsQuery());
  const asAt = briefDay(path, meetings.data) ?? view.asAt ?? latestOn(path, meetings.data);
  return (
    <footer className={styles.footer}>
      <div className={styles.foot}>
        <p>
          The figures given to Coventry City Council’s Education and Children’s Services Scrutiny
          Board, drawn across its meetings, each with the paper it was printed in.{' '}
          <strong>
            {asAt ? `True as at ${dayLabel(asAt)}.` : 'Everything published so far is shown.'}
          </strong>
        </p>
        <nav aria-label="About these figures" className="screen-only">
          <ul className={styles.more}>
            <li>
              <PageLink to="/glossary">Glossary</PageLink>
            </li>
            <li>
              <PageLink to="/discrepancies">Figures that disagree</PageLink>
            </li>
            <li>
              <PageLink to="/api">Download and API</PageLink>
            </li>
            <li>
              <PageLink to="/accessibility">Accessibility</PageLink>
            </li>
            <li>
              <MistakeLink about={`the page ${path}`}>Report a mistake on this page</MistakeLink>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  );
}

/** A brief is true as at its meeting; before that is held, everything published is in it. */
function briefDay(path: string, list: MeetingList | undefined) {
  const day = briefDayOf(path);
  return list?.meetings.find(({ date, state }) => date === day && state === 'held')?.date;
}

function latestOn(path: string, list: MeetingList | undefined) {
  return path === '/' ? list?.latest_with_figures : undefined;
}
