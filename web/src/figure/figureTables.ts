import type { WireFigure } from '@throughline/api/wire/figure';
import type { Unit } from '@throughline/domain/metric';
import type { Period } from '@throughline/domain/period';
import { anchorOf } from './SourceLink.tsx';

/** A figure with its names, and what it is now where that differs. */
export interface NamedFigure {
  metric_title: string;
  unit: Unit;
  category_title: string;
  area_title: string;
  figure: WireFigure;
  now?: WireFigure | undefined;
}

/** A metric divided by a breakdown: its categories down, its periods across. */
export interface FigureTable {
  metric: string;
  title: string;
  unit: Unit;
  periods: readonly { period: Period; label: string }[];
  rows: readonly FigureRow[];
  figures: readonly NamedFigure[];
}

interface FigureRow {
  title: string;
  isTotal: boolean;
  /** One a period; nothing where none was reported. */
  cells: readonly (NamedFigure | undefined)[];
}

/** A part of a page of figures: some that stand alone, or one divided metric. */
export type FigureBlock = { alone: readonly NamedFigure[] } | { table: FigureTable };

/** Lays out figures for reading, in the order they come in: what leads in the papers leads here. */
export function layOut(figures: readonly NamedFigure[]): FigureBlock[] {
  const blocks: ({ alone: NamedFigure[] } | { table: FigureTable })[] = [];
  for (const group of grouped(figures, ({ figure }) => figure.metric)) {
    const last = blocks.at(-1);
    if (group.some(({ figure }) => figure.breakdown)) blocks.push({ table: toTable(group) });
    else if (last && 'alone' in last) last.alone.push(...group);
    else blocks.push({ alone: group });
  }
  return blocks;
}

/** The paragraph, minute or table that a place is in: "paragraph 9.4, table" of a cell of it. */
export function placeOf(locator: string): string {
  return locator.replace(/, (row|column|heading)\b.*$/, '');
}

/** Figures by the place they are printed in, in the order of the paper. */
export function byPlace(
  figures: readonly NamedFigure[],
): { place: string; anchor: string; figures: NamedFigure[] }[] {
  const order = new Intl.Collator('en', { numeric: true });
  return grouped(figures, ({ figure }) => placeOf(figure.source.locator))
    .map((group) => {
      const place = placeOf(group[0]?.figure.source.locator ?? '');
      return { place, anchor: anchorOf(place), figures: group };
    })
    .sort((a, b) => order.compare(plain(a.place), plain(b.place)));
}

/** Items that share a key, groups and items in the order they first come in. */
export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

function toTable(figures: NamedFigure[]): FigureTable {
  const [first] = figures;
  const periods = [...new Map(figures.map(({ figure }) => [figure.period, figure])).values()]
    .sort((a, b) => (a.period_end < b.period_end ? -1 : 1))
    .map(({ period, period_label }) => ({ period, label: period_label }));
  const rows = grouped(figures, ({ figure }) => `${figure.breakdown} ${figure.category}`).map(
    (cells) => ({
      title: cells[0]?.category_title ?? '',
      isTotal: cells[0]?.figure.breakdown === undefined,
      cells: periods.map(({ period }) => cells.find(({ figure }) => figure.period === period)),
    }),
  );
  return {
    metric: first?.figure.metric ?? '',
    title: first?.metric_title ?? '',
    unit: first?.unit ?? 'count',
    periods,
    // The whole stands under its parts, as in the papers.
    rows: [...rows.filter(({ isTotal }) => !isTotal), ...rows.filter(({ isTotal }) => isTotal)],
    figures,
  };
}

/** "Paragraphs 5.7 and 5.9" stands with paragraph 5.7. */
function plain(place: string): string {
  return place.replace(/^paragraphs/, 'paragraph');
}
