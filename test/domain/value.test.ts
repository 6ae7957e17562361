import { units } from '@throughline/domain/metric';
import {
  absolute,
  addDecimals,
  changeUnit,
  compareDecimals,
  type Decimal,
  figureSymbols,
  formatDecimal,
  formatValue,
  isDecimal,
  medianOf,
  numberOf,
  roundDecimal,
  spokenValue,
  subtractDecimals,
  symbolMeaning,
} from '@throughline/domain/value';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

test.each(['0', '7', '-3', '22.5', '0.05', '1587840', '19.600000', '100.0'])(
  '%s is a plain decimal number',
  (text) => {
    expect(isDecimal(text)).toBe(true);
  },
);

test.each(['', ' 7', '7 ', '+7', '07', '.5', '5.', '1,200', '1e3', '58%', '£5', 'NaN', '-', '--1'])(
  '%j is not a plain decimal number',
  (text) => {
    expect(isDecimal(text)).toBe(false);
  },
);

test('a number is shown with the decimals it was printed with', () => {
  expect(formatDecimal('22.5', 'posts')).toBe('22.5');
  expect(formatDecimal('9.0', 'posts')).toBe('9.0');
  expect(formatDecimal('9', 'posts')).toBe('9');
});

test('thousands are grouped, pounds stand before, per cent after, minus is a minus sign', () => {
  expect(formatDecimal('1587840', 'gbp')).toBe('£1,587,840');
  expect(formatDecimal('-1500', 'gbp')).toBe('−£1,500');
  expect(formatDecimal('58', 'percent')).toBe('58%');
  expect(formatDecimal('-3.5', 'percent_change')).toBe('−3.5%');
  expect(formatDecimal('999', 'count')).toBe('999');
  expect(formatDecimal('1234.5678', 'fte')).toBe('1,234.5678');
  expect(formatDecimal('4.6', 'rating5')).toBe('4.6 out of 5');
});

test('a range is shown with both ends, a symbol in brackets', () => {
  expect(formatValue({ low: '18', high: '24' }, 'count')).toBe('18 to 24');
  expect(formatValue({ symbol: 'c' }, 'count')).toBe('[c]');
});

test('a symbol is read aloud in words, and never as a number', () => {
  expect(spokenValue({ symbol: 'c' }, 'count')).toBe('hidden to protect confidentiality');
  for (const symbol of figureSymbols) {
    expect(spokenValue({ symbol }, 'percent')).toBe(symbolMeaning(symbol));
    expect(numberOf({ symbol })).toBeUndefined();
  }
});

test('a range has no single number', () => {
  expect(numberOf({ low: '18', high: '24' })).toBeUndefined();
});

test('halves are rounded away from zero, on the text and not on the float', () => {
  expect(roundDecimal('0.5', 0)).toBe('1');
  expect(roundDecimal('-0.5', 0)).toBe('-1');
  expect(roundDecimal('2.5', 0)).toBe('3');
  expect(roundDecimal('1.005', 2)).toBe('1.01');
  expect(roundDecimal('8.35', 1)).toBe('8.4');
  expect(roundDecimal('-8.35', 1)).toBe('-8.4');
  expect(roundDecimal('8.349999', 1)).toBe('8.3');
});

test('what rounds to nothing has no minus sign', () => {
  expect(roundDecimal('-0.04', 1)).toBe('0.0');
});

test('a number with fewer decimals is written out to those asked for', () => {
  expect(roundDecimal('22', 1)).toBe('22.0');
});

test('numbers are compared as numbers, not as text', () => {
  expect(compareDecimals('9', '10')).toBeLessThan(0);
  expect(compareDecimals('-9', '-10')).toBeGreaterThan(0);
  expect(compareDecimals('1.50', '1.5')).toBe(0);
});

test('a difference is exact and drops its trailing zeros', () => {
  expect(subtractDecimals('22.5', '13.0')).toBe('9.5');
  expect(subtractDecimals('0.3', '0.1')).toBe('0.2');
  expect(subtractDecimals('100', '0')).toBe('100');
  expect(subtractDecimals('5.0', '5')).toBe('0');
  expect(absolute('-9.5')).toBe('9.5');
});

