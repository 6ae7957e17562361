import type { WireImport } from '@throughline/api/wire/import';
import { ApiProblem, reasonOf } from '../api.ts';

/**
 * Asks what a file would change, or, with `write`, changes it. A file of which something is refused
 * comes back as a plan too, and nothing of it is written.
 */
export async function sendFile(form: FormData): Promise<WireImport> {
  const response = await fetch('/api/v1/imports', { method: 'POST', body: form }).catch(() => {
    throw new ApiProblem(0, 'The server cannot be reached. Check the connection and try again');
  });
  const isPlan = response.headers.get('Content-Type')?.startsWith('application/json');
  if (!isPlan) throw new ApiProblem(response.status, await reasonOf(response));
  return (await response.json()) as WireImport;
}
