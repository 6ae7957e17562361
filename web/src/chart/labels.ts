/** A place that a label may take, in pixels from its point. */
export interface Spot {
  dx: number;
  dy: number;
  anchor: 'start' | 'middle' | 'end';
}

/** A label that wants a place: where its point is, its size, and its places in order of liking. */
export interface Wanted {
  x: number;
  y: number;
  width: number;
  height: number;
  spots: readonly Spot[];
}

/** What a label may not touch: a point, or a piece of something else. */
export interface Obstacle {
  x: number;
  y: number;
  radius: number;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/**
 * Gives each label the first of its places that touches no label before it, no point, and not the
 * edges; a label that finds none is left out (its figure stands in the table). The order is the
 * importance. Worked out for the narrowest width, so that wider drawings are only roomier.
 */
export function placeLabels(
  wanted: readonly Wanted[],
  obstacles: readonly Obstacle[],
  edge: Box,
): (Spot | undefined)[] {
  const taken: Box[] = obstacles.map(({ x, y, radius }) => ({
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius,
  }));
  return wanted.map((label) => {
    const spot = label.spots.find((candidate) => {
      const box = boxOf(label, candidate);
      return isWithin(box, edge) && !taken.some((other) => touches(box, other));
    });
    if (spot) taken.push(boxOf(label, spot));
    return spot;
  });
}

/**
 * The places to try for the labels of a line's points. `rises` is how far the line rises to the
 * point and from it: a label goes under a dip, over a peak, and beside a slope.
 */
export function spotsBesideLine(into: number, out: number, gap: number): Spot[] {
  const [up, down] = [-gap, gap + 9];
  const above: Spot = { dx: 0, dy: up, anchor: 'middle' };
  const below: Spot = { dx: 0, dy: down, anchor: 'middle' };
  const aboveRight: Spot = { dx: -3, dy: up, anchor: 'start' };
  const aboveLeft: Spot = { dx: 3, dy: up, anchor: 'end' };
  const belowRight: Spot = { dx: -3, dy: down, anchor: 'start' };
  const belowLeft: Spot = { dx: 3, dy: down, anchor: 'end' };
  if (into < 0 && out > 0) return [below, belowRight, belowLeft, above];
  if (into <= 0 && out < 0) return [aboveRight, above, belowLeft, below, aboveLeft, belowRight];
  if (into >= 0 && out > 0) return [aboveLeft, above, belowRight, below, aboveRight, belowLeft];
  return [above, below, aboveRight, aboveLeft, belowRight, belowLeft];
}

/** About how wide a text is in our sans, whose figures are all half as wide as they are high. */
export function textWidth(text: string, size: number): number {
  const ems = [...text].map((letter) => {
    if (/[\d£%]/.test(letter)) return letter === '%' ? 0.82 : 0.5;
    if (/[A-Z]/.test(letter)) return 0.6;
    return /[a-z]/.test(letter) ? 0.49 : 0.25;
  });
  return size * ems.reduce((sum, em) => sum + em, 0);
}

/** The text stands on its baseline: `dy` is from the point to that line. */
function boxOf({ x, y, width, height }: Wanted, { dx, dy, anchor }: Spot): Box {
  const shift = { start: 0, middle: -width / 2, end: -width }[anchor];
  const left = x + dx + shift;
  const bottom = y + dy + height * 0.1;
  return { left, right: left + width, top: bottom - height, bottom };
}

function isWithin(box: Box, edge: Box): boolean {
  return (
    box.left >= edge.left &&
    box.right <= edge.right &&
    box.top >= edge.top &&
    box.bottom <= edge.bottom
  );
}

function touches(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
