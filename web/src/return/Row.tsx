import type { Point } from '@throughline/api/wire/figure';
import type { WireBox, WireContent } from '@throughline/api/wire/return';
import type { Unit } from '@throughline/domain/metric';
import { type KeyboardEvent, useRef } from 'react';
import { toneOf } from '../figure/ChangeWords.tsx';
import { FigureText } from '../figure/FigureText.tsx';
import { Shape } from '../figure/Shape.tsx';
import { textOf, typedFrom } from './boxText.ts';
import { Check } from './Check.tsx';
import { contentIn, type Filled, type Filling } from './filling.ts';
import styles from './return.module.css';
import { boxName } from './returnWords.ts';

interface RowProps {
  box: WireBox;
  /** Of the first row of a metric. */
  head: { rows: number } | undefined;
  /** Whether it is the only box of its metric. */
  isAlone: boolean;
  filling: Filling;
  filled: Filled;
  mayEnter: boolean;
  isOpen: boolean;
  onMore: () => void;
}

/** One box with what stands beside it. */
export function Row({ box, head, isAlone, filling, filled, mayEnter, isOpen, onMore }: RowProps) {
  const before = useRef<WireContent | undefined>(undefined);
  const { position, unit, findings } = box;
  const content = contentIn(filled, position) ?? box.content;
  const text = textOf(content.typed);
  const isWrong = findings.some(({ level }) => level === 'block');
  const isNew = filled.drafts.has(position);
  // What was asked of a published figure was answered then; asked anew it would mislead.
  const isSettled = filled.page.state === 'published' || filled.page.state === 'withdrawn';

  const type = (next: string) => {
    // One letter taken away takes the whole symbol away.
    const isCut = 'symbol' in content.typed && next.length < text.length;
    const typed = isCut ? { text: '' } : typedFrom(next, box);
    filling.edit(position, { ...content, typed });
  };
  const press = ({ key, currentTarget }: KeyboardEvent<HTMLInputElement>) => {
    if (key !== 'Escape' || before.current === undefined) return;
    filling.edit(position, before.current);
    // What is typed next takes its place, as when the box was come to.
    requestAnimationFrame(() => currentTarget.select());
  };
  return (
    <tr className={styles.row}>
      {head && (
        <th scope="rowgroup" rowSpan={head.rows} className={styles.metric}>
          {box.metric_title}
          <span className={styles.period}>{box.period_label}</span>
        </th>
      )}
      <th scope="row" className={styles.category}>
        {isAlone ? 'All' : box.category_title}
        {!box.due && <span className={styles.period}>not due, may stay empty</span>}
      </th>
      <td className={styles.before}>
        <Before point={box.year_before} unit={unit} />
      </td>
      <td className={styles.before}>
        <Before point={box.last} unit={unit} />
      </td>
      <td className={styles.entry}>
        {mayEnter ? (
          <input
            type="text"
            inputMode="decimal"
            autoComplete="off"
            spellCheck={false}
            id={`box-${position}`}
            data-box={position}
            className={isWrong ? styles.wrong : styles.box}
            aria-label={boxName(box)}
            aria-invalid={isWrong}
            aria-describedby={`check-${position}`}
            aria-keyshortcuts="F2"
            maxLength={1000}
            value={text}
            onChange={({ target }) => type(target.value)}
            onKeyDown={press}
            onFocus={({ target }) => {
              // Not what was last drawn: the last edit may have been taken back just now.
              before.current = filling.contentOf(position);
              filling.pauseUndo();
              target.select();
            }}
          />
        ) : (
          <span className={styles.figure}>{box.shown || text || '–'}</span>
        )}
      </td>
      <td className={isNew ? styles.stale : styles.change}>
        {box.change && (
          <span className={box.direction ? toneOf(box.direction) : undefined}>
            <Shape of={box.change.shape} />{' '}
            {box.change.shape === 'level' ? '' : numberIn(box.change.difference)}
            <span className="visually-hidden">{box.change.spoken}</span>
          </span>
        )}
      </td>
      <td className={styles.check} id={`check-${position}`}>
        {!isSettled && (
          <Check
            box={box}
            content={content}
            filling={filling}
            filled={filled}
            mayEnter={mayEnter}
            onMore={isOpen ? undefined : onMore}
          />
        )}
      </td>
      <td className={styles.last}>
        <button
          type="button"
          className={styles.more}
          aria-expanded={isOpen}
          tabIndex={-1}
          onClick={onMore}
        >
          {isOpen ? 'Less' : 'More'}
          <span className="visually-hidden"> of {boxName(box)}</span>
        </button>
      </td>
    </tr>
  );
}

function Before({ point, unit }: { point: Point | undefined; unit: Unit }) {
  if (point === undefined) return <span className="visually-hidden">none</span>;
  return (
    <>
      <FigureText point={point} unit={unit} />
      <span className={styles.period}>{point.period_label}</span>
    </>
  );
}

/** The size of a change; its direction is in its shape. */
function numberIn(difference: string): string {
  return difference.replace(/^-/, '');
}
