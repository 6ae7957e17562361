import { useQuery } from '@tanstack/react-query';
import { PageLink } from '../ui/PageLink.tsx';
import styles from './wordsHere.module.css';
import { wordsQuery } from './wordsQuery.ts';

interface WordsHereProps {
  /** The name of the text, the same that was given when it was read ahead. */
  of: string;
  text: string;
}

/** The words of the trade that stand on a page, each to be opened where it is met. */
export function WordsHere({ of, text }: WordsHereProps) {
  const query = useQuery(wordsQuery(of, text));
  if (!query.data?.length) return null;
  return (
    <section aria-labelledby="words" className="screen-only">
      <h2 id="words">Words used here</h2>
      <ul className={styles.words}>
        {query.data.map(({ id, term, text: meaning }) => (
          <li key={id}>
            <details>
              <summary>{term}</summary>
              <p>{meaning}</p>
            </details>
          </li>
        ))}
      </ul>
      <p className={styles.more}>
        All words are in the <PageLink to="/glossary">glossary</PageLink>.
      </p>
    </section>
  );
}
