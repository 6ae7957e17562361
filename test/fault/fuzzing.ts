import { createHash } from 'node:crypto';
import { type Database, schema } from '@throughline/db';
import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { visitor } from '../api/people.ts';
import type { Product } from '../api/product.ts';

/** What came of it. */
export interface Fuzzed {
  requests: number;
  /** How many replies had each status. */
  statuses: Record<string, number>;
  /** Replies that must not be, a sentence each. */
  wrong: string[];
  /** Tables that a mere reading changed. */
  changedByReading: string[];
  slowest: { what: string; ms: number };
}

interface Operation {
  method: string;
  path: string;
  parameters: { name: string; in: string; schema: Schema }[];
  body: Schema | undefined;
}

/** As much of JSON Schema as the description of the API uses. */
interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

interface Description {
  paths: Record<string, Record<string, Described>>;
  components?: { schemas?: Record<string, Schema> };
}

interface Described {
  parameters?: { name: string; in: string; schema?: Schema }[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
}

/** Text that somebody somewhere did not think of. */
const hostile: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\u202e\u2066',
  '\ufeff',
  'é'.normalize('NFD'),
  '‮٣',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '../../etc/passwd',
  '..%2f..%2f',
  "'; drop table versions; --",
  '{{7*7}}',
  '#{7*7}',
  '<script>alert(1)</script>',
  '=cmd|calc!A0',
  '-1',
  '0',
  '1e309',
  '999999999999999999999',
  '2147483648',
  'NaN',
  'null',
  'true',
  '[]',
  '{}',
  '9999-12-31',
  '0000-00-00',
  '2024-02-30',
  '2024-13',
  'FY9999-Q9',
  ',',
  ',,,',
  '%',
  '%00',
  '%ff',
  '\\',
  'x'.repeat(5000),
];

/** What there is, so that a part of the questions goes past the first check. */
const known: readonly string[] = [
  'children-in-care',
  'social-worker-vacancies',
  'E08000026',
  'E92000001',
  'role',
  'Total',
  '2024-11-28',
  '2023-11-23',
  'FY2024-Q3',
  'AY2024',
  '2024-12',
  'all',
  'open',
  '1',
  '2',
];

/**
 * Asks everything that the description of the API names, with what fits and what does not, as
 * everybody there is: first what only reads, then the rest. The same seed asks the same.
 */
