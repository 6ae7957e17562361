import type { UseQueryResult } from '@tanstack/react-query';
import type { WireSession } from '@throughline/api/wire/person';
import { ApiProblem } from '../api.ts';

/** Why somebody is shown no papers to work on; nothing for those who add them. */
export function notAllowed({ data, error }: UseQueryResult<WireSession>): Error | undefined {
  if (error) return error;
  if (data?.may.includes('add papers')) return undefined;
  return new ApiProblem(data?.signed_in ? 403 : 401, 'This is not allowed');
}
