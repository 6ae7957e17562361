import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@throughline/db';
import type { Role } from '@throughline/domain/access';
import type { BrowserContext } from 'playwright';
import { sessionCookie, type Visitor, visitor } from '../api/people.ts';
import { startProduct } from '../server.ts';

/** A built product of a test's own, with somebody of each role signed in. */
export interface SignedProduct {
  url: string;
  people: ReadonlyMap<Role, Visitor>;
  stop(): Promise<void>;
}

/** Starts a product with its own data and people of the given roles, who are signed in. */
export async function startSigned(...roles: Role[]): Promise<SignedProduct> {
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-signed-'));
  // The first start makes the data; only one process may hold them.
  await (await startProduct({ DATA_DIR: dataDir })).stop();
  const { db, close } = await connect({ dataDir });
  const people = new Map<Role, Visitor>();
  for (const role of roles) people.set(role, await visitor(db, new Date(), role));
  await close();
  const product = await startProduct({ DATA_DIR: dataDir });
  return {
    url: product.url,
    people,
    stop: async () => {
      await product.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** Lets a browser show somebody's session. */
export async function signIn(context: BrowserContext, { url, people }: SignedProduct, role: Role) {
  const { token = '' } = people.get(role) ?? {};
  const { hostname } = new URL(url);
  await context.addCookies([
    { name: sessionCookie, value: token, domain: hostname, path: '/', secure: true },
  ]);
}
