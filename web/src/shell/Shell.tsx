import type { ReactNode } from 'react';
import { FindLink } from '../find/FindLink.tsx';
import { SignedIn } from '../signIn/SignedIn.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { usePlace } from '../view.ts';
import { AsAtChooser } from './AsAtChooser.tsx';
import { Footer } from './Footer.tsx';
import styles from './shell.module.css';

const places = [
  { path: '/', title: 'Picture', under: '/metrics' },
  { path: '/meetings', title: 'Meetings', under: '/meetings' },
  { path: '/requests', title: 'Requests', under: '/requests' },
  { path: '/documents', title: 'Documents', under: '/documents' },
];

/** What stands round every page: the way about, the day it is read as at, and what this is. */
export function Shell({ children }: { children: ReactNode }) {
  const { path } = usePlace();
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
              {places.map((place) => (
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
          <AsAtChooser />
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
