import { queryOptions } from '@tanstack/react-query';
import type { WireOwnSessions, WireSession } from '@throughline/api/wire/person';
import { get } from '../api.ts';

/** Who is asking, what they may do, and how one can sign in here. */
export function sessionQuery() {
  return queryOptions({
    queryKey: ['session'],
    queryFn: (context) => get<WireSession>('/session', context),
  });
}

/** Where one is signed in. */
export function ownSessionsQuery() {
  return queryOptions({
    queryKey: ['own sessions'],
    queryFn: (context) => get<WireOwnSessions>('/sessions', context),
  });
}
