import type { Metric } from '@throughline/domain/metric';
import { periodStart } from '@throughline/domain/period';
import type { Series } from '../wire/metric.ts';

/** The headings of a series as a file. */
export const seriesHeadings = [
  'metric',
  'metric_title',
  'unit',
  'line',
  'area',
  'breakdown',
  'category',
  'period',
  'period_start',
  'period_end',
  'value',
  'low',
  'high',
  'symbol',
  'mark',
  'model',
  'with_number',
  'document',
  'locator',
  'known_from',
  'version',
  'note',
] as const;

type SeriesRow = { [Heading in (typeof seriesHeadings)[number]]?: string | number | undefined };

/** What is on the screen, one row a figure: the series first, then each line it is compared with. */
export function toSeriesRows(metric: Metric, series: Series): SeriesRow[] {
  const about = { metric: metric.id, metric_title: metric.title, unit: metric.unit };
  const own = series.points.map(
    ({ period_label: _, source, formula, changed, ...point }): SeriesRow => ({
      ...about,
      line: 'series',
      ...point,
      period_start: periodStart(point.period),
      document: source.document,
      locator: source.locator,
      note: [
        point.note,
        formula && `Worked out: ${formula}.`,
        changed && `${changed.kind}: ${changed.reason}`,
      ]
        .filter(Boolean)
        .join(' '),
    }),
  );
  const compared = (series.comparing?.lines ?? []).flatMap(({ id, title, runs }) =>
    runs.flatMap(({ breaks, model, points }) =>
      points.map(
        ({ period_label: _, ...point }, at): SeriesRow => ({
          ...about,
          line: title,
          area: id,
          category: 'Total',
          ...point,
          period_start: periodStart(point.period),
          model,
          note: at === 0 ? breaks : undefined,
        }),
      ),
    ),
  );
  return [...own, ...compared, { ...about, line: 'sentence', note: series.sentence }];
}
