import { queryOptions } from '@tanstack/react-query';
import type { PresentationPage, WireScreen } from '@throughline/api/wire/presentation';
import { isDay } from '@throughline/domain/period';
import { ApiProblem, get, reasonOf } from '../api.ts';

/** The presentation of a meeting as the chair sees it. */
export function presentationQuery(date: string) {
  return queryOptions({
    queryKey: ['presentation', date],
    queryFn: (context) => {
      if (!isDay(date)) throw new ApiProblem(404, 'There is no such day');
      return get<PresentationPage>(`/presentations/${date}`, context);
    },
  });
}

/** What a screen shows that has only its code: as the server draws it, before it has a token. */
export function screenQuery(code: string) {
  return queryOptions({
    queryKey: ['screen', code],
    queryFn: (context) => get<WireScreen>(`/screens/${encodeURIComponent(code)}`, context),
  });
}

/** What the screen of a token shows now. Throws an `ApiProblem` for anything but success. */
export async function lookAt(code: string, token: string): Promise<WireScreen> {
  const response = await fetch(`/api/v1/screens/${encodeURIComponent(code)}`, {
    headers: { Authorization: `Bearer ${token}` },
    cache: 'no-store',
    signal: AbortSignal.timeout(5000),
  }).catch(() => {
    throw new ApiProblem(0, 'The server cannot be reached.');
  });
  if (!response.ok) throw new ApiProblem(response.status, await reasonOf(response));
  return (await response.json()) as WireScreen;
}

/** A code as it is read from a wall and typed: in two halves. */
export function codeWords(code: string): string {
  const half = Math.ceil(code.length / 2);
  return `${code.slice(0, half)} ${code.slice(half)}`;
}
