import type { Point } from '@throughline/api/wire/figure';
import type { Unit } from '@throughline/domain/metric';
import { dayLabel } from '@throughline/domain/period';
import { spokenValue, symbolMeaning } from '@throughline/domain/value';

/** A figure in words, for a label that is read aloud: what, when, how it is marked, and told when. */
export function pointWords(point: Point, unit: Unit): string[] {
  const about = point.mark.split(' ').includes('about') ? 'about ' : '';
  const told = point.source.meeting;
  return [
    `${about}${spokenValue(point, unit)}, ${point.period_label}`,
    ...markWords(point),
    told ? `Told to the Board on ${dayLabel(told)}` : `Known from ${dayLabel(point.known_from)}`,
  ];
}

/** What the letters in brackets mean that stand instead of numbers; empty when there are none. */
export function symbolWords(points: readonly Point[]): string {
  const symbols = new Set(points.flatMap((point) => ('symbol' in point ? point.symbol : [])));
  return [...symbols].map((symbol) => `[${symbol}]: ${symbolMeaning(symbol)}.`).join(' ');
}

/** The marks beside a figure, each in words. */
export function markWords({ mark, formula }: Point): string[] {
  const marks = mark.split(' ');
  return [
    ...(marks.includes('worked-out') ? [`Worked out${formula ? ` as ${formula}` : ''}`] : []),
    ...(marks.includes('p') ? ['Provisional'] : []),
    ...(marks.includes('r') ? ['Revised'] : []),
  ];
}