export async function fuzz(product: Product, count: number, random: () => number): Promise<Fuzzed> {
  const description: Description = await product.json('/openapi.json');
  const operations = operationsOf(description);
  const people = [
    {},
    (await visitor(product.db, new Date('2026-11-22T12:00:00Z'), 'officer', 'clerk')).headers,
    (await visitor(product.db, new Date('2026-11-22T12:00:00Z'), 'approver', 'chair')).headers,
    (await visitor(product.db, new Date('2026-11-22T12:00:00Z'), 'member', 'administrator'))
      .headers,
  ];
  const fuzzed: Fuzzed = {
    requests: 0,
    statuses: {},
    wrong: [],
    changedByReading: [],
    slowest: { what: '', ms: 0 },
  };
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('There is nothing to pick from');
    return item;
  };
  const text = () => (random() < 0.5 ? pick(known) : pick(hostile));

  const reading = operations.filter(({ method }) => method === 'get');
  const before = await stateOf(product.db);
  for (let n = 0; n < count * 0.6; n++) await ask(pick(reading), random() < 0.1 ? 'HEAD' : 'GET');
  const after = await stateOf(product.db);
  for (const [table, state] of before) {
    if (after.get(table) !== state) fuzzed.changedByReading.push(table);
  }
  const changing = operations.filter(({ method }) => method !== 'get');
  for (let n = fuzzed.requests; n < count; n++) {
    const operation = pick(changing);
    await ask(operation, operation.method.toUpperCase());
  }
  return fuzzed;

  async function ask(operation: Operation, method: string): Promise<void> {
    const path = operation.path.replace(/\{[^}]+\}/g, () => encoded(text()));
    const search = operation.parameters
      .filter((one) => one.in === 'query' && random() < 0.5)
      .map(({ name, schema: wanted }) => {
        const given = wanted.enum ? String(pick(wanted.enum)) : text();
        return `${name}=${encoded(random() < 0.2 ? text() : given)}`;
      });
    if (random() < 0.1) search.push(`${encoded(text())}=${encoded(text())}`);
    const url = `${path}${search.length > 0 ? `?${search.join('&')}` : ''}`;
    const headers: Record<string, string> = { ...pick(people) };
    if (random() < 0.5) headers['If-Match'] = pick(['"0"', '"1"', '*', 'x', '"99999999999"']);
    const body = ['GET', 'HEAD'].includes(method) ? undefined : bodyOf(operation.body);
    const began = performance.now();
    const response = await product.request(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const type = response.headers.get('content-type') ?? '';
    // A stream has no end to wait for.
    const said = type.startsWith('text/event-stream') ? '' : await response.text();
    await response.body?.cancel().catch(() => undefined);
    const ms = performance.now() - began;
    fuzzed.requests += 1;
    fuzzed.statuses[response.status] = (fuzzed.statuses[response.status] ?? 0) + 1;
    const what = `${method} ${url.slice(0, 200)} ${String(body).slice(0, 300)}`;
    if (ms > fuzzed.slowest.ms) fuzzed.slowest = { what, ms };
    const shows = /\n\s+at |node_modules|\.ts:\d|Failed query|PostgresError|syntax error/.exec(
      said,
    );
    if (response.status >= 500 || shows) {
      fuzzed.wrong.push(`${response.status} ${what}: ${said.slice(0, 300)}`);
    }
  }

  function bodyOf(wanted: Schema | undefined): string {
    const dice = random();
    if (dice < 0.05) return pick(['', '{', 'null', '[]', '"x"', '{"__proto__":{"x":1}}', '\u0000']);
    return JSON.stringify(made(wanted ?? {}, 0));
  }

  function made(given: Schema, depth: number): unknown {
    if (random() < 0.08) return pick<unknown>([null, {}, [], -1, 1e308, true, text()]);
    const wanted = resolved(given);
    if (depth > 6) return null;
    if (wanted.const !== undefined) return wanted.const;
    if (wanted.enum) return pick(wanted.enum);
    const choices = wanted.anyOf ?? wanted.oneOf;
    if (choices) return made(pick(choices), depth + 1);
    if (wanted.allOf) return Object.assign({}, ...wanted.allOf.map((one) => made(one, depth + 1)));
    const type = Array.isArray(wanted.type) ? pick(wanted.type) : wanted.type;
    switch (type) {
      case 'string':
        return text();
      case 'integer':
        return pick([0, 1, 2, 15, -1, 2 ** 31, 1.5]);
      case 'number':
        return pick([0, 1.5, -1, 1e308]);
      case 'boolean':
        return random() < 0.5;
      case 'array':
        return Array.from({ length: Math.floor(random() * 4) }, () =>
          made(wanted.items ?? {}, depth + 1),
        );
      case 'object': {
        const parts = Object.entries(wanted.properties ?? {})
          .filter(() => random() < 0.85)
          .map(([name, part]) => [name, made(part, depth + 1)]);
        if (random() < 0.05) parts.push([pick(hostile), text()]);
        return Object.fromEntries(parts);
      }
      default:
        return text();
    }
  }

  function resolved(given: Schema): Schema {
    const name = given.$ref?.split('/').at(-1);
    return name === undefined ? given : (description.components?.schemas?.[name] ?? {});
  }
}

function operationsOf({ paths }: Description): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      method,
      path,
      parameters: parameters.map((one) => ({ ...one, schema: one.schema ?? {} })),
      body: Object.values(requestBody?.content ?? {})[0]?.schema,
    })),
  );
}

/** A lone half of a character has no encoding: it is sent as a browser would. */
function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}

/** What the record holds, without who read what and who is signed in. */
async function stateOf(db: Database): Promise<Map<string, string>> {
  const state = new Map<string, string>();
  for (const table of Object.values(schema)) {
    if (!is(table, PgTable) || ['audit', 'sessions'].includes(getTableName(table))) continue;
    const rows = (await db.select().from(table as PgTable)).map((row) => JSON.stringify(row));
    const hash = createHash('sha256').update(rows.sort().join('\n')).digest('hex');
    state.set(getTableName(table), hash);
  }
  return state;
}
