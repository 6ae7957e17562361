import type { Unit } from '../metric.ts';
import { compareDecimals, type Decimal, type FigureSymbol, figureSymbols } from '../value.ts';
import { quotient } from './exact.ts';
import type { BlockRule, Box, Entry, Finding, Parsed } from './finding.ts';
import type { EntryMetric } from './place.ts';
import { quoted } from './plainText.ts';
import { isStandIn, readNumber, readTyped } from './typed.ts';

/** The figure of an entry, or what is wrong with it. */
export interface FigureRead {
  read: Omit<Parsed, 'period'> | undefined;
  findings: Finding[];
}

/** Reads what was typed: a number or a range, a numerator and a denominator, or a symbol. */
export function readFigure(entry: Entry, metric: EntryMetric): FigureRead {
  const findings: Finding[] = [];
  const block: Block = (rule, box, message) => {
    findings.push({ level: 'block', rule, message, at: { entry: entry.id, box } });
  };
  const read = readInto(entry, metric, block);
  return { read: findings.length > 0 ? undefined : read, findings };
}

type Block = (rule: BlockRule, box: Box, message: string) => void;

function readInto(entry: Entry, metric: EntryMetric, block: Block): FigureRead['read'] {
  const { typed } = entry;
  if ('symbol' in typed) return readSymbol(typed, block);
  if ('numerator' in typed) return readShare(entry, typed, metric, block);

  const read = readTyped(typed.text, metric.unit);
  if ('refused' in read) {
    block(read.rule, 'value', read.refused);
    return undefined;
  }
  const marks = new Set(entry.marks);
  if (read.about) marks.add('about');
  const formula = entry.formula?.trim() ?? '';
  if (marks.has('worked-out') !== (formula !== '')) {
    block(
      'formula-needed',
      'formula',
      formula === ''
        ? 'A figure that is worked out needs its sum, such as 67 + 9. Write it.'
        : 'A figure with a sum is worked out. Mark it so, or take the sum away.',
    );
  }
  return { value: read.value, marks: [...marks], ...(formula !== '' && { formula }) };
}

function readSymbol(
  { symbol, reason }: { symbol: string; reason: string },
  block: Block,
): FigureRead['read'] {
  if (!isFigureSymbol(symbol)) {
    block('symbol-needed', 'symbol', `${quoted(symbol)} is no symbol. Choose one from the list.`);
    return undefined;
  }
  if (isStandIn(reason)) {
    block(
      'symbol-without-reason',
      'reason',
      'A symbol needs a reason. Say why there is no number.',
    );
  }
  return { value: { symbol }, marks: [], reason: reason.trim() };
}

/** What a share is multiplied by; other units are not made of a numerator and a denominator. */
const multipliers = new Map<Unit, bigint>([
  ['percent', 100n],
  ['per10k', 10_000n],
  ['ratio', 1n],
]);

function readShare(
  entry: Entry,
  typed: { numerator: string; denominator: string },
  metric: EntryMetric,
  block: Block,
): FigureRead['read'] {
  const times = multipliers.get(metric.unit);
  if (times === undefined) {
    block('not-of-the-unit', 'numerator', `${metric.title} is one number. Enter it in one box.`);
    return undefined;
  }
  const numerator = readPart(typed.numerator, 'numerator', block);
  const denominator = readPart(typed.denominator, 'denominator', block);
  if (numerator === undefined || denominator === undefined) return undefined;

  if (compareDecimals(denominator, '0') === 0) {
    block(
      'not-a-number',
      'denominator',
      'Nothing can be a share of 0. Choose the symbol z (not applicable) and say why.',
    );
    return undefined;
  }
  // A ratio, such as cases to workers, may be above one; a share of a whole may not.
  if (metric.unit !== 'ratio' && compareDecimals(numerator, denominator) > 0) {
    block(
      'numerator-above-denominator',
      'numerator',
      `${numerator} is more than the ${denominator} it is a share of. Check both numbers.`,
    );
    return undefined;
  }
  const value = quotient(numerator, denominator, times, metric.decimals);
  const marks = new Set(entry.marks).add('worked-out');
  return {
    value: { value },
    marks: [...marks],
    formula: `${numerator} ÷ ${denominator}${times === 1n ? '' : ` × ${times}`}`,
    numerator,
    denominator,
  };
}

/** A numerator or denominator is counted in things, posts or people: any number not below zero. */
function readPart(text: string, box: 'numerator' | 'denominator', block: Block) {
  if (isStandIn(text)) {
    block(
      'symbol-needed',
      box,
      `Both numbers are needed. Without them choose a symbol and say why.`,
    );
    return undefined;
  }
  const number: Decimal | { refused: string; rule: BlockRule } = readNumber(text, 'fte');
  if (typeof number === 'string') return number;
  block(number.rule, box, number.refused);
  return undefined;
}

function isFigureSymbol(text: string): text is FigureSymbol {
  return figureSymbols.some((symbol) => symbol === text);
}
