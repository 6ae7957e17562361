import { queryOptions } from '@tanstack/react-query';
import type { MeetingPage, Reported } from '@throughline/api/wire/meeting';
import type { Unit } from '@throughline/domain/metric';
import { isDay } from '@throughline/domain/period';
import { ApiProblem, get } from '../api.ts';

type Page = Omit<MeetingPage, 'reported'> & { reported: (Reported & { unit: Unit })[] };

/** One meeting of the Board with all it was told, asked and resolved. */
export function meetingQuery(date: string) {
  return queryOptions({
    queryKey: ['meeting', date],
    queryFn: (context) => {
      if (!isDay(date)) throw new ApiProblem(404, 'There is no such day');
      return get<Page>(`/meetings/${date}`, context);
    },
  });
}
