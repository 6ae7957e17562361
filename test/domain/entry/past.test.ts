import { mayGoOn } from '@throughline/domain/entry/finding';
import { describe, expect, test } from 'vitest';
import { check, entry, metric, months, past, rules } from './return.ts';

function asks(...given: Parameters<typeof check>) {
  return check(...given).findings.filter((finding) => finding.level === 'ask');
}

describe('far from the usual: over 3.5 × 1.4826 × the median absolute deviation', () => {
  // Median 104, deviations 4 2 0 2 4: their median is 2, so the edge is 10.3782 away.
  const five = months(['100', '102', '104', '106', '108']);
  const metrics = [metric({ unit: 'ratio', decimals: 6 })];
  const at = (text: string, history = five) =>
    rules([entry(text)], { history, metrics }).filter((rule) => rule === 'far-from-usual');

  test('asks beyond the edge, above and below', () => {
    expect(at('114.378201')).toEqual(['far-from-usual']);
    expect(at('93.621799')).toEqual(['far-from-usual']);
  });

  test('does not ask on the edge or within it', () => {
    expect(at('114.3782')).toEqual([]);
    expect(at('93.6218')).toEqual([]);
    expect(at('104')).toEqual([]);
  });

  test('needs five figures', () => {
    expect(at('1000', five.slice(1))).toEqual([]);
  });

  test('is not asked when the deviation is 0', () => {
    expect(at('1000', months(['100', '100', '100', '105', '90']))).toEqual([]);
  });

  test('looks at the last eight', () => {
    // With the ninth, 1000, the deviation would be far larger.
    const nine = months(['1000', '100', '102', '104', '106', '108', '100', '104', '108']);
    expect(at('130', nine)).toEqual(['far-from-usual']);
    // The ninth back is not seen: the eight are equal, so nothing is asked.
    const equal = months(['7', ...Array.from({ length: 8 }, () => '100')]);
    expect(at('130', equal)).toEqual([]);
  });

  test('the middle of an even count is kept exact', () => {
    const six = months(['0', '1', '2', '3', '4', '5']);
    // Median 2.5; deviations 2.5 1.5 0.5 0.5 1.5 2.5, their median 1.5; the edge is 7.78365 away.
    expect(at('10.28365', six)).toEqual([]);
    expect(at('10.283651', six)).toEqual(['far-from-usual']);
  });

  test('symbols and ranges are not among the eight', () => {
    const history = [
      ...five.slice(1),
      past('2024-05', { symbol: 'x' }),
      past('2024-04', { low: '1', high: '2' }),
    ];
    expect(at('1000', history)).toEqual([]);
  });
});

describe('a change over 25 % that is also at least 5', () => {
  const at = (
    before: string,
    after: string,
    unit: 'count' | 'posts' | 'percent' | 'gbp' = 'count',
  ) =>
    rules([entry(after)], { history: months([before]), metrics: [metric({ unit, decimals: 1 })] });

  test('is asked about', () => {
    expect(at('100', '126')).toEqual(['large-change']);
    expect(at('100', '74')).toEqual(['large-change']);
    expect(at('0', '5')).toEqual(['large-change']);
    expect(at('19.9', '25', 'posts')).toEqual(['large-change']);
    expect(at('10', '15', 'percent')).toEqual(['large-change']);
    expect(at('1000', '1251', 'gbp')).toEqual(['large-change']);
  });

  test('of exactly 25 % is not', () => {
    expect(at('100', '125')).toEqual([]);
    expect(at('100', '75')).toEqual([]);
    expect(at('20', '25', 'posts')).toEqual([]);
    expect(at('20', '25.1', 'posts')).toEqual(['large-change']);
  });

  test('of fewer than 5 is not', () => {
    expect(at('8', '12')).toEqual([]);
    expect(at('8', '13')).toEqual(['large-change']);
    expect(at('9', '13.9', 'percent')).toEqual([]);
    expect(at('9', '14', 'percent')).toEqual(['large-change']);
  });

  test('is taken from the same time of the year before where there is one', () => {
    const history = [past('2023-12', '100'), past('2024-11', '50')];
    const [finding, ...others] = asks([entry('52')], { history });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'large-change',
      message:
        '48 less than for December 2023, a change of over 25%. Check it, or say why it is right.',
    });
    expect(rules([entry('100')], { history })).toEqual([]);
  });
});

