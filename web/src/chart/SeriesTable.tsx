import type { Point } from '@throughline/api/wire/figure';
import type { Unit } from '@throughline/domain/metric';
import { dayLabel } from '@throughline/domain/period';
import { FigureText } from '../figure/FigureText.tsx';
import { SourceLink } from '../figure/SourceLink.tsx';
import { MistakeLink } from '../ui/MistakeLink.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { inTimeOrder } from './plot.ts';
import { markWords } from './pointWords.ts';
import styles from './table.module.css';

interface SeriesTableProps {
  points: readonly Point[];
  unit: Unit;
  title: string;
}

/** The same figures as the chart, newest first, each with its source. */
export function SeriesTable({ points, unit, title }: SeriesTableProps) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className="visually-hidden">{title}: every figure and where it is printed</caption>
        <thead>
          <tr>
            <th scope="col">Period</th>
            <th scope="col" className={styles.number}>
              Figure
            </th>
            <th scope="col">Told to the Board</th>
            <th scope="col">Printed in</th>
          </tr>
        </thead>
        <tbody>
          {inTimeOrder(points)
            .reverse()
            .map((point) => (
              <tr key={`${point.period} ${point.category}`}>
                <th scope="row">{point.period_label}</th>
                <td className={styles.number}>
                  <b>
                    <FigureText point={point} unit={unit} />
                  </b>
                </td>
                <td data-label="Told to the Board">
                  {point.source.meeting ? (
                    <PageLink to={`/meetings/${point.source.meeting}`}>
                      {dayLabel(point.source.meeting)}
                    </PageLink>
                  ) : (
                    dayLabel(point.known_from)
                  )}
                </td>
                <td data-label="Printed in">
                  {point.source.document_title}, <SourceLink source={point.source} />, as “
                  {point.source.printed}”
                  {[...markWords(point), point.note].filter(Boolean).map((words) => (
                    <span key={words} className={styles.note}>
                      {words}
                    </span>
                  ))}
                  <MistakeLink
                    about={`${title}, ${point.period_label}`}
                    className={styles.mistake}
                  />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
