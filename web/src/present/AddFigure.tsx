import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { metricsQuery } from '../metric/metricsQuery.ts';
import { onForm } from '../ui/onForm.ts';
import styles from './present.module.css';
import type { Presenting } from './usePresenting.ts';

/** Puts any figure of the record into the queue, after the one that is on. */
export function AddFigure({ presenting }: { presenting: Presenting }) {
  const [isWanted, setWanted] = useState(false);
  const metrics = useQuery({ ...metricsQuery(), enabled: isWanted });
  return (
    <details className={styles.add} onToggle={({ currentTarget }) => setWanted(currentTarget.open)}>
      <summary>Add a figure</summary>
      <form
        method="post"
        className={styles.form}
        onSubmit={onForm((form) => {
          const [metric = '', breakdown] = String(form.get('figure') ?? '').split(' ');
          if (metric) {
            void presenting.act({ do: 'add', id: crypto.randomUUID(), metric, breakdown });
          }
        })}
      >
        <label htmlFor="figure">It comes next, after the figure that is on</label>
        <select id="figure" name="figure" required>
          <option value="">Choose a figure</option>
          {(metrics.data ?? []).flatMap(({ id, title, breakdowns }) => [
            <option key={id} value={id}>
              {title}
            </option>,
            ...breakdowns.map((one) => (
              <option key={`${id} ${one.id}`} value={`${id} ${one.id}`}>
                {title}, by {one.title.toLowerCase()}
              </option>
            )),
          ])}
        </select>
        <button type="submit" className={styles.button}>
          Add it
        </button>
      </form>
    </details>
  );
}
