/**
 * `node test/run.js test/fault/diskFull.ts PGlite|PostgreSQL`: fills the disk under the product, a
 * small one of its own in memory, while a return is being filled in. Prints what came of it as
 * JSON. PostgreSQL, which does not run as root, needs root to become somebody else.
 */
import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { startPostgres } from '../postgres.ts';
import { type Filled, fillDisk } from './filling.ts';

const [, , engine = 'PGlite', disk] = process.argv;
if (disk === undefined) process.exitCode = await onDiskOfItsOwn();
else console.log(JSON.stringify(await filled(disk)));

async function onDiskOfItsOwn(): Promise<number> {
  const mount = await mkdtemp(join(tmpdir(), 'throughline-disk-'));
  // A name space of our own takes the disk away with us; whoever is not root gets one too.
  const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  const inside = 'mount -t tmpfs -o size=160m tmpfs "$0" && exec "$@" "$0"';
  const again = [process.execPath, 'test/run.js', 'test/fault/diskFull.ts', engine];
  const { status } = spawnSync(
    'unshare',
    [...asRoot, '--mount', 'sh', '-c', inside, mount, ...again],
    { stdio: 'inherit' },
  );
  await rm(mount, { recursive: true });
  return status ?? 1;
}

async function filled(mount: string): Promise<Filled> {
  await chmod(mount, 0o755);
  if (engine === 'PGlite') return fillDisk(mount, { dataDir: mount });
  process.env['TMPDIR'] = mount;
  const server = await startPostgres();
  try {
    const client = postgres(`${server.url}postgres`, { max: 1 });
    await client.unsafe('create database full_disk');
    await client.end();
    return await fillDisk(mount, { databaseUrl: `${server.url}full_disk` });
  } finally {
    await server.stop();
  }
}
