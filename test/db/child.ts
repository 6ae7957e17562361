import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const run = fileURLToPath(new URL('../run.js', import.meta.url));

/** A process of its own that runs a TypeScript file, spoken with by lines. */
export interface Child {
  pid: number;
  /** Says a line. */
  say(line: string): void;
  /** The next line it says; fails when it ends without one. */
  hear(): Promise<string>;
  /** Ends it as a crash does, or in order by closing its input. */
  crash(): Promise<void>;
  end(): Promise<void>;
}

/** Starts `file` (beside this one) in a process of its own. */
export function startChild(file: string, ...words: string[]): Child {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, [run, path, ...words], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    pid: pidOf(child),
    say: (line) => child.stdin.write(`${line}\n`),
    hear: async () => {
      const { value, done } = await lines.next();
      if (done) throw new Error(`${file} ended without a word`);
      return value;
    },
    crash: () => ended(child, () => child.kill('SIGKILL')),
    end: () => ended(child, () => child.stdin.end()),
  };
}

async function ended(child: ChildProcess, stop: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  stop();
  await exit;
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('The process did not start');
  return pid;
}
