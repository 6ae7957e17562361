import type { Understood } from '@throughline/api/wire/pasting';
import type { ReturnPage } from '@throughline/api/wire/return';
import type { Overrides } from './Pasting.tsx';
import styles from './return.module.css';

type Table = Understood['tables'][number];
type Cell = Table['cells'][number];
type Line = Table['columns'][number];
type Said = Overrides[number];
type LineSaid = Said['columns'][number];

interface PastedTableProps {
  table: Table;
  page: ReturnPage;
  said: Said | undefined;
  /** Says what the lines are. */
  onSay: (said: Omit<Said, 'table'>) => void;
}

/** A table as it was understood, cell by cell, with what can be put right of each line. */
export function PastedTable({ table, page, said, onSay }: PastedTableProps) {
  if (table.refused !== undefined) {
    return (
      <p className={styles.problem}>
        {table.name}: {table.refused}
      </p>
    );
  }
  const now = said ?? { columns: [], rows: [] };
  const sayColumn = (line: LineSaid) =>
    onSay({ ...now, columns: replaced(now.columns, line), rows: now.rows });
  const sayRow = (line: LineSaid) =>
    onSay({ ...now, columns: now.columns, rows: replaced(now.rows, line) });
  const choices = choicesOf(page);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
    <section className={styles.scroller} aria-label={table.name} tabIndex={0}>
      <table className={styles.pasted}>
        <caption>
          {table.name}
          {table.unread.length > 0 && (
            <span className={styles.period}>Not read: {table.unread.join('; ')}</span>
          )}
        </caption>
        <thead>
          <tr>
            <td />
            {table.columns.map((line) => (
              <th key={line.at} scope="col">
                <Heading
                  line={line}
                  cells={table.cells.filter(({ column }) => column === line.at)}
                />
                <ColumnChoice
                  line={line}
                  said={now.columns.find(({ at }) => at === line.at)}
                  choices={choices}
                  onSay={sayColumn}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((line) => (
            <tr key={line.at}>
              <th scope="row">
                <Heading line={line} cells={table.cells.filter(({ row }) => row === line.at)} />
                <RowChoice
                  line={line}
                  said={now.rows.find(({ at }) => at === line.at)}
                  choices={choices}
                  onSay={sayRow}
                />
              </th>
              {table.columns.map(({ at }) => (
                <td key={at}>
                  <Read
                    cell={table.cells.find((one) => one.row === line.at && one.column === at)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What a line says, and what it was taken for. */
function Heading({ line, cells }: { line: Line; cells: readonly Cell[] }) {
  const { heading, state, why, facts } = line;
  const taken = [
    facts.metric && cells.find(({ metric }) => metric === facts.metric)?.metric_title,
    facts.period && cells.find(({ period }) => period === facts.period)?.period_label,
  ];
  return (
    <>
      {heading || 'no heading'}
      <span className={styles.period}>
        {state === 'left out' ? 'left out' : taken.filter(Boolean).join(', ')}
      </span>
      {state !== 'sure' && state !== 'left out' && why.length > 0 && (
        <span className={styles.doubtful}>
          {state}: {why.join('; ')}
        </span>
      )}
    </>
  );
}

function Read({ cell }: { cell: Cell | undefined }) {
  if (cell === undefined) return null;
  const { state, printed, text, why, position, findings, marks, symbols } = cell;
  if (state === 'refused') {
    return (
      <>
        <span className={styles.refused}>{printed}</span>
        <span className={styles.period}>
          refused: {why.join('; ')}
          {symbols.length > 0 &&
            `. Enter ${symbols.map((one) => `[${one}]`).join(' or ')} in the box with a reason.`}
        </span>
      </>
    );
  }
  const said = findings.filter(({ level }) => level === 'block' || level === 'ask');
  return (
    <>
      <span
        className={`${position ? styles.taken : ''} ${state === 'unsure' ? styles.unsure : ''}`}
      >
        {printed}
      </span>
      {(text !== printed || (marks?.length ?? 0) > 0) && (
        <span className={styles.period}>
          read as {marks?.includes('about') ? 'about ' : ''}
          {text}
        </span>
      )}
      {state === 'unsure' && <span className={styles.period}>unsure: {why.join('; ')}</span>}
      {position === undefined && <span className={styles.period}>not asked for here</span>}
      {said.map(({ message, rule }) => (
        <span key={`${rule} ${message}`} className={styles.warned}>
          {message}
        </span>
      ))}
    </>
  );
}

interface Choices {
  metrics: readonly (readonly [id: string, title: string])[];
  periods: readonly (readonly [period: ReturnPage['boxes'][number]['period'], label: string])[];
  parts: readonly { breakdown: string | undefined; category: string; title: string }[];
}

interface LineChoiceProps {
  line: Line;
  said: LineSaid | undefined;
  choices: Choices;
  onSay: (line: LineSaid) => void;
}

function ColumnChoice({ line, said, choices, onSay }: LineChoiceProps) {
  const now = said ?? { at: line.at, leave_out: false, facts: {} };
  const { metric: _metric, ...withoutMetric } = now.facts;
  const { period: _period, ...withoutPeriod } = now.facts;
  return (
    <>
      <select
        aria-label={`What the column ${line.heading} is of`}
        value={now.leave_out ? '-' : (now.facts.metric ?? '')}
        onChange={({ target: { value } }) =>
          onSay({
            at: line.at,
            leave_out: value === '-',
            facts: value === '' || value === '-' ? withoutMetric : { ...now.facts, metric: value },
          })
        }
      >
        <option value="">as read</option>
        <option value="-">leave out</option>
        {choices.metrics.map(([id, title]) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
      <select
        aria-label={`The period of the column ${line.heading}`}
        value={now.facts.period ?? ''}
        onChange={({ target: { value } }) => {
          const period = choices.periods.find(([each]) => each === value)?.[0];
          onSay({
            at: line.at,
            leave_out: false,
            facts: period ? { ...now.facts, period } : withoutPeriod,
          });
        }}
      >
        <option value="">period as read</option>
        {choices.periods.map(([period, label]) => (
          <option key={period} value={period}>
            {label}
          </option>
        ))}
      </select>
    </>
  );
}

function RowChoice({ line, said, choices, onSay }: LineChoiceProps) {
  const facts = said?.facts ?? {};
  const value = said?.leave_out
    ? '-'
    : String(
        choices.parts.findIndex(
          ({ category, breakdown }) => category === facts.category && breakdown === facts.breakdown,
        ),
      );
  return (
    <select
      aria-label={`What the row ${line.heading} is`}
      value={value}
      onChange={({ target }) => {
        const part = choices.parts[Number(target.value)];
        onSay({
          at: line.at,
          leave_out: target.value === '-',
          facts: part
            ? {
                category: part.category,
                ...(part.breakdown !== undefined && { breakdown: part.breakdown }),
              }
            : {},
        });
      }}
    >
      <option value="-1">as read</option>
      <option value="-">leave out</option>
      {choices.parts.map(({ title, category, breakdown }, at) => (
        <option key={`${breakdown} ${category}`} value={at}>
          {title}
        </option>
      ))}
    </select>
  );
}

function choicesOf({ boxes }: ReturnPage): Choices {
  const parts = new Map(
    boxes.map(({ breakdown, category, category_title: title }) => [
      `${breakdown} ${category}`,
      { breakdown, category, title },
    ]),
  );
  return {
    metrics: [...new Map(boxes.map((box) => [box.metric, box.metric_title]))],
    periods: [...new Map(boxes.map((box) => [box.period, box.period_label]))],
    parts: [...parts.values()],
  };
}

/** The lines with one said anew; what says nothing any more is left out. */
function replaced(lines: readonly LineSaid[], line: LineSaid): LineSaid[] {
  const others = lines.filter(({ at }) => at !== line.at);
  const isSaid = line.leave_out || Object.keys(line.facts).length > 0;
  return isSaid ? [...others, line] : others;
}
