import { numberOf } from '@throughline/domain/value';
import type { Brief, BriefFigure } from '../wire/brief.ts';
import { asAtText, directionText, figureText, itemText, sourceText } from './briefWords.ts';

const blue = '12436D';
const ink = '14181D';
const soft = '4D5661';

/** The brief as slides: one figure a slide, with a chart that can be edited and notes to read out. */
export async function briefAsSlides(brief: Brief): Promise<Uint8Array> {
  // Only who asks for a file waits for what makes it.
  const { default: Slides } = await import('pptxgenjs');
  const deck = new Slides();
  deck.layout = 'LAYOUT_WIDE';
  deck.author = 'Throughline';
  deck.company = '';
  deck.subject = '';
  deck.title = brief.title;

  const first = deck.addSlide();
  first.addText(brief.title, {
    x: 0.6,
    y: 0.8,
    w: 12,
    h: 1.2,
    fontSize: 36,
    bold: true,
    color: ink,
  });
  first.addText(
    brief.since.map((text) => ({ text, options: { breakLine: true } })),
    { x: 0.6, y: 2.2, w: 12, h: 3.6, fontSize: 20, color: ink, valign: 'top' },
  );
  first.addText(asAtText(brief), { x: 0.6, y: 6.8, w: 12, h: 0.4, fontSize: 12, color: soft });

  for (const item of brief.items) {
    for (const figure of item.figures) {
      if (figure.latest === undefined) continue;
      const slide = deck.addSlide();
      slide.addText(itemText(item), { x: 0.6, y: 0.25, w: 12, h: 0.4, fontSize: 14, color: soft });
      slide.addText(figure.headline, {
        ...{ x: 0.6, y: 0.7, w: 12, h: 1.3, fontSize: 30, bold: true, color: ink },
        valign: 'top',
        fit: 'shrink',
      });
      slide.addText(figureText(figure.latest, figure.unit), {
        ...{ x: 0.6, y: 2, w: 12, h: 0.8, fontSize: 40, bold: true, color: blue },
      });
      const line = lineOf(figure);
      if (line.values.length > 1) {
        slide.addChart(deck.ChartType.line, [line], {
          ...{ x: 0.6, y: 2.9, w: 12, h: 3.6, chartColors: [blue] },
          lineDataSymbolSize: 9,
          showValue: true,
          dataLabelPosition: 't',
          dataLabelFontSize: 14,
          catAxisLabelFontSize: 12,
          valAxisLabelFontSize: 12,
          displayBlanksAs: 'gap',
          showLegend: false,
          altText: figure.sentence,
        });
      }
      slide.addText(`${sourceText(figure.latest)}. ${asAtText(brief)}`, {
        ...{ x: 0.6, y: 6.8, w: 12, h: 0.5, fontSize: 12, color: soft },
      });
      slide.addNotes(notesOf(figure));
    }
  }
  const made = await deck.write({ outputType: 'uint8array' });
  if (!(made instanceof Uint8Array)) throw new Error('The slides were not made');
  return made;
}

/** The line of a figure. What has no number is left out: a gap is not zero. */
function lineOf({ points, title }: BriefFigure) {
  const drawn = points.flatMap((point) => {
    const number = numberOf(point);
    const label = point.mark.includes('worked-out')
      ? `${point.period_label} (worked out)`
      : point.period_label;
    return number === undefined ? [] : [{ label, value: Number(number) }];
  });
  return {
    name: title,
    labels: drawn.map(({ label }) => label),
    values: drawn.map(({ value }) => value),
  };
}

/** What the chair reads out, and where each figure comes from. */
function notesOf(figure: BriefFigure): string {
  const sources = figure.points.map(
    (point) => `${point.period_label}: ${figureText(point, figure.unit)}. ${sourceText(point)}.`,
  );
  return [figure.sentence, directionText(figure.direction), ...new Set(sources)].join('\n');
}
