import type { AgendaItem, Reported } from '@throughline/api/wire/meeting';
import type { Unit } from '@throughline/domain/metric';
import type { NamedFigure } from '../figure/figureTables.ts';

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
  const itemOf = (metric: string) =>
    items.find(({ metrics }) => metrics.some(({ id }) => id === metric));
  const figures = reported.map(({ told, now, ...names }) => ({ ...names, figure: told, now }));
  return [...items, undefined].flatMap((item) => {
    const found = figures.filter(({ figure }) => itemOf(figure.metric) === item);
    return found.length > 0 ? [{ item, figures: found }] : [];
  });
}
