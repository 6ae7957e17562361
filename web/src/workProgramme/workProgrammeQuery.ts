import { queryOptions } from '@tanstack/react-query';
import type { WorkProgramme } from '@throughline/api/wire/workProgramme';
import { get } from '../api.ts';

/** The Board's work by meeting, with what was reported and resolved the last time. */
export function workProgrammeQuery() {
  return queryOptions({
    queryKey: ['work programme'],
    queryFn: (context) => get<WorkProgramme>('/work-programme', context),
  });
}
