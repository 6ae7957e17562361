import { type Aim, rating, type Target, targetInForce } from '@throughline/domain/target';
import type { Decimal, Value } from '@throughline/domain/value';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

describe('the target in force', () => {
  const first = target({ type: 'minimum', value: '80' }, '0', '2023-04-01', '2024-03-31');
  const second = target({ type: 'minimum', value: '85' }, '0', '2024-04-01');

  test('is in force on its first day and on its last', () => {
    expect(targetInForce([first], '2023-03-31')).toBeUndefined();
    expect(targetInForce([first], '2023-04-01')).toBe(first);
    expect(targetInForce([first], '2024-03-31')).toBe(first);
    expect(targetInForce([first], '2024-04-01')).toBeUndefined();
  });

  test('without a last day stays in force', () => {
    expect(targetInForce([second], '2099-12-31')).toBe(second);
  });

  test('is the one of that day, whatever came later, so history does not recolour', () => {
    expect(targetInForce([first, second], '2024-03-31')).toBe(first);
    expect(targetInForce([second, first], '2024-03-31')).toBe(first);
    expect(targetInForce([first, second], '2024-04-01')).toBe(second);
  });

  test('is the one that began later where two overlap, in whatever order they are listed', () => {
    const open = target({ type: 'minimum', value: '70' }, '0', '2020-01-01');
    expect(targetInForce([open, first], '2023-06-01')).toBe(first);
    expect(targetInForce([first, open], '2023-06-01')).toBe(first);
    expect(targetInForce([open, first], '2024-06-01')).toBe(open);
  });

  test('is the one listed last of two that began on the same day', () => {
    const again = { ...second };
    expect(targetInForce([second, again], '2024-06-01')).toBe(again);
    expect(targetInForce([again, second], '2024-06-01')).toBe(second);
  });
});

describe('a rating', () => {
  test('of a minimum is green at it, amber down to the tolerance, then red', () => {
    const atLeast85 = target({ type: 'minimum', value: '85' }, '2.5');
    expect(colour('85', atLeast85)).toBe('green');
    expect(colour('85.1', atLeast85)).toBe('green');
    expect(colour('84.9', atLeast85)).toBe('amber');
    expect(colour('82.5', atLeast85)).toBe('amber');
    expect(colour('82.4', atLeast85)).toBe('red');
  });

  test('of a maximum is green at it, amber up to the tolerance, then red', () => {
    const atMost20 = target({ type: 'maximum', value: '20' }, '2.5');
    expect(colour('20', atMost20)).toBe('green');
    expect(colour('-3', atMost20)).toBe('green');
    expect(colour('20.1', atMost20)).toBe('amber');
    expect(colour('22.5', atMost20)).toBe('amber');
    expect(colour('22.6', atMost20)).toBe('red');
  });

  test('of a range is green from end to end, amber within the tolerance outside it, then red', () => {
    const between = target({ type: 'range', low: '15', high: '18' }, '1');
    expect(['13.9', '14', '14.9'].map((figure) => colour(figure, between))).toEqual([
      'red',
      'amber',
      'amber',
    ]);
    expect(['15', '16.5', '18'].map((figure) => colour(figure, between))).toEqual([
      'green',
      'green',
      'green',
    ]);
    expect(['18.1', '19', '19.1'].map((figure) => colour(figure, between))).toEqual([
      'amber',
      'amber',
      'red',
    ]);
  });

  test('has no amber without a tolerance', () => {
    expect(colour('84.999', target({ type: 'minimum', value: '85' }))).toBe('red');
    expect(colour('20.001', target({ type: 'maximum', value: '20' }))).toBe('red');
  });

  test('compares decimals as written: in floats 0.8 is more than 0.7 and 0.1 together', () => {
    const atMost = target({ type: 'maximum', value: '0.7' }, '0.1');
    expect(colour('0.8', atMost)).toBe('amber');
    const atLeast = target({ type: 'minimum', value: '1.1' }, '0.3');
    expect(colour('0.8', atLeast)).toBe('amber');
    const large = target({ type: 'minimum', value: '900000000000000.01' });
    expect(colour('900000000000000.00', large)).toBe('red');
    expect(colour('900000000000000.010', large)).toBe('green');
    const most = target({ type: 'maximum', value: '900000000000000.00' });
    expect(colour('900000000000000.01', most)).toBe('red');
  });

  test('compares numbers and not text: 9 is less than 10, and −9 more than −10', () => {
    expect(colour('9', target({ type: 'minimum', value: '10' }))).toBe('red');
    expect(colour('-9', target({ type: 'minimum', value: '-10' }))).toBe('green');
    expect(colour('-11', target({ type: 'minimum', value: '-10' }, '1'))).toBe('amber');
  });

  test('names the target that it was made by', () => {
    const atLeast85 = target({ type: 'minimum', value: '85' });
    expect(rating({ value: '90' }, atLeast85)).toEqual({
      kind: 'rated',
      colour: 'green',
      target: atLeast85,
    });
  });

  test('does not exist without a target', () => {
    expect(rating({ value: '90' }, undefined)).toEqual({ kind: 'no-target' });
    expect(rating({ symbol: 'c' }, undefined)).toEqual({ kind: 'no-target' });
  });

  test('does not exist for a symbol, so that a hidden figure has no colour', () => {
    const atLeast85 = target({ type: 'minimum', value: '85' });
    for (const symbol of ['c', 'z', 'x', 'low', 'k', 'u'] as const) {
      expect(rating({ symbol }, atLeast85)).toEqual({ kind: 'no-number' });
    }
  });
});

