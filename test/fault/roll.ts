/**
 * `node test/run.js test/fault/roll.ts [restarts]`: restarts two instances in turns, fifty times unless
 * told otherwise, under twenty requests a second, and says what was not answered: nothing.
 */
import postgres from 'postgres';
import { startPostgres } from '../postgres.ts';
import { rollUnderLoad } from './rolling.ts';

const restarts = Number(process.argv[2] ?? 50);
const server = await startPostgres();
try {
  const sql = postgres(`${server.url}postgres`, { max: 1 });
  await sql.unsafe('create database rolling');
  await sql.end();
  const rolled = await rollUnderLoad(`${server.url}rolling`, { restarts, perSecond: 20 });
  console.log(
    `${rolled.restarts} restarts, ${rolled.requests} requests, ${rolled.passedOn} answered by the ` +
      `other instance, ${rolled.failed.length} failed`,
  );
  for (const one of rolled.failed) console.log(one);
  if (rolled.failed.length > 0) process.exitCode = 1;
} finally {
  await server.stop();
}
