/**
 * `pnpm fault:fuzz [requests] [seed]`: asks every route of the API 10,000 things that nobody thought
 * of and prints how it answered: nothing may be an error of ours, show a stack or change by reading.
 */
import { openProduct } from '../api/product.ts';
import { fuzz } from './fuzzing.ts';
import { randomFrom } from './killing.ts';

const requests = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 32);
const product = await openProduct('PGlite');
const { wrong, ...figures } = await fuzz(product, requests, randomFrom(seed));
console.log(`seed ${seed}: ${JSON.stringify(figures)}`);
for (const one of wrong.slice(0, 30)) console.log(one);
if (wrong.length > 0 || figures.changedByReading.length > 0) process.exitCode = 1;
await product.close();
process.exit();
