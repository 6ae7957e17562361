/**
 * Runs a TypeScript file in a process of its own, which Node 20 cannot do alone:
 * `node test/run.js <file> <words…>`. The file finds its words in `process.argv` from the third on.
 */
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const [file = ''] = process.argv.splice(2, 1);
await runnerImport(resolve(file), { configFile: false, logLevel: 'error' });
