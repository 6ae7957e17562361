import type { WireDiscrepancy } from '@throughline/api/wire/decision';
import { SourceLink } from '../figure/SourceLink.tsx';
import styles from './metric.module.css';

/** Where the sources of a metric cannot all be right, each as printed: shown, never corrected. */
export function Disagreements({ discrepancies }: { discrepancies: readonly WireDiscrepancy[] }) {
  if (discrepancies.length === 0) return null;
  return (
    <section aria-labelledby="disagree" className={styles.disagreements}>
      <h2 id="disagree">Where the sources disagree</h2>
      <ul className={styles.disagreementList}>
        {discrepancies.map(({ id, title, description, sources }) => (
          <li key={id}>
            <h3>{title}</h3>
            <p>{description}</p>
            <ul>
              {sources.map((source) => (
                <li key={`${source.document} ${source.locator}`}>
                  “{source.printed}” in {source.document_title}, <SourceLink source={source} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
