import { type Day, isDay } from '@throughline/domain/period';
import { useLocation, useSearch } from 'wouter';
import { searchOf } from './api.ts';

/**
 * What the address says of the view, so that a link keeps it: `?as-at=` on every page (the picture
 * hands it to the API as its meeting), `view=table`, `area=` and `breakdown=` where there is a
 * series. Anything that cannot be read is taken as not said.
 */
export interface View {
  asAt: Day | undefined;
  view: 'chart' | 'table';
  area: string | undefined;
  breakdown: string | undefined;
}

/** Where the reader is. `path` has no query. */
export interface Place {
  path: string;
  view: View;
}

/** The view that a query string asks for. */
export function readView(search: string): View {
  const keys = new URLSearchParams(search);
  const asAt = keys.get('as-at') ?? '';
  return {
    asAt: isDay(asAt) ? asAt : undefined,
    view: keys.get('view') === 'table' ? 'table' : 'chart',
    area: keys.get('area') || undefined,
    breakdown: keys.get('breakdown') || undefined,
  };
}

/** The address of a page in a view. `hash` is without its sign. */
export function hrefOf(path: string, view: Partial<View>, hash?: string): string {
  const search = searchOf({
    'as-at': view.asAt,
    area: view.area,
    breakdown: view.breakdown,
    view: view.view === 'table' ? 'table' : undefined,
  });
  return `${path}${search}${hash === undefined ? '' : `#${hash}`}`;
}

/** Where the reader is now. */
export function usePlace(): Place {
  const [path] = useLocation();
  return { path, view: readView(useSearch()) };
}
