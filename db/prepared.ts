import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { extract } from 'tar';

/**
 * Fills a directory that is not there yet from a prepared database. It gets its name when it is
 * whole, so that who is killed meanwhile leaves nothing that looks like a database.
 */
export async function unpackPrepared(file: string, directory: string): Promise<void> {
  await fillWhole(directory, (unfinished) => extract({ file, cwd: unfinished }));
}

/** Makes a directory that is not there yet, under its name only when it is whole. */
export async function fillWhole(
  directory: string,
  fill: (unfinished: string) => Promise<void>,
): Promise<void> {
  const unfinished = `${directory}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  await fill(unfinished);
  await rename(unfinished, directory);
}

/** Whether a directory holds a whole embedded database. */
export function holdsDatabase(directory: string): boolean {
  return existsSync(join(directory, 'PG_VERSION'));
}
