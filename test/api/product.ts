import { fileURLToPath } from 'node:url';
import { createApp, type Deps, type Pages } from '@throughline/api';
import { readMappings } from '@throughline/api/openData';
import type { Day } from '@throughline/domain/period';
import { pino } from 'pino';
import { type Engine, openBoard } from '../database.ts';
import { seeds } from '../postgres.ts';

/** The API on a database with the Board's record, on a day of the test's choosing. */
export async function openProduct(
  engine: Engine,
  today: Day = '2026-11-22',
  others: Partial<Deps> = {},
  pages?: Pages,
) {
  const connection = await openBoard(engine);
  const { app, events, rules } = createApp(
    {
      db: connection.db,
      log: pino({ level: 'silent' }),
      today: () => today,
      now: () => new Date(`${today}T12:00:00Z`),
      mappings: await readMappings(`${seeds}/mappings`),
      signIn: { linksOnPages: true, proxies: 0 },
      ...others,
    },
    pages,
  );
  return {
    db: connection.db,
    /** Listens for what happens, as the server does. */
    listen: () => events.begin(connection.listen),
    close: async () => {
      await events.end();
      await connection.close();
    },
    request: (path: string, init?: RequestInit) => app.request(`/api/v1${path}`, init),
    /** The JSON of a reply that is expected to be found. */
    async json(path: string) {
      const response = await app.request(`/api/v1${path}`);
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return response.json();
    },
    rules,
    root: (path: string, init?: RequestInit) => app.request(path, init),
  };
}

/** The pages as they are built and served. */
export async function builtPages(): Promise<Pages> {
  const dist = (path: string) => new URL(`../../web/dist/${path}`, import.meta.url);
  const { render }: Pick<Pages, 'render'> = await import(dist('server/server.js').href);
  return { render, settings: {}, assets: fileURLToPath(dist('client')) };
}

export type Product = Awaited<ReturnType<typeof openProduct>>;
