/** What was copied from Word, Excel or a page, as the clipboard gives it. */
export interface Copied {
  html: string;
  text: string;
}

let waiting: Copied | undefined;

/** Whether the clipboard holds more than one cell. */
export function isTable(clipboard: DataTransfer): boolean {
  const text = clipboard.getData('text/plain').replace(/\r?\n$/, '');
  if (/\t/.test(text) || /\r?\n/.test(text)) return true;
  return (clipboard.getData('text/html').match(/<t[dh][\s>]/gi)?.length ?? 0) > 1;
}

/** Gives what was pasted in the grid to the page that reads it. */
export function handOver(clipboard: DataTransfer): void {
  waiting = { html: clipboard.getData('text/html'), text: clipboard.getData('text/plain') };
}

/** What the grid handed over, once. */
export function takeOver(): Copied | undefined {
  const copied = waiting;
  waiting = undefined;
  return copied;
}
