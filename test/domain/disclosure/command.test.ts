import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Question } from '@throughline/domain/disclosure/table';
import { expect, test } from 'vitest';
import { asking, hidden } from './asking.ts';

const runner = fileURLToPath(new URL('../../run.js', import.meta.url));
const command = fileURLToPath(new URL('../../../api/commands/disclose.ts', import.meta.url));

function run(input: string, ...words: string[]) {
  const { status, stdout } = spawnSync(process.execPath, [runner, command, ...words], {
    input,
    encoding: 'utf8',
  });
  return { status, answer: JSON.parse(stdout) };
}

function ask(question: Question) {
  return run(JSON.stringify(question), '-');
}

test('the command answers a safe table with 0, one that is not with 1, and a wrong question with 2', () => {
  const safe = ask(asking({ a: 3, b: 9, all: 12 }, { all: ['a', 'b'] }));
  expect(safe).toEqual({
    status: 0,
    answer: {
      hidden: ['a', 'b'],
      safe: true,
      intervals: { a: [1, 11], b: [1, 11] },
      reasons: [],
      flags: [],
    },
  });

  const unsafe = ask(
    asking({ a: [3, hidden], b: 9, all: 12 }, { all: ['a', 'b'] }, { mode: 'audit' }),
  );
  expect(unsafe).toMatchObject({ status: 1, answer: { safe: false, intervals: { a: [3, 3] } } });

  const wrong = ask(asking({ a: 3, b: 9, all: 13 }, { all: ['a', 'b'] }));
  expect(wrong).toMatchObject({ status: 2, answer: { safe: false, hidden: [], intervals: {} } });
});

test('what is not a question at all is answered, not thrown', () => {
  const refused = { safe: false, hidden: [], intervals: {}, flags: [] };
  expect(run('{"mode":', '-')).toEqual({
    status: 2,
    answer: { ...refused, reasons: ['The question is not JSON.'] },
  });
  expect(run('', 'no such file.json')).toEqual({
    status: 2,
    answer: { ...refused, reasons: ['The file cannot be read.'] },
  });
  expect(run('')).toMatchObject({ status: 2, answer: refused });
});

test('a byte-order mark before the question is no fault', () => {
  const question = JSON.stringify(asking({ a: 9 }, {}));
  expect(run(`\uFEFF${question}`, '-')).toMatchObject({ status: 0 });
});
