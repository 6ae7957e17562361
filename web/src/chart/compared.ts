import type { Comparing } from '@throughline/api/wire/metric';
import type { Unit } from '@throughline/domain/metric';
import { dayNumber } from '@throughline/domain/period';
import { formatValue, symbolMeaning } from '@throughline/domain/value';

type Line = Comparing['lines'][number];
type WirePoint = Line['runs'][number]['points'][number];

/** A figure of a line to compare with, as it is drawn. */
export interface ComparedDot {
  day: number;
  /** The height of a number, or the middle of a range. */
  at: number;
  text: string;
}

/** A line to compare with. `place` gives its colour, its dash and its mark. */
export interface ComparedLine {
  id: string;
  title: string;
  place: 1 | 2 | 3;
  runs: readonly (readonly ComparedDot[])[];
  /** The last figures before a change of the neighbours' model, where the line is broken. */
  breaks: readonly ComparedDot[];
}

/** How many lines a chart can hold beside its own and still be read. */
const places = [1, 2, 3] as const;

/** The first lines chosen, as many as the chart can hold. The table has them all. */
export function comparedLines(comparing: Comparing | undefined, unit: Unit): ComparedLine[] {
  return (comparing?.lines ?? []).flatMap((line, index) => {
    const place = places[index];
    if (place === undefined) return [];
    const models = line.runs.map(({ points }) => joinedRuns(points, unit));
    return [
      {
        id: line.id,
        title: shortTitle(line),
        place,
        runs: models.flat(),
        breaks: models.slice(0, -1).flatMap((runs) => runs.at(-1)?.at(-1) ?? []),
      },
    ];
  });
}

/** The lines chosen that the chart has no room for. */
export function leftOutOf(comparing: Comparing | undefined): Line[] {
  return (comparing?.lines ?? []).slice(places.length);
}

/** As it is written at its line: "Neighbours’ median". */
export function shortTitle({ id, title }: Pick<Line, 'id' | 'title'>): string {
  return id === 'neighbours' ? 'Neighbours’ median' : title;
}

/** Every figure of a line, by its period. */
export function byPeriod({ runs }: Line): Map<string, { point: WirePoint; model?: string }> {
  return new Map(
    runs.flatMap(({ points, model }) =>
      points.map((point) => [point.period, model === undefined ? { point } : { point, model }]),
    ),
  );
}

/** "14.2%", or what a symbol means. */
export function comparedText(point: WirePoint, unit: Unit): string {
  return 'symbol' in point ? symbolMeaning(point.symbol) : formatValue(point, unit);
}

/** "2025 model, of 10 with a figure", for a median of the neighbours. */
export function ofModel(point: WirePoint, model: string | undefined): string | undefined {
  if (model === undefined) return undefined;
  const count = 'with_number' in point ? point.with_number : undefined;
  return count === undefined ? model : `${model}, of ${count} with a figure`;
}

function joinedRuns(points: readonly WirePoint[], unit: Unit): ComparedDot[][] {
  const runs: ComparedDot[][] = [[]];
  for (const point of points) {
    if ('symbol' in point) runs.push([]);
    else runs.at(-1)?.push(dotOf(point, unit));
  }
  return runs.filter((run) => run.length > 0);
}

function dotOf(point: Exclude<WirePoint, { symbol: unknown }>, unit: Unit): ComparedDot {
  return {
    day: dayNumber(point.period_end),
    at: 'value' in point ? Number(point.value) : (Number(point.low) + Number(point.high)) / 2,
    text: formatValue(point, unit),
  };
}