test('a change of a share is in points, of anything else in its own unit', () => {
  expect(changeUnit('percent', '1')).toBe(' point');
  expect(changeUnit('percent', '9')).toBe(' points');
  expect(changeUnit('rating5', '0.2')).toBe(' points');
  for (const unit of units.filter((each) => !/percent|rating5/.test(each))) {
    expect(changeUnit(unit, '9')).toBe('');
  }
});

test('the median of an even count lies halfway, rounded half away from zero', () => {
  expect(medianOf(['3', '1', '2'], 0)).toBe('2');
  expect(medianOf(['1', '2'], 0)).toBe('2');
  expect(medianOf(['8.3', '8.4'], 1)).toBe('8.4');
  expect(medianOf(['-8.3', '-8.4'], 1)).toBe('-8.4');
  expect(medianOf(['10', '9', '2', '100'], 1)).toBe('9.5');
});

test('there is no median of nothing', () => {
  expect(medianOf([], 0)).toBeUndefined();
});

describe('for all decimal text', () => {
  const decimal = fc
    .tuple(
      fc.boolean(),
      fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }),
      fc.option(fc.stringMatching(/^\d{1,6}$/)),
    )
    .map(([minus, whole, part]) => `${minus ? '-' : ''}${whole}${part === null ? '' : `.${part}`}`)
    .filter(isDecimal);
  const decimals = fc.integer({ min: 0, max: 6 });

  test('rounding gives the nearest number of that many decimals, and the farther from zero of two', () => {
    fc.assert(
      fc.property(decimal, decimals, (number, places) => {
        const rounded = roundDecimal(number, places);
        const step = 10n ** BigInt(12 - places);
        const distance = size(units12(rounded) - units12(number));
        expect(units12(rounded) % step).toBe(0n);
        expect(distance * 2n <= step).toBe(true);
        if (distance * 2n === step) {
          expect(size(units12(rounded)) > size(units12(number))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('rounding a number and its opposite gives opposites', () => {
    fc.assert(
      fc.property(decimal, decimals, (number, places) => {
        const opposite = subtractDecimals('0', number);
        expect(units12(roundDecimal(opposite, places))).toBe(
          -units12(roundDecimal(number, places)),
        );
      }),
    );
  });

  test('sums and differences are exact, and plain decimals', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(units12(addDecimals(a, b))).toBe(units12(a) + units12(b));
        expect(units12(subtractDecimals(a, b))).toBe(units12(a) - units12(b));
        expect(subtractDecimals(a, b)).toMatch(/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/);
      }),
    );
  });

  test('order is that of the numbers', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const expected = units12(a) < units12(b) ? -1 : Number(units12(a) > units12(b));
        expect(Math.sign(compareDecimals(a, b))).toBe(expected);
      }),
    );
  });

  test('half of the numbers are not above the median and half not below it', () => {
    fc.assert(
      fc.property(fc.array(decimal, { minLength: 1, maxLength: 15 }), (numbers) => {
        const median = medianOf(numbers, 7);
        expect(median).toBeDefined();
        if (median === undefined) return;
        const below = numbers.filter((number) => units12(number) < units12(median)).length;
        const above = numbers.filter((number) => units12(number) > units12(median)).length;
        expect(below * 2 <= numbers.length).toBe(true);
        expect(above * 2 <= numbers.length).toBe(true);
      }),
    );
  });

  test('what is shown can be read back as the same number', () => {
    fc.assert(
      fc.property(decimal, fc.constantFrom(...units), (number, unit) => {
        const shown = formatDecimal(number, unit).replace(' out of 5', '');
        expect(shown.replace('−', '-').replace(/[£,%]/g, '')).toBe(number);
      }),
    );
  });
});

/** The number as a whole count of 10⁻¹², by another way than the code's. */
function units12(number: Decimal): bigint {
  const [whole = '', part = ''] = number.replace('-', '').split('.');
  const count = BigInt(whole) * 10n ** 12n + BigInt(part.padEnd(12, '0'));
  return number.startsWith('-') ? -count : count;
}

function size(number: bigint): bigint {
  return number < 0n ? -number : number;
}
