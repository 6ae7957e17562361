import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Picture } from '@throughline/api/wire/picture';
import type { Day } from '@throughline/domain/period';
import { get, searchOf } from '../api.ts';

/** Every figure as the Board knew it at a meeting; without one, at the latest that has figures. */
export function pictureQuery(asAt: Day | undefined) {
  return queryOptions({
    queryKey: ['picture', asAt ?? 'latest'],
    queryFn: (context) => get<Picture>(`/picture${searchOf({ meeting: asAt })}`, context),
    // Choosing another meeting redraws the same rows: they stay until the others are here.
    placeholderData: keepPreviousData,
  });
}
