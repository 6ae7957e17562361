/** The named characters that Word and Excel write. */
const named = new Map(
  Object.entries({
    ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0', shy: '\u00AD' },
    ...{ pound: '£', euro: '€', cent: '¢', yen: '¥', sect: '§', para: '¶', deg: '°' },
    ...{ ndash: '–', mdash: '—', minus: '−', hellip: '…', bull: '•', middot: '·' },
    ...{ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', sbquo: '‚', bdquo: '„' },
    ...{ ensp: '\u2002', emsp: '\u2003', thinsp: '\u2009' },
    ...{ zwnj: '\u200C', zwj: '\u200D', lrm: '\u200E', rlm: '\u200F' },
    ...{ frac12: '½', frac14: '¼', frac34: '¾', sup1: '¹', sup2: '²', sup3: '³' },
    ...{ dagger: '†', Dagger: '‡', times: '×', divide: '÷', plusmn: '±', le: '≤', ge: '≥' },
    ...{ eacute: 'é', egrave: 'è', ouml: 'ö', uuml: 'ü', auml: 'ä', ccedil: 'ç' },
    ...{ reg: '®', copy: '©', trade: '™', laquo: '«', raquo: '»', asymp: '≈' },
  }),
);

/** Windows' own characters, which Word writes by number: &#150; is an en dash. */
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** Text with its HTML character references read. What is no reference stays as it is. */
export function withoutEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z][A-Za-z\d]{1,10}));?/g,
    (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
      if (name !== undefined) return named.get(name) ?? whole;
      return character(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal));
    },
  );
}

function character(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return windows[code - 0x80] ?? '\uFFFD';
  const isNone = code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff);
  return isNone ? '\uFFFD' : String.fromCodePoint(code);
}
