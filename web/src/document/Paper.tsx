import type { WireDocument } from '@throughline/api/wire/document';
import { LinkedNote } from '../ui/LinkedNote.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import styles from './document.module.css';
import { figureWords, kindAndDays } from './documentWords.ts';

/** A paper in a list: its title, what it is, and how much was taken from it. */
export function Paper({ paper }: { paper: WireDocument }) {
  const { id, figures, note, part, title } = paper;
  return (
    <>
      <div className={styles.paper}>
        <p className={styles.title}>
          <PageLink to={`/documents/${id}`}>{title}</PageLink>
        </p>
        <p className={figures > 0 ? styles.figures : styles.soft}>
          {part === 2 ? 'Private' : figures > 0 && figureWords(figures)}
        </p>
      </div>
      <p className={styles.soft}>
        {`${kindAndDays(paper)}. `}
        <LinkedNote text={note} />
      </p>
    </>
  );
}
