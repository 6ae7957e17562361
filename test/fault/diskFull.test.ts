import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('a full disk loses nothing acknowledged: saves are refused in words, reading goes on', () => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['test/run.js', 'test/fault/diskFull.ts', 'PGlite'],
    { encoding: 'utf8' },
  );
  expect(stdout, stderr).toMatch(/^\{/);
  expect(JSON.parse(stdout)).toMatchObject({
    refused: 10,
    said: ['503 Nothing was changed: there is no room left where the record is kept'],
    readMeanwhile: 200,
    savedAfter: 200,
    lost: 0,
  });
}, 120_000);
