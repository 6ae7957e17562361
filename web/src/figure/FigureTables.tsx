import type { WireDiscrepancy } from '@throughline/api/wire/decision';
import { type ReactNode, useId } from 'react';
import { markWords } from '../chart/pointWords.ts';
import { MistakeLink } from '../ui/MistakeLink.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { FigureText, figureText } from './FigureText.tsx';
import styles from './figureTables.module.css';
import { type FigureTable, grouped, layOut, type NamedFigure, placeOf } from './figureTables.ts';
import { anchorOf } from './SourceLink.tsx';

interface FigureTablesProps {
  figures: readonly NamedFigure[];
  /** What disagrees in the sources: said beside the figures it touches. */
  discrepancies: readonly WireDiscrepancy[];
  /** In a paper's own page: a figure's place is an anchor there, and its print is shown. */
  inPaper?: boolean;
}

/**
 * Figures as a page of statistics: those that stand alone in tables, each divided metric in its
 * own. Two columns at the narrowest, so that nothing needs scrolling or stacking on a phone.
 */
export function FigureTables({ figures, discrepancies, inPaper = false }: FigureTablesProps) {
  const papers = new Map(figures.map(({ figure: { source } }) => [source.document, source]));
  const [paper, another] = papers.values();
  const shows: Shows = inPaper ? 'print' : another ? 'paper' : 'place';
  const about = (metric: string) =>
    discrepancies.filter(({ metrics }) => metrics.some(({ id }) => id === metric));
  return (
    <>
      {shows === 'place' && paper && (
        <p className={styles.from}>
          {'From '}
          <PageLink to={`/documents/${paper.document}`}>{paper.document_title}</PageLink>
        </p>
      )}
      <div className={styles.columns}>
        {layOut(figures).map((block) =>
          'table' in block ? (
            <Divided
              key={block.table.metric}
              table={block.table}
              discrepancies={about(block.table.metric)}
              shows={shows}
            />
          ) : (
            <table key={block.alone[0]?.figure.id} className={styles.table}>
              <thead>
                <tr>
                  <th scope="col" className={styles.unseen}>
                    <span className="visually-hidden">What</span>
                  </th>
                  <th scope="col" className={styles.unseen}>
                    <span className="visually-hidden">Figure</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {block.alone.map((named, index) => {
                  const isLast = block.alone[index + 1]?.figure.metric !== named.figure.metric;
                  return (
                    <Alone
                      key={named.figure.id}
                      named={named}
                      discrepancies={isLast ? about(named.figure.metric) : []}
                      shows={shows}
                    />
                  );
                })}
              </tbody>
            </table>
          ),
        )}
      </div>
    </>
  );
}

/** Coventry: figures are of it unless they name another place. */
const home = 'E08000026';

/** What a figure says of its source: its print, its place in the one paper, or paper and place. */
type Shows = 'print' | 'place' | 'paper';

function Alone({
  named,
  discrepancies,
  shows,
}: {
  named: NamedFigure;
  discrepancies: readonly WireDiscrepancy[];
  shows: Shows;
}) {
  const { figure, metric_title: title, now, unit } = named;
  return (
    <tr id={shows === 'print' ? ownAnchor(named) : undefined}>
      {/* The short name is what is read aloud before the figure. */}
      <th scope="row" abbr={`${title}, ${figure.period_label}`} className={styles.name}>
        <PageLink to={`/metrics/${figure.metric}`} className={styles.metric}>
          {title}
        </PageLink>
        {shows === 'print' && <q className={styles.printed}>{figure.source.printed}</q>}
        <span className={styles.small}>
          <span className={styles.piece}>
            {[figure.period_label, figure.area === home ? '' : named.area_title]
              .filter(Boolean)
              .join(' · ')}
          </span>{' '}
          <Place named={named} shows={shows} />{' '}
          <MistakeLink about={`${title}, ${figure.period_label}`} className={styles.mistake} />
        </span>
        <Remarks named={named} />
        <Disagree discrepancies={discrepancies} />
      </th>
      <td className={styles.figure}>
        <FigureText point={figure} unit={unit} />
        {now && <Now now={now} unit={unit} />}
      </td>
    </tr>
  );
}

