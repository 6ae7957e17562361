import { readFile } from 'node:fs/promises';

/** The path of every page of the product, as its own table has it: `/metrics/:id`. */
export async function pagePaths(): Promise<string[]> {
  const table = await readFile(new URL('../web/src/routes.ts', import.meta.url), 'utf8');
  return [...table.matchAll(/\broute\(\s*'([^']+)'/g)].map(([, path = '']) => path);
}
