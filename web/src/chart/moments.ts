import type { Point } from '@throughline/api/wire/figure';
import type { Series } from '@throughline/api/wire/metric';
import { type Day, dayNumber } from '@throughline/domain/period';
import type { ChartModel } from './chartModel.ts';
import { byPeriod, comparedText, ofModel } from './compared.ts';
import { causeWords } from './judged.ts';
import type { Dot } from './plot.ts';
import { pointWords } from './pointWords.ts';
import { ratingOf } from './ratings.ts';

/** A moment that the arrow keys stop at, with everything that is said of it. */
export interface Moment {
  day: number;
  /** The figure of the series, where there is one to draw. */
  dot: Dot | undefined;
  words: readonly string[];
}

/** Every period of which the chart shows something, in the order of time, in words. */
export function momentsOf(series: Series, model: ChartModel): Moment[] {
  const beside = (series.comparing?.lines ?? []).map((line) => ({
    title: line.title,
    points: byPeriod(line),
  }));
  return periodsOf(series).map(({ period, label, end, point }) => {
    const dot = model.dots.find((one) => one.point === point);
    const cause = model.judged.causes.get(period);
    const rating = point && ratingOf(series, point);
    const others = beside.flatMap(({ title, points }) => {
      const found = points.get(period);
      if (!found) return [];
      const how = ofModel(found.point, found.model);
      return `${title}: ${comparedText(found.point, model.unit)}${how ? ` (${how})` : ''}`;
    });
    return {
      day: dayNumber(end),
      dot,
      words: [
        ...(point ? pointWords(point, model.unit) : [`No figure, ${label}`]),
        ...(cause ? [`More than chance: ${causeWords(cause)}`] : []),
        ...(rating ? [`Against the target, ${rating.words}`] : []),
        ...others,
      ],
    };
  });
}

/** A period with a figure of the series, or of a line beside it. */
export interface PeriodShown {
  period: string;
  label: string;
  end: Day;
  point: Point | undefined;
}

/** Every period with a figure of the series or of a line beside it, in the order of time. */
export function periodsOf({
  points,
  comparing,
}: Pick<Series, 'points' | 'comparing'>): PeriodShown[] {
  const shown = new Map<string, PeriodShown>();
  const others = (comparing?.lines ?? []).flatMap(({ runs }) => runs.flatMap((run) => run.points));
  for (const { period, period_label: label, period_end: end } of others) {
    shown.set(period, { period, label, end, point: undefined });
  }
  for (const point of points) {
    const { period, period_label: label, period_end: end } = point;
    shown.set(period, { period, label, end, point });
  }
  return [...shown.values()].sort((a, b) => (a.end < b.end ? -1 : 1));
}
