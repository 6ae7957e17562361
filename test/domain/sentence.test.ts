import { directionOf } from '@throughline/domain/judgement';
import type { Period } from '@throughline/domain/period';
import {
  changeWords,
  directionWords,
  figureWords,
  headline,
  numberWord,
  readingTitle,
  sentence,
} from '@throughline/domain/sentence';
import { comparableChange, type Figure } from '@throughline/domain/series';
import type { Decimal } from '@throughline/domain/value';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { figure } from '../figure.ts';

const vacancies = {
  title: 'Social worker vacancies',
  unit: 'posts',
  kind: 'snapshot',
  polarity: 'lower_is_better',
  care: '',
} as const;
const children = {
  title: 'Children in care',
  unit: 'count',
  kind: 'snapshot',
  polarity: 'neutral',
  care: '',
} as const;

const threeOctobers = [figure('2022-10', '52'), figure('2023-10', '22.5'), figure('2024-10', '13')];

describe('a headline', () => {
  test('says of three Octobers that fell that they fell at each, and not that there is a trend', () => {
    expect(headline(vacancies, threeOctobers)).toBe(
      'Social worker vacancies fell at each of three October counts, from 52 in October 2022 to 13 in October 2024',
    );
  });

  test('compares the ends only of the change it names when the way there was not steady', () => {
    const figures = [figure('2022-10', '10'), figure('2023-10', '22.5'), figure('2024-10', '13')];

    expect(headline(vacancies, figures)).toBe(
      'Social worker vacancies fell from 22.5 in October 2023 to 13 in October 2024',
    );
  });

  test('does not call two figures a run', () => {
    expect(headline(vacancies, threeOctobers.slice(1))).toBe(
      'Social worker vacancies fell from 22.5 in October 2023 to 13 in October 2024',
    );
  });

  test('does not call different times of year a run', () => {
    const figures = [figure('2024-04', '3'), figure('2024-06', '2'), figure('2024-09', '1')];

    expect(headline(vacancies, figures)).toBe(
      'Social worker vacancies fell from 2 in June 2024 to 1 in September 2024',
    );
  });

  test('counts years, quarters, holidays and academic years by their names', () => {
    expect(headline(vacancies, run('FY2022', 'FY2023', 'FY2024'))).toContain(
      'each of three years,',
    );
    expect(headline(vacancies, run('2022', '2023', '2024'))).toContain('each of three years,');
    expect(headline(vacancies, run('FY2022-Q2', 'FY2023-Q2', 'FY2024-Q2'))).toContain(
      'each of three Q2 counts,',
    );
    expect(headline(vacancies, run('2022-easter', '2023-easter', '2024-easter'))).toContain(
      'each of three Easter counts,',
    );
    expect(headline(vacancies, run('AY2022', 'AY2023', 'AY2024'))).toContain(
      'each of three academic year counts,',
    );
  });

  test('of one figure only states it', () => {
    expect(headline(children, [figure('2024-09', '720')])).toBe(
      'Children in care: 720 in September 2024',
    );
  });

  test('of no figure says that none has been reported, not that it is zero', () => {
    expect(headline(children, [])).toBe('Children in care: no figure has been reported');
  });

  test('does not say that a figure stayed where it may have been elsewhere in between', () => {
    const figures = [figure('2023-10', '50'), figure('2024-06', '70'), figure('2024-10', '50')];

    expect(headline(children, figures)).toBe(
      'Children in care: 50 in October 2024, the same as in October 2023',
    );
  });

  test('says "about" of a number that is printed as about', () => {
    const figures = [figure('2024-04', '668'), figure('2024-09', '720', { marks: ['about'] })];

    expect(headline(children, figures)).toBe(
      'Children in care rose from 668 in April 2024 to about 720 in September 2024',
    );
  });

  test('reads a hidden figure in words and gives no number', () => {
    const figures = [figure('2023-10', '8'), figure('2024-10', { symbol: 'c' })];

    expect(headline(vacancies, figures)).toBe(
      'Social worker vacancies in October 2024: hidden to protect confidentiality',
    );
  });

  test('only lists what is printed where a discrepancy withholds the direction', () => {
    const figures = [figure('2023-03-31', '44'), figure('2024-03-31', '58')];

    expect(headline({ ...vacancies, unit: 'percent' }, figures, 'it is not a rate')).toBe(
      'Social worker vacancies, as printed: 44% on 31 March 2023, 58% on 31 March 2024',
    );
  });

  test('never compares a day with a quarter', () => {
    const figures = [figure('FY2023-Q1', '67'), figure('2023-11-23', '74')];

    expect(headline(children, figures)).toBe('Children in care: 74 on 23 November 2023');
  });
});

describe('a change', () => {
  test('is on the same time of the year before, and since any other figure', () => {
    expect(words('posts', threeOctobers)).toEqual({
      shape: 'down',
      written: '9.5 on October 2023',
      spoken: 'down 9.5 on October 2023',
    });
    expect(words('count', [figure('2024-04', '668'), figure('2024-09', '720')])).toEqual({
      shape: 'up',
      written: '52 since April 2024',
      spoken: 'up 52 since April 2024',
    });
  });

  test('of a share is in points, never in per cent', () => {
    const figures = [figure('2023-summer', '70'), figure('2024-summer', '79')];

    expect(words('percent', figures)?.written).toBe('9 points on summer 2023');
  });

  test('of money is in pounds', () => {
    const figures = [figure('FY2023', '1500000'), figure('FY2024', '1587840')];

    expect(words('gbp', figures)?.spoken).toBe('up £87,840 on 2023/24');
  });

  test('between figures of which one is only about right is itself about', () => {
    const figures = [figure('2024-04', '668', { marks: ['about'] }), figure('2024-09', '720')];

    expect(words('count', figures)?.written).toBe('about 52 since April 2024');
  });

  test('of nothing is no change', () => {
    const figures = [figure('2023-10', '9'), figure('2024-10', '9.0')];

    expect(words('posts', figures)).toEqual({
      shape: 'level',
      written: 'no change on October 2023',
      spoken: 'no change on October 2023',
    });
  });
});

