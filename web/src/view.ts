import { type Day, isDay } from '@throughline/domain/period';
import { useLocation, useSearch } from 'wouter';
import { searchOf } from './api.ts';

/**
 * What the address says of the view, so that a link keeps it: `?as-at=` on every page (the picture
 * hands it to the API as its meeting), `view=table`, `area=` and `breakdown=` where there is a
 * series, `compare=` and `control=` where it is judged. Anything that cannot be read is taken as
 * not said.
 */
export interface View {
  asAt: Day | undefined;
  view: 'chart' | 'table';
  area: string | undefined;
  breakdown: string | undefined;
  /** What to compare with, separated by commas: areas by code, and `neighbours` for their median. */
  compare: string | undefined;
  /** `chart`, and after it `screened` or `older-rule`, separated by commas. */
  control: string | undefined;
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
    compare: joined(keys, 'compare', /^(neighbours|[A-Z]\d{8})(,(neighbours|[A-Z]\d{8}))*$/),
    control: joined(keys, 'control', /^chart(,screened)?(,older-rule)?$/),
  };
}

/** A form of check boxes says a key once for each; a link says it once, with commas. */
function joined(keys: URLSearchParams, key: string, shape: RegExp): string | undefined {
  const text = [...new Set(keys.getAll(key))].join();
  return shape.test(text) ? text : undefined;
}

/** The address of a page in a view. `hash` is without its sign. */
export function hrefOf(path: string, view: Partial<View>, hash?: string): string {
  return `${path}${searchOf(keysOf(view))}${hash === undefined ? '' : `#${hash}`}`;
}

/** A view as the keys of an address, or of the hidden fields of a form. */
export function keysOf({ asAt, area, breakdown, view, compare, control }: Partial<View>) {
  return {
    'as-at': asAt,
    area,
    breakdown,
    view: view === 'table' ? view : undefined,
    compare,
    control,
  };
}

/** Where the reader is now. */
export function usePlace(): Place {
  const [path] = useLocation();
  return { path, view: readView(useSearch()) };
}
