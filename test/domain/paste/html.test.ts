import { limits } from '@throughline/domain/paste/grid';
import { hasHtmlTable, readHtml } from '@throughline/domain/paste/html';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { within1s } from '../within1s.ts';

const seed = 20241128;

function texts(html: string): string[][][] {
  const read = readHtml(html);
  if ('refused' in read) throw new Error(read.refused);
  return read.grids.map((grid) => grid.map((row) => row.map(({ text }) => text)));
}

function table(rows: string): string {
  return `<table>${rows}</table>`;
}

describe('a table is read as a browser shows it', () => {
  test('closed or not', () => {
    expect(texts(table('<tr><td>a</td><td>b</td></tr>'))).toEqual([[['a', 'b']]]);
    expect(texts('<TABLE><TR><TD>a<TH>b<TR><TD>c')).toEqual([[['a', 'b'], ['c']]]);
    expect(texts(table('<td>a<td>b'))).toEqual([[['a', 'b']]]);
  });

  test('a cell merged across keeps its place', () => {
    const read = readHtml(table('<tr><td colspan=2>a</td><td>b</td></tr><tr><td>c<td>d<td>e</tr>'));
    expect(read).toEqual({
      grids: [
        [
          [{ text: 'a' }, { text: '', merged: 'across' }, { text: 'b' }],
          [{ text: 'c' }, { text: 'd' }, { text: 'e' }],
        ],
      ],
    });
  });

  test('a cell merged down keeps its place, also at the end of a row', () => {
    const read = readHtml(
      table('<tr><td rowspan=2>a<td>b<td rowspan="2">c</tr><tr><td>d</tr><tr><td>e<td>f<td>g</tr>'),
    );
    expect(read).toMatchObject({
      grids: [
        [
          [{ text: 'a' }, { text: 'b' }, { text: 'c' }],
          [{ merged: 'down' }, { text: 'd' }, { merged: 'down' }],
          [{ text: 'e' }, { text: 'f' }, { text: 'g' }],
        ],
      ],
    });
  });

  test('paragraphs and line breaks part words, spans do not', () => {
    expect(texts(table('<td><p>Social</p><p>Wor<span>ker</span></p><br>A'))).toEqual([
      [['Social Worker A']],
    ]);
  });

  test('a raised number stays raised, “31st” is itself, a raised letter is a mark', () => {
    expect(texts(table('<td>12<sup>1</sup><td>31<sup>st</sup> March<td>9<sup>a</sup>'))).toEqual([
      [['12¹', '31st March', '9[a]']],
    ]);
  });

  test('characters by name and number, Windows’ own among them', () => {
    expect(
      texts(
        table(
          '<td>&pound;3,000<td>22&#150;23<td>A&amp;B<td>1&#160;234<td>&#xD800;&#0;&bogus;&constructor;',
        ),
      ),
    ).toEqual([[['£3,000', '22–23', 'A&B', '1 234', '\uFFFD\uFFFD&bogus;&constructor;']]]);
  });

  test('comments, conditional or not, scripts, styles, Office’s data and deleted text are left out', () => {
    const html = table(
      '<!--[if gte mso 9]><td>1<![endif]--><![if !x]><tr><td>2<!-- 3 --><style><!-- td>4 --></style><![endif]><td><xml><w:td>5</w:td></xml><del>6</del>7<script>"8"</script></td></tr>',
    );
    expect(texts(html)).toEqual([[['2', '7']]]);
  });

  test('deleted text that nobody closed ends with its cell', () => {
    expect(texts(table('<tr><td><del>1<td>2<tr><td>3'))).toEqual([[['', '2'], ['3']]]);
  });

  test('a hidden cell is blank and keeps its place', () => {
    expect(
      texts(
        table('<tr><td>a<td style="display:none">9<td>b<tr style="mso-hide: all"><td>7<td>8<td>9'),
      ),
    ).toEqual([
      [
        ['a', '', 'b'],
        ['', '', ''],
      ],
    ]);
  });

  test('a table within a table is a table of its own', () => {
    expect(texts(table(`<tr><td>a${table('<td>b')}c<td>d`))).toEqual([[['b']], [['ac', 'd']]]);
  });

  test('an attribute may hold a “>”', () => {
    expect(texts(table('<td title="a > b">c'))).toEqual([[['c']]]);
  });
});

