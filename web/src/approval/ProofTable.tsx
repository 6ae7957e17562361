import type { Proof, ReturnPage, WireBox } from '@throughline/api/wire/return';
import { dayLabel } from '@throughline/domain/period';
import { ChangeWords } from '../figure/ChangeWords.tsx';
import { FigureText } from '../figure/FigureText.tsx';
import styles from '../return/return.module.css';

type Box = Proof['boxes'][number];

/** Every figure that would become public: what is published now beside what comes. */
export function ProofTable({ proof, page }: { proof: Proof; page: ReturnPage }) {
  const shown = proof.boxes.filter(({ outcome }) => outcome !== 'nothing');
  const empty = proof.boxes.length - shown.length;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
    <section className={styles.scroller} aria-label="Figures, old and new" tabIndex={0}>
      <table className={`${styles.list} ${styles.proof}`}>
        <thead className={styles.listHead}>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col">Period</th>
            <th scope="col">Figure before</th>
            <th scope="col">Published now</th>
            <th scope="col">New</th>
            <th scope="col">Change</th>
            <th scope="col">What is said of it</th>
            <th scope="col">Entered by</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((box) => (
            <tr key={box.position}>
              <th scope="row">
                {box.metric_title}
                <span className={styles.period}>{box.category_title}</span>
              </th>
              <td>{box.period_label}</td>
              <Beside box={page.boxes.find(({ position }) => position === box.position)} />
              <td data-label="Published now">{oldOf(box)}</td>
              <td data-label="New">
                <b>{box.new || '–'}</b>
                <span className={styles.period}>{outcomeWords[box.outcome]}</span>
                {box.beside && (
                  <span className={styles.period}>
                    shown to the public as [x]: what is private beside it could be worked out
                  </span>
                )}
              </td>
              <Changed box={page.boxes.find(({ position }) => position === box.position)} />
              <td data-label="What is said of it">
                <Said box={box} />
              </td>
              <td data-label="Entered by">{peopleOf(box)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {empty > 0 && (
        <p className={styles.hint}>
          {empty} {empty === 1 ? 'box is' : 'boxes are'} empty and make nothing public.
        </p>
      )}
    </section>
  );
}

function Beside({ box }: { box: WireBox | undefined }) {
  if (box?.last === undefined) return <td data-label="Figure before">none</td>;
  return (
    <td data-label="Figure before">
      <FigureText point={box.last} unit={box.unit} />
      <span className={styles.period}>{box.last.period_label}</span>
    </td>
  );
}

function Changed({ box }: { box: WireBox | undefined }) {
  if (box?.change === undefined || box.direction === undefined) return <td />;
  return (
    <td data-label="Change">
      <ChangeWords change={box.change} direction={box.direction} />
    </td>
  );
}

function Said({ box }: { box: Box }) {
  const { findings, locator, change_kind: kind, change_reason: reason, known_from: from } = box;
  const commentary = Object.values(box.commentary).filter(Boolean).join(' ');
  return (
    <>
      {findings
        .filter(({ level }) => level === 'ask')
        .map(({ message, reason: answer }) => (
          <p key={message}>
            {message} {answer && <>They say: “{answer}”</>}
          </p>
        ))}
      {findings
        .filter(({ level }) => level === 'block' || level === 'need')
        .map(({ message }) => (
          <p key={message} className={styles.blocks}>
            {message}
          </p>
        ))}
      {kind && (
        <p>
          {kind}: {reason}
        </p>
      )}
      {commentary && <p>{commentary}</p>}
      {box.answers.map((asked) => (
        <p key={asked}>Answers what the Board asked on {asked}</p>
      ))}
      {locator && <p className={styles.period}>{locator}</p>}
      {from && <p className={styles.period}>known from {dayLabel(from)}</p>}
    </>
  );
}

function oldOf({ old }: Box): string {
  if (old === undefined) return '–';
  if ('symbol' in old) return `[${old.symbol}]`;
  return 'value' in old ? old.value : `${old.low} to ${old.high}`;
}

function peopleOf({ author, last_editor: editor }: Box): string {
  if (author === undefined) return '';
  return editor && editor.id !== author.id ? `${author.name}, then ${editor.name}` : author.name;
}

const outcomeWords: Record<Box['outcome'], string> = {
  nothing: 'empty',
  'as before': 'as published',
  printed: 'as published; this paper becomes its source',
  new: 'new',
  changed: 'changed',
  hidden: 'hidden to protect confidentiality',
  private: 'not public',
};
