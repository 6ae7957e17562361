import type { BriefRow } from '@throughline/api/wire/brief';
import { type ReactNode, useId } from 'react';
import { MeetingLines } from '../chart/MeetingLines.tsx';
import { axisAround } from '../chart/plot.ts';
import { markWords } from '../chart/pointWords.ts';
import { Strip, Through } from '../chart/Strip.tsx';
import { ChangeWords, directionWord, toneOf } from '../figure/ChangeWords.tsx';
import { FigureTables } from '../figure/FigureTables.tsx';
import { FigureText, figureText } from '../figure/FigureText.tsx';
import { SourceLink } from '../figure/SourceLink.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import styles from './brief.module.css';
import type { FigureOfBrief, ReadBrief } from './briefQuery.ts';
import { hasLine, lineDays } from './briefWords.ts';

interface ItemProps {
  item: ReadBrief['items'][number];
  brief: ReadBrief;
}

/** The figures of an item: those with something to follow one by one, then those that stand alone. */
export function BriefFigures({ item, brief }: ItemProps) {
  const followed = item.figures.filter(hasLine);
  const alone = item.figures.filter((figure) => !hasLine(figure) && figure.figures.length > 0);
  const missing = item.figures.filter(({ figures }) => figures.length === 0);
  return (
    <>
      {followed.map((figure) => (
        <Followed key={figure.metric} figure={figure} brief={brief} />
      ))}
      {alone.length > 0 && <Alone figures={alone} brief={brief} hasMore={followed.length > 0} />}
      {missing.length > 0 && (
        <p className={styles.soft}>
          No figure is held of {missing.map(({ title }) => title).join(', ')}.
        </p>
      )}
    </>
  );
}

interface FigureProps {
  figure: FigureOfBrief;
  brief: ReadBrief;
}

/** A metric in ten seconds: what it is, how it moved, and what to know with it. */
function Followed({ figure, brief }: FigureProps) {
  const { metric, headline, sentence, points, unit } = figure;
  const drawn = points.filter((point) => !('symbol' in point));
  const parts = figure.figures.filter(({ figure: of }) => of.category !== 'Total');
  return (
    <div className={styles.figure}>
      <h3>
        <PageLink to={`/metrics/${metric}`} className={styles.headline}>
          {headline}
        </PageLink>
      </h3>
      <div className={drawn.length > 1 ? styles.glance : undefined}>
        <Latest figure={figure} />
        {drawn.length > 1 && <Line figure={figure} brief={brief} />}
      </div>
      <p className={styles.words}>{restOf(sentence, headline)}</p>
      <Revised figure={figure} />
      <Commentary figure={figure} />
      {parts.length > 0 ? (
        <FigureTables
          figures={figure.figures.map(({ since: _, was: __, ...named }) => ({
            ...named,
            metric_title: figure.title,
            unit,
          }))}
          discrepancies={[]}
        />
      ) : (
        <Rows figure={figure} />
      )}
      <Known figure={figure} brief={brief} />
    </div>
  );
}

function Latest({ figure }: { figure: FigureOfBrief }) {
  const { latest, unit, change, direction, was_direction: was, since } = figure;
  if (latest === undefined) return null;
  const pieces: ReactNode[] = [
    latest.period_label,
    direction.direction === 'not available' ? undefined : (
      <span className={toneOf(direction)}>{directionWord(direction)}</span>
    ),
    was && `${directionWord(was)} when the Board last met`,
    since === 'no figure' ? undefined : since,
  ];
  return (
    <div>
      <p className={figureText(latest, unit).length > 9 ? styles.long : styles.large}>
        <FigureText point={latest} unit={unit} />
      </p>
      <p>
        <ChangeWords change={change} direction={direction} />
      </p>
      <p className={styles.soft}>
        {pieces.filter(Boolean).map((piece, index) => (
          <span key={index} className={styles.piece}>
            {piece}
          </span>
        ))}
      </p>
    </div>
  );
}

/** The line among the meetings, with the periods it begins and ends in beneath. */
function Line({ figure, brief }: FigureProps) {
  const id = useId();
  const axis = axisAround(lineDays(figure, brief.meeting));
  const [first, last] = [figure.points[0], figure.points.at(-1)];
  return (
    <div className={styles.chart}>
      <MeetingLines id={id} axis={axis} meetings={brief.meetings} chosen={brief.meeting} />
      <div className={styles.strip}>
        <Through lines={id} />
        <Strip points={figure.points} unit={figure.unit} axis={axis} label={figure.sentence} />
      </div>
      <p className={styles.ends} aria-hidden="true">
        <span>{first?.period_label}</span>
        <span>{last?.period_label}</span>
      </p>
    </div>
  );
}

