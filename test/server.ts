import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the built product answers, without a slash at the end: `http://127.0.0.1:41234`. */
    product: string;
  }
}

const script = fileURLToPath(new URL('../api/dist/server.js', import.meta.url));

/** The built product in a process of its own. */
export interface Product {
  url: string;
  pid: number;
  /** Everything it has printed so far, a line each. */
  said: readonly string[];
  /** Stops it as a person does, and answers with everything it printed, a line each. */
  stop(): Promise<string[]>;
}

/** Starts one product for all the browser tests, with its own data, and returns how to stop it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-product-'));
  const product = await startProduct({ DATA_DIR: dataDir });
  project.provide('product', product.url);
  return async () => {
    await product.stop();
    await rm(dataDir, { recursive: true });
  };
}

/**
 * Starts the built product on a free port and waits for the address it prints. Fails with what it
 * said when it ends instead.
 */
export async function startProduct(settings: Record<string, string>): Promise<Product> {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [script], {
    env: { PATH, PORT: '0', HOST: '127.0.0.1', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  const said: string[] = [];
  const address = new Promise<string | undefined>((resolve) => {
    for (const output of [child.stdout, child.stderr]) {
      createInterface(output).on('line', (line) => {
        said.push(line);
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line);
        if (found) resolve(found[0]);
      });
    }
    void ended.then(() => resolve(undefined));
  });

  const url = await address;
  if (url === undefined || child.pid === undefined) throw new ProductRefused(said.join('\n'));
  return {
    url,
    pid: child.pid,
    said,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      return said;
    },
  };
}

/**
 * Starts the built product and kills it, as `kill -9` does, so many milliseconds later. Answers
 * whether it was still opening: it had not said where it answers.
 */
export async function killWhileStarting(
  settings: Record<string, string>,
  ms: number,
): Promise<boolean> {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [script], {
    env: { PATH, PORT: '0', HOST: '127.0.0.1', ...settings },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'close');
  let said = '';
  child.stdout.on('data', (text: Buffer) => {
    said += text;
  });
  await Promise.race([ended, sleep(ms)]);
  const wasOpening = !said.includes('http://');
  child.kill('SIGKILL');
  await ended;
  return wasOpening;
}

/** The product ended before it answered; the message is all that it said. */
export class ProductRefused extends Error {
  override name = 'ProductRefused';
}
