/**
 * `pnpm fault [moments]`: kills the product with `kill -9` at random moments under saving, 100 on
 * each database unless told otherwise, a third of them once more while it opens, and says how many
 * acknowledged saves were lost: none.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { startPostgres } from '../postgres.ts';
import { killUnderSaving, type LastingPlace, randomFrom } from './killing.ts';

const moments = Number(process.argv[2] ?? 100);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 32);
console.log(`${moments} moments on each database, seed ${seed}`);

const dataDir = await mkdtemp(join(tmpdir(), 'throughline-fault-'));
const server = await startPostgres();
try {
  await report('PGlite', { dataDir });
  await report('PostgreSQL', { databaseUrl: await newDatabase() });
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true });
}

async function report(engine: string, place: LastingPlace): Promise<void> {
  const opening = Math.ceil(moments * 0.3);
  const toll = await killUnderSaving(place, { moments, opening }, randomFrom(seed));
  const { lost, auditFaults, auditAstray } = toll;
  console.log(
    `${engine}: ${toll.acknowledged} saves acknowledged, ${lost.length} lost; ` +
      `${toll.unanswered} unanswered, ${toll.unansweredKept} of them kept; ` +
      `${auditFaults} faults in the audit, ${auditAstray} entries astray; ` +
      `${toll.restarts} restarts, ${toll.killedOpening} more kills while opening, ${toll.seconds.toFixed(0)} s`,
  );
  for (const one of lost) console.log(one);
  if (lost.length > 0 || auditFaults > 0 || auditAstray !== 0) process.exitCode = 1;
}

async function newDatabase(): Promise<string> {
  const name = 'throughline_fault';
  const client = postgres(`${server.url}postgres`, { max: 1 });
  await client.unsafe(`create database ${name}`);
  await client.end();
  return `${server.url}${name}`;
}
