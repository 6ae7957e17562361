import type { Control } from '@throughline/domain/control';
import { directionOf } from '@throughline/domain/judgement';
import type { Metric } from '@throughline/domain/metric';
import { total } from '@throughline/domain/metric';
import { periodEnd } from '@throughline/domain/period';
import { headline, sentence } from '@throughline/domain/sentence';
import {
  comparableChange,
  type Figure,
  inTimeOrder,
  latestFigure,
} from '@throughline/domain/series';
import { rating, type Target, targetInForce } from '@throughline/domain/target';
import type { Comparing, Series } from '../wire/metric.ts';
import { type ControlChoice, toControl } from './control.ts';
import { toChange, toPoint, toPoints } from './figure.ts';

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

/** What a series is judged by. */
export interface Judging {
  targets: readonly (Target & { source: string })[];
  control: { chart: Control; chosen: ControlChoice } | undefined;
}

/** A series with its words, its points in the order of time and what was said of them before. */
export function toSeries(
  facts: SeriesFacts,
  asked: Pick<Series, 'area' | 'breakdown' | 'as_at'>,
  versions: readonly Figure[],
  judging: Judging,
  comparing: Comparing | undefined,
): Series {
  const { headline: finding, sentence: words, change, direction } = wordsOf(facts);
  const shown = new Set(facts.figures.map(versionName));
  return {
    metric: facts.metric.id,
    ...asked,
    headline: finding,
    sentence: [words, ...(comparing?.sentences ?? [])].join(' '),
    change,
    direction,
    targets: judging.targets.map((target) => ({ ...target })),
    ratings: facts.figures.flatMap((figure) => rated(figure, judging.targets)),
    control: judging.control && toControl(facts.metric, judging.control),
    comparing,
    points: toPoints(facts.figures, facts.metric),
    revisions: inTimeOrder(versions.filter((figure) => !shown.has(versionName(figure)))).map(
      toPoint,
    ),
  };
}

/** The rating of a figure by the target in force at its period's end; none where there was none. */
function rated(figure: Figure, targets: readonly Target[]): Series['ratings'] {
  const result = rating(figure, targetInForce(targets, periodEnd(figure.period)));
  if (result.kind !== 'rated') return [];
  return [{ period: figure.period, category: figure.category, colour: result.colour }];
}

function versionName({ area, breakdown, category, period, version }: Figure): string {
  return JSON.stringify([area, breakdown, category, period, version]);
}
