import type { Unit } from '../metric.ts';
import {
  compareDecimals,
  type Decimal,
  type FigureSymbol,
  figureSymbols,
  type Value,
} from '../value.ts';
import { isTurned, plainText, quoted } from './plainText.ts';

/** What was typed as a figure, read; or why it is refused and what to do instead. */
export type TypedRead = { value: NumberOrRange; about: boolean } | TypedRefusal;

/** A value that is not a symbol: a symbol is chosen with its reason and never typed. */
export type NumberOrRange = Exclude<Value, { symbol: FigureSymbol }>;

export interface TypedRefusal {
  refused: string;
  rule: 'not-a-number' | 'not-of-the-unit' | 'share-out-of-range' | 'symbol-needed';
  /** The symbols that may be meant, the likeliest first; none when a number is meant. */
  symbols: readonly FigureSymbol[];
}

/** The longest text that is looked at as a figure. */
const longest = 200;

/**
 * Reads a figure as it is typed or printed in Britain: "1,234", "1 234", "22.5", "58%", "£3,000",
 * "c. 120", "18 to 24". It must be of the metric's unit. What only stands in for a figure, blank,
 * "n/a", "-", "to be confirmed", is refused with the symbol to choose: nothing is guessed.
 */
export function readTyped(typed: string, unit: Unit): TypedRead {
  const text = plainText(typed);
  if (text.length > longest) {
    return notANumber('This is too long for a figure. Write the number alone.');
  }
  if (isTurned(typed)) {
    return notANumber('Hidden marks turn the order of these digits. Type the number again.');
  }
  return standIn(text) ?? readAbout(text, unit);
}

/** Whether text is one of the things written where there is nothing to say: blank, "-", "n/a". */
export function isStandIn(typed: string): boolean {
  const text = plainText(typed).toLowerCase();
  return standIns.has(text) || symbolIn(text) !== undefined;
}

function readAbout(text: string, unit: Unit): TypedRead {
  const [opening = ''] =
    /^(?:c\.?|ca\.?|circa|around|about|approx\.?|approximately|roughly|~|≈) ?(?=[£\d.])/i.exec(
      text,
    ) ?? [];
  const read = readRange(text.slice(opening.length), unit);
  return 'refused' in read ? read : { value: read, about: opening !== '' };
}

function readRange(text: string, unit: Unit): NumberOrRange | TypedRefusal {
  const ends =
    /^between (.+?) and (.+)$/i.exec(text) ?? /^([^–—]+?)(?: to | ?[–—] ?)(.+)$/i.exec(text);
  if (!ends || !/\d/.test(ends[1] ?? '')) {
    if (/^\d[\d.,]* ?- ?\d[\d.,]*%?$/.test(text)) {
      return notANumber(`${quoted(text)} is not one number. Write a range with “to”: 18 to 24.`);
    }
    const number = readNumber(text, unit);
    return typeof number === 'string' ? { value: number } : number;
  }
  const [low, high] = [readNumber(ends[1] ?? '', unit), readNumber(ends[2] ?? '', unit)];
  if (typeof low !== 'string') return low;
  if (typeof high !== 'string') return high;
  if (compareDecimals(low, high) >= 0) {
    return notANumber(`${quoted(text)} does not run upwards. Write the smaller number first.`);
  }
  return { low, high };
}

/** Reads one number of a unit. Exported for numerators and denominators, which take no "about". */
export function readNumber(typed: string, unit: Unit): Decimal | TypedRefusal {
  const text = plainText(typed);
  const parts = /^([-−–+]?) ?(£?) ?([\d.,' ]*\d[\d.,' ]*?) ?(%|per ?cent)?$/i.exec(text);
  if (!parts) return notANumber(whyNoNumber(text));
  const [, sign = '', pounds, digits = '', percent] = parts;

  const plain = withoutGrouping(digits);
  if (plain === undefined) return notANumber(whyNoNumber(text));
  if (pounds && unit !== 'gbp')
    return notOfTheUnit(`This figure is not in pounds. Leave out the £.`);
  if (percent && unit !== 'percent' && unit !== 'percent_change') {
    return notOfTheUnit(`This figure is not a percentage. Write the number itself.`);
  }
  const size = inShape(plain);
  if (typeof size !== 'string') return size;
  if (sign === '+' && unit !== 'percent_change') {
    return notANumber(`Leave out the plus sign: a figure is not a change.`);
  }
  const isNegative = sign !== '' && sign !== '+' && /[1-9]/.test(size);
  return ofUnit(isNegative ? (`-${size}` as Decimal) : size, unit);
}

