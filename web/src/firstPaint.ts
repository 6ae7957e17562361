import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { ApiProblem } from './api.ts';
import type { Settings } from './settings.ts';

/** What the server hands to the browser with the page, so that nothing is read twice. */
export interface FirstPaint {
  settings: Settings;
  reads: readonly Read[];
  /** How far was heard what happened before anything was read. */
  after?: string | undefined;
}

type Read =
  | { key: QueryKey; data: unknown }
  | { key: QueryKey; problem: { status: number; message: string } };

/** Everything a client has read, refusals too: the page must say the same in both places. */
export function taken(client: QueryClient): Read[] {
  return client
    .getQueryCache()
    .getAll()
    .flatMap(({ queryKey, state }): Read[] => {
      if (state.data !== undefined) return [{ key: queryKey, data: state.data }];
      if (!(state.error instanceof ApiProblem)) return [];
      const { status, message } = state.error;
      return [{ key: queryKey, problem: { status, message } }];
    });
}

/** Puts into a client what another has read. */
export function fill(client: QueryClient, reads: readonly Read[]): void {
  for (const read of reads) {
    if ('data' in read) {
      client.setQueryData(read.key, read.data);
      continue;
    }
    const { status, message } = read.problem;
    client
      .getQueryCache()
      .build(client, { queryKey: read.key })
      .setState({ status: 'error', error: new ApiProblem(status, message), fetchStatus: 'idle' });
  }
}