describe('ten times or more, or a tenth or less, of the previous figure', () => {
  const at = (before: string, after: string) =>
    asks([entry(after)], { history: months([before]) }).map(({ rule, message }) => [rule, message]);

  test('is asked about in one question', () => {
    expect(at('69', '690')).toEqual([
      ['tenfold', 'Ten times the last figure. Check it, or say why it is right.'],
    ]);
    expect(at('69', '691')).toEqual([
      ['tenfold', 'More than ten times the last figure. Check it, or say why it is right.'],
    ]);
    expect(at('690', '69')[0]?.[1]).toMatch(/^A tenth of the last figure/);
    expect(at('10', '0')[0]?.[1]).toMatch(/^Less than a tenth of the last figure/);
  });

  test('just within is a large change only', () => {
    expect(at('69', '689').map(([rule]) => rule)).toEqual(['large-change']);
    expect(at('690', '70').map(([rule]) => rule)).toEqual(['large-change']);
  });

  test('is not asked when the previous figure is 0', () => {
    expect(at('0', '4')).toEqual([]);
  });
});

describe('a change to a published figure', () => {
  const history = [past('2024-12', '720')];

  test('is asked about, with both figures', () => {
    expect(asks([entry('721')], { history })).toMatchObject([
      {
        rule: 'changes-published',
        message: '720 was published for December 2024. Say why it becomes 721.',
      },
    ]);
    expect(asks([entry({ symbol: 'x', reason: 'withdrawn' })], { history })).toHaveLength(1);
  });

  test('a figure entered again as it was is no change', () => {
    expect(check([entry('720')], { history }).findings).toEqual([]);
    expect(check([entry('720.0')], { history }).findings).toEqual([]);
  });

  test('from provisional to final is a change', () => {
    expect(rules([entry('720')], { history: [past('2024-12', '720', { marks: ['p'] })] })).toEqual([
      'changes-published',
    ]);
  });
});

describe('what may be compared', () => {
  test('a snapshot is of a day however its period is written', () => {
    const metrics = [metric({ periodKinds: ['day', 'month', 'quarter'] })];
    const history = [past('FY2024-Q2', '69')];
    expect(rules([entry('690')], { metrics, history })).toEqual(['tenfold']);
  });

  test('a flow is compared within one kind of period, and spans with spans as long', () => {
    const metrics = [metric({ kind: 'flow', periodKinds: ['quarter', 'financial-year', 'span'] })];
    const at = (period: string, history: ReturnType<typeof past>[]) =>
      rules([entry('690', { period })], { metrics, history });
    expect(at('FY2024-Q2', [past('FY2023', '69')])).toEqual([]);
    expect(at('FY2024-Q2', [past('FY2024-Q1', '69')])).toEqual(['tenfold']);
    expect(at('2024-02/2024-07', [past('2023-09/2024-01', '69')])).toEqual([]);
    expect(at('2024-02/2024-07', [past('2023-08/2024-01', '69')])).toEqual(['tenfold']);
  });

  test('an earlier figure of the same return comes before', () => {
    expect(rules([entry('69', { id: 'a', period: '2024-11' }), entry('690')])).toEqual(['tenfold']);
  });
});

describe('fewer than three years of history is noted', () => {
  const at = (history: ReturnType<typeof past>[]) =>
    check([entry('720')], { history }).findings.map(({ level, rule }) => `${level} ${rule}`);

  test('one day short, and three years to the day', () => {
    expect(at([past('2022-01', '720')])).toContain('note short-history');
    expect(at([past('2021-12', '720')])).not.toContain('note short-history');
    expect(at([])).toEqual(['note short-history']);
  });
});

describe('late is noted', () => {
  const at = (today: `${number}-${number}-${number}`) =>
    check([entry('720')], { today, due: '2025-01-06' }).findings.filter(
      ({ rule }) => rule === 'late',
    );

  test('from the day after it was due', () => {
    expect(at('2025-01-06')).toEqual([]);
    expect(at('2025-01-07')).toEqual([
      {
        ...{ level: 'note', rule: 'late', at: 'return' },
        message: 'The return was due on 6 January 2025. Send it as soon as it is ready.',
      },
    ]);
  });
});

describe('a question is answered by a reason', () => {
  const history = months(['69']);
  const question = asks([entry('690')], { history })[0]?.question ?? '';
  const at = (text: string, reason: string) =>
    check([entry(text, { answers: [{ question, reason }] })], { history }).findings;

  test('given to that question', () => {
    expect(mayGoOn(at('690', 'a home was opened'))).toBe(true);
    expect(at('690', 'a home was opened')[0]).toMatchObject({ reason: 'a home was opened' });
  });

  test('in whatever words it begins with', () => {
    expect(mayGoOn(at('690', 'over the summer two homes opened'))).toBe(true);
    expect(mayGoOn(at('690', 'Under review'))).toBe(true);
  });

  test('not by a blank or a dash', () => {
    expect(mayGoOn(at('690', ' '))).toBe(false);
    expect(mayGoOn(at('690', '-'))).toBe(false);
    expect(mayGoOn(check([entry('690')], { history }).findings)).toBe(false);
  });

  test('not by one given to another figure', () => {
    expect(mayGoOn(at('700', 'a home was opened'))).toBe(false);
  });

  test('and never lifts a block', () => {
    expect(mayGoOn(at('x', 'a home was opened'))).toBe(false);
  });
});
