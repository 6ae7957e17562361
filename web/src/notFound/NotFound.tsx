import { PageLink } from '../ui/PageLink.tsx';
import styles from './notFound.module.css';

/** A page or a thing that does not exist, and where to go from here. */
export function NotFound({ what }: { what: 'page' | 'metric' | 'meeting' | 'document' }) {
  return (
    <div className={styles.page}>
      <h1>{what === 'page' ? 'There is no such page' : `There is no such ${what}`}</h1>
      <p>
        The address may be mistyped, or the {what} may have another name now. Nothing that the Board
        was told has been taken away: you can find it from one of these.
      </p>
      <ul className={styles.ways}>
        <li>
          <PageLink to="/find">Find</PageLink>: any figure, meeting, paper or word by its name
        </li>
        <li>
          <PageLink to="/">The picture</PageLink>: every figure, by topic
        </li>
        <li>
          <PageLink to="/meetings">Meetings</PageLink>: what each meeting was told and asked
        </li>
        <li>
          <PageLink to="/requests">Requests</PageLink>: what the Board asked for and what became of
          it
        </li>
        <li>
          <PageLink to="/documents">Documents</PageLink>: the papers, with every figure taken from
          them
        </li>
      </ul>
    </div>
  );
}
