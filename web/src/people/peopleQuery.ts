import { queryOptions } from '@tanstack/react-query';
import type { WirePeople } from '@throughline/api/wire/person';
import { get } from '../api.ts';

/** Everyone who may sign in, or might once. */
export function peopleQuery() {
  return queryOptions({
    queryKey: ['people'],
    queryFn: (context) => get<WirePeople>('/people', context),
  });
}
