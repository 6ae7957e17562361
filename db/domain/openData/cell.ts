import { type FigureSymbol, figureSymbols, isDecimal, roundDecimal, type Value } from '../value.ts';

/** What a cell says, or why it is refused. */
export type CellRead = { value: Value } | { refused: string };

const symbols = new Set<string>(figureSymbols);

/**
 * Reads a cell of an indicator: a number with or without thousands commas, or one of the six
 * symbols. A spreadsheet's float, 19.600000000000001, is cleaned to the indicator's decimals on its
 * text. Blank, `:`, `-`, `..` and their like are refused: why there is no number must be said.
 */
export function readCell(text: string, decimals: number): CellRead {
  const cell = text.trim();
  if (symbols.has(cell)) return { value: { symbol: cell as FigureSymbol } };
  if (cell === '') return { refused: 'the cell is blank: a symbol says why there is no number' };

  const number = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(cell) ? cell.replaceAll(',', '') : cell;
  const cleaned = withoutFloatNoise(number, decimals);
  if (!isDecimal(cleaned)) {
    return { refused: `“${cell}” is neither a number nor one of ${figureSymbols.join(', ')}` };
  }
  if ((cleaned.split('.')[1]?.length ?? 0) > decimals) {
    return { refused: `“${cell}” has more decimals than the ${decimals} the mapping gives` };
  }
  return { value: { value: cleaned } };
}

/**
 * A double carries 15 to 17 digits; what lies beyond the indicator's own decimals in a number so
 * long, and is all noughts or nines, was never measured.
 */
function withoutFloatNoise(number: string, decimals: number): string {
  const [, whole = '', fraction] = /^-?(\d+)\.(\d+)$/.exec(number) ?? [];
  if (fraction === undefined || whole.length + fraction.length < 15) return number;
  if (!/^(0{6,}|9{6,})\d{0,3}$/.test(fraction.slice(decimals))) return number;
  const rounded = roundDecimal(number as `${number}`, decimals);
  return rounded.includes('.') ? rounded.replace(/\.?0+$/, '') : rounded;
}
