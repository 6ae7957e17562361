import type { WireRemote } from '@throughline/api/wire/presentation';
import { grouped } from '../figure/figureTables.ts';
import styles from './present.module.css';
import type { Presenting } from './usePresenting.ts';

type Slide = WireRemote['queue'][number];

/** The figures of the agenda: to go to, to put in another order, to skip and to take up again. */
export function Queue({ open, presenting }: { open: WireRemote; presenting: Presenting }) {
  const groups = runsOf(open.queue);
  return (
    <section aria-labelledby="queue" className={styles.queue}>
      <h2 id="queue">The queue</h2>
      <p className={styles.hint}>
        Figures that were reported once, and compare with nothing, wait until you take them up.
      </p>
      {groups.map((slides) => {
        const [first] = slides;
        const waiting = slides.filter(({ is_skipped }) => is_skipped);
        return (
          <div key={first?.id} className={styles.group}>
            <h3>
              {first?.item === undefined
                ? 'Not tied to one item'
                : `${first.item}. ${first.item_title}`}
            </h3>
            <ol>
              {slides
                .filter(({ is_skipped }) => !is_skipped)
                .map((slide) => (
                  <Line key={slide.id} slide={slide} open={open} presenting={presenting} />
                ))}
            </ol>
            {waiting.length > 0 && (
              <details>
                <summary>
                  {waiting.length === 1 ? '1 figure waits' : `${waiting.length} figures wait`}
                </summary>
                <ul className={styles.waiting}>
                  {waiting.map(({ id, title }) => (
                    <li key={id}>
                      {title}{' '}
                      <button
                        type="button"
                        className={styles.plain}
                        aria-label={`Take up ${title}`}
                        onClick={() => void presenting.act({ do: 'skip', slide: id, skip: false })}
                      >
                        Take up
                      </button>
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </div>
        );
      })}
    </section>
  );
}

function Line({
  slide,
  open,
  presenting,
}: {
  slide: Slide;
  open: WireRemote;
  presenting: Presenting;
}) {
  const { id, title } = slide;
  const { act } = presenting;
  return (
    <li className={styles.slide}>
      <button
        type="button"
        className={styles.go}
        aria-current={open.at === id ? 'step' : undefined}
        onClick={() => void act({ do: 'go', slide: id })}
      >
        {title}
      </button>
      <span className={styles.order}>
        <button
          type="button"
          aria-label={`Move up: ${title}`}
          onClick={() => void act({ do: 'move', slide: id, by: -1 })}
        >
          ↑
        </button>
        <button
          type="button"
          aria-label={`Move down: ${title}`}
          onClick={() => void act({ do: 'move', slide: id, by: 1 })}
        >
          ↓
        </button>
        <button
          type="button"
          aria-label={`Skip: ${title}`}
          onClick={() => void act({ do: 'skip', slide: id, skip: true })}
        >
          Skip
        </button>
      </span>
    </li>
  );
}

/** The queue in the stretches that stand under one item. */
function runsOf(queue: readonly Slide[]): Slide[][] {
  let stretch = 0;
  const numbered = queue.map((slide, index) => {
    if (index > 0 && queue[index - 1]?.item !== slide.item) stretch += 1;
    return { slide, stretch };
  });
  return grouped(numbered, (one) => String(one.stretch)).map((group) =>
    group.map(({ slide }) => slide),
  );
}
