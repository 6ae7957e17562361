/**
 * Rows as CSV (RFC 4180) with a heading row. Text that a spreadsheet would run as a formula is made
 * harmless with a leading apostrophe; plain numbers are left as they are.
 */
export function toCsv<Heading extends string>(
  headings: readonly Heading[],
  rows: readonly { [Key in Heading]?: string | number | undefined }[],
): string {
  const lines = rows.map((row) => headings.map((heading) => cell(row[heading])).join(','));
  return [headings.join(','), ...lines, ''].join('\r\n');
}

function cell(content: string | number | undefined): string {
  const text = String(content ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
