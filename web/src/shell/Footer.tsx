import { useQuery } from '@tanstack/react-query';
import { dayLabel } from '@throughline/domain/period';
import { meetingsQuery } from '../meeting/meetingsQuery.ts';
import { MistakeLink } from '../ui/MistakeLink.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { usePlace } from '../view.ts';
import styles from './shell.module.css';

/** What this is, the day it is true as at, and the ways to what stands behind it. */
export function Footer() {
  const { path, view } = usePlace();
  const meetings = useQuery(meetingsQuery());
  const asAt = view.asAt ?? (path === '/' ? meetings.data?.latest_with_figures : undefined);
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
