import { queryOptions } from '@tanstack/react-query';
import type { Brief, BriefFigure, BriefItem, BriefRow } from '@throughline/api/wire/brief';
import type { Unit } from '@throughline/domain/metric';
import { isDay } from '@throughline/domain/period';
import { ApiProblem, get } from '../api.ts';

/** A metric of the brief, with its unit as the product knows it. */
export type FigureOfBrief = Omit<BriefFigure, 'unit' | 'figures'> & {
  unit: Unit;
  figures: BriefRow[];
};

/** A brief as it is read. */
export type ReadBrief = Omit<Brief, 'items'> & {
  items: (Omit<BriefItem, 'figures'> & { figures: FigureOfBrief[] })[];
};

/** The brief of a meeting: the public one, or the private one beside it. */
export function briefQuery(date: string, visibility: Brief['visibility']) {
  return queryOptions({
    queryKey: ['brief', date, visibility],
    queryFn: (context) => {
      if (!isDay(date)) throw new ApiProblem(404, 'There is no such day');
      const path = `/meetings/${date}/brief`;
      return get<ReadBrief>(visibility === 'private' ? `${path}/private` : path, context);
    },
    // What is private is kept no longer than it is looked at.
    ...(visibility === 'private' ? { gcTime: 0, staleTime: 0 } : {}),
  });
}
