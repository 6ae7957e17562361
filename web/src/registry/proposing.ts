import { useQueryClient } from '@tanstack/react-query';
import type { Proposal } from '@throughline/api/wire/registry';
import { change } from '../return/change.ts';
import { proposalsQuery } from './registryQuery.ts';

/** Puts a change before a second person. */
export function useProposing() {
  const client = useQueryClient();
  return async (body: object): Promise<Proposal> => {
    const proposed = await change<Proposal>('POST', '/proposals', body);
    await client.invalidateQueries({ queryKey: proposalsQuery().queryKey });
    return proposed;
  };
}
