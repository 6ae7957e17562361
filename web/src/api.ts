import { QueryClient } from '@tanstack/react-query';

/** How a request is sent: the browser's own `fetch`, or on the server one in the same process. */
export type Fetch = (path: string, init?: { signal: AbortSignal }) => Promise<Response>;

/** A reply that is not what was asked for, in words a reader can act on. */
export class ApiProblem extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ApiProblem';
    this.status = status;
  }
}

const fetches = new WeakMap<QueryClient, Fetch>();

/** The store of everything read from the API, and the way it is read. One a page view. */
export function createClient(fetch: Fetch): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        // The figures change a few times a year; the server's ETag answers a later look.
        staleTime: 5 * 60_000,
        retry: false,
        retryOnMount: false,
        refetchOnWindowFocus: false,
      },
    },
  });
  fetches.set(client, fetch);
  return client;
}

/** Reads one resource under `/api/v1`. Throws an `ApiProblem` for anything but success. */
export async function get<T>(
  path: string,
  { client, signal }: { client: QueryClient; signal: AbortSignal },
): Promise<T> {
  const send = fetches.get(client);
  if (send === undefined) throw new Error('This query client was not made by createClient');

  const response = await send(`/api/v1${path}`, { signal }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new ApiProblem(0, 'The server cannot be reached. Check the connection and try again.');
  });
  if (!response.ok) throw new ApiProblem(response.status, await reasonOf(response));
  // The contract is the API's: it checks its replies against the schema this type comes from.
  return (await response.json()) as T;
}

/** Changes something under `/api/v1`, in the browser. Throws an `ApiProblem` for anything but success. */
export async function send<T = undefined>(
  method: 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
): Promise<T> {
  const content = body && {
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  };
  const response = await fetch(`/api/v1${path}`, { method, ...content }).catch(() => {
    throw new ApiProblem(0, 'The server cannot be reached. Check the connection and try again.');
  });
  if (!response.ok) throw new ApiProblem(response.status, await reasonOf(response));
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** A query string of the given keys, without those that have no value. */
export function searchOf(keys: Record<string, string | undefined>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(keys)) {
    if (value !== undefined) search.set(key, value);
  }
  // A comma parts the things of a list, and may stand in an address as it is.
  const text = search.toString().replaceAll('%2C', ',');
  return text && `?${text}`;
}

/** Why a reply is not what was asked for, in words. */
export async function reasonOf(response: Response): Promise<string> {
  const type = response.headers.get('Content-Type') ?? '';
  if (!type.startsWith('application/problem+json')) return 'The server could not answer.';
  const problem = (await response.json()) as { title: string; detail?: string };
  return problem.detail ?? problem.title;
}
