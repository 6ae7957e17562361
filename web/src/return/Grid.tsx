import type { ReturnPage, WireBox } from '@throughline/api/wire/return';
import { type ClipboardEvent, Fragment, type KeyboardEvent, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { Filled, Filling } from './filling.ts';
import { handOver, isTable } from './handedOver.ts';
import { More } from './More.tsx';
import { Row } from './Row.tsx';
import styles from './return.module.css';
import { byMetric, isCommon } from './returnWords.ts';

interface GridProps {
  filling: Filling;
  filled: Filled;
  mayEnter: boolean;
}

/**
 * The boxes of a return, one under the other, each beside what was reported before. Arrows and Enter
 * go from box to box, Tab to whatever is next: the reason a box asks for, or the box after it. Escape
 * puts back what stood there, Ctrl+Z takes back the last edit.
 */
export function Grid({ filling, filled, mayEnter }: GridProps) {
  const table = useRef<HTMLTableElement>(null);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const [, navigate] = useLocation();
  const { page } = filled;

  const toggle = (position: number) =>
    setOpened((now) => {
      const next = new Set(now);
      if (!next.delete(position)) next.add(position);
      return next;
    });

  const press = (event: KeyboardEvent) => {
    const { target, key, ctrlKey, metaKey, shiftKey, altKey } = event;
    const isCommand = ctrlKey || metaKey;
    if (isCommand && !altKey && /^[zy]$/i.test(key)) {
      const isRedo = shiftKey || key.toLowerCase() === 'y';
      const position = isRedo ? filling.redo() : filling.undo();
      event.preventDefault();
      if (position !== undefined) boxIn(table.current, position)?.focus();
      return;
    }
    if (!(target instanceof HTMLInputElement) || isCommand) return;
    const box = Number(target.dataset['box'] ?? 0);
    if (box !== 0 && key === 'F2') {
      event.preventDefault();
      toggle(box);
      return;
    }
    // From a reason under a box, Enter goes on; the arrows stay in its words.
    const own =
      box === 0 ? target.closest('tr')?.querySelector<HTMLInputElement>('input[data-box]') : target;
    const step = box !== 0 || key === 'Enter' ? stepOf(event) : 0;
    if (step === 0 || !own) return;
    const boxes = boxesIn(table.current);
    event.preventDefault();
    boxes[boxes.indexOf(own) + step]?.focus();
  };

  const paste = (event: ClipboardEvent) => {
    if (!mayEnter || !isTable(event.clipboardData)) return;
    event.preventDefault();
    handOver(event.clipboardData);
    navigate(`/returns/${page.id}/paste`);
  };

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
    <section className={styles.scroller} aria-label="Figures of the return" tabIndex={0}>
      <table className={styles.grid} ref={table} onKeyDown={press} onPaste={paste}>
        <caption className="visually-hidden">
          {mayEnter &&
            'Arrows and Enter go from box to box, Tab also to the reason that a box asks for. Escape puts back what stood there. Control and Z takes back the last edit. F2 shows more of a figure: its source, a symbol, commentary.'}
        </caption>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col">Part</th>
            <th scope="col" className={styles.number}>
              Year before
            </th>
            <th scope="col" className={styles.number}>
              Last figure
            </th>
            <th scope="col" className={styles.number}>
              This return
            </th>
            <th scope="col" className={styles.number}>
              Change
            </th>
            <th scope="col">Check</th>
            <th scope="col">
              <span className="visually-hidden">More</span>
            </th>
          </tr>
        </thead>
        {byMetric(page).map((boxes) => (
          <tbody key={boxes[0]?.position}>
            {boxes.map((box, at) => (
              <Fragment key={box.position}>
                <Row
                  box={box}
                  head={at === 0 ? headOf(boxes, opened) : undefined}
                  isAlone={boxes.length === 1}
                  filling={filling}
                  filled={filled}
                  mayEnter={mayEnter}
                  isOpen={opened.has(box.position)}
                  onMore={() => toggle(box.position)}
                />
                {opened.has(box.position) && (
                  <More
                    box={box}
                    kind={page.kind}
                    asks={page.asks.filter(({ metrics }) => metrics.includes(box.metric))}
                    filling={filling}
                    filled={filled}
                    mayEnter={mayEnter}
                    onClose={() => {
                      toggle(box.position);
                      boxIn(table.current, box.position)?.focus();
                    }}
                  />
                )}
              </Fragment>
            ))}
          </tbody>
        ))}
      </table>
      <CommonNotes page={page} />
    </section>
  );
}

/** What is true of many boxes, once. */
function CommonNotes({ page: { boxes } }: { page: ReturnPage }) {
  const short = boxes.filter(({ findings }) => findings.some(isCommon)).length;
  if (short === 0) return null;
  return (
    <p className={styles.note}>
      {short === 1 ? 'One figure has' : `${short} figures have`} fewer than three years of figures
      before {short === 1 ? 'it' : 'them'}, so checks against the past say little.
    </p>
  );
}

function headOf(boxes: readonly WireBox[], opened: ReadonlySet<number>) {
  return { rows: boxes.length + boxes.filter(({ position }) => opened.has(position)).length };
}

function stepOf({ key, shiftKey }: KeyboardEvent): -1 | 0 | 1 {
  switch (key) {
    case 'ArrowDown':
      return 1;
    case 'ArrowUp':
      return -1;
    case 'Enter':
      return shiftKey ? -1 : 1;
    default:
      return 0;
  }
}

function boxesIn(table: HTMLTableElement | null): HTMLInputElement[] {
  return [...(table?.querySelectorAll<HTMLInputElement>('input[data-box]') ?? [])];
}

function boxIn(table: HTMLTableElement | null, position: number): HTMLInputElement | undefined {
  return boxesIn(table).find((box) => box.dataset['box'] === String(position));
}
