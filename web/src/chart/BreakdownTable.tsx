import type { Unit } from '@throughline/domain/metric';
import { FigureText } from '../figure/FigureText.tsx';
import { anchorOf } from '../figure/SourceLink.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { inTimeOrder } from './plot.ts';
import type { Part } from './SmallMultiples.tsx';
import styles from './table.module.css';

interface BreakdownTableProps {
  parts: readonly Part[];
  unit: Unit;
  title: string;
}

/** A breakdown's figures, a row a category; each leads to the place it is printed in. */
export function BreakdownTable({ parts, unit, title }: BreakdownTableProps) {
  const points = inTimeOrder(parts.flatMap((part) => part.points));
  const periods = [...new Map(points.map((point) => [point.period, point.period_label]))];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={styles.scroll} aria-label={`${title}, parts`} tabIndex={0}>
      <table className={styles.matrix}>
        <caption className="visually-hidden">
          {title}: each figure leads to where it is printed
        </caption>
        <thead>
          <tr>
            <th scope="col">Part</th>
            {periods.map(([period, label]) => (
              <th key={period} scope="col" className={styles.number}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.id}>
              <th scope="row">{part.title}</th>
              {periods.map(([period]) => {
                const point = part.points.find((candidate) => candidate.period === period);
                return (
                  <td key={period} className={styles.number}>
                    {point && (
                      <PageLink
                        to={`/documents/${point.source.document}`}
                        hash={anchorOf(point.source.locator)}
                      >
                        <FigureText point={point} unit={unit} />
                      </PageLink>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <Gaps parts={parts} />
    </section>
  );
}

/** Why a figure is not there: what is said of each that is a symbol instead. */
function Gaps({ parts }: { parts: readonly Part[] }) {
  const gaps = parts.flatMap(({ title, points }) =>
    points
      .filter((point) => 'symbol' in point && point.note !== '')
      .map(({ period, period_label: label, note }) => ({ title, period, label, note })),
  );
  if (gaps.length === 0) return null;
  return (
    <ul className={styles.gaps}>
      {gaps.map(({ title, period, label, note }) => (
        <li key={`${title} ${period}`} className={styles.note}>
          {title}, {label}: {note}
        </li>
      ))}
    </ul>
  );
}
