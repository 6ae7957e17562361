import type { IncomingMessage, ServerResponse } from 'node:http';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Logger } from 'pino';

/** What is measured of the product from outside, and how a watcher reads it. */
export interface Meters {
  /** Follows a request to its end: counts it, times it and writes its line in the log. */
  follow(request: IncomingMessage, response: ServerResponse): void;
  /** Notes which route a request came to, for its count. */
  middleware(): MiddlewareHandler;
  /** Notes that a request is answered from memory. */
  ready(request: IncomingMessage): void;
  /** Everything in the text format of Prometheus. */
  text(database: DatabaseMeters): string;
}

/** What the database says of itself when a watcher asks. */
export interface DatabaseMeters {
  isThere: boolean;
  seconds: number;
  /** Connections of this product to it, by what they are doing. */
  connections: ReadonlyMap<string, number>;
}

interface Counted {
  count: number;
  seconds: number;
  /** How many took up to each end, and no less than the end before; those that took longer, last. */
  buckets: number[];
}

/** Upper ends in seconds; a reply ready in memory takes less than the first. */
const ends = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 1, 3, 10];

/** Measures a server. Paths, questions and cookies never come in: only the pattern of a route. */
export function createMeters(log: Logger): Meters {
  const patterns = new WeakMap<IncomingMessage, string>();
  /** By route, then by method and status. */
  const requests = new Map<string, Map<string, number>>();
  const times = new Map<string, Counted>();
  const loop = monitorEventLoopDelay({ resolution: 10 });
  loop.enable();
  let underway = 0;
  let fromMemory = 0;

  return {
    follow(request, response) {
      const began = performance.now();
      underway += 1;
      response.once('close', () => {
        underway -= 1;
        const route = patterns.get(request) ?? 'none';
        const method = knownMethods.has(request.method ?? '') ? request.method : 'other';
        const seconds = (performance.now() - began) / 1000;
        const status = response.writableFinished ? response.statusCode : 'broken off';
        add(requests, route, `${method} ${status}`);
        time(times, route, seconds);
        log.info({ method, route, status, ms: Math.round(seconds * 1000) }, 'answered');
      });
    },
    middleware: () => async (c, next) => {
      await next();
      const incoming: IncomingMessage | undefined = c.env?.incoming;
      if (incoming === undefined) return;
      const route = matchedRoutes(c).find(({ method }) => method !== 'ALL')?.path;
      patterns.set(incoming, route ?? 'none');
    },
    ready(request) {
      fromMemory += 1;
      patterns.set(request, 'ready in memory');
    },
    text(database) {
      return [
        ...head('counter', 'http_requests_total', 'Requests by route and status.'),
        ...[...requests].flatMap(([route, counts]) => answered(route, counts)),
        ...histogram(times),
        ...gauge('http_requests_underway', 'Requests being answered.', underway),
        ...only('counter', 'ready_replies_total', 'Answered from memory.', fromMemory),
        ...loopLag(loop),
        ...gauge('process_resident_memory_bytes', 'Memory.', process.memoryUsage.rss()),
        ...gauge('process_heap_bytes', 'Heap in use.', process.memoryUsage().heapUsed),
        ...gauge('process_uptime_seconds', 'Since the start.', process.uptime()),
        ...gauge('database_up', 'Whether the record answers.', database.isThere ? 1 : 0),
        ...gauge('database_answer_seconds', 'How long it took.', database.seconds),
        ...head('gauge', 'database_connections', 'Connections by state.'),
        ...[...database.connections].map(
          ([state, count]) => `throughline_database_connections${labels({ state })} ${count}`,
        ),
        '',
      ].join('\n');
    },
  };
}

const knownMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']);

function add(requests: Map<string, Map<string, number>>, route: string, how: string): void {
  const counts = requests.get(route) ?? new Map<string, number>();
  if (counts.size === 0) requests.set(route, counts);
  counts.set(how, (counts.get(how) ?? 0) + 1);
}

function time(times: Map<string, Counted>, route: string, seconds: number): void {
  const counted = times.get(route) ?? {
    count: 0,
    seconds: 0,
    buckets: Array<number>(ends.length + 1).fill(0),
  };
  if (counted.count === 0) times.set(route, counted);
  counted.count += 1;
  counted.seconds += seconds;
  const found = ends.findIndex((end) => seconds <= end);
  const bucket = found === -1 ? ends.length : found;
  counted.buckets[bucket] = (counted.buckets[bucket] ?? 0) + 1;
}

function answered(route: string, counts: ReadonlyMap<string, number>): string[] {
  return [...counts].map(([how, count]) => {
    const [method, ...status] = how.split(' ');
    const label = labels({ method, route, status: status.join(' ') });
    return `throughline_http_requests_total${label} ${count}`;
  });
}

function labels(given: Record<string, string | number | undefined>): string {
  const said = Object.entries(given).map(
    ([name, text]) => `${name}="${String(text).replace(/[\\"\n]/g, (one) => `\\${one}`)}"`,
  );
  return `{${said.join(',')}}`;
}

function head(type: string, name: string, help: string): string[] {
  return [`# HELP throughline_${name} ${help}`, `# TYPE throughline_${name} ${type}`];
}

function only(type: string, name: string, help: string, value: number): string[] {
  return [...head(type, name, help), `throughline_${name} ${value}`];
}

function gauge(name: string, help: string, value: number): string[] {
  return only('gauge', name, help, value);
}

function histogram(times: ReadonlyMap<string, Counted>): string[] {
  const name = 'http_request_seconds';
  return [
    ...head('histogram', name, 'How long answers took, by route.'),
    ...[...times].flatMap(([route, { count, seconds, buckets }]) => {
      const label = labels({ route });
      const within = (end: string) => label.replace(/\}$/, `,le="${end}"}`);
      let sum = 0;
      return [
        ...ends.map((end, at) => {
          sum += buckets[at] ?? 0;
          return `throughline_${name}_bucket${within(String(end))} ${sum}`;
        }),
        `throughline_${name}_bucket${within('+Inf')} ${count}`,
        `throughline_${name}_sum${label} ${seconds}`,
        `throughline_${name}_count${label} ${count}`,
      ];
    }),
  ];
}

/** How late the event loop was since the last time that somebody asked. */
function loopLag(loop: IntervalHistogram): string[] {
  const [mean, p99, max] = [loop.mean, loop.percentile(99), loop.max].map((nanoseconds) =>
    Number.isFinite(nanoseconds) ? nanoseconds / 1e9 : 0,
  );
  loop.reset();
  return [
    ...gauge('event_loop_lag_seconds', 'Mean lateness since last asked.', mean ?? 0),
    ...gauge('event_loop_lag_p99_seconds', '99th percentile of it.', p99 ?? 0),
    ...gauge('event_loop_lag_max_seconds', 'The most of it.', max ?? 0),
  ];
}
