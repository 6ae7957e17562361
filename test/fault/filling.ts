import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReturnPage } from '@throughline/api/wire/return';
import { connect } from '@throughline/db';
import { visitor } from '../api/people.ts';
import { startProduct } from '../server.ts';
import type { LastingPlace } from './killing.ts';

/** What came of it. */
export interface Filled {
  acknowledged: number;
  /** Saves refused while there was no room, and what they were told. */
  refused: number;
  said: string[];
  /** How a reader was answered meanwhile, and a save when there was room again. */
  readMeanwhile: number;
  savedAfter: number;
  /** Whether the newest acknowledged save is there after a kill and a start. */
  lost: number;
}

const migrations = new URL('../../db/migrations', import.meta.url).pathname;
const prepared = new URL('../../db/dist/prepared.tar.gz', import.meta.url).pathname;
const quarter = 'FY2024-Q3';

/**
 * Takes nearly all room of a disk that the database is on, has a box of a return saved over and
 * over until saves are refused, makes room, saves once more, kills the product and reads.
 */
export async function fillDisk(disk: string, place: LastingPlace): Promise<Filled> {
  const connection = await connect('dataDir' in place ? { ...place, prepared } : place);
  await connection.migrate(migrations);
  const officer = await visitor(connection.db, new Date(), 'officer');
  await connection.close();
  const settings: Record<string, string> =
    'dataDir' in place ? { DATA_DIR: place.dataDir } : { DATABASE_URL: place.databaseUrl };

  let product = await startProduct({ ...settings, LOG_LEVEL: 'silent' });
  const box = () => `${product.url}/api/v1/returns/${quarter}/boxes/1`;
  let acknowledged = 0;
  const save = async () => {
    const response = await fetch(box(), {
      method: 'PUT',
      headers: { ...officer.headers, 'If-Match': `"${acknowledged}"` },
      body: JSON.stringify({ typed: { text: String(acknowledged) }, source: 'x'.repeat(900) }),
    });
    const body = await response.json();
    if (response.status === 200) acknowledged += 1;
    return { status: response.status, detail: String(body.detail ?? '') };
  };

  const filler = join(disk, 'filler');
  await writeFile(filler, Buffer.alloc(Math.max(0, (await roomOn(disk)) - 200_000)));
  const said = new Set<string>();
  let refused = 0;
  for (let attempt = 0; attempt < 5000 && refused < 10; attempt++) {
    const { status, detail } = await save();
    if (status === 200) continue;
    refused += 1;
    said.add(`${status} ${detail}`);
  }
  const readMeanwhile = (await fetch(`${product.url}/api/v1/figures?limit=3`)).status;
  await rm(filler);
  let savedAfter = 0;
  for (let second = 0; second < 60 && savedAfter !== 200; second++) {
    savedAfter = (await save()).status;
    if (savedAfter !== 200) await sleep(500);
  }
  process.kill(product.pid, 'SIGKILL');
  await product.stop();

  product = await startProduct(settings);
  const response = await fetch(`${product.url}/api/v1/returns/${quarter}`, {
    headers: officer.headers,
  });
  const { boxes }: ReturnPage = await response.json();
  await product.stop();
  const [first] = boxes;
  const lost = acknowledged - (first?.revision ?? 0);
  return { acknowledged, refused, said: [...said], readMeanwhile, savedAfter, lost };
}

async function roomOn(disk: string): Promise<number> {
  const { bavail, bsize } = await statfs(disk);
  return bavail * bsize;
}
