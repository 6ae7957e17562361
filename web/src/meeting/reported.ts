import type { AgendaItem, Reported } from '@throughline/api/wire/meeting';
import { agendaFigures } from '@throughline/domain/agenda';
import type { Unit } from '@throughline/domain/metric';
import { grouped, type NamedFigure } from '../figure/figureTables.ts';

/** The figures told under an item of an agenda; without an item, those tied to none. */
export interface ItemFigures {
  item?: AgendaItem | undefined;
  figures: NamedFigure[];
}

interface Told {
  items: readonly AgendaItem[];
  reported: readonly (Reported & { unit: Unit })[];
}

/** What a meeting was told, in the order of its agenda. A figure stands under one item only. */
export function itemFigures({ items, reported }: Told): ItemFigures[] {
  const figures = reported.map(({ told, now, ...names }) => ({
    ...names,
    metric: told.metric,
    figure: told,
    now,
  }));
  const metrics = figures.map(({ metric, metric_title: title }) => ({ id: metric, title }));
  const told = agendaFigures(items, metrics, figures).filter(({ figures: of }) => of.length > 0);
  return grouped(told, ({ item }) => String(item?.position)).map((group) => ({
    item: group[0]?.item,
    figures: group.flatMap(({ figures: of }) => of),
  }));
}