function Divided({
  table,
  discrepancies,
  shows,
}: {
  table: FigureTable;
  discrepancies: readonly WireDiscrepancy[];
  shows: Shows;
}) {
  const { figures, metric, periods, rows, title, unit } = table;
  const id = useId();
  const places = grouped(
    figures,
    ({ figure }) => `${figure.source.document} ${placeOf(figure.source.locator)}`,
  );
  return (
    <div className={styles.divided}>
      <table className={styles.table} aria-describedby={id}>
        <caption>
          <PageLink to={`/metrics/${metric}`} className={styles.metric}>
            {title}
          </PageLink>
        </caption>
        <thead>
          <tr>
            <td />
            {periods.map(({ period, label }) => (
              <th key={period} scope="col" className={styles.period}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.title} className={row.isTotal ? styles.total : undefined}>
              <th scope="row" className={styles.name}>
                {row.title}
              </th>
              {row.cells.map((cell, index) => (
                <td
                  key={periods[index]?.period}
                  id={shows === 'print' && cell ? ownAnchor(cell) : undefined}
                  className={styles.figure}
                >
                  {cell ? (
                    <>
                      <FigureText point={cell.figure} unit={unit} />
                      {cell.now && <Now now={cell.now} unit={unit} />}
                    </>
                  ) : (
                    <span className="visually-hidden">not reported</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div id={id}>
        <Notes figures={figures} />
        <Disagree discrepancies={discrepancies} />
      </div>
      <p className={styles.small}>
        {places.map(
          ([named]) => named && <Place key={named.figure.id} named={named} shows={shows} />,
        )}{' '}
        <MistakeLink about={title} className={styles.mistake} />
      </p>
    </div>
  );
}

/** What is said of each figure of a table; one that is said of them all is said once. */
function Notes({ figures }: { figures: readonly NamedFigure[] }) {
  const noted = figures.filter((named) => remarksOf(named).length > 0);
  const [first] = noted;
  if (first === undefined) return null;
  const texts = new Set(noted.map((named) => remarksOf(named).join(' ')));
  if (texts.size === 1 && noted.length > 1) {
    return <p className={styles.small}>{[...texts]}</p>;
  }
  const list = (
    <ul className={styles.notes}>
      {noted.map((named) => (
        <li key={named.figure.id}>
          {named.category_title}, {named.figure.period_label}: {remarksOf(named).join(' ')}
        </li>
      ))}
    </ul>
  );
  if (noted.length <= 3) return list;
  return (
    <details>
      <summary>Notes on {noted.length} of these figures</summary>
      {list}
    </details>
  );
}

function Remarks({ named }: { named: NamedFigure }) {
  const remarks = remarksOf(named);
  if (remarks.length === 0) return null;
  return <span className={styles.small}>{remarks.join(' ')}</span>;
}

function remarksOf({ figure }: NamedFigure): string[] {
  return [
    ...markWords(figure).map((words) => `${words}.`),
    ...(figure.note ? [figure.note] : []),
    ...(figure.changed ? [`Changed: ${figure.changed.reason}`] : []),
  ];
}

function Disagree({ discrepancies }: { discrepancies: readonly WireDiscrepancy[] }) {
  if (discrepancies.length === 0) return null;
  return (
    <span className={styles.disagree}>
      <b>The papers disagree:</b>{' '}
      {discrepancies.map(({ id, title }, index) => (
        <span key={id}>
          {index > 0 && '; '}
          <PageLink to="/discrepancies" hash={id}>
            {title}
          </PageLink>
        </span>
      ))}
    </span>
  );
}

function Place({ named: { figure }, shows }: { named: NamedFigure; shows: Shows }): ReactNode {
  if (shows === 'print') return null;
  const { document, document_title: title, locator } = figure.source;
  const place = placeOf(locator);
  const words = shows === 'paper' ? [title, place].filter(Boolean).join(', ') : place;
  // A figure that is not shown has no place either.
  if (words === '') return null;
  return (
    <PageLink to={`/documents/${document}`} hash={anchorOf(place)} className={styles.piece}>
      {words}
    </PageLink>
  );
}

function Now({ now, unit }: { now: NamedFigure['figure']; unit: NamedFigure['unit'] }) {
  return (
    <span className={styles.now}>
      now {'symbol' in now ? <FigureText point={now} unit={unit} /> : figureText(now, unit)}
    </span>
  );
}

/** The anchor of a cell; a whole paragraph is the anchor of its section. */
function ownAnchor({ figure: { source, version } }: NamedFigure): string | undefined {
  if (source.locator === placeOf(source.locator) || version > 1) return undefined;
  return anchorOf(source.locator);
}
