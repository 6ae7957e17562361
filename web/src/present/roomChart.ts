import type { Point } from '@throughline/api/wire/figure';
import type { WireSlide } from '@throughline/api/wire/presentation';
import type { Unit } from '@throughline/domain/metric';
import type { Decimal } from '@throughline/domain/value';
import { formatDecimal } from '@throughline/domain/value';
import { placeLabels, type Spot, textWidth } from '../chart/labels.ts';
import { alongAxis, axisAround, type Dot, runsOf, scaleOf } from '../chart/plot.ts';
import { figureText } from '../figure/FigureText.tsx';

/** How the room sees a chart: larger text for far seats, or only its newest periods. */
export interface RoomView {
  isLarger: boolean;
  isZoomed: boolean;
  pointer?: WirePointer | undefined;
}

/** What is pointed at: one figure, everything of a period, or a whole line. */
export interface WirePointer {
  period?: string | undefined;
  category?: string | undefined;
}

/** The drawing in pixels of a screen of 1920 by 1080. */
export const room = { width: 1770, top: 96, bottom: 84, left: 104 };

/** What is left for the drawing under a heading of two lines; each line more takes so much. */
const tallest = 660;
const headingLine = { usual: 80, larger: 96 };
const careLine = 46;

/** A mark of a figure, with its label where there is room. */
export interface RoomDot {
  key: string;
  x: number;
  y: number;
  /** The other end of a range. */
  y2: number;
  isHollow: boolean;
  isPointed: boolean;
  label: { text: string; x: number; y: number; anchor: Spot['anchor']; size: number } | undefined;
}

/** One line, with its name and newest figure at its end where there are several. */
export interface RoomLine {
  category: string;
  place: number;
  segments: readonly { x1: number; y1: number; x2: number; y2: number; isDashed: boolean }[];
  dots: readonly RoomDot[];
  isPointed: boolean;
  end: { x: number; y: number; title: string; text: string } | undefined;
}

/** A chart as it is drawn for the room. */
export interface RoomDrawing {
  height: number;
  lines: readonly RoomLine[];
  ticks: readonly { y: number; text: string }[];
  periods: readonly { x: number; text: string; isPointed: boolean }[];
  size: { tick: number; label: number; figure: number };
  right: number;
  hasHollow: boolean;
  hasDashed: boolean;
  startsAt: string | undefined;
}

const newest = 4;

/** Where everything of a slide stands. Nothing where it has no two numbers to draw. */
export function roomDrawing(slide: WireSlide, view: RoomView): RoomDrawing | undefined {
  const unit = slide.metric?.unit ?? 'count';
  const kept = keptPeriods(slide, view.isZoomed);
  const drawn = slide.lines.map((line) => ({
    ...line,
    runs: runsOf(
      line.points.filter(({ period }) => kept.has(period)),
      unit,
    ),
  }));
  const dots = drawn.flatMap(({ runs }) => runs.flat());
  if (new Set(dots.map(({ day }) => day)).size < 2) return undefined;

  const grow = view.isLarger ? 1.25 : 1;
  const size = { tick: 29 * grow, label: 44 * grow, figure: 68 * grow };
  const isMany = drawn.length > 1;
  const widest = Math.max(...drawn.map(({ title }) => textWidth(title, size.tick)), 0);
  const left = room.left * grow;
  const right = isMany
    ? room.width - Math.max(260 * grow, Math.min(560, widest + 60))
    : room.width - 60;
  const height = heightLeft(slide, view.isLarger);
  const foot = height - room.bottom * grow;
  const head = room.top * grow;
  const axis = axisAround(dots.map(({ point }) => point.period_end));
  const scale = scaleOf(dots.flatMap(({ low, high }) => [low, high]));
  const xOf = (day: number) => left + (alongAxis(axis, day) / 100) * (right - left);
  const yOf = (value: number) =>
    foot - ((value - scale.min) / (scale.max - scale.min || 1)) * (foot - head);
  const at = (dot: Dot) => ({ x: xOf(dot.day), y: yOf((dot.low + dot.high) / 2) });

  const lines = drawn.map(({ category, title, runs }, place): RoomLine => {
    const own = runs.flat();
    const labels = isMany
      ? []
      : labelsOf(own, at, size, { left, right: room.width, top: 0, bottom: foot - 4 });
    const last = own.at(-1);
    return {
      category,
      place,
      isPointed: view.pointer?.category === category && view.pointer.period === undefined,
      segments: runs.flatMap((run) =>
        run.slice(1).map((to, index) => {
          const from = run[index] ?? to;
          const [a, b] = [at(from), at(to)];
          return {
            x1: a.x,
            y1: a.y,
            x2: b.x,
            y2: b.y,
            isDashed: from.provisional || to.provisional,
          };
        }),
      ),
      dots: own.map((dot, index) => ({
        key: dot.point.period,
        x: xOf(dot.day),
        y: yOf(dot.low),
        y2: yOf(dot.high),
        isHollow: dot.hollow,
        isPointed: isPointedAt(view.pointer, dot.point, category),
        label: labels[index],
      })),
      end: isMany && last ? { x: right + 28, y: at(last).y, title, text: last.text } : undefined,
    };
  });
  return {
    height,
    lines: apart(lines, size, { top: head, bottom: foot }),
    ticks: scale.ticks.map((tick) => ({ y: yOf(tick), text: tickText(tick, unit) })),
    periods: periodsOf(dots, xOf, size.tick, view.pointer),
    size,
    right,
    hasHollow: dots.some(({ hollow }) => hollow),
    hasDashed: dots.some(({ provisional }) => provisional),
    startsAt: scale.min > 0 ? tickText(scale.min, unit) : undefined,
  };
}

