import type { Decimal } from '../value.ts';

/**
 * Comparisons that must be right on the very boundary, on whole numbers: every figure is taken a
 * million-fold, which its six decimals at most allow.
 */
const scale = 6;

/** A decimal as a whole number of millionths. */
export function millionths(number: Decimal): bigint {
  const [whole = '', fraction = ''] = number.split('.');
  return BigInt(whole + fraction.padEnd(scale, '0'));
}

/**
 * Whether a number lies more than 3.5 × 1.4826 × the median absolute deviation from the median of
 * the others. False when that deviation is 0, and when there are fewer than five others.
 */
export function isFarFromMedian(number: Decimal, others: readonly Decimal[]): boolean {
  if (others.length < 5) return false;
  // The middle of an even count halves a sum; keeping the sum keeps it whole.
  const twiceMedian = twiceMiddle(others.map(millionths));
  const twiceDeviation = (each: bigint) => size(2n * each - twiceMedian);
  const fourTimesMad = twiceMiddle(others.map((other) => twiceDeviation(millionths(other))));
  if (fourTimesMad === 0n) return false;
  return twiceDeviation(millionths(number)) * 2n * 10_000n > 51_891n * fourTimesMad;
}

/** Whether a change is over 25 % of what was before, and at least `least`. */
export function isLargeChange(before: Decimal, after: Decimal, least: Decimal): boolean {
  const change = size(millionths(after) - millionths(before));
  return change * 4n > size(millionths(before)) && change >= millionths(least);
}

/** How a number that is ten times another or more, or a tenth or less, stands to it. */
export type Tenfold = 'ten times' | 'more than ten times' | 'a tenth of' | 'less than a tenth of';

/** Whether a number is ten times the one before or more, or a tenth or less; never of nothing. */
export function tenfold(before: Decimal, after: Decimal): Tenfold | undefined {
  const [was, is] = [size(millionths(before)), size(millionths(after))];
  if (was === 0n) return undefined;
  if (is >= 10n * was) return is === 10n * was ? 'ten times' : 'more than ten times';
  if (is * 10n <= was) return is * 10n === was ? 'a tenth of' : 'less than a tenth of';
  return undefined;
}

/** A share of a whole times `times`, rounded half away from zero to `decimals`. */
export function quotient(
  numerator: Decimal,
  denominator: Decimal,
  times: bigint,
  decimals: number,
): Decimal {
  const whole = millionths(denominator);
  const doubled = (2n * millionths(numerator) * times * 10n ** BigInt(decimals)) / whole;
  // Half and above goes up; what division dropped cannot turn a below-half into a half.
  const digits = ((doubled + 1n) / 2n).toString().padStart(decimals + 1, '0');
  if (decimals === 0) return digits as Decimal;
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}` as Decimal;
}

function twiceMiddle(numbers: readonly bigint[]): bigint {
  const ordered = [...numbers].sort((a, b) => (a < b ? -1 : Number(a > b)));
  const lower = ordered[Math.floor((ordered.length - 1) / 2)] ?? 0n;
  const upper = ordered[Math.floor(ordered.length / 2)] ?? 0n;
  return lower + upper;
}

function size(number: bigint): bigint {
  return number < 0n ? -number : number;
}
