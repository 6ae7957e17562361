import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readLoadRequest, runLoad } from '@throughline/api/loadCommand';
import { readMappings } from '@throughline/api/openData';
import { type Connection, dataVersion } from '@throughline/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBoard } from '../database.ts';

const folder = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'throughline-load-'));
const headings =
  'time_period,time_identifier,geographic_level,country_code,country_name,At31_episodes,Anypoint_child,Started_child,Ended_child,category';
const england = (year: number, open: string) =>
  `${year},Reporting year,National,E92000001,England,${open},c,x,z,Children in Need`;

let connection: Connection;
beforeAll(async () => {
  connection = await openBoard('PGlite');
});
afterAll(async () => {
  await connection.close();
  rmSync(directory, { recursive: true });
});

test('without a publication day it is refused, and everything wrong is said at once', async () => {
  const request = await readLoadRequest(['no-such.csv', '--mapping', 'none.json'], '2026-11-22');
  expect(request).toEqual({
    problems: [
      'there is no file no-such.csv',
      'give the day the file was published, --published 2025-11-27: no file carries it',
      'give the release a name, --release NAME',
      'there is no mapping none.json',
      'pnpm load FILE --published DAY --release NAME [--mapping FILE] [--plan] [--yes]',
    ],
  });
  expect(await readLoadRequest(['--publisht', 'x'], '2026-11-22')).toHaveProperty('problems');
  const file = write('day.csv', [headings]);
  const future = ['--published', '2026-11-23', '--release', 'x'];
  expect(await readLoadRequest([file, ...future], '2026-11-22')).toMatchObject({
    problems: ['--published is 2026-11-23, which is still to come', expect.any(String)],
  });
  const never = ['--published', '2025-02-29', '--release', 'x'];
  expect(await readLoadRequest([file, ...never], '2026-11-22')).toHaveProperty('problems');
});

test('it says what it will do and then does it; a second time there is nothing to do', async () => {
  const file = write('need.csv', [headings, england(2012, '369410'), england(2011, '382410')]);
  const words = [file, '--published', '2026-01-15', '--release', 'Need 2012'];
  expect(await run(words)).toEqual({
    code: 0,
    said: [
      '“Need 2012”, published on 15 January 2026: 2 rows read.',
      'Read by the mapping “Children in need: episodes and children”.',
      'Areas found: 1.',
      'Periods found: 4: 2010/11, 31 March 2011, 2011/12 and 31 March 2012.',
      'Figures: 8 new, 0 changed, 0 unchanged.',
      'Refused: 0.',
      'Written: 8.',
    ],
  });
  expect((await run(words)).said.slice(-3)).toEqual([
    'Figures: 0 new, 0 changed, 8 unchanged.',
    'Refused: 0.',
    'There was nothing to write.',
  ]);
});

test('a change is said with old and new before it is written', async () => {
  const file = write('next.csv', [headings, england(2012, '369420')]);
  const { said } = await run([file, '--published', '2026-02-15', '--release', 'Need 2012, again']);
  expect(said).toContain('Figures: 0 new, 1 changed, 3 unchanged.');
  expect(said).toContain(
    '  row 2: official-children-in-need, England, 31 March 2012: 369410 → 369420',
  );
});

test('a plan only, a person who says no, and a refusal write nothing', async () => {
  const version = await dataVersion(connection.db);
  const file = write('more.csv', [headings, england(2010, '1')]);
  const words = [file, '--published', '2026-01-15', '--release', 'More'];
  expect(await run([...words, '--plan'])).toMatchObject({ code: 0 });
  expect(await run(words, false)).toMatchObject({ code: 1 });
  const bad = write('bad.csv', [headings, england(2010, '1'), england(2009, '?')]);
  const refused = await run([bad, ...words.slice(1)]);
  expect(refused.code).toBe(1);
  expect(refused.said.slice(-3)).toEqual([
    'Refused: 1.',
    '  row 3, column At31_episodes: “?” is neither a number nor one of c, z, x, low, k, u',
    'Nothing was written.',
  ]);
  expect(await dataVersion(connection.db)).toBe(version);
});

test('a .meta.csv beside the file is heard', async () => {
  const file = write('with-meta.csv', [headings, england(2010, '1')]);
  write('with-meta.meta.csv', ['col_type,col_name', 'Filter,At31_episodes']);
  const { code, said } = await run([file, '--published', '2026-01-15', '--release', 'Meta']);
  expect(code).toBe(1);
  expect(said).toContain('  the .meta.csv calls At31_episodes a filter, the mapping an indicator');
});

function write(name: string, lines: string[]): string {
  const path = join(directory, name);
  writeFileSync(path, lines.join('\n'));
  return path;
}

async function run(words: string[], goesOn = true) {
  const request = await readLoadRequest(words, '2026-11-22');
  if ('problems' in request) throw new Error(request.problems.join('\n'));
  const said: string[] = [];
  const code = await runLoad(connection.db, request, await readMappings(folder('seeds/mappings')), {
    say: (line) => said.push(line),
    confirm: async () => goesOn,
  });
  return { code, said };
}