/** The same figures as the line, newest first, each with where it is printed. */
function Rows({ figure }: { figure: FigureOfBrief }) {
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{figure.title}: every figure</caption>
      <thead>
        <tr>
          <th scope="col">Period</th>
          <th scope="col" className={styles.number}>
            Figure
          </th>
          <th scope="col">Since the Board last met</th>
          <th scope="col">Printed in</th>
        </tr>
      </thead>
      <tbody>
        {figure.figures.toReversed().map((row) => (
          <tr key={row.figure.id}>
            <th scope="row">
              {row.figure.period_label}
              {row.area_title !== 'Coventry' && `, ${row.area_title}`}
            </th>
            <td className={styles.number}>
              <b>
                <FigureText point={row.figure} unit={figure.unit} />
              </b>
            </td>
            <td>{row.since}</td>
            <td>
              <Printed row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Figures with nothing to compare with, in one table. */
function Alone({
  figures,
  brief,
  hasMore,
}: {
  figures: readonly FigureOfBrief[];
  brief: ReadBrief;
  hasMore: boolean;
}) {
  return (
    <div className={styles.alone}>
      <h3>
        {hasMore ? 'Reported once, with nothing to compare with' : 'With nothing to compare with'}
      </h3>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col" className={styles.number}>
              Figure
            </th>
            <th scope="col">Since the Board last met</th>
            <th scope="col">Printed in</th>
          </tr>
        </thead>
        <tbody>
          {figures.flatMap((figure) =>
            figure.figures.map((row) => (
              <tr key={row.figure.id}>
                <th scope="row">
                  <PageLink to={`/metrics/${figure.metric}`} className={styles.name}>
                    {figure.title}
                  </PageLink>
                  <span className={styles.under}>
                    {[
                      row.category_title === 'Total' ? '' : row.category_title,
                      row.area_title === 'Coventry' ? '' : row.area_title,
                      row.figure.period_label,
                    ]
                      .filter(Boolean)
                      .join(', ')}
                  </span>
                </th>
                <td className={styles.number}>
                  <b>
                    <FigureText point={row.figure} unit={figure.unit} />
                  </b>
                </td>
                <td>{row.since}</td>
                <td>
                  <Printed row={row} />
                  <Commentary figure={figure} />
                  <Revised figure={figure} />
                  <Known figure={figure} brief={brief} />
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}

function Printed({ row: { figure } }: { row: BriefRow }) {
  const remarks = [...markWords(figure).map((words) => `${words}.`), figure.note].filter(Boolean);
  return (
    <>
      {figure.source.document_title}
      {figure.source.locator !== '' && ', '}
      <SourceLink source={figure.source} />
      {remarks.length > 0 && <span className={styles.under}>{remarks.join(' ')}</span>}
    </>
  );
}

/** What was published anew since the Board last met: the old figure, the new and why. */
function Revised({ figure }: { figure: FigureOfBrief }) {
  const revised = figure.figures.flatMap((row) => (row.was ? [{ ...row, was: row.was }] : []));
  if (revised.length === 0) return null;
  return (
    <ul className={styles.list}>
      {revised.map(({ figure: now, was, category_title: category }) => (
        <li key={now.id}>
          <b>Revised:</b>{' '}
          {[category === 'Total' ? '' : category, now.period_label].filter(Boolean).join(', ')}:{' '}
          <FigureText point={was} unit={figure.unit} /> became{' '}
          <b>
            <FigureText point={now} unit={figure.unit} />
          </b>
          .{now.changed && ` ${now.changed.reason}`}
        </li>
      ))}
    </ul>
  );
}

function Commentary({ figure: { commentary } }: { figure: FigureOfBrief }) {
  if (commentary.length === 0) return null;
  return (
    <ul className={styles.list}>
      {commentary.map(({ about, text }) => (
        <li key={`${about} ${text}`} className={styles.commentary}>
          <b>The service says of {about}:</b> {text}
        </li>
      ))}
    </ul>
  );
}

/** What the Board asked about it, and where the papers disagree. */
function Known({ figure, brief }: FigureProps) {
  const asked = brief.outstanding.filter(({ id }) => figure.asked.includes(id));
  const disagree = brief.discrepancies.filter(({ id }) => figure.disagree.includes(id));
  if (asked.length + disagree.length === 0) return null;
  return (
    <ul className={styles.list}>
      {asked.map(({ id, text, minute, state }) => (
        <li key={id}>
          <b>Asked and not answered{state === 'overdue' && ', overdue'}:</b>{' '}
          <a href={`#request-${id}`}>{text}</a> {minute && `Minute ${minute}.`}
        </li>
      ))}
      {disagree.length > 0 && (
        <li>
          <b>The papers disagree:</b>{' '}
          {disagree.map(({ id, title }, index) => (
            <span key={id}>
              {index > 0 && '; '}
              <a href={`#${id}`}>{title}</a>
            </span>
          ))}
        </li>
      )}
    </ul>
  );
}

/** What the sentence says beyond its finding, which stands above. */
function restOf(sentence: string, headline: string): string {
  return sentence.startsWith(`${headline}.`)
    ? sentence.slice(headline.length + 1).trim()
    : sentence;
}
