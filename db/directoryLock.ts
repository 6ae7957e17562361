import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';

/** Another process has the directory. The message names it and says what to do. */
export class DirectoryInUse extends Error {
  override name = 'DirectoryInUse';
}

/**
 * Takes a directory for this process alone, by a file beside it, `<directory>.lock`, that names the
 * process and when it started. Returns how to let it go. A lock whose process has ended is taken
 * over, however young; one whose process lives is respected, however old.
 */
export async function takeDirectory(directory: string): Promise<() => Promise<void>> {
  return takeLock(`${directory}.lock`, directory);
}

async function takeLock(lock: string, directory: string): Promise<() => Promise<void>> {
  const mine = `${process.pid} ${await startOf(process.pid)} ${randomUUID()}\n`;
  const draft = `${lock}.${randomUUID()}`;
  await writeFile(draft, mine, { flag: 'wx' });
  try {
    // Linking a finished file is atomic: nobody ever reads a lock that is half written.
    while (!(await linked(draft, lock))) {
      const found = await contentOf(lock);
      if (found === undefined) continue;
      if (await isHeld(found)) throw inUse(directory, found);
      if (await replaced(lock, found, draft, directory)) break;
    }
  } finally {
    await rm(draft, { force: true });
  }
  return async () => {
    if ((await contentOf(lock)) === mine) await rm(lock, { force: true });
  };
}

/**
 * Puts our lock in the place of a stale one, which stays until ours is there: nobody finds the
 * place empty. Only who holds the claim may do so, and only if the lock is still the stale one.
 */
async function replaced(
  lock: string,
  stale: string,
  draft: string,
  directory: string,
): Promise<boolean> {
  const letGoOfClaim = await takeLock(`${lock}.claim`, directory);
  try {
    if ((await contentOf(lock)) !== stale) return false;
    await rename(draft, lock);
    return true;
  } finally {
    await letGoOfClaim();
  }
}

async function isHeld(content: string): Promise<boolean> {
  const [pid, start] = content.split(' ');
  return start !== undefined && (await startOf(Number(pid))) === start;
}

function inUse(directory: string, content: string | undefined): DirectoryInUse {
  const holder = content === undefined ? 'another process' : `process ${content.split(' ')[0]}`;
  return new DirectoryInUse(
    `The data directory ${directory} is in use by ${holder}. Stop that one first, or set DATA_DIR to another directory.`,
  );
}

/** When a process started, in words that do not change while it lives; nothing if it has ended. */
async function startOf(pid: number): Promise<string | undefined> {
  if (!isAlive(pid)) return undefined;
  const stat = await contentOf(`/proc/${pid}/stat`);
  // Elsewhere than Linux a living process number has to be enough.
  if (stat === undefined) return 'running';
  // The second field is the command in brackets and may hold spaces; the start is the 22nd.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, started] = [fields[0], fields[19]];
  // Killed, but not yet taken note of by whoever started it: it writes no more.
  if (state === 'Z' || state === 'X') return undefined;
  const boot = await contentOf('/proc/sys/kernel/random/boot_id');
  return `${started}@${boot?.trim()}`;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function contentOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')
  );
}
