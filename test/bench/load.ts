import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import type { Server } from './reply.ts';
import { median, type Row, ratioOf } from './row.ts';

const autocannon = createRequire(import.meta.url).resolve('autocannon');

const rounds = 5;
const secondsEach = 3;

/** What is asked of a server, again and again. */
export interface Asked {
  path: string;
  headers: Record<string, string>;
  expected: string;
  /** What is posted; without it, it is a GET. */
  body?: string;
}

/** A server and what is asked of it. */
type Side = readonly [server: Pick<Server, 'url' | 'pid'>, asked: Asked];

interface Load {
  perSecond: number;
  p99: number;
  /** Milliseconds of the server's processor that a request took. */
  cpu: number;
}

/**
 * Requests per second, p99 and processor time of one server against another, in turns, so that a busy machine is busy for both.
 */
export async function compare(
  name: string,
  product: Side,
  other: Side,
  wanted: Partial<Record<keyof Load, string>>,
  connections = 50,
): Promise<Row[]> {
  for (const side of [product, other]) await load(side, 1, connections);
  const loads: { product: Load[]; other: Load[] } = { product: [], other: [] };
  for (let round = 0; round < rounds; round++) {
    // Whoever is second finds a warmer machine, so they take turns.
    const order =
      round % 2 === 0 ? (['product', 'other'] as const) : (['other', 'product'] as const);
    for (const side of order) {
      loads[side].push(await load(side === 'product' ? product : other, secondsEach, connections));
    }
  }
  const row = (what: string, of: keyof Load, digits: number): Row => {
    const [ours, theirs] = [loads.product, loads.other].map((each) => each.map((one) => one[of]));
    return {
      what: `${name}: ${what}`,
      product: median(ours ?? []).toFixed(digits),
      bare: median(theirs ?? []).toFixed(digits),
      ratio: ratioOf(ours ?? [], theirs ?? []),
      wanted: wanted[of] ?? '',
    };
  };
  return [
    row('requests/s', 'perSecond', 0),
    row('p99 ms', 'p99', 0),
    row('CPU ms a request', 'cpu', 3),
  ];
}

async function load([server, asked]: Side, seconds: number, connections: number): Promise<Load> {
  const { path, headers, expected, body } = asked;
  const given = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const post = body === undefined ? [] : ['-m', 'POST', '-b', body];
  const url = server.url + path;
  const words = [
    autocannon,
    '--json',
    '-c',
    String(connections),
    '-d',
    String(seconds),
    ...given,
    ...post,
    url,
  ];
  const before = processorTime(server.pid);
  const { stdout } = await promisify(execFile)(process.execPath, words, { maxBuffer: 2 ** 24 });
  const spent = processorTime(server.pid) - before;
  const { requests, latency, errors, statusCodeStats } = JSON.parse(stdout);
  const statuses = Object.keys(statusCodeStats).join();
  if (errors > 0 || statuses !== expected) {
    throw new Error(`${url} had ${errors} errors and answered ${statuses}, not ${expected}`);
  }
  return { perSecond: requests.average, p99: latency.p99, cpu: spent / requests.total };
}

/** Milliseconds that a process has had of the processors, where Linux says so. */
function processorTime(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // utime and stime, in hundredths of a second.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
