import type { Unit } from './metric.ts';

/** A decimal number kept as text with its decimals, "22.5" or "-3". Never a float. */
export type Decimal = `${number}`;

/** Why there is no number: the symbols of the Government Analysis Function and the Department. */
export const figureSymbols = ['c', 'z', 'x', 'low', 'k', 'u'] as const;
export type FigureSymbol = (typeof figureSymbols)[number];

/** A number, a range with both ends, or a symbol: never two of them, never none. */
export type Value = { value: Decimal } | { low: Decimal; high: Decimal } | { symbol: FigureSymbol };

/** What stands beside a value: printed "c." or "around", worked out, provisional, revised. */
export const marks = ['about', 'worked-out', 'p', 'r'] as const;
export type Mark = (typeof marks)[number];

const symbolWords: Record<FigureSymbol, string> = {
  c: 'hidden to protect confidentiality',
  z: 'not applicable',
  x: 'not available',
  low: 'low: rounds to 0 but is not 0',
  k: 'rounds to 0 but is not 0',
  u: 'low reliability',
};

/** Whether text is a plain decimal number: no spaces, commas, signs but minus, or exponent. */
export function isDecimal(text: string): text is Decimal {
  return /^-?(0|[1-9]\d{0,14})(\.\d{1,6})?$/.test(text);
}

/** The number of a value, or nothing for a range and a symbol. */
export function numberOf(value: Value): Decimal | undefined {
  return 'value' in value ? value.value : undefined;
}

/** A value as it is shown: "22.5", "58%", "£1,587,840", "18 to 24", "[c]". */
export function formatValue(value: Value, unit: Unit): string {
  if ('value' in value) return formatDecimal(value.value, unit);
  if ('symbol' in value) return `[${value.symbol}]`;
  return `${formatDecimal(value.low, unit)} to ${formatDecimal(value.high, unit)}`;
}

/** A value as it is read aloud: a symbol becomes its reason. */
export function spokenValue(value: Value, unit: Unit): string {
  return 'symbol' in value ? symbolWords[value.symbol] : formatValue(value, unit);
}

/** What a symbol means, in words. */
export function symbolMeaning(symbol: FigureSymbol): string {
  return symbolWords[symbol];
}

/** A number with its unit, thousands grouped and its own decimals kept. */
export function formatDecimal(number: Decimal, unit: Unit): string {
  const negative = number.startsWith('-');
  const [whole = '', fraction] = number.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const digits = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return `${negative ? '−' : ''}${unit === 'gbp' ? '£' : ''}${digits}${suffix(unit)}`;
}

/** Rounds half away from zero on the text itself: floats round 683 of 3,969 real medians wrongly. */
export function roundDecimal(number: Decimal, decimals: number): Decimal {
  const { digits, scale } = scaled(number);
  if (scale <= decimals) return text(digits * 10n ** BigInt(decimals - scale), decimals);
  const step = 10n ** BigInt(scale - decimals);
  const half = step / 2n;
  const rounded = digits < 0n ? -((-digits + half) / step) : (digits + half) / step;
  return text(rounded, decimals);
}

/** Negative when `a` is the smaller. Exact. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const [x, y] = aligned(a, b);
  return x < y ? -1 : Number(x > y);
}

/** Exact sum, with the decimals of the more precise of the two. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const [x, y, scale] = aligned(a, b);
  return text(x + y, scale);
}

/** Exact difference `a − b`, trailing zeros dropped: 13.0 from 22.5 is 9.5. */
export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  const [x, y, scale] = aligned(a, b);
  return withoutTrailingZeros(text(x - y, scale));
}

/** The number without its sign. */
export function absolute(number: Decimal): Decimal {
  return number.replace('-', '') as Decimal;
}

/**
 * The middle of the numbers, rounded half away from zero to `decimals`; of an even count, halfway
 * between the middle two. Nothing when there are no numbers.
 */
export function medianOf(numbers: readonly Decimal[], decimals: number): Decimal | undefined {
  const ordered = [...numbers].sort(compareDecimals);
  const upper = ordered[Math.floor(ordered.length / 2)];
  const lower = ordered[Math.floor((ordered.length - 1) / 2)];
  if (upper === undefined || lower === undefined) return undefined;
  const [x, y, scale] = aligned(lower, upper);
  // Halving needs one decimal more: 5 × the sum, one place further right.
  return roundDecimal(text((x + y) * 5n, scale + 1), decimals);
}

/** Changes are in points where the unit is itself a share or a mark out of five. */
export function changeUnit(unit: Unit, size: Decimal): string {
  if (unit === 'percent' || unit === 'percent_change' || unit === 'rating5') {
    return compareDecimals(size, '1') === 0 ? ' point' : ' points';
  }
  return '';
}

function suffix(unit: Unit): string {
  if (unit === 'percent' || unit === 'percent_change') return '%';
  return unit === 'rating5' ? ' out of 5' : '';
}

function scaled(number: Decimal): { digits: bigint; scale: number } {
  const [whole = '', fraction = ''] = number.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

function aligned(a: Decimal, b: Decimal): [bigint, bigint, scale: number] {
  const x = scaled(a);
  const y = scaled(b);
  const scale = Math.max(x.scale, y.scale);
  const widen = ({ digits, scale: own }: typeof x) => digits * 10n ** BigInt(scale - own);
  return [widen(x), widen(y), scale];
}

function text(digits: bigint, scale: number): Decimal {
  const size = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const sign = digits < 0n ? '-' : '';
  if (scale === 0) return `${sign}${size}` as Decimal;
  return `${sign}${size.slice(0, -scale)}.${size.slice(-scale)}` as Decimal;
}

function withoutTrailingZeros(number: Decimal): Decimal {
  return (number.includes('.') ? number.replace(/\.?0+$/, '') : number) as Decimal;
}
