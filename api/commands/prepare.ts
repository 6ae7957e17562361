import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareDatabase } from '@throughline/db';
import { loadSeedsOnce } from '@throughline/seeds';

// Part of the build: a database with the seeds in it, for the first start to begin from. Runs
// built, from `api/dist/commands`: node prepare.js FILE
const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const [, , file = ''] = process.argv;

await prepareDatabase(file, async ({ db, migrate }) => {
  await migrate(join(root, 'db/migrations'));
  await loadSeedsOnce(db, join(root, 'seeds'));
});
