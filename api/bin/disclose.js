#!/usr/bin/env node
/**
 * `pnpm disclose FILE`. A program of its own and no script of the package, because pnpm would print
 * the script's name before the JSON that stands alone on standard output.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const build = fileURLToPath(new URL('../../web/build.js', import.meta.url));
const built = spawnSync(process.execPath, [build], { stdio: ['ignore', 2, 2] });
if (built.status !== 0) process.exit(built.status ?? 1);
await import(new URL('../dist/commands/disclose.js', import.meta.url).href);
