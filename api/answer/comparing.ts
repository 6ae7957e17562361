import type { Area } from '@throughline/db';
import {
  type AreaFigure,
  amongNeighbours,
  type ComparatorGroup,
  groupInForce,
  neighboursLine,
  type Rank,
  rankOf,
} from '@throughline/domain/comparator';
import type { Metric } from '@throughline/domain/metric';
import { type Day, type Period, periodEnd, periodLabel } from '@throughline/domain/period';
import { comparisonSentences } from '@throughline/domain/sentence/comparison';
import { type Figure, inTimeOrder, latestFigure } from '@throughline/domain/series';
import type { Comparing } from '../wire/metric.ts';
import { valueAlone } from './figure.ts';

/** The word that stands for the neighbours' median among the areas chosen. */
export const neighboursChoice = 'neighbours';

/** What a comparison is answered from: the Totals of every area held, and who the neighbours are. */
export interface ComparingFacts {
  metric: Metric;
  area: string;
  chosen: readonly string[];
  areas: readonly Area[];
  groups: readonly ComparatorGroup[];
  figures: readonly Figure[];
  asAt: Day | undefined;
}

/** The lines a reader chose to compare with, the rank in the latest period, and the words. */
export function toComparing(facts: ComparingFacts): Comparing {
  const { metric, area, chosen, areas, groups, figures, asAt } = facts;
  const own = figures.filter((figure) => figure.area === area);
  const latest = latestFigure(own);
  const places = figures.map((figure): AreaFigure => {
    return { area: figure.area, period: figure.period, value: valueAlone(figure) };
  });
  const authorities = new Set(
    areas.flatMap(({ code, level }) => (level === 'authority' ? [code] : [])),
  );
  const ofAuthorities = places.filter((one) => authorities.has(one.area));
  const lines = chosen.map((id) =>
    id === neighboursChoice
      ? neighboursComparison(groups, ofAuthorities, metric, asAt)
      : areaComparison(id, areas, figures),
  );

  const withNeighbours = chosen.includes(neighboursChoice);
  const group = latest && groupInForce(groups, latest.period, asAt);
  const ranks =
    latest === undefined || !withNeighbours
      ? {}
      : {
          period: latest.period,
          among_neighbours:
            group && rankOf(area, latest.period, amongNeighbours(group, places), metric.polarity),
          among_all: rankOf(area, latest.period, ofAuthorities, metric.polarity),
        };
  return {
    lines,
    ...ranks,
    sentences: latest === undefined ? [] : inWords(metric, latest, lines, ranks),
  };
}

/** Who an area is compared with by one model, as it crosses the wire. */
export function toComparatorGroup(group: ComparatorGroup) {
  const { model, title, publishedOn, inForceFrom, members } = group;
  return {
    model,
    title,
    published_on: publishedOn,
    in_force_from: inForceFrom,
    members: members.map(({ area, name, closeness }) => ({ area, name, closeness })),
  };
}

function neighboursComparison(
  groups: readonly ComparatorGroup[],
  figures: readonly AreaFigure[],
  { decimals }: Metric,
  asAt: Day | undefined,
): Comparing['lines'][number] {
  return {
    id: neighboursChoice,
    title: 'Statistical neighbours, median',
    runs: neighboursLine(groups, figures, decimals, asAt).map((run) => ({
      breaks: run.breaks,
      model: run.group.model,
      points: run.figures.map(({ period, median, withNumber }) => ({
        ...placeInTime(period),
        value: median,
        with_number: withNumber,
      })),
    })),
  };
}

function areaComparison(
  code: string,
  areas: readonly Area[],
  figures: readonly Figure[],
): Comparing['lines'][number] {
  const own = inTimeOrder(figures.filter((figure) => figure.area === code));
  return {
    id: code,
    title: areas.find((area) => area.code === code)?.name ?? code,
    runs: [
      { points: own.map((figure) => ({ ...placeInTime(figure.period), ...valueAlone(figure) })) },
    ],
  };
}

function inWords(
  metric: Metric,
  latest: Figure,
  lines: Comparing['lines'],
  ranks: { among_neighbours?: Rank | undefined; among_all?: Rank | undefined },
): string[] {
  const beside = lines.flatMap(({ title, runs }) =>
    runs.flatMap((run) =>
      run.points.flatMap((point) =>
        point.period === latest.period && 'value' in point
          ? [
              {
                title,
                value: point.value,
                model: run.model,
                withNumber: point.with_number,
              },
            ]
          : [],
      ),
    ),
  );
  const breaks = lines.flatMap(({ runs }) => runs.flatMap((run) => run.breaks ?? []));
  return comparisonSentences(metric, latest, beside, {
    amongNeighbours: ranks.among_neighbours,
    amongAll: ranks.among_all,
    breaks,
  });
}

function placeInTime(period: Period) {
  return { period, period_label: periodLabel(period), period_end: periodEnd(period) };
}
