/** The tables of the workforce note of 28 November 2024, paragraphs 4.2 and 9.4, as printed. */
export const paragraph42 = [
  ['Grade', 'Starters', '', 'Leavers', '', '% Retained', '', 'Agency SWs (as on 31/03/2024)', ''],
  ['', '22-23', '23-24', '22-23', '23-24', '22-23', '23-24', '22-23', '23-24'],
  ['G6 (No retention payment) Social Worker', '56', '48', '26', '22', '30%', '26%', 'n/a', 'n/a'],
  ['G7 Social Worker', '20', '20', '18', '9', '2%', '11%', '23', '22'],
  ['G8 Advanced Social Worker', '17', '17', '14', '3', '3%', '14%', '19', '13'],
  ['G8 Senior Practitioner', '19', '13', '10', '6', '9%', '7%', '5', '2'],
  ['TOTAL', '112', '98', '68', '40', '44%', '58%', '47', '37'],
];

export const paragraph94 = [
  [
    '',
    'Vacancies as of October 2022',
    'Agency staff covering vacancies as at October 2022',
    'Vacancies as of October 2023',
    'Agency staff covering vacancies as of October 2023',
    'Vacancies as of October 2024',
    'Agency Staff covering vacancies as of October 2024',
  ],
  ['Social Worker', '22', '12', '8.5', '10', '9', '3'],
  ['Advanced Social Worker', '17', '12', '12', '10', '1', '5'],
  ['Senior Practitioner', '8', '2', '1', '1', '2', '0'],
  ['Team Manager', '5', '3', '1', '1', '1', '1'],
  ['Total', '52', '28', '22.5', '22', '13', '9'],
];

/** A table as Excel puts it on the clipboard as text. */
export function asTabs(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.join('\t')).join('\r\n');
}

/** A table as Word puts it on the clipboard as text: a merged cell is one cell, the rest is not there. */
export function asWordText(rows: readonly (readonly string[])[]): string {
  const [first = [], ...others] = rows;
  return asTabs([first.filter((text, column) => text !== '' || column === 0), ...others]);
}

/**
 * A table as Word puts it on the clipboard as HTML: its headings, conditional comments, paragraphs
 * and spans; blank cells to the right of a heading in the first row are merged with it, and the
 * first column of two rows of headings into one cell.
 */
export function asWordHtml(rows: readonly (readonly string[])[], headings: 1 | 2): string {
  const body = rows.map((row, at) => {
    const cells: string[] = [];
    for (let column = 0; column < row.length; column++) {
      const text = row[column] ?? '';
      if (headings === 2 && column === 0 && at === 1) continue;
      let columns = 1;
      if (headings === 2 && at === 0 && column > 0) {
        while (row[column + columns] === '') columns += 1;
      }
      cells.push(wordCell(text, columns, headings === 2 && column === 0 && at === 0 ? 2 : 1));
      column += columns - 1;
    }
    return ` <tr style='mso-yfti-irow:${at};${at === 0 ? 'mso-yfti-firstrow:yes;' : ''}height:15.0pt'>\n${cells.join('\n')}\n </tr>`;
  });
  return `<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View><w:Table><w:td>99</w:td></w:Table></w:WordDocument></xml><![endif]-->
<style>
<!-- /* Style Definitions */
 p.MsoNormal { margin:0cm; font-family:"Arial",sans-serif; }
 table > tr > td { color: red }
-->
</style>
<!--[if gte mso 10]><style> /* Style Definitions */ table.MsoNormalTable {mso-style-name:"Table Normal";}</style><![endif]-->
</head>
<body lang=EN-GB style='tab-interval:36.0pt;word-wrap:break-word'>
<!--StartFragment-->
<p class=MsoNormal>9.4 The impact of the recruitment and retention initiatives<o:p></o:p></p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;border:none'>
${body.join('\n')}
 <![if !supportMisalignedColumns]>
 <tr height=0><td width=120 style='border:none'></td></tr>
 <![endif]>
</table>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<!--EndFragment-->
</body>
</html>`;
}

function wordCell(text: string, columns: number, rows: number): string {
  const spans = `${columns > 1 ? ` colspan=${columns}` : ''}${rows > 1 ? ' rowspan=2' : ''}`;
  // Word breaks its lines anywhere, and splits runs where the spelling checker looked.
  const words = text.split(' ');
  const run =
    words.length > 2
      ? `${words[0]}\n  <span class=SpellE>${words.slice(1).join('&nbsp;')}</span>`
      : text;
  const content = text === '' ? '<o:p>&nbsp;</o:p>' : `${run}<o:p></o:p>`;
  return `  <td width=66${spans} valign=top style='width:49.6pt;border:solid windowtext 1.0pt;padding:0cm 5.4pt 0cm 5.4pt'>
  <p class=MsoNormal align=center style='text-align:center'><b><span style='font-size:10.0pt;font-family:"Arial",sans-serif'>${content}</span></b></p>
  </td>`;
}
