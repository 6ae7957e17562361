import type { WireBox, WireContent } from '@throughline/api/wire/return';
import { type FigureSymbol, figureSymbols } from '@throughline/domain/value';

type Typed = WireContent['typed'];

/** What stands in a box, as one line of text: "13", "38 of 65", "[c]". */
export function textOf(typed: Typed): string {
  if ('text' in typed) return typed.text;
  if ('symbol' in typed) return `[${typed.symbol}]`;
  return `${typed.numerator} of ${typed.denominator}`;
}

/**
 * What a line of text enters: a symbol by its letter, its two numbers where a box takes them, or
 * the text itself. It is checked by the server, not here.
 */
export function typedFrom(text: string, { takes_parts: takesParts }: WireBox): Typed {
  const symbol = /^\s*\[?([a-z]+)\]?\s*$/.exec(text)?.[1];
  if (isSymbol(symbol)) return { symbol, reason: '' };
  const parts = /^(\s*\d[\d,. ]*) of (\d[\d,.]*\s*)$/.exec(text);
  if (takesParts && parts?.[1] && parts[2]) return { numerator: parts[1], denominator: parts[2] };
  return { text };
}

/** Whether nothing is entered. */
export function isBlank({ typed }: WireContent): boolean {
  if ('text' in typed) return typed.text.trim() === '';
  if ('symbol' in typed) return false;
  return typed.numerator.trim() === '' && typed.denominator.trim() === '';
}

function isSymbol(text: string | undefined): text is FigureSymbol {
  return figureSymbols.some((symbol) => symbol === text);
}
