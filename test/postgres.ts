import { execFileSync, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { connect, prepareDatabase } from '@throughline/db';
import { loadSeeds } from '@throughline/seeds';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { findPostgres } from './machine.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The throw-away PostgreSQL server, without a database: `postgres://…:54321/`. */
    postgresServer: string;
    /** A migrated and empty embedded database, in a file. */
    preparedDatabase: string;
  }
}

/** The database that every test database is copied from: migrated, and empty. */
export const template = 'throughline_template';

/** The database with the Board's record, from which others are copied. */
export const board = 'throughline_board';

/** The folder of the Board's record. */
export const seeds = fileURLToPath(new URL('../seeds', import.meta.url));

const migrations = fileURLToPath(new URL('../db/migrations', import.meta.url));

/** Starts a PostgreSQL server of our own for the tests, and returns how to stop it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  await createTemplates(server.url);
  project.provide('postgresServer', server.url);
  const folder = mkdtempSync(join(tmpdir(), 'throughline-prepared-'));
  const prepared = join(folder, 'empty.tar.gz');
  await prepareDatabase(prepared, ({ migrate }) => migrate(migrations));
  project.provide('preparedDatabase', prepared);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  };
}

/** A PostgreSQL server of our own. */
export interface Server {
  /** Without a database: `postgres://…:54321/`. */
  url: string;
  stop(): Promise<void>;
}

/** A throw-away server in a temporary directory, which is removed when it stops. */
export function startPostgres(): Promise<Server> {
  const account = ['--auth=trust', '--username=throughline', '--encoding=UTF8', '--locale=C'];
  return start('initdb', account);
}

/** A hot standby of a server: what is written there is read here a moment later. */
export function startStandby(primary: Server): Promise<Server> {
  const from = ['--dbname', `${primary.url}postgres`, '--write-recovery-conf'];
  return start('pg_basebackup', [...from, '--checkpoint=fast', '--wal-method=stream']);
}

/** Fills a directory with one of PostgreSQL's programs, and starts a server on it. */
async function start(program: 'initdb' | 'pg_basebackup', words: string[]): Promise<Server> {
  const programs = findPostgres();
  if (programs === undefined) throw new Error('There is no PostgreSQL: run node test/prepare.js');
  const directory = mkdtempSync(join(tmpdir(), 'throughline-postgres-'));
  const port = await freePort();
  const user = unprivileged();
  if (user) chownSync(directory, user.uid, user.gid);

  const data = join(directory, 'data');
  const quiet: StdioOptions = ['ignore', 'ignore', 'inherit'];
  execFileSync(join(programs, program), ['-D', data, '--no-sync', ...words], {
    ...user,
    cwd: directory,
    stdio: quiet,
  });

  // The shell outlives us by one line: when its input closes, however we end, it stops the server.
  const keeper = '"$@" <&- & read -r _; kill -INT $!; wait $!; rm -rf "$0"';
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: directory,
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    max_connections: 200,
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = [join(programs, 'postgres'), '-D', data, ...options];
  const child = spawn('sh', ['-c', keeper, directory, ...command], {
    ...user,
    cwd: '/',
    detached: true, // an interrupt from the keyboard is for us; the server is stopped in order
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const stopped = once(child, 'exit');

  const said: string[] = [];
  for await (const line of createInterface(child.stderr)) {
    said.push(line);
    if (isReady.test(line)) break;
  }
  if (!isReady.test(said.at(-1) ?? '')) {
    throw new Error(`PostgreSQL did not start:\n${said.join('\n')}`);
  }
  child.stderr.resume();
  return {
    url: `postgres://throughline@127.0.0.1:${port}/`,
    stop: async () => {
      child.stdin.end();
      await stopped;
    },
  };
}

const isReady = /ready to accept (read-only )?connections/;

async function createTemplates(server: string): Promise<void> {
  const client = postgres(`${server}postgres`);
  await client.unsafe(`create database ${template}`);
  const empty = await connect({ databaseUrl: `${server}${template}` });
  await empty.migrate(migrations);
  await empty.close();

  await client.unsafe(`create database ${board} template ${template}`);
  await client.end();
  const filled = await connect({ databaseUrl: `${server}${board}` });
  await loadSeeds(filled.db, seeds);
  await filled.close();
}

/** PostgreSQL refuses to run as root: then it runs as the package's own account, or as nobody. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const account = accountExists('postgres') ? 'postgres' : 'nobody';
  const number = (kind: '-u' | '-g') =>
    Number(execFileSync('id', [kind, account], { encoding: 'utf8' }));
  return { uid: number('-u'), gid: number('-g') };
}

function accountExists(name: string): boolean {
  try {
    execFileSync('id', [name], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port is free');
  return address.port;
}