/**
 * How high the drawing is, so that nothing of it is made smaller by a long heading: the lines are
 * reckoned for a wide typeface, and a drawing that is too low only leaves some room free.
 */
function heightLeft({ headline, withheld }: WireSlide, isLarger: boolean): number {
  const [size, line] = isLarger ? [84, headingLine.larger] : [70, headingLine.usual];
  const linesOf = (text: string, of: number) => Math.ceil((textWidth(text, of) * 1.3) / room.width);
  const heading = Math.max(2, linesOf(headline, size)) * line - 2 * headingLine.usual;
  const care = withheld ? linesOf(`Read with care: ${withheld}`, 34) * careLine + 16 : 0;
  return Math.max(360, tallest - heading - care - (isLarger ? 24 : 0));
}

/** "Sep 2023": a period short enough to stand beneath its point. */
function shortPeriod(label: string): string {
  return label.replace(
    /\b(January|February|March|April|June|July|August|September|October|November|December)\b/g,
    (month) => month.slice(0, 3),
  );
}

/** The newest figure of a slide's first line that has any, as text. */
export function newestFigure({
  lines,
  metric,
}: WireSlide): { text: string; point: Point } | undefined {
  const point = lines[0]?.points.at(-1);
  return point && { point, text: figureText(point, metric?.unit ?? 'count') };
}

function keptPeriods({ lines }: WireSlide, isZoomed: boolean): Set<string> {
  const ends = new Map(
    lines.flatMap(({ points }) => points.map(({ period, period_end }) => [period, period_end])),
  );
  const periods = [...ends.keys()].sort((a, b) =>
    (ends.get(a) ?? '') < (ends.get(b) ?? '') ? -1 : 1,
  );
  return new Set(isZoomed ? periods.slice(-newest) : periods);
}

function isPointedAt(
  pointer: WirePointer | undefined,
  { period }: Point,
  category: string,
): boolean {
  if (pointer?.period === undefined) return false;
  return (
    pointer.period === period && (pointer.category === undefined || pointer.category === category)
  );
}

function tickText(tick: number, unit: Unit): string {
  return formatDecimal(String(tick) as Decimal, unit);
}

