import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The Board's own papers stand beside the project on the machines of those who make it. */
const folder = fileURLToPath(new URL('../../../shared/documents/', import.meta.url));

/** Whether the papers are here to be compared with. */
export const papersAreHere = existsSync(folder);

/** The text of a paper, or of the pack it is part of, as one line of plain words. */
export function paperText(document: { id: string; partOf?: string | null | undefined }): string {
  const own = `${folder}${document.id}.txt`;
  return plain(readFileSync(existsSync(own) ? own : `${folder}${document.partOf}.txt`, 'utf8'));
}

/**
 * The part of a text that a locator points to: a paragraph "9.4" to the next paragraph, a minute
 * "45" to the next minute; where the print is wrong, the minute as printed.
 */
export function placeIn(text: string, locator: string): string {
  const [, paragraph] = /^paragraphs? (\d+\.\d+)/.exec(locator) ?? [];
  if (paragraph !== undefined) {
    const [section = '', number = ''] = paragraph.split('.');
    return between(text, `${paragraph} `, [
      `${section}.${Number(number) + 1} `,
      `- ${Number(section) + 1} `,
      ` ${Number(section) + 1} [A-Z]`,
    ]);
  }
  const [, minute, printed] = /^minute (\d+)(?: \(printed (\d+)\))?/.exec(locator) ?? [];
  if (minute === undefined) throw new Error(`Where is ${locator}?`);
  return between(text, `${printed ?? minute}. `, [`${Number(minute) + 1}. [A-Z‘'“]`]);
}

function between(text: string, from: string, ends: readonly string[]): string {
  // A number may stand elsewhere in the text too, so every place that begins so is joined.
  const starts = [...text.matchAll(new RegExp(`(?<![\\d.])${from.replaceAll('.', '\\.')}`, 'g'))];
  return starts
    .map(({ index }) => {
      const rest = text.slice(index + from.length);
      const stops = ends.map((end) =>
        rest.search(new RegExp(`(?<![\\d.])${end.replace('.', '\\.')}`)),
      );
      return rest.slice(0, Math.min(...stops.filter((stop) => stop >= 0), rest.length));
    })
    .join(' … ');
}

/** Without the marks of the layout, and with single spaces. */
export function plain(text: string): string {
  return text
    .replaceAll(/<\/?[a-z]+>/g, '')
    .replaceAll(/[*#]/g, '')
    .replaceAll(/\s+/g, ' ');
}
