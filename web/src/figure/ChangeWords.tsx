import type { WireChange, WireDirection } from '@throughline/api/wire/figure';
import styles from './figure.module.css';
import { Shape } from './Shape.tsx';

interface ChangeWordsProps {
  change: WireChange | undefined;
  direction: WireDirection;
}

/** "▼ 9.5 on October 2023": a shape and words; the colour only repeats the direction of travel. */
export function ChangeWords({ change, direction }: ChangeWordsProps) {
  if (change === undefined) return null;
  return (
    <span className={`${styles.change} ${toneOf(direction) ?? ''}`}>
      <Shape of={change.shape} /> {change.written}
    </span>
  );
}

/** One of the council's five words, as it is printed. */
export function directionWord({ direction }: WireDirection): string {
  return direction.replace("'", '’');
}

/** The colour that repeats a direction of travel; none where neither better nor worse is said. */
export function toneOf({ direction }: WireDirection): string | undefined {
  if (direction === 'improved') return styles.better;
  return direction === 'got worse' ? styles.worse : undefined;
}