/** Digits with a point; thousands in threes, all by commas or all by spaces. */
function withoutGrouping(digits: string): string | undefined {
  if (/^(?:\d+(?:\.\d+)?|\.\d+)$/.test(digits)) return digits;
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(digits)) return digits.replaceAll(',', '');
  if (/^\d{1,3}(?: \d{3})+(?:\.\d+)?$/.test(digits)) return digits.replaceAll(' ', '');
  return undefined;
}

function inShape(plain: string): Decimal | TypedRefusal {
  const [whole = '', fraction] = plain.split('.');
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  if (digits.length > 15) return notANumber('This number is too large. Check its digits.');
  if (fraction !== undefined && fraction.length > 6) {
    return notANumber('This number has more than six decimals. Round it as the source prints it.');
  }
  return (fraction === undefined ? digits : `${digits}.${fraction}`) as Decimal;
}

function ofUnit(number: Decimal, unit: Unit): Decimal | TypedRefusal {
  const fraction = (number.split('.')[1] ?? '').replace(/0+$/, '');
  if (number.startsWith('-') && unit !== 'percent_change' && unit !== 'gbp') {
    return unit === 'percent'
      ? outOfRange()
      : notOfTheUnit('This figure cannot be below zero. Check the sign.');
  }
  switch (unit) {
    case 'count':
      if (fraction !== '') {
        return notOfTheUnit(
          `This figure counts whole things. Write a whole number; thousands are written 1,234.`,
        );
      }
      return number.replace(/\..*/, '') as Decimal;
    case 'percent':
      return compareDecimals(number, '100') > 0 ? outOfRange() : number;
    case 'rating5':
      return compareDecimals(number, '5') > 0
        ? notOfTheUnit('This figure is out of five. Write a number from 0 to 5.')
        : number;
    case 'gbp':
      return fraction.length > 2
        ? notOfTheUnit('Pounds have two decimals at most. Round it to the penny.')
        : number;
    case 'posts':
    case 'fte':
    case 'percent_change':
    case 'per10k':
    case 'ratio':
      return number;
  }
}

function outOfRange(): TypedRefusal {
  return {
    refused: 'This figure is a share. Write a number from 0 to 100.',
    rule: 'share-out-of-range',
    symbols: [],
  };
}

function whyNoNumber(text: string): string {
  if (/^\(.*\d.*\)$/.test(text)) {
    const inside = text.slice(1, -1).trim();
    return `Brackets may mean less than zero. Write ${quoted(inside)} or ${quoted(`-${inside}`)}.`;
  }
  if (/^£?\d+,\d{1,2}%?$/.test(text)) {
    return `A comma divides thousands. Write the decimals of ${quoted(text)} with a point: 22.5.`;
  }
  if (/\d(?:e[+-]?\d+)$/i.test(text)) return `Write ${quoted(text)} out in full.`;
  if (/^£?[\d.,]+ ?(?:k|m|mn|bn|million|billion|thousand)$/i.test(text)) {
    return `Write ${quoted(text)} out in full, such as 1,500,000.`;
  }
  if (/[¼-¾⅐-⅞]/.test(text)) return `Write the fraction of ${quoted(text)} as decimals: 8.5.`;
  if (/[⁰-⁹¹²³*†‡§]$/.test(text)) return `Leave out the footnote mark after ${quoted(text)}.`;
  if (/^\d[\d.,]* [^\d]+$/.test(text)) return `Write only the number of ${quoted(text)}.`;
  return `${quoted(text)} is not a number. Write it in figures, such as 1,234 or 22.5.`;
}

