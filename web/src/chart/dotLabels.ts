import type { DrawnPoint } from '@throughline/api/wire/figure';
import {
  type Obstacle,
  placeLabels,
  type Spot,
  spotsBesideLine,
  textWidth,
  type Wanted,
} from './labels.ts';
import type { Dot } from './plot.ts';

/** Where and how big the labels of a line's points may be. Pixels. */
export interface LabelSpace {
  /** The width that the labels are placed for; drawn wider, they are only roomier. */
  width: number;
  height: number;
  /** What is free to the right of the line, for the label of its last point. */
  margin: number;
  size: number;
  /** From a point to its label. */
  gap: number;
  /** What else is drawn there already. */
  taken?: readonly Obstacle[];
}

/**
 * The place of each point's label, or none where it would touch another: the latest is placed
 * first, then the first, then from the newest back. `at` gives a point's place within the space.
 */
export function dotLabels<One extends DrawnPoint>(
  dots: readonly Dot<One>[],
  at: (dot: Dot<One>) => { x: number; y: number },
  { width, height, margin, size, gap, taken = [] }: LabelSpace,
): (Spot | undefined)[] {
  const order = [...dots.keys()].reverse();
  const first = order.pop();
  if (first !== undefined) order.splice(1, 0, first);

  const wanted = order.flatMap((index): Wanted[] => {
    const dot = dots[index];
    if (!dot) return [];
    const isLast = index === dots.length - 1;
    return [
      {
        ...at(dot),
        width: textWidth(dot.text, isLast ? size + 2 : size),
        height: size,
        spots: isLast ? lastSpots(gap) : spotsOf(dots, index, gap),
      },
    ];
  });
  const obstacles = [...dots.map((dot) => ({ ...at(dot), radius: 4 })), ...taken];
  const edge = { left: -12, right: width + margin, top: 0, bottom: height };
  const spots = placeLabels(wanted, obstacles, edge);
  return dots.map((_, index) => spots[order.indexOf(index)]);
}

function lastSpots(gap: number): Spot[] {
  return [
    { dx: gap + 1, dy: 5, anchor: 'start' },
    { dx: 3, dy: -gap - 1, anchor: 'end' },
    { dx: 3, dy: gap + 10, anchor: 'end' },
  ];
}

function spotsOf(dots: readonly Dot<DrawnPoint>[], index: number, gap: number): Spot[] {
  const [before, dot, after] = [dots[index - 1], dots[index], dots[index + 1]];
  const rise = (a: Dot<DrawnPoint> | undefined, b: Dot<DrawnPoint> | undefined) =>
    a && b ? b.high - a.high : 0;
  return spotsBesideLine(rise(before, dot), rise(dot, after), gap);
}
