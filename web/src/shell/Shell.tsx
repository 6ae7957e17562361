import { useQuery } from '@tanstack/react-query';
import type { Action } from '@throughline/domain/access';
import type { ReactNode } from 'react';
import { briefDayOf } from '../brief/briefWords.ts';
import { FindLink } from '../find/FindLink.tsx';
import { meetingsQuery } from '../meeting/meetingsQuery.ts';
import { SignedIn } from '../signIn/SignedIn.tsx';
import { sessionQuery } from '../signIn/sessionQuery.ts';
import { PageLink } from '../ui/PageLink.tsx';
import { usePlace } from '../view.ts';
import { AsAtChooser } from './AsAtChooser.tsx';
import { Footer } from './Footer.tsx';
import styles from './shell.module.css';

interface Place {
  path: string;
  title: string;
  under: string;
  may?: Action;
}

const places: readonly Place[] = [
  { path: '/', title: 'Picture', under: '/metrics' },
  { path: '/meetings', title: 'Meetings', under: '/meetings' },
  { path: '/requests', title: 'Requests', under: '/requests' },
  { path: '/documents', title: 'Documents', under: '/documents' },
  { path: '/returns', title: 'Returns', under: '/returns', may: 'read drafts' },
  { path: '/papers', title: 'Papers', under: '/papers', may: 'add papers' },
  { path: '/approvals', title: 'Approvals', under: '/approvals', may: 'approve' },
  { path: '/registry', title: 'Registry', under: '/registry', may: 'approve definitions' },
];

/** What stands round every page: the way about, the day it is read as at, and what this is. */
export function Shell({ children }: { children: ReactNode }) {
  const { path } = usePlace();
  const may = useQuery(sessionQuery()).data?.may ?? [];
  const latest = useQuery(meetingsQuery()).data?.latest_with_figures;
  const present: Place[] = latest
    ? [{ path: `/present/${latest}`, title: 'Present', under: '/present', may: 'present' }]
    : [];
  const open = [...places, ...present].filter(
    (place) => place.may === undefined || may.includes(place.may),
  );
  // What the room sees is that and nothing round it.
  if (path.startsWith('/screen/')) return <main id="main">{children}</main>;
  return (
    <>
      <a href="#main" className={styles.skip}>
        Skip to the figures
      </a>
      <header className={styles.header}>
        <div className={styles.bar}>
          <PageLink to="/" className={styles.name}>
            Throughline
          </PageLink>
          <nav aria-label="Main" className={styles.nav}>
            <ul className={styles.places}>
              {open.map((place) => (
                <li key={place.path}>
                  <PageLink
                    to={place.path}
                    className={styles.place}
                    current={path === place.path || (path.startsWith(place.under) && 'within')}
                  >
                    {place.title}
                  </PageLink>
                </li>
              ))}
              <li>
                <FindLink className={styles.place} />
              </li>
            </ul>
          </nav>
          {/* What is entered and approved is always of now, and a brief of its meeting's own day. */}
          {briefDayOf(path) || open.some((place) => place.may && path.startsWith(place.under)) ? (
            <div className={styles.asAt} />
          ) : (
            <AsAtChooser />
          )}
          <SignedIn />
        </div>
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        {children}
      </main>
      <Footer />
    </>
  );
}
