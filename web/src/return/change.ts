import type { ReturnPage, WireBox } from '@throughline/api/wire/return';

/** Something that was not done to a return: why, all that stands in its way, and what is there now. */
export class Refused extends Error {
  readonly status: number;
  readonly errors: readonly { at: string; message: string }[];
  readonly current: readonly WireBox[];

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.detail ?? problem.title ?? 'The server could not answer.');
    this.name = 'Refused';
    this.status = status;
    this.errors = problem.errors ?? [];
    this.current = problem.current ?? [];
  }
}

interface Problem {
  title: string;
  detail: string;
  errors: { at: string; message: string }[];
  current: WireBox[];
}

/** Changes a return under `/api/v1`. Throws a `Refused`, of status 0 when nobody answers. */
export function change<T>(
  method: 'POST' | 'PUT',
  path: string,
  body: object,
  made?: string,
): Promise<T> {
  const headers = { 'Content-Type': 'application/json', ...(made && { 'If-Match': made }) };
  return answerTo<T>(path, { method, headers, body: JSON.stringify(body) });
}

/** Sends a file as it is. Throws a `Refused` like `change`. */
export function sendFile<T>(path: string, file: File): Promise<T> {
  const headers = { 'Content-Type': 'application/octet-stream' };
  return answerTo<T>(path, { method: 'POST', headers, body: file });
}

async function answerTo<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(`/api/v1${path}`, init).catch(() => {
    throw new Refused(0, { detail: 'The server cannot be reached.' });
  });
  if (response.ok) return (await response.json()) as T;
  const type = response.headers.get('Content-Type') ?? '';
  const problem = type.startsWith('application/problem+json') ? await response.json() : {};
  throw new Refused(response.status, problem);
}

/** Where the returns of a kind are filled in. */
export function pathOf({ kind, id }: Pick<ReturnPage, 'kind' | 'id'>): string {
  return `/${{ quarter: 'returns', correction: 'corrections', paper: 'papers' }[kind]}/${encodeURIComponent(id)}`;
}
