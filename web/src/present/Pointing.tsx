import type { WireSlide } from '@throughline/api/wire/presentation';
import { figureText } from '../figure/FigureText.tsx';
import styles from './present.module.css';
import type { WirePointer } from './roomChart.ts';
import type { Presenting } from './usePresenting.ts';

interface PointingProps {
  slide: WireSlide;
  pointer: WirePointer | undefined;
  presenting: Presenting;
}

/** Points at a figure or a line, by pressing it; pressing it again points at nothing. */
export function Pointing({ slide, pointer, presenting }: PointingProps) {
  const { lines, metric } = slide;
  if (lines.length === 0) return null;
  const point = (at: { period?: string; category: string }) => {
    const isOn = pointer?.period === at.period && pointer?.category === at.category;
    void presenting.act(isOn ? { do: 'point' } : { do: 'point', at });
  };
  return (
    <details className={styles.pointing}>
      <summary>Point at a figure{lines.length > 1 ? ' or a line' : ''}</summary>
      {lines.map(({ category, title, points }) => (
        <div key={category} className={styles.points}>
          {lines.length > 1 && (
            <button
              type="button"
              className={styles.button}
              aria-pressed={pointer?.category === category && pointer.period === undefined}
              onClick={() => point({ category })}
            >
              {title}: the line
            </button>
          )}
          {points.map((one) => (
            <button
              key={one.period}
              type="button"
              className={styles.button}
              aria-pressed={pointer?.category === category && pointer.period === one.period}
              onClick={() => point({ period: one.period, category })}
            >
              {one.period_label}: {figureText(one, metric?.unit ?? 'count')}
            </button>
          ))}
        </div>
      ))}
    </details>
  );
}
