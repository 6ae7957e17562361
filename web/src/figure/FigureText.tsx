import type { DrawnPoint, Point } from '@throughline/api/wire/figure';
import type { Unit } from '@throughline/domain/metric';
import { formatValue, symbolMeaning } from '@throughline/domain/value';
import styles from './figure.module.css';

/** A figure as it is shown, "c. 120", "15 to 20", "[c]"; a symbol is read aloud in words. */
export function FigureText({ point, unit }: { point: Point; unit: Unit }) {
  if ('symbol' in point) {
    return (
      <abbr className={styles.symbol} title={symbolMeaning(point.symbol)}>
        <span aria-hidden="true">[{point.symbol}]</span>
        <span className="visually-hidden">{symbolMeaning(point.symbol)}</span>
      </abbr>
    );
  }
  return figureText(point, unit);
}

/** The same as plain text, for labels in a picture. */
export function figureText(point: DrawnPoint, unit: Unit): string {
  const about = point.mark.split(' ').includes('about') ? 'about ' : '';
  return `${about}${formatValue(point, unit)}`;
}
