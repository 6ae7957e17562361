import { plainText, quoted, withoutTurns } from '../entry/plainText.ts';
import { isStandIn, readTyped } from '../entry/typed.ts';
import type { Unit } from '../metric.ts';
import type { FigureSymbol, Mark } from '../value.ts';

/** The text of a cell as it can be entered, with what was left out of it; or why it is refused. */
export type CellTextRead =
  | { text: string; marks: readonly Mark[]; doubts: readonly string[] }
  | { refused: string; symbols: readonly FigureSymbol[] };

/**
 * Reads a cell of a printed table. What prints add to a number is taken off and said: a footnote
 * mark, a count beside a percentage, "(p)" for provisional. The number is checked as a typed one.
 */
export function readCellText(cell: string, unit: Unit): CellTextRead {
  const doubts: string[] = [];
  const marks: Mark[] = [];
  let text = plainText(cell);

  const [marked = '', letter = ''] = /(?<=\d%?) ?[([]([pr])[)\]]$/i.exec(text) ?? [];
  if (marked !== '') {
    const isProvisional = letter.toLowerCase() === 'p';
    text = text.slice(0, -marked.length);
    marks.push(isProvisional ? 'p' : 'r');
    doubts.push(`${quoted(marked)} is read as ${isProvisional ? 'provisional' : 'revised'}`);
  }
  const [footnote = ''] =
    /(?<=[\d%)]) ?(?:[*†‡§¶⁰-⁹¹²³]+|\[(?:\d{1,2}|[a-z]|note \d{1,2})\])$/i.exec(text) ?? [];
  if (footnote !== '') {
    text = text.slice(0, -footnote.length);
    doubts.push(`the footnote mark ${quoted(footnote)} is left out: see what it says`);
  }
  const [, before = '', within = ''] = /^(\S.{0,40}?) ?\(([^()]{1,40})\)$/.exec(text) ?? [];
  if (before !== '' && before.includes('%') !== within.includes('%')) {
    const isShare = unit === 'percent' || unit === 'percent_change';
    const taken = before.includes('%') === isShare ? before : within;
    const left = taken === before ? within : before;
    doubts.push(`${quoted(taken)} is taken, ${quoted(left)} beside it is not`);
    text = taken;
  }
  const read = readTyped(text, unit);
  if ('refused' in read) return { refused: read.refused, symbols: read.symbols };
  return { text, marks, doubts };
}

const figureLike =
  /^(?:c\.?|ca\.?|circa|around|about|approx\.?|approximately|[~≈<>])? ?\(?[-−–+]?£? ?\d[\d,. ]*%?\)? ?(?:\([\d,. ]+%?\)|[([][pr][)\]])? ?(?:[*†‡§¶⁰-⁹¹²³]+|\[(?:\d{1,2}|[a-z]|note \d{1,2})\])?$/i;

/** Whether a cell looks like a figure, or like what stands in for one, whatever its metric is. */
export function looksLikeFigure(cell: string): boolean {
  const text = withoutTurns(plainText(cell));
  return text !== '' && text.length <= 60 && (figureLike.test(text) || isStandIn(text));
}
