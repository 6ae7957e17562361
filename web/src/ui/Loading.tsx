import styles from './message.module.css';

/** Says that something is on its way. It appears only after a moment, so that it never flickers. */
export function Loading({ what }: { what: string }) {
  return (
    <p className={styles.loading} role="status">
      Loading the {what}…
    </p>
  );
}
