import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DirectoryInUse, takeDirectory } from '../../db/directoryLock.ts';
import { type Child, startChild } from './child.ts';

let home: string;
let directory: string;
let children: Child[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'throughline-lock-'));
  directory = join(home, 'pglite');
});

afterEach(async () => {
  await Promise.all(children.map((child) => child.crash()));
  children = [];
  await rm(home, { recursive: true });
});

test('a directory is taken once: the second is refused by the name of the first', async () => {
  const first = await holder();
  expect(await take(first)).toBe('holds');

  const second = await holder();

  expect(await take(second)).toBe(
    `DirectoryInUse: The data directory ${directory} is in use by process ${first.pid}. Stop that one first, or set DATA_DIR to another directory.`,
  );
});

test('the same process is refused a second time too', async () => {
  const letGo = await takeDirectory(directory);

  await expect(takeDirectory(directory)).rejects.toThrow(DirectoryInUse);
  await letGo();
});

test('a directory that was let go is free, and no file of the lock is left', async () => {
  const first = await holder();
  await take(first);
  await first.end();

  expect(await readdir(home)).toEqual([]);
  expect(await take(await holder())).toBe('holds');
});

test('the lock of a process that crashed is taken over by the next start', async () => {
  const first = await holder();
  await take(first);
  await first.crash();
  expect(existsSync(`${directory}.lock`)).toBe(true);

  expect(await take(await holder())).toBe('holds');
});

test('a process that has ended but is still listed by its parent does not keep the lock', async () => {
  // The shell becomes `sleep`, which never asks how its child ended.
  const run = fileURLToPath(new URL('../run.js', import.meta.url));
  const file = fileURLToPath(new URL('holder.ts', import.meta.url));
  const command = '(echo take; sleep 60) | "$@" & exec sleep 60';
  const words = ['-c', command, 'sh', process.execPath, run, file, directory];
  const parent = spawn('sh', words, { stdio: 'ignore', detached: true });
  await expect.poll(() => existsSync(`${directory}.lock`), { timeout: 20_000 }).toBe(true);
  const pid = Number((await readFile(`${directory}.lock`, 'utf8')).split(' ')[0]);
  process.kill(pid, 'SIGKILL');
  // The kernel takes a moment to end it.
  await expect.poll(() => stateOf(pid), { timeout: 20_000 }).toBe('Z');

  const letGo = await takeDirectory(directory);

  await letGo();
  if (parent.pid !== undefined) process.kill(-parent.pid, 'SIGKILL');
});

test('a process number that another process has now does not keep the lock', async () => {
  // Our own number is alive, but we did not start when this lock says.
  await writeFile(`${directory}.lock`, `${process.pid} 1@another-boot 0\n`);

  const letGo = await takeDirectory(directory);
  await letGo();
});

test('a lock is respected however old it is', async () => {
  const first = await holder();
  await take(first);
  const held = await readFile(`${directory}.lock`, 'utf8');
  await rm(`${directory}.lock`);
  await writeFile(`${directory}.lock`, held);

  await expect(takeDirectory(directory)).rejects.toThrow(`process ${first.pid}`);
});

test('whoever was refused leaves the holder’s lock as it was', async () => {
  const letGo = await takeDirectory(directory);
  const held = await readFile(`${directory}.lock`, 'utf8');

  await expect(takeDirectory(directory)).rejects.toThrow(DirectoryInUse);

  expect(await readFile(`${directory}.lock`, 'utf8')).toBe(held);
  expect(await readdir(home)).toEqual(['pglite.lock']);
  await letGo();
});

test('of twenty that start at once on a free directory exactly one gets it', async () => {
  const starters = await holders(20);

  expect(await raceOf(starters)).toHaveLength(1);
}, 120_000);

test('of twenty that start at once on a crashed one’s directory exactly one gets it', async () => {
  const starters = await holders(20);
  for (let round = 0; round < 5; round++) {
    const crashed = await holder();
    await take(crashed);
    await crashed.crash();

    const winners = await raceOf(starters);

    expect(winners).toHaveLength(1);
    for (const winner of winners) await winner.crash();
    starters.splice(starters.indexOf(winners[0] ?? crashed), 1);
  }
}, 120_000);

test('many that start at once in one process get a stale lock once', async () => {
  for (let round = 0; round < 40; round++) {
    await writeFile(`${directory}.lock`, `${process.pid} 1@another-boot ${round}\n`);

    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => takeDirectory(directory)),
    );

    const taken = answers.flatMap((answer) =>
      answer.status === 'fulfilled' ? [answer.value] : [],
    );
    expect(taken).toHaveLength(1);
    await Promise.all(taken.map((letGo) => letGo()));
    expect(await readdir(home)).toEqual([]);
  }
}, 60_000);

/** One letter, as the kernel has it: Z is ended but not yet taken note of. */
async function stateOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[0];
}

async function holder(): Promise<Child> {
  const child = startChild('holder.ts', directory);
  children.push(child);
  expect(await child.hear()).toBe('ready');
  return child;
}

async function holders(count: number): Promise<Child[]> {
  return Promise.all(Array.from({ length: count }, holder));
}

async function take(child: Child): Promise<string> {
  child.say('take');
  return child.hear();
}

/** All are told to take the directory at once; returns those that got it. */
async function raceOf(starters: readonly Child[]): Promise<Child[]> {
  const answers = await Promise.all(starters.map(take));
  const won = starters.filter((_, index) => answers[index] === 'holds');
  for (const answer of answers) expect(answer).toMatch(/^holds$|^DirectoryInUse: .* in use by /);
  return won;
}
