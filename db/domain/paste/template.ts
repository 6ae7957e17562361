import type { Entry, Place, Typed } from '../entry/finding.ts';
import { plainText, quoted } from '../entry/plainText.ts';
import { total } from '../metric.ts';
import { isPeriod, periodLabel } from '../period.ts';
import { type Grid, textAt } from './grid.ts';

/** A box of a return as the template shows it. */
export interface TemplateBox extends Place {
  metricTitle: string;
  categoryTitle: string;
  /** The figure before with its period, "9 (October 2024)"; empty when there is none. */
  last: string;
  /** Whether the metric is made of a numerator and a denominator. */
  isShare: boolean;
}

/** The headings of the template. The box's own name tells the rows apart, whoever moves them. */
export const templateHeadings = [
  'Metric',
  'Part',
  'Period',
  'Last figure',
  'Figure',
  'Numerator',
  'Denominator',
  'Symbol',
  'Reason for the symbol',
  'Source',
  'What happened and why; what is done and by when',
  'Box (do not change)',
] as const;
type Heading = (typeof templateHeadings)[number];

/** The template of a return, row by row, headings first: a row for each box. */
export function templateRows(boxes: readonly TemplateBox[]): string[][] {
  const rows = boxes.map((box): { [Key in Heading]?: string } => ({
    Metric: box.metricTitle,
    Part: box.category === total ? total : box.categoryTitle,
    Period: isPeriod(box.period) ? periodLabel(box.period) : box.period,
    'Last figure': box.last,
    ...(box.isShare ? {} : { Numerator: 'not needed', Denominator: 'not needed' }),
    'Box (do not change)': boxName(box),
  }));
  return [
    [...templateHeadings],
    ...rows.map((row) => templateHeadings.map((heading) => row[heading] ?? '')),
  ];
}

/** A template that came back: its filled rows as entries, and the rows that are not understood. */
export interface TemplateRead {
  entries: readonly Entry[];
  /** "row 4: …", for each row that is refused. */
  refused: readonly string[];
}

/**
 * Reads a template that came back, or nothing when the sheet is not one. Rows and columns may have
 * been moved; a row without figure and symbol is a box left empty. The entry's id is its box.
 */
export function readTemplate(
  grid: Grid,
  boxes: readonly Place[],
  area: string,
): TemplateRead | undefined {
  const top = grid.findIndex((row) => row.some(({ text }) => isBoxHeading(text)));
  if (top === -1) return undefined;
  const columns = new Map<string, number>();
  for (const [column, { text }] of (grid[top] ?? []).entries()) {
    if (!columns.has(plainText(text))) columns.set(plainText(text), column);
  }
  const known = new Map(boxes.map((box) => [boxName(box), box]));
  const entries: Entry[] = [];
  const refused: string[] = [];
  for (let row = top + 1; row < grid.length; row++) {
    const at = (heading: Heading) => {
      const column = columns.get(heading);
      return column === undefined ? '' : withoutGuard(textAt(grid, row, column).trim());
    };
    const name = at('Box (do not change)');
    const typed = typedIn(at);
    if (typed === undefined) continue;
    const box = known.get(name);
    if (box === undefined) {
      refused.push(`row ${row + 1}: ${quoted(name)} is no box of this return.`);
    } else if ('refused' in typed) {
      refused.push(`row ${row + 1}: ${typed.refused}`);
    } else {
      const [source, commentary] = [
        at('Source'),
        at('What happened and why; what is done and by when'),
      ];
      const { metric, breakdown, category, period } = box;
      entries.push({
        ...{ id: name, metric, area, breakdown, category, period, typed },
        ...(source !== '' && { source }),
        ...(commentary !== '' && { commentary }),
      });
    }
  }
  return { entries, refused };
}

/** A box's own name in a template. */
export function boxName({ metric, breakdown, category, period }: Place): string {
  return `${metric}:${category === total ? total : `${breakdown}=${category}`}:${period}`;
}

function typedIn(at: (heading: Heading) => string): Typed | { refused: string } | undefined {
  const [text, symbol] = [at('Figure'), at('Symbol').replace(/^\[(\w+)\]$/, '$1')];
  const [numerator, denominator] = [part(at('Numerator')), part(at('Denominator'))];
  const ways = [text !== '', symbol !== '', numerator !== '' || denominator !== ''];
  if (ways.filter(Boolean).length > 1) {
    return { refused: 'fill in the figure, or its numerator and denominator, or a symbol.' };
  }
  if (text !== '') return { text };
  if (symbol !== '') return { symbol, reason: at('Reason for the symbol') };
  return ways[2] ? { numerator, denominator } : undefined;
}

function part(text: string): string {
  return text === 'not needed' ? '' : text;
}

function isBoxHeading(text: string): boolean {
  return plainText(text) === ('Box (do not change)' satisfies Heading);
}

/** Takes away the apostrophe that keeps a spreadsheet from running text as a formula. */
function withoutGuard(text: string): string {
  return /^'[=+\-@]/.test(text) ? text.slice(1) : text;
}
