import type { WireBox, WireContent, WireFinding } from '@throughline/api/wire/return';
import { londonTime } from '@throughline/domain/london';
import { symbolMeaning } from '@throughline/domain/value';
import { textOf } from './boxText.ts';
import type { Filled, Filling } from './filling.ts';
import styles from './return.module.css';
import { boxName, isCommon, isMissing } from './returnWords.ts';

interface CheckProps {
  box: WireBox;
  content: WireContent;
  filling: Filling;
  filled: Filled;
  mayEnter: boolean;
  /** Shows the rest of the box; absent when it is shown. */
  onMore: (() => void) | undefined;
}

/** What there is to say of a box: what blocks, what asks for a reason, what is only noted. */
export function Check({ box, content, filling, filled, mayEnter, onMore }: CheckProps) {
  const { position, findings } = box;
  const theirs = filled.clashes.get(position);
  const { typed } = content;
  return (
    <>
      {theirs && (
        <div className={styles.clash} role="alert">
          <p>
            {theirs.saved_by?.name ?? 'Somebody else'} saved{' '}
            <b>{textOf(theirs.content.typed) || 'an empty box'}</b>
            {theirs.saved_at && ` at ${londonTime(new Date(theirs.saved_at))}`} while you typed{' '}
            <b>{textOf(typed) || 'an empty box'}</b>.
          </p>
          <p className={styles.choices}>
            <button type="button" onClick={() => filling.settle(position, 'theirs')}>
              Keep theirs
            </button>
            <button type="button" onClick={() => filling.settle(position, 'mine')}>
              Save mine
            </button>
          </p>
        </div>
      )}
      {'symbol' in typed && (
        <p className={styles.answer}>
          <label htmlFor={`symbol-${position}`}>
            {symbolMeaning(typed.symbol as Parameters<typeof symbolMeaning>[0])}: why?
          </label>
          <input
            id={`symbol-${position}`}
            type="text"
            readOnly={!mayEnter}
            value={typed.reason}
            maxLength={5000}
            autoComplete="off"
            onChange={({ target }) =>
              filling.edit(position, { ...content, typed: { ...typed, reason: target.value } })
            }
          />
        </p>
      )}
      {findings
        .filter((found) => !isMissing(found.rule) && !isCommon(found))
        .map((found) => (
          <Finding
            key={`${found.rule} ${found.question ?? found.message}`}
            found={found}
            box={box}
            content={content}
            filling={filling}
            mayEnter={mayEnter}
            onMore={onMore}
          />
        ))}
    </>
  );
}

interface FindingProps extends Omit<CheckProps, 'filled'> {
  found: WireFinding;
}

function Finding({ found, box, content, filling, mayEnter, onMore }: FindingProps) {
  const { level, message, question } = found;
  if (level === 'note') return <p className={styles.note}>{message}</p>;
  if (level === 'block') return <p className={styles.blocks}>{message}</p>;
  if (level === 'need') {
    return (
      <p className={styles.asks}>
        {message}{' '}
        {mayEnter && onMore && (
          <button type="button" className={styles.plain} onClick={onMore}>
            Say so here<span className="visually-hidden">: {boxName(box)}</span>
          </button>
        )}
      </p>
    );
  }
  if (question === undefined) return null;
  const id = `reason-${box.position}-${found.rule}`;
  const reason = content.answers.find((answer) => answer.question === question)?.reason ?? '';
  return (
    <div className={styles.asks}>
      <p id={`${id}-asked`}>{message}</p>
      <p className={styles.answer}>
        <label htmlFor={id}>Why it is right</label>
        <input
          id={id}
          type="text"
          readOnly={!mayEnter}
          value={reason}
          maxLength={5000}
          autoComplete="off"
          aria-describedby={`${id}-asked`}
          onChange={({ target }) =>
            filling.edit(box.position, {
              ...content,
              answers: answered(content.answers, question, target.value),
              // Why a published figure changes is asked once and told to the public.
              ...(found.rule === 'changes-published' && {
                change: { kind: content.change?.kind ?? 'correction', reason: target.value },
              }),
            })
          }
        />
      </p>
    </div>
  );
}

function answered(
  answers: WireContent['answers'],
  question: string,
  reason: string,
): WireContent['answers'] {
  const others = answers.filter((answer) => answer.question !== question);
  return reason === '' ? others : [...others, { question, reason }];
}
