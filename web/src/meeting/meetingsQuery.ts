import { queryOptions } from '@tanstack/react-query';
import type { MeetingList } from '@throughline/api/wire/meeting';
import { get } from '../api.ts';

/** Every meeting of the Board, and the latest that has figures. */
export function meetingsQuery() {
  return queryOptions({
    queryKey: ['meetings'],
    queryFn: (context) => get<MeetingList>('/meetings', context),
  });
}