describe('a sentence', () => {
  test('says what it is, how it moved, since when, and why that is better', () => {
    expect(said(vacancies, threeOctobers)).toBe(
      'Social worker vacancies fell at each of three October counts, from 52 in October 2022 to 13 in October 2024. The latest is down 9.5 on October 2023. Direction of travel: improved, because lower is better.',
    );
  });

  test('says what must be read with care, and what was worked out and how', () => {
    const figures = [
      figure('2023-11', '76', { marks: ['worked-out'], formula: '67 + 9' }),
      figure('2024-09', '69'),
    ];

    expect(said({ ...children, care: 'Dates are irregular.' }, figures)).toBe(
      'Children in care fell from 76 in November 2023 to 69 in September 2024. Direction of travel: can’t say, because neither more nor fewer is better in itself. Worked out from the text, not printed: November 2023 (67 + 9). Read with care: Dates are irregular.',
    );
  });

  test('says that a figure is provisional', () => {
    const figures = [figure('2024-04', '668'), figure('2024-09', '720', { marks: ['p'] })];

    expect(said(children, figures)).toContain('Provisional: September 2024.');
  });

  test('holds no number that is neither in the figures, their periods nor the change', () => {
    const number = fc.integer({ min: 0, max: 99_999 }).map((n) => `${n / 10}` as Decimal);
    const years = fc.uniqueArray(fc.integer({ min: 2001, max: 2030 }), { maxLength: 6 });
    fc.assert(
      fc.property(years, fc.array(number, { minLength: 6, maxLength: 6 }), (some, numbers) => {
        const figures = some.map((year, index) =>
          figure(`${year}-10` as Period, numbers[index] ?? '0'),
        );
        const latest = [...figures].sort((a, b) => a.period.localeCompare(b.period)).at(-1);
        const change = latest && comparableChange(figures, latest);
        const allowed = [
          ...figures.flatMap((each) => ('value' in each ? [each.value] : [])),
          ...some.map(String),
          ...(change ? [change.difference.replace('-', '')] : []),
        ];
        const stated = said(vacancies, figures).match(/\d[\d,]*(\.\d+)?/g) ?? [];
        for (const each of stated) expect(allowed).toContain(each.replaceAll(',', ''));
      }),
    );
  });

  test('never says good or bad of a neutral metric', () => {
    const number = fc.nat(999).map((n) => `${n}` as Decimal);
    fc.assert(
      fc.property(fc.array(number, { maxLength: 5 }), (numbers) => {
        const figures = numbers.map((each, index) => figure(`${2020 + index}-10` as Period, each));
        expect(said(children, figures)).not.toMatch(/improved|worse|good|bad/);
      }),
    );
  });

  test('never gives a number for what is hidden', () => {
    const figures = [figure('2023-10', { symbol: 'c' }), figure('2024-10', { symbol: 'c' })];

    expect(said(vacancies, figures).replace(/20\d\d/g, '')).not.toMatch(/\d/);
  });
});

test('a figure by itself is said with its period and its marks', () => {
  const workedOut = figure('2023-10', '76', { marks: ['worked-out'], formula: '67 + 9' });

  expect(figureWords(children, workedOut)).toBe('76 in October 2023, worked out as 67 + 9');
  expect(figureWords(children, figure('2024-10', '9', { marks: ['about', 'p'] }))).toBe(
    'about 9 in October 2024, provisional',
  );
});

test("can't say is said with its reason", () => {
  expect(directionWords({ direction: "can't say", reason: 'a figure is provisional' })).toBe(
    "can't say: a figure is provisional",
  );
  expect(directionWords({ direction: 'improved' })).toBe('improved');
});

test('a page of a past meeting shows what the Board knew, of a coming one what it will see', () => {
  expect(readingTitle('2023-11-23', false)).toBe('As the Board knew it on 23 November 2023');
  expect(readingTitle('2025-01-16', true)).toBe('What the Board will see on 16 January 2025');
});

test('small numbers are written as words', () => {
  expect([0, 1, 12, 13].map(numberWord)).toEqual(['no', 'one', 'twelve', '13']);
});

function said(metric: Parameters<typeof sentence>[0], figures: readonly Figure[]): string {
  const latest = [...figures].sort((a, b) => a.period.localeCompare(b.period)).at(-1);
  const change = latest && comparableChange(figures, latest);
  const direction = directionOf({ polarity: metric.polarity, latest, change });
  return sentence(metric, figures, direction);
}

function words(unit: 'posts' | 'count' | 'percent' | 'gbp', figures: readonly Figure[]) {
  const latest = figures.at(-1);
  const change = latest && comparableChange(figures, latest);
  return change && changeWords(change, unit);
}

function run(...periods: Period[]): Figure[] {
  return periods.map((period, index) => figure(period, `${9 - index}` as Decimal));
}
