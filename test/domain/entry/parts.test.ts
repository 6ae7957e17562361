import { describe, expect, test } from 'vitest';
import { check, entry, metric, past, publishedRoles, roles, rules, vacancies } from './return.ts';

function asks(...given: Parameters<typeof check>) {
  return check(...given).findings.filter((finding) => finding.level === 'ask');
}

describe('parts and total', () => {
  test('that agree pass, to the decimal', () => {
    expect(rules(roles(['10', '2', '2', '1', '15']))).toEqual([]);
    expect(rules(roles(['8.5', '12', '1', '1', '22.5']))).toEqual([]);
    expect(rules(roles(['0.1', '0.2', '0', '0', '0.3']))).toEqual([]);
  });

  test('that disagree are asked about at the total', () => {
    expect(asks(roles(['10', '2', '2', '1', '51']))).toMatchObject([
      {
        rule: 'parts-and-total',
        message: 'The four roles add up to 15. Check the total.',
        at: { entry: 'Total', box: 'value' },
      },
    ]);
    expect(asks(roles(['0.1', '0.2', '0', '0', '0.300001']))).toHaveLength(1);
  });

  test('the agency staff of October 2022: 28 is printed where the roles sum to 29', () => {
    expect(asks(roles(['12', '12', '2', '3', '28']))).toMatchObject([
      { message: 'The four roles add up to 29. Check the total.' },
    ]);
  });

  test('while a part is missing only too large a sum is asked about', () => {
    const some = (texts: string[]) =>
      roles(texts).filter(({ category }) => category !== 'team-manager');
    expect(rules(some(['10', '2', '2', '', '15']))).toEqual([]);
    expect(rules(some(['10', '2', '3', '', '15']))).toEqual([]);
    expect(asks(some(['10', '2', '4', '', '15']))).toMatchObject([
      { message: 'The three roles alone add up to 16. Check the total.' },
    ]);
  });

  test('the boxes of the return say which parts are due', () => {
    const three = roles(['', '22', '13', '2', '37']).slice(1);
    expect(rules(three, { boxes: three })).toEqual([]);
    const wrong = roles(['', '22', '13', '2', '38']).slice(1);
    expect(asks(wrong, { boxes: wrong })).toMatchObject([
      { message: 'The three roles add up to 37. Check the total.' },
    ]);
  });

  test('without boxes, those that had a number the last time are due', () => {
    const last = [
      past(
        '2024-10',
        { symbol: 'z' },
        { metric: vacancies.id, breakdown: 'role', category: 'social-worker' },
      ),
      ...['advanced-social-worker', 'senior-practitioner', 'team-manager'].map((category) =>
        past('2024-10', '20', { metric: vacancies.id, breakdown: 'role', category }),
      ),
    ];
    const wrong = roles(['', '22', '13', '2', '38']).slice(1);
    expect(asks(wrong, { history: last }).map(({ rule }) => rule)).toContain('parts-and-total');
  });

  test('a part that does not apply counts as nothing, a hidden one as unknown', () => {
    const [, ...others] = roles(['', '2', '2', '1', '6']);
    const with_ = (symbol: string) => [
      entry(
        { symbol, reason: 'none of them' },
        { metric: vacancies.id, breakdown: 'role', category: 'social-worker' },
      ),
      ...others,
    ];
    expect(asks(with_('z'))).toMatchObject([
      { message: 'The three roles add up to 5. Check the total.' },
    ]);
    expect(rules(with_('c'))).toEqual([]);
  });

  test('a correction of one figure is added to the others as published', () => {
    const published = publishedRoles('2022-10', ['12', '12', '2', '3', '29']);
    const one = roles(['', '', '', '2'], { period: '2022-10' }).slice(3);
    expect(asks(one, { history: published }).map(({ message }) => message)).toContain(
      'The four roles add up to 28, and 29 was published as the total for October 2022. Check both.',
    );
  });

  test('the parts of a share, or of a breakdown that is not the whole, need not add up', () => {
    const percents = [{ ...vacancies, unit: 'percent' as const }];
    expect(rules(roles(['10', '20', '30', '40', '50']), { metrics: percents })).toEqual([]);
    const partial = [{ ...vacancies, partial: ['role'] }];
    expect(rules(roles(['10', '2', '2', '1', '51']), { metrics: partial })).toEqual([]);
  });
});

describe('equal to last time in every category', () => {
  const last = publishedRoles('2024-10', ['9', '1', '2', '1', '13']);

  test('is asked about at the total', () => {
    expect(asks(roles(['9', '1', '2', '1', '13']), { history: last })).toMatchObject([
      {
        rule: 'same-as-last-time',
        message:
          'Every figure is the same as for October 2024. Check that the old figures were not copied, or say why nothing changed.',
        at: { entry: 'Total', box: 'value' },
      },
    ]);
    expect(rules(roles(['9.0', '1', '2', '1', '13']), { history: last })).toEqual([
      'same-as-last-time',
    ]);
  });

  test('but one is not, nor are some of those that are due', () => {
    expect(rules(roles(['9', '1', '3', '0', '13']), { history: last })).not.toContain(
      'same-as-last-time',
    );
    expect(rules(roles(['9', '1', '2', '1', '13']).slice(0, 4), { history: last })).toEqual([]);
  });

  test('where the return asks for the total alone, the total is every category', () => {
    const total = roles(['9', '1', '2', '1', '13']).slice(4);
    expect(rules(total, { history: last })).toEqual([]);
    expect(rules(total, { history: last, boxes: total })).toEqual(['same-as-last-time']);
  });

  test('a metric that is not divided has one category', () => {
    const history = [past('2024-09', '720')];
    expect(rules([entry('720')], { history })).toEqual(['same-as-last-time']);
    expect(rules([entry('721')], { history })).toEqual([]);
  });

  test('symbols repeat too, but not alone', () => {
    const symbol = { symbol: 'x', reason: 'not counted' } as const;
    expect(rules([entry(symbol)], { history: [past('2024-09', { symbol: 'x' })] })).toEqual([]);
  });

  test('figures published for the same period and entered again are not news', () => {
    const again = [...last, ...last.map((each) => ({ ...each, period: '2024-12' as const }))];
    expect(rules(roles(['9', '1', '2', '1', '13']), { history: again })).toEqual([]);
  });
});

test('the same entries give the same findings in any order of history', () => {
  const history = [past('2024-09', '720'), past('2024-04', '668'), past('2023-12', '1000')];
  const forward = check([entry('700')], { history, metrics: [metric()] });
  expect(check([entry('700')], { history: history.toReversed(), metrics: [metric()] })).toEqual(
    forward,
  );
});