test('a table is told from text that only speaks of one', () => {
  expect(hasHtmlTable('<TABLE border=1>')).toBe(true);
  expect(hasHtmlTable('a <tablet> and a table')).toBe(false);
});

describe('what is too much is refused in plain words', () => {
  test.each<[string, string, RegExp]>([
    ['letters', 'x'.repeat(limits.letters + 1), /5 MB/],
    ['rows', table('<tr><td>1'.repeat(limits.rows + 1)), /20,000 rows/],
    ['columns', table(`<tr>${'<td>1'.repeat(limits.columns + 1)}`), /200 columns/],
    ['columns by merging', table('<tr><td colspan=999999999>1'), /200 columns/],
    ['tables', table('<td>1').repeat(limits.tables + 1), /50 tables/],
    ['nothing', '<p>no table</p>', /no table/],
    ['nothing', table('<tr><td>&nbsp;</td></tr>'), /no table/],
  ])('%s', (_, html, words) => {
    expect(readHtml(html)).toEqual({ refused: expect.stringMatching(words) });
  });

  test('as much as allowed is read', () => {
    expect(readHtml(table('<tr><td>1'.repeat(limits.rows)))).toHaveProperty('grids');
    expect(readHtml(table(`<tr>${'<td>1'.repeat(limits.columns)}`))).toHaveProperty('grids');
  });

  test('a long cell is left out and says so', () => {
    const read = readHtml(
      table(`<td>${'x'.repeat(limits.cell)}<td>${'x'.repeat(limits.cell + 1)}`),
    );
    expect(read).toMatchObject({
      grids: [[[{ text: 'x'.repeat(limits.cell) }, { tooLong: true }]]],
    });
  });
});

describe('hostile text is answered within a second', () => {
  const most = limits.letters;
  test.each<[string, string]>([
    ['1,000,000 “<”', '<'.repeat(1e6)],
    ['“<a” without an end', '<a'.repeat(most / 2)],
    ['an attribute without an end', `<td a="${'<td '.repeat(1e6)}`],
    ['comments without an end', '<!--'.repeat(1e6)],
    ['declarations', '<!'.repeat(2e6)],
    ['deep tables', '<table><tr><td>'.repeat(3e5)],
    ['deep spans', table(`<td>${'<span>'.repeat(8e5)}1`)],
    ['closing tags', '</table></tr></td>'.repeat(2e5)],
    ['references', table(`<td>${'&#'.repeat(2e6)}`)],
    ['raised', table(`<td>${'<sup>'.repeat(1e6)}1`)],
    ['merged', table('<tr><td rowspan=99999 colspan=200>1'.repeat(20_000))],
    ['merged down', table('<tr><td rowspan=20000>1'.repeat(20_000))],
    ['spaces', table(`<td>${' '.repeat(5e6)}`)],
    ['unseen', table('<td><del>'.repeat(5e5))],
    ['attributes', table(`<td ${'colspan '.repeat(6e5)}>1`)],
  ])('%s', (_, html) => {
    const read = within1s(() => readHtml(html.slice(0, most)));
    expect('refused' in read || read.grids.length > 0).toBe(true);
  });

  test('anything', () => {
    const pieces = fc.constantFrom(
      ...[
        '<table>',
        '</table>',
        '<tr>',
        '</tr>',
        '<td>',
        '</td>',
        '<td colspan=3>',
        '<th rowspan=2>',
      ],
      ...[
        '<!--',
        '-->',
        '<![if x]>',
        '<sup>',
        '</sup>',
        '<del>',
        '<script>',
        '</script>',
        '<',
        '>',
        '"',
      ],
      ...[
        '12',
        '&nbsp;',
        '&#55296;',
        '\uD800',
        '\u202E',
        '\u00AD',
        '__proto__',
        '=',
        "'",
        ' ',
        '\n',
      ],
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 200 }),
        (parts) => {
          const read = within1s(() => readHtml(parts.join('')));
          if ('refused' in read) return;
          for (const row of read.grids.flat())
            expect(row.length).toBeLessThanOrEqual(limits.columns);
        },
      ),
      { seed, numRuns: 500 },
    );
  });
});
