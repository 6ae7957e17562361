import type { WireChange } from '@throughline/api/wire/figure';
import styles from './figure.module.css';

const paths = { up: 'M5 0 10 9H0z', down: 'M0 0h10L5 9z', level: 'M0 3h10v3H0z' };
const words = { up: 'up', down: 'down', level: '' };

/** Up, down or level as a shape, and as a word for whoever does not see it. */
export function Shape({ of }: { of: WireChange['shape'] }) {
  return (
    <>
      <svg className={styles.shape} viewBox="0 0 10 9" width="10" height="9" aria-hidden="true">
        <path d={paths[of]} />
      </svg>
      {words[of] && <span className="visually-hidden">{words[of]}</span>}
    </>
  );
}