/** What people and programs write where there is no figure, and the symbol that may be meant. */
const standIns = new Map<string, readonly FigureSymbol[]>([
  ...['', '-', '–', '—', '.', '..', '...', '…', '~', ':', '?', '#', '_', '/'].map(unclear),
  ...['n/a', 'na', 'n.a.', 'n.a', '#n/a', 'not applicable', 'n/app'].map(notApplicable),
  ...['not available', 'unavailable', 'unknown', 'not known', 'nk', 'n/k', 'missing'].map(absent),
  ...['to be confirmed', 'tbc', 't.b.c.', 'tba', 'tbd', 'to follow', 'to be advised'].map(absent),
  ...['awaited', 'awaiting', 'pending', 'not yet available', 'not reported', 'none held'].map(
    absent,
  ),
  ...['null', 'nan', 'undefined', 'blank', '#value!', '#ref!', '#div/0!', '#name?'].map(absent),
  ...['#num!', '#null!', 'no data'].map(absent),
  ...['*', '**', 'suppressed', 'supp', 'withheld', 'redacted', 'hidden'].map(hidden),
]);

function standIn(text: string): TypedRefusal | undefined {
  const written = text.toLowerCase();
  const symbol = symbolIn(written);
  if (symbol !== undefined) {
    return symbolNeeded(`Choose the symbol ${symbol} from the list and say why.`, [symbol]);
  }
  if (/^(?:<|≤|fewer than |less than |under )/.test(written) || /^1 ?[-–] ?[45]$/.test(written)) {
    return symbolNeeded(
      `${quoted(text)} hides a number. Write the number, or choose c (hidden to protect confidentiality) and say why.`,
      ['c'],
    );
  }
  if (/^(?:>|≥|over |more than |at least |nearly |almost |up to )|\d\+$/.test(written)) {
    return notANumber(
      `${quoted(text)} is not one number. Write the number, with “about” before it.`,
    );
  }
  if (written === 'nil' || written === 'none' || written === 'zero') {
    return notANumber(`Write 0 if there were none.`);
  }
  const symbols = standIns.get(written);
  if (symbols === undefined) return undefined;
  const what = text === '' ? 'Nothing is entered' : `${quoted(text)} is not a figure`;
  return symbolNeeded(`${what}. ${remedies(symbols)} and say why.`, symbols);
}

function symbolIn(written: string): FigureSymbol | undefined {
  return figureSymbols.find((known) => written === known || written === `[${known}]`);
}

function remedies([first, second]: readonly FigureSymbol[]): string {
  const words = (symbol: FigureSymbol | undefined) =>
    symbol === 'z'
      ? 'z (not applicable)'
      : symbol === 'c'
        ? 'c (hidden to protect confidentiality)'
        : 'x (not available)';
  return second === undefined
    ? `Choose the symbol ${words(first)}`
    : `Choose the symbol ${words(first)} or ${words(second)}`;
}

function unclear(text: string): [string, readonly FigureSymbol[]] {
  return [text, ['x', 'z']];
}

function notApplicable(text: string): [string, readonly FigureSymbol[]] {
  return [text, ['z', 'x']];
}

function absent(text: string): [string, readonly FigureSymbol[]] {
  return [text, ['x']];
}

function hidden(text: string): [string, readonly FigureSymbol[]] {
  return [text, ['c']];
}

function notANumber(refused: string): TypedRefusal {
  return { refused, rule: 'not-a-number', symbols: [] };
}

function notOfTheUnit(refused: string): TypedRefusal {
  return { refused, rule: 'not-of-the-unit', symbols: [] };
}

function symbolNeeded(refused: string, symbols: readonly FigureSymbol[]): TypedRefusal {
  return { refused, rule: 'symbol-needed', symbols };
}