describe('a range figure', () => {
  const atLeast85 = target({ type: 'minimum', value: '85' }, '5');
  const between = target({ type: 'range', low: '15', high: '18' }, '1');

  test('is rated when both its ends agree', () => {
    expect(colourOf({ low: '85', high: '90' }, atLeast85)).toBe('green');
    expect(colourOf({ low: '80', high: '84' }, atLeast85)).toBe('amber');
    expect(colourOf({ low: '70', high: '79' }, atLeast85)).toBe('red');
    expect(colourOf({ low: '15', high: '18' }, between)).toBe('green');
  });

  test('is not rated when they do not', () => {
    expect(colourOf({ low: '84', high: '90' }, atLeast85)).toBe('ends-differ');
    expect(colourOf({ low: '79', high: '84' }, atLeast85)).toBe('ends-differ');
  });

  test('is not rated when it reaches across the target from one side to the other', () => {
    expect(colourOf({ low: '10', high: '30' }, between)).toBe('ends-differ');
    expect(colourOf({ low: '14.5', high: '18.5' }, between)).toBe('ends-differ');
  });
});

describe('for any figure and target', () => {
  const seed = { seed: 20231123, numRuns: 500 };
  const tenths = fc.integer({ min: -60, max: 60 });
  const order = ['red', 'amber', 'green'];

  test('a higher figure is never rated worse by a minimum, nor a lower one by a maximum', () => {
    fc.assert(
      fc.property(tenths, tenths, tenths, fc.nat(20), (a, b, aim, tolerance) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map(decimal);
        if (less === undefined || more === undefined) throw new Error('Two figures make two');
        const least = target({ type: 'minimum', value: decimal(aim) }, decimal(tolerance));
        const most = target({ type: 'maximum', value: decimal(aim) }, decimal(tolerance));
        const rank = (figure: Decimal, by: Target) => order.indexOf(colour(figure, by));
        expect(rank(more, least)).toBeGreaterThanOrEqual(rank(less, least));
        expect(rank(less, most)).toBeGreaterThanOrEqual(rank(more, most));
      }),
      seed,
    );
  });

  test('a rating is that of whole tenths, whatever zeros are written after them', () => {
    fc.assert(
      fc.property(tenths, tenths, fc.nat(20), fc.nat(20), (figure, low, width, tolerance) => {
        const high = low + width;
        const by = target(
          { type: 'range', low: decimal(low), high: decimal(high) },
          decimal(tolerance),
        );
        const missed = Math.max(low - figure, figure - high);
        const expected = missed <= 0 ? 'green' : missed <= tolerance ? 'amber' : 'red';
        expect(colour(decimal(figure), by)).toBe(expected);
        expect(colour(`${decimal(figure)}00` as Decimal, by)).toBe(expected);
      }),
      seed,
    );
  });

  test('a range figure that is rated has the colour of every figure within it', () => {
    fc.assert(
      fc.property(tenths, fc.nat(40), tenths, fc.nat(20), (low, width, aim, spread) => {
        const by = target(
          { type: 'range', low: decimal(aim), high: decimal(aim + spread) },
          decimal(5),
        );
        const found = colourOf({ low: decimal(low), high: decimal(low + width) }, by);
        if (found === 'ends-differ') return;
        for (let within = low; within <= low + width; within++) {
          expect(colour(decimal(within), by)).toBe(found);
        }
      }),
      seed,
    );
  });
});

function colour(figure: string, by: Target): string {
  return colourOf({ value: figure as Decimal }, by);
}

function colourOf(figure: Value, by: Target): string {
  const found = rating(figure, by);
  return found.kind === 'rated' ? found.colour : found.kind;
}

function decimal(tenths: number): Decimal {
  return (tenths / 10).toFixed(1) as Decimal;
}

function target(
  aim: Aim,
  tolerance: Decimal = '0',
  from: Target['from'] = '2020-01-01',
  to: Target['to'] = undefined,
): Target {
  return { ...aim, tolerance, from, to };
}
