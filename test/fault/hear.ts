/**
 * `node test/run.js test/fault/hear.ts [events] [streams]`: tells 1,000 events while two instances on
 * one PostgreSQL, their doorbells and their readers' streams are killed in turn, and prints what was
 * not heard, or not in order; then one event to 500 streams, and how long the last waited.
 */
import { hear, startTwo, tellAll } from './hearing.ts';

const events = Number(process.argv[2] ?? 1000);
const streams = Number(process.argv[3] ?? 500);
const two = await startTwo();
const heard = await hear(two, events, 5);
console.log(JSON.stringify(heard));
const took = (await tellAll(two, streams)).sort((a, b) => a - b);
const at = (share: number) => Math.round(took[Math.ceil(took.length * share) - 1] ?? 0);
console.log(`${took.length} streams told: half in ${at(0.5)} ms, all in ${at(1)} ms`);
await two.stop();
if (heard.missing + heard.twice + heard.outOfOrder > 0 || at(1) > 2000) process.exitCode = 1;
