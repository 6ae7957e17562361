/** Marks that no one sees and that no one typed on purpose. */
const invisible = /[\u00AD\u061C\u200B-\u200F\u2060\uFEFF]/g;

/** Marks that turn the order of what follows: a number between them reads backwards. */
const turning = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * Text as a person sees it: soft hyphens, zero-width spaces and direction marks left out, and every
 * run of spaces, tabs, line breaks and control characters one space.
 */
export function plainText(text: string): string {
  return text
    .replace(invisible, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** Whether text holds marks that make it read in another order than it is written. */
export function isTurned(text: string): boolean {
  return withoutTurns(text) !== text;
}

/** Text without those marks: only to tell what kind of thing it is, never to read it. */
export function withoutTurns(text: string): string {
  return text.replace(turning, '');
}

/** What was typed, in quotation marks and short enough to stand in a sentence. */
export function quoted(text: string): string {
  const plain = plainText(text)
    .replace(turning, '')
    .replace(/\p{Cs}/gu, '\uFFFD');
  const letters = [...plain.slice(0, 90)];
  const short = letters.length > 40 ? `${letters.slice(0, 39).join('')}…` : letters.join('');
  return `“${short}”`;
}
