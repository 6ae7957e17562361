import type { Series } from '@throughline/api/wire/metric';
import { type Day, dayLabel } from '@throughline/domain/period';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { Bands, Beside } from './Beside.tsx';
import styles from './chart.module.css';
import { type ChartModel, chartModel, heightOf } from './chartModel.ts';
import type { DownloadsProps } from './Downloads.tsx';
import { frame } from './frame.ts';
import { textWidth } from './labels.ts';
import { Labels, MeetingDays, Meetings, Points } from './Marks.tsx';
import { alongAxis, keyOf } from './plot.ts';
import posterStyles from './poster.module.css';
import { Grid } from './StillChart.tsx';

/** A chart as a file of its own, for a slide or a letter: it says what it is without our page. */
interface PosterParts {
  title: string;
  /** Source and date, a line each. */
  foot: readonly string[];
  model: ChartModel;
}

const width = 1000;
const edge = 40;
const titleSize = 30;
/** How much wider the serif runs than the sans that `textWidth` knows. */
const serifWidth = 1.16;

/** Saves the chart with its title, source and date on it. */
export async function savePoster(kind: 'svg' | 'png', given: DownloadsProps): Promise<void> {
  const svg = drawn(partsOf(given));
  const file =
    kind === 'svg'
      ? new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' })
      : await painted(svg);
  svg.parentElement?.remove();

  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  const {
    metric,
    view: { asAt },
  } = given;
  link.download = `${metric.id}${asAt ? `-as-at-${asAt}` : ''}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function partsOf({ metric, series, meetings, view: { asAt } }: DownloadsProps): PosterParts {
  const known = asAt
    ? `As the Board knew it on ${dayLabel(asAt)}.`
    : `All that was published by ${dayLabel(today())}.`;
  return {
    title: series.headline,
    foot: [sourceLine(series), `${known} ${location.host}${location.pathname}${location.search}`],
    model: chartModel({ series, metric, meetings, chosen: asAt }),
  };
}

function today(): Day {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format() as Day;
}

function sourceLine({ points }: Series): string {
  const places = new Set(
    points.map(({ source: { document_title: title, locator } }) =>
      locator ? `${title}, ${locator}` : title,
    ),
  );
  const [first, ...others] = places;
  if (first === undefined) return '';
  return `Source: ${first}${others.length > 0 ? `; and ${others.length} more` : ''}.`;
}

/** Draws it off the page, where the style sheet reaches it, and writes the styles into it. */
function drawn(parts: PosterParts): SVGSVGElement {
  const holder = document.createElement('div');
  holder.className = posterStyles.holder ?? '';
  document.body.append(holder);
  flushSync(() => createRoot(holder).render(<Poster {...parts} />));
  const svg = holder.querySelector('svg');
  if (!svg) throw new Error('The chart was not drawn');
  for (const element of svg.querySelectorAll(drawnShapes)) inline(element);
  return svg;
}

const drawnShapes = 'line, circle, polygon, text, rect';
const kept = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap'];
const keptOfText = ['font-family', 'font-size', 'font-weight', 'paint-order'];

/** A file has no style sheet: what a class says must stand on the element. */
function inline(element: Element): void {
  const style = getComputedStyle(element);
  for (const name of element.tagName === 'text' ? [...kept, ...keptOfText] : kept) {
    element.setAttribute(name, style.getPropertyValue(name));
  }
  element.removeAttribute('class');
}

function Poster({ title, foot, model }: PosterParts) {
  const lines = wrapped(title, (width - 2 * edge) / serifWidth);
  const top = edge + lines.length * titleSize * 1.2;
  const height = top + frame.height + foot.length * 22 + edge;
  const plot = width - 2 * edge - frame.left - frame.right;
  const xOf = (day: number) => (alongAxis(model.axis, day) / 100) * plot;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={title}
    >
      <rect className={posterStyles.paper} width={width} height={height} />
      {lines.map((line, index) => (
        <text
          key={line}
          className={posterStyles.title}
          x={edge}
          y={edge + (index + 0.8) * titleSize * 1.2}
        >
          {line}
        </text>
      ))}
      <g transform={`translate(${edge + frame.left} ${top})`}>
        <Bands model={model} xOf={xOf} />
        <Grid model={model} x1={0} x2={plot} xOf={xOf} />
        <Beside model={model} xOf={xOf} />
        <Meetings model={model} xOf={xOf} />
        {model.segments.map(({ from, to, dashed }) => (
          <line
            key={keyOf(to)}
            className={dashed ? styles.dashed : styles.line}
            x1={xOf(from.day)}
            y1={heightOf(model, from.low)}
            x2={xOf(to.day)}
            y2={heightOf(model, to.low)}
          />
        ))}
        <Points model={model} xOf={xOf} />
        <MeetingDays model={model} xOf={xOf} width={plot} />
        <Labels model={model} xOf={xOf} width={plot} />
      </g>
      {[...foot, model.scaleNote ?? ''].filter(Boolean).map((line, index) => (
        <text
          key={line}
          className={posterStyles.foot}
          x={edge}
          y={top + frame.height + (index + 1) * 20}
        >
          {line}
        </text>
      ))}
    </svg>
  );
}

function wrapped(text: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = [lines.at(-1), word].filter(Boolean).join(' ');
    if (lines.length > 0 && textWidth(longer, titleSize) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/**
 * The same as pixels, twice as fine. Painted shape by shape and not as an image of the SVG, which
 * would be drawn without the page's typefaces.
 */
async function painted(svg: SVGSVGElement): Promise<Blob> {
  await document.fonts.ready;
  const canvas = document.createElement('canvas');
  const paint = canvas.getContext('2d');
  if (!paint) throw new Error('This browser cannot paint a picture');
  canvas.width = svg.width.baseVal.value * 2;
  canvas.height = svg.height.baseVal.value * 2;

  for (const element of svg.querySelectorAll<SVGGraphicsElement>(drawnShapes)) {
    const matrix = element.getCTM();
    if (matrix) paint.setTransform(new DOMMatrix().scale(2).multiply(DOMMatrix.fromMatrix(matrix)));
    paintShape(paint, element);
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('The picture could not be made'));
    });
  });
}

function paintShape(paint: CanvasRenderingContext2D, element: SVGGraphicsElement): void {
  const text = (name: string) => element.getAttribute(name) ?? '';
  const number = (name: string) => Number.parseFloat(text(name)) || 0;
  const [fill, stroke] = [text('fill'), text('stroke')];
  paint.fillStyle = fill;
  paint.strokeStyle = stroke;
  paint.lineWidth = number('stroke-width');
  paint.lineCap = text('stroke-linecap') === 'round' ? 'round' : 'butt';
  paint.lineJoin = 'round';
  const dashes = text('stroke-dasharray').match(/[\d.]+/g) ?? [];
  paint.setLineDash(dashes.map(Number));

  if (element.tagName === 'text') {
    const anchor = text('text-anchor');
    paint.font = `${text('font-weight')} ${text('font-size')} ${text('font-family')}`;
    paint.textAlign = anchor === 'middle' ? 'center' : anchor === 'end' ? 'end' : 'start';
    const [x, y] = [number('x') + number('dx'), number('y')];
    if (stroke !== 'none') paint.strokeText(element.textContent ?? '', x, y);
    paint.fillText(element.textContent ?? '', x, y);
    return;
  }

  const path = new Path2D();
  if (element.tagName === 'rect') path.rect(0, 0, number('width'), number('height'));
  if (element.tagName === 'circle') {
    path.arc(number('cx'), number('cy'), number('r'), 0, Math.PI * 2);
  }
  if (element instanceof SVGPolygonElement) {
    for (const corner of element.points) path.lineTo(corner.x, corner.y);
    path.closePath();
  }
  if (element.tagName === 'line') {
    path.moveTo(number('x1'), number('y1'));
    path.lineTo(number('x2'), number('y2'));
  } else if (fill !== 'none') {
    paint.fill(path);
  }
  if (stroke !== 'none') paint.stroke(path);
}
