import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { connect, DirectoryInUse } from '@throughline/db';
import { londonDay } from '@throughline/domain/london';
import { loadSeedsOnce } from '@throughline/seeds';
import { type LoadRequest, readLoadRequest, runLoad } from '../loadCommand.ts';
import { readMappings } from '../openData.ts';
import { readSettings, SettingsRefused } from '../settings.ts';

// pnpm load FILE --published DAY --release NAME: runs built, from `api/dist/commands`.
const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

try {
  const words = process.argv.slice(2);
  const request = await readLoadRequest(words, londonDay(new Date()));
  if ('problems' in request) {
    console.error(request.problems.join('\n'));
    process.exitCode = 2;
  } else {
    process.exitCode = await load(request);
  }
} catch (error) {
  if (!(error instanceof SettingsRefused || error instanceof DirectoryInUse)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function load(request: LoadRequest): Promise<number> {
  const connection = await connect(readSettings(process.env, join(root, 'data')).place);
  try {
    await connection.migrate(join(root, 'db/migrations'));
    await loadSeedsOnce(connection.db, join(root, 'seeds'));
    const mappings = await readMappings(join(root, 'seeds/mappings'));
    return await runLoad(connection.db, request, mappings, { say: console.log, confirm });
  } finally {
    await connection.close();
  }
}

/** Asks a person at the keyboard; without one, the plan on the page is the answer. */
async function confirm(): Promise<boolean> {
  if (!process.stdin.isTTY) return true;
  const keyboard = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await keyboard.question('Write this? (yes or no) ')).trim());
  } finally {
    keyboard.close();
  }
}
