import { directionOf } from '@throughline/domain/judgement';
import type { Metric } from '@throughline/domain/metric';
import { total } from '@throughline/domain/metric';
import { headline, sentence } from '@throughline/domain/sentence';
import {
  comparableChange,
  type Figure,
  inTimeOrder,
  latestFigure,
} from '@throughline/domain/series';
import type { Series } from '../wire/metric.ts';
import { toChange, toPoint } from './figure.ts';

/** What a series is answered from. */
export interface SeriesFacts {
  metric: Metric;
  /** Figures as they were known, of every category asked for. */
  figures: readonly Figure[];
  /** Why nothing may be said of the direction, where a discrepancy forbids it. */
  withheld: string | undefined;
}

/** The words of a series: they are of its Total, in the area of its first figure. */
export function wordsOf({ metric, figures, withheld }: SeriesFacts) {
  const area = figures[0]?.area;
  const whole = figures.filter((one) => one.category === total && one.area === area);
  const latest = latestFigure(whole);
  const change = latest && comparableChange(whole, latest);
  const direction = directionOf({ polarity: metric.polarity, latest, change, withheld });
  return {
    headline: headline(metric, whole, withheld),
    sentence: sentence(metric, whole, direction, withheld),
    change: withheld === undefined ? toChange(change, metric) : undefined,
    direction,
    latest,
  };
}

/** A series with its words, its points in the order of time and what was said of them before. */
export function toSeries(
  facts: SeriesFacts,
  asked: Pick<Series, 'area' | 'breakdown' | 'as_at'>,
  versions: readonly Figure[],
): Series {
  const { headline: finding, sentence: words, change, direction } = wordsOf(facts);
  const shown = new Set(facts.figures.map(versionName));
  return {
    metric: facts.metric.id,
    ...asked,
    headline: finding,
    sentence: words,
    change,
    direction,
    points: inTimeOrder(facts.figures).map(toPoint),
    revisions: inTimeOrder(versions.filter((figure) => !shown.has(versionName(figure)))).map(
      toPoint,
    ),
  };
}

function versionName({ area, breakdown, category, period, version }: Figure): string {
  return JSON.stringify([area, breakdown, category, period, version]);
}
