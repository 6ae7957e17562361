/**
 * `pnpm synth --rows 10000000`: fills the empty PostgreSQL database of `DATABASE_URL` with figures
 * that no council has, for measuring. A database that holds anything else is refused.
 */
import { parseArgs } from 'node:util';
import { shapeOf, synthesise } from './synthesise.ts';

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { rows: { type: 'string' } },
});
const { DATABASE_URL = '' } = process.env;
const rows = Number(values.rows);
if (!DATABASE_URL.startsWith('postgres') || !Number.isSafeInteger(rows) || rows < 1) {
  console.error('Set DATABASE_URL to an empty PostgreSQL database, and give --rows with a number');
  process.exitCode = 2;
} else {
  console.log(`${await synthesise(DATABASE_URL, shapeOf(rows), console.log)} synthetic versions`);
}
