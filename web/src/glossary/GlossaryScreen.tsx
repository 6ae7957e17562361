import type { Screen } from '../screen.ts';
import { PageHead } from '../ui/PageHead.tsx';
import styles from './glossary.module.css';
import { termGroups } from './terms.ts';

/** Every term of the trade in plain words. */
export const glossaryScreen: Screen = {
  Screen: GlossaryScreen,
  prefetch: async () => undefined,
  about: () => ({
    title: 'Glossary',
    description: 'What the words in the Board’s papers and on these pages mean.',
  }),
};

function GlossaryScreen() {
  return (
    <div className={styles.page}>
      <PageHead title="What the words mean">
        <p>
          The words in the Board’s papers and on these pages, in our own plain words. They explain;
          the law and the papers decide.
        </p>
      </PageHead>
      <nav aria-label="Subjects" className="screen-only">
        <ul className={styles.subjects}>
          {termGroups.map(({ id, title }) => (
            <li key={id}>
              <a href={`#about-${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      {termGroups.map((group) => (
        <section key={group.id} id={`about-${group.id}`} className={styles.group}>
          <h2>{group.title}</h2>
          <dl className={styles.terms}>
            {group.terms.map(({ id, term, also, text }) => (
              <div key={id} id={id} className={styles.term}>
                <dt>
                  {term}
                  {also && <span className={styles.also}>also: {also}</span>}
                </dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