/** The newest figure's label first and largest, then the first, then from the newest back. */
function labelsOf(
  dots: readonly Dot[],
  at: (dot: Dot) => { x: number; y: number },
  size: RoomDrawing['size'],
  edge: { left: number; right: number; top: number; bottom: number },
): RoomDot['label'][] {
  const last = dots.length - 1;
  const order = [last, 0, ...[...dots.keys()].reverse()].filter(
    (index, place, all) => all.indexOf(index) === place,
  );
  const wanted = order.flatMap((index) => {
    const dot = dots[index];
    if (!dot) return [];
    const height = index === last ? size.figure : size.label;
    const [up, down] = [-30, 30 + height * 0.74];
    const spots: Spot[] = [
      { dx: 0, dy: up, anchor: 'middle' },
      { dx: 0, dy: down, anchor: 'middle' },
      { dx: 24, dy: up, anchor: 'end' },
      { dx: -24, dy: up, anchor: 'start' },
      { dx: 24, dy: down, anchor: 'end' },
    ];
    const isDip = index > 0 && index < last && rises(dots, index);
    const liked = isDip ? [...spots.slice(1, 2), ...spots] : spots;
    return [{ index, height, spots: liked, ...at(dot), width: textWidth(dot.text, height) + 10 }];
  });
  const found = placeLabels(
    wanted,
    dots.map((dot) => ({ ...at(dot), radius: 16 })),
    edge,
  );
  return dots.map((dot, index) => {
    const place = wanted.findIndex((one) => one.index === index);
    const [spot, one] = [found[place], wanted[place]];
    if (!spot || !one) return undefined;
    const { x, y, height } = one;
    return { text: dot.text, x: x + spot.dx, y: y + spot.dy, anchor: spot.anchor, size: height };
  });
}

/** Whether the line falls to a point and rises from it, so that its label goes beneath. */
function rises(dots: readonly Dot[], index: number): boolean {
  const [before, dot, after] = [dots[index - 1], dots[index], dots[index + 1]];
  return before !== undefined && dot !== undefined && after !== undefined
    ? before.high > dot.high && after.high > dot.high
    : false;
}

/** The names at the ends of the lines, pushed apart until none touches another. */
function apart(
  lines: readonly RoomLine[],
  size: RoomDrawing['size'],
  { top, bottom }: { top: number; bottom: number },
): RoomLine[] {
  const step = size.figure + size.tick + 14;
  const ends = lines.flatMap(({ end }) => (end ? [end] : [])).sort((a, b) => a.y - b.y);
  const ys = ends.map(({ y }) => y);
  for (let index = 1; index < ys.length; index++) {
    ys[index] = Math.max(ys[index] ?? 0, (ys[index - 1] ?? 0) + step);
  }
  const over = Math.max(0, (ys.at(-1) ?? 0) - (bottom - size.tick));
  let least = bottom;
  for (let index = ys.length - 1; index >= 0; index--) {
    const y = Math.min((ys[index] ?? 0) - (index === ys.length - 1 ? over : 0), least);
    ys[index] = Math.max(y, top + index * 20);
    least = (ys[index] ?? 0) - step;
  }
  return lines.map((line) => {
    const place = line.end ? ends.indexOf(line.end) : -1;
    return line.end ? { ...line, end: { ...line.end, y: ys[place] ?? line.end.y } } : line;
  });
}

/** The periods beneath the axis: the newest first, and none that touches another. */
function periodsOf(
  dots: readonly Dot[],
  xOf: (day: number) => number,
  size: number,
  pointer: WirePointer | undefined,
): RoomDrawing['periods'] {
  const known = new Map(dots.map((dot) => [dot.day, dot]));
  const ordered = [...known.values()].sort((a, b) => b.day - a.day);
  const first = ordered.pop();
  const tried = first ? [ordered[0], first, ...ordered.slice(1)] : [];
  const taken: { from: number; to: number }[] = [];
  return tried.flatMap((dot) => {
    if (!dot) return [];
    const text = shortPeriod(dot.point.period_label);
    const half = textWidth(text, size) / 2 + 20;
    const x = Math.min(Math.max(xOf(dot.day), half), room.width - half);
    if (taken.some(({ from, to }) => x - half < to && x + half > from)) return [];
    taken.push({ from: x - half, to: x + half });
    return [{ x, text, isPointed: pointer?.period === dot.point.period }];
  });
}
