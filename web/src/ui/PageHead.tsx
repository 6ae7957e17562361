import type { ReactNode } from 'react';
import styles from './pageHead.module.css';

interface PageHeadProps {
  /** A line over the title: where this page belongs. */
  above?: ReactNode;
  title: ReactNode;
  /** What stands under the title: a sentence or two. */
  children?: ReactNode;
}

/** How every page of text begins. */
export function PageHead({ above, title, children }: PageHeadProps) {
  return (
    <header className={styles.head}>
      {above && <p className={styles.above}>{above}</p>}
      <h1>{title}</h1>
      {children && <div className={styles.under}>{children}</div>}
    </header>
  );
}
