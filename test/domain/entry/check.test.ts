import fc from 'fast-check';
import { expect, test } from 'vitest';
import { within1s } from '../within1s.ts';
import { check, entry, months, roles } from './return.ts';

const seed = 20241128;

test('findings come in the order of the entries, what concerns the return first', () => {
  const { findings } = check(
    [entry('x', { id: 'b' }), entry('720', { id: 'a', period: '2024-11' })],
    {
      due: '2024-12-31',
    },
  );
  expect(findings.map(({ at }) => (at === 'return' ? at : at.entry))).toEqual(['return', 'b', 'a']);
});

test('a blocked entry is not understood and asks nothing', () => {
  const { entries, findings } = check([entry('69O')], { history: months(['69']) });
  expect(entries[0]?.parsed).toBeUndefined();
  expect(findings.map(({ rule }) => rule)).toEqual(['not-a-number']);
});

test('any entries at all are checked within a second, and nothing throws', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom('12', '52', '-', 'n/a', '1,234', '__proto__', '9'.repeat(14), '\uD800', ''),
  );
  const typed = fc.oneof(
    fc.record({ text }),
    fc.record({ numerator: text, denominator: text }),
    fc.record({ symbol: text, reason: text }),
  );
  const name = fc.constantFrom(
    'social-worker-vacancies',
    'children-in-care',
    'share',
    'constructor',
    '',
  );
  const category = fc.oneof(fc.constantFrom('Total', 'team-manager', 'toString'), text);
  const period = fc.oneof(
    fc.constantFrom('2024-12', '2024-11', 'FY2024', '2024-12-31', '2024-02-30'),
    text,
  );
  const any = fc.record({
    ...{ id: text, metric: name, area: fc.constantFrom('E08000026', '', '__proto__') },
    ...{ breakdown: fc.option(fc.constantFrom('role', 'grade', '__proto__'), { nil: undefined }) },
    ...{ category, period, typed },
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 60 }), (entries) => {
      const { findings, entries: checked } = within1s(() =>
        check([...entries, ...roles(['1', '2', '3', '4', '11'])], {
          history: months(Array.from({ length: 40 }, (_, at) => String(100 + at))),
        }),
      );
      expect(checked).toHaveLength(entries.length + 5);
      for (const { message } of findings) expect(message).toMatch(/\.$/);
    }),
    { seed, numRuns: 300 },
  );
});
