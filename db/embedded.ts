import { existsSync, mkdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import type { Connection } from './connect.ts';
import { takeDirectory } from './directoryLock.ts';
import { doorbell, ringOf } from './doorbell.ts';
import { fillWhole, holdsDatabase, unpackPrepared } from './prepared.ts';

/**
 * The Board's record fits several times into so much memory. The usual 128 MB would be cleared at every
 * start, which takes half of the time of one.
 */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=32MB'];

/**
 * Opens the embedded database in a directory, for this process alone. An empty place begins from a
 * prepared database, if that file is there. Throws `DirectoryInUse`.
 */
export async function connectDirectory(
  dataDir: string,
  prepared: string | undefined,
): Promise<Connection> {
  mkdirSync(dataDir, { recursive: true });
  const directory = join(dataDir, 'pglite');
  // PGlite takes no lock of its own: two processes on one directory silently lose rows.
  const release = await takeDirectory(directory);
  try {
    if (!holdsDatabase(directory)) await begin(directory, prepared);
    const client = await PGlite.create({ dataDir: directory, startParams });
    const connection = embedded(client);
    return {
      ...connection,
      close: async () => {
        await connection.close();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

async function begin(directory: string, prepared: string | undefined): Promise<void> {
  if (prepared !== undefined && existsSync(prepared)) return unpackPrepared(prepared, directory);
  await fillWhole(directory, async (unfinished) => {
    const client = await PGlite.create({ dataDir: unfinished, startParams });
    await client.close();
  });
}

/** Opens an embedded database that ends with the process, from a prepared one if there is any. */
export async function connectInMemory(prepared: string | undefined): Promise<Connection> {
  const loadDataDir = prepared === undefined ? undefined : new Blob([await readFile(prepared)]);
  return embedded(await PGlite.create({ startParams, ...(loadDataDir && { loadDataDir }) }));
}

/**
 * Makes an embedded database in memory, has it filled, and keeps it whole in a file (a gzipped
 * tar), from which others begin in a third of the time and half of the memory.
 */
export async function prepareDatabase(
  file: string,
  fill: (connection: Connection) => Promise<void>,
): Promise<void> {
  const client = await PGlite.create({ startParams });
  try {
    await fill(embedded(client));
    const dump = await client.dumpDataDir('gzip');
    await writeFile(file, Buffer.from(await dump.arrayBuffer()));
  } finally {
    await client.close();
  }
}

function embedded(client: PGlite): Connection {
  const db = drizzle({ client, casing: 'snake_case' });
  return {
    db,
    engine: 'PGlite',
    migrate: (folder) => migrate(db, { migrationsFolder: folder }),
    listen: async (rung) => ({
      close: await client.listen(doorbell, (word) => rung(ringOf(word))),
    }),
    readPublicly: (read) => read(),
    close: () => client.close(),
  };
}
