import type { Point } from '@throughline/api/wire/figure';
import type { Comparing, Series } from '@throughline/api/wire/metric';
import type { Unit } from '@throughline/domain/metric';
import { dayLabel } from '@throughline/domain/period';
import { FigureText } from '../figure/FigureText.tsx';
import { FirstGiven } from '../figure/FirstGiven.tsx';
import { SourceLink } from '../figure/SourceLink.tsx';
import { MistakeLink } from '../ui/MistakeLink.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { CauseShape } from './Beside.tsx';
import { byPeriod, comparedText, ofModel } from './compared.ts';
import { type Cause, causesOf, causeWords } from './judged.ts';
import { periodsOf } from './moments.ts';
import { markWords } from './pointWords.ts';
import { type RatingWords, ratingOf } from './ratings.ts';
import styles from './table.module.css';

interface SeriesTableProps {
  series: Series;
  unit: Unit;
  title: string;
  /** Whose figures they are. */
  place: string;
}

/** The same figures as the chart, newest first, each with its source and all it is judged by. */
export function SeriesTable({ series, unit, title, place }: SeriesTableProps) {
  const lines = (series.comparing?.lines ?? []).map((line) => ({
    id: line.id,
    title: line.title,
    points: byPeriod(line),
  }));
  const causes = causesOf(series.control?.phases ?? []);
  const isRated = series.ratings.length > 0;
  const told = toldHeading(series.points);
  return (
    // Wide only where there are many columns; then it is scrolled by keyboard too.
    <div
      className={styles.scroll}
      {...(lines.length + Number(isRated) + Number(causes.size > 0) > 1 ? scrolled(title) : {})}
    >
      <table className={styles.table}>
        <caption className="visually-hidden">{title}: every figure and where it is printed</caption>
        <thead>
          <tr>
            <th scope="col">Period</th>
            <th scope="col" className={styles.number}>
              {lines.length > 0 ? place : 'Figure'}
            </th>
            {lines.map(({ id, title: name }) => (
              <th key={id} scope="col" className={styles.beside}>
                {name}
              </th>
            ))}
            {isRated && <th scope="col">Against the target</th>}
            {causes.size > 0 && <th scope="col">More than chance?</th>}
            <th scope="col">{told}</th>
            <th scope="col">Printed in</th>
          </tr>
        </thead>
        <tbody>
          {periodsOf(series)
            .reverse()
            .map(({ period, label, point }) => (
              <tr key={period}>
                <th scope="row">{label}</th>
                <td className={styles.number}>
                  {point ? (
                    <b>
                      <FigureText point={point} unit={unit} />
                    </b>
                  ) : (
                    <span className={styles.none}>no figure</span>
                  )}
                </td>
                {lines.map(({ id, title: name, points }) => (
                  <td key={id} className={styles.beside} data-label={name}>
                    <BesideCell found={points.get(period)} unit={unit} />
                  </td>
                ))}
                {isRated && (
                  <td data-label="Against the target">
                    <RatingCell rating={point && ratingOf(series, point)} />
                  </td>
                )}
                {causes.size > 0 && (
                  <td data-label="More than chance?">
                    <CauseCell cause={causes.get(period)} />
                  </td>
                )}
                <td data-label={told}>{point && <Told point={point} />}</td>
                <td data-label="Printed in">{point && <Printed point={point} title={title} />}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

function scrolled(title: string) {
  return { tabIndex: 0, role: 'region', 'aria-label': `${title}, table` };
}

/** The Board's figures are told to it; those of others are published. */
function toldHeading(points: readonly Point[]): string {
  const told = points.filter(({ source }) => source.meeting).length;
  if (told === 0 && points.length > 0) return 'Published';
  return told === points.length ? 'Told to the Board' : 'Told to the Board, or published';
}

interface BesideCellProps {
  found:
    | { point: Comparing['lines'][number]['runs'][number]['points'][number]; model?: string }
    | undefined;
  unit: Unit;
}

function BesideCell({ found, unit }: BesideCellProps) {
  if (found === undefined) return <span className={styles.none}>no figure</span>;
  const how = ofModel(found.point, found.model);
  return (
    <>
      {comparedText(found.point, unit)}
      {how && <span className={styles.note}>{how}</span>}
    </>
  );
}

function RatingCell({ rating }: { rating: RatingWords | undefined }) {
  if (rating === undefined) return <span className={styles.none}>no target then</span>;
  return (
    <span className={styles[rating.colour]}>
      <svg className={styles.shape} viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <path d={ratingShapes[rating.colour]} />
      </svg>{' '}
      {rating.words}
    </span>
  );
}

/** A round, a triangle and a square: told apart without their colour. */
const ratingShapes = {
  green: 'M6 0a6 6 0 1 1 0 12a6 6 0 1 1 0-12z',
  amber: 'M6 0 12 11H0z',
  red: 'M0 0h12v12H0z',
};

function CauseCell({ cause }: { cause: Cause | undefined }) {
  if (cause === undefined) return <span className={styles.none}>no</span>;
  return (
    <>
      <svg
        className={styles.shape}
        viewBox="-15 -15 30 30"
        width="16"
        height="16"
        aria-hidden="true"
      >
        <CauseShape cause={cause} />
      </svg>{' '}
      {causeWords(cause)}
    </>
  );
}

function Told({ point }: { point: Point }) {
  if (!point.source.meeting) return dayLabel(point.known_from);
  return (
    <PageLink to={`/meetings/${point.source.meeting}`}>{dayLabel(point.source.meeting)}</PageLink>
  );
}

function Printed({ point, title }: { point: Point; title: string }) {
  const { source } = point;
  return (
    <>
      {source.document_title}
      {source.locator !== '' && (
        <>
          , <SourceLink source={source} />
        </>
      )}
      {source.printed !== '' && `, as “${source.printed}”`}
      {[...markWords(point), point.note].filter(Boolean).map((words) => (
        <span key={words} className={styles.note}>
          {words}
        </span>
      ))}
      {source.first && (
        <span className={styles.note}>
          <FirstGiven source={source} />
        </span>
      )}
      <MistakeLink about={`${title}, ${point.period_label}`} className={styles.mistake} />
    </>
  );
}
