import { type ChartModel, heightOf, placeIn } from './chartModel.ts';
import type { ComparedDot, ComparedLine } from './compared.ts';
import { frame } from './frame.ts';
import type { Level } from './judged.ts';
import { type Obstacle, placeLabels, type Spot, textWidth, type Wanted } from './labels.ts';
import { alongAxis } from './plot.ts';

/** A name written at the line it is of. */
export interface LineLabel {
  key: string;
  text: string;
  /** The day it stands at, and how far above its foot the line is there. */
  day: number;
  y: number;
  spot: Spot;
  /** The line to compare with, or nothing for a limit or a target. */
  place: ComparedLine['place'] | undefined;
}

const size = 14;
const anchorsLeft = ['start', 'end', 'middle'] as const;

/**
 * The names of limits, targets and the lines to compare with, each beside its own line where it
 * touches no other, the newest end first; and the room they take. One without room is left out:
 * the key under the chart names every line.
 */
export function lineLabels(
  model: ChartModel,
  width: number,
): { labels: LineLabel[]; taken: Obstacle[] } {
  const xOf = (day: number) => (alongAxis(model.axis, day) / 100) * width;
  const at = ({ day, at: value }: ComparedDot) => ({ x: xOf(day), y: heightOf(model, value) });
  const own = model.runs.map((run) => run.map((dot) => ({ ...placeIn(model, width)(dot) })));
  const others = model.compared.map(({ runs }) => runs.map((run) => run.map(at)));
  const levels = model.judged.levels.map(({ from, to, at: value }) => [
    { x: xOf(from), y: heightOf(model, value) },
    { x: xOf(to), y: heightOf(model, value) },
  ]);
  const lines = [
    ...[...own, ...others.flat()].flatMap((line) => along(line, 3)),
    ...levels.flatMap((line) => along(line, 1)),
  ];
  const edge = { left: -12, right: width + 56, top: 0, bottom: frame.height - frame.bottom };

  const wanted = [
    ...model.judged.levels.flatMap((level) => levelWanted(model, level, xOf, width)),
    ...model.judged.rebases.map((rebase) => rebaseWanted(rebase, xOf, width)),
    ...model.compared.map((line) => comparedWanted(line, at, width)),
  ];
  const spots = placeLabels(
    wanted.map(({ label }) => label),
    lines,
    edge,
  );
  const labels = wanted.flatMap(({ candidates, label, ...rest }, index) => {
    const spot = spots[index];
    const candidate = candidates.find((one) => one.wanted === spot);
    return candidate ? [{ ...rest, day: candidate.day, y: candidate.y, spot: candidate.spot }] : [];
  });
  return {
    labels,
    taken: [...others.flat(2).map((spot) => ({ ...spot, radius: 6 })), ...labels.flatMap(roomOf)],
  };

  function roomOf({ day, y, spot, text }: LineLabel): Obstacle[] {
    const wide = textWidth(text, size);
    const left = xOf(day) + spot.dx - { start: 0, middle: wide / 2, end: wide }[spot.anchor];
    const count = Math.max(1, Math.ceil(wide / size));
    return Array.from({ length: count + 1 }, (_, index) => ({
      x: left + (index / count) * wide,
      y: y + spot.dy - size * 0.35,
      radius: size / 2,
    }));
  }
}

/** A place that a label may take: where it would be drawn, and how that is told to the placer. */
interface Candidate {
  day: number;
  y: number;
  spot: Spot;
  wanted: Spot;
}

interface WantedLine extends Pick<LineLabel, 'key' | 'text' | 'place'> {
  candidates: Candidate[];
  label: Wanted;
}

/** Right of the end of its line, or wherever along it there is room. */
function comparedWanted(
  line: ComparedLine,
  at: (dot: ComparedDot) => { x: number; y: number },
  width: number,
): WantedLine {
  const places = line.runs
    .flat()
    .reverse()
    .map((dot) => ({ day: dot.day, ...at(dot) }));
  const wanted = wantedOf(`compared ${line.id}`, line.title, line.place, places, [-11, 22], width);
  const [last] = places;
  if (!last) return wanted;
  const atEnd: Spot = { dx: 10, dy: 5, anchor: 'start' };
  return {
    ...wanted,
    candidates: [{ day: last.day, y: last.y, spot: atEnd, wanted: atEnd }, ...wanted.candidates],
    label: { ...wanted.label, spots: [atEnd, ...wanted.label.spots] },
  };
}

/** At the beginning of its line, or wherever along it there is room. */
function levelWanted(
  model: ChartModel,
  { key, label, from, to, at, under }: Level,
  xOf: (day: number) => number,
  width: number,
): WantedLine[] {
  if (label === undefined) return [];
  const y = heightOf(model, at);
  const places = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].map((share) => {
    const day = from + (to - from) * share;
    return { day, x: xOf(day), y };
  });
  return [wantedOf(key, label, undefined, places, under ? [16, -5] : [-5, 16], width)];
}

function rebaseWanted(
  { day, label }: ChartModel['judged']['rebases'][number],
  xOf: (day: number) => number,
  width: number,
): WantedLine {
  const places = [{ day, x: xOf(day), y: frame.top }];
  return wantedOf(`rebase ${day}`, label, undefined, places, [14, 32, 50], width);
}

function wantedOf(
  key: string,
  text: string,
  place: LineLabel['place'],
  places: readonly { day: number; x: number; y: number }[],
  heights: readonly number[],
  width: number,
): WantedLine {
  const [x, y] = [places[0]?.x ?? 0, places[0]?.y ?? 0];
  const candidates = places.flatMap((one) =>
    heights.flatMap((dy) => {
      const anchors = one.x > width / 2 ? (['end', 'start', 'middle'] as const) : anchorsLeft;
      return anchors.map((anchor): Candidate => {
        const spot: Spot = { dx: { start: 5, middle: 0, end: -5 }[anchor], dy, anchor };
        return {
          day: one.day,
          y: one.y,
          spot,
          wanted: { ...spot, dx: spot.dx + one.x - x, dy: dy + one.y - y },
        };
      });
    }),
  );
  const label = {
    x,
    y,
    width: textWidth(text, size),
    height: size,
    spots: candidates.map(({ wanted }) => wanted),
  };
  return { key, text, place, candidates, label };
}

/** A line as small obstacles all along it. */
function along(points: readonly { x: number; y: number }[], radius: number): Obstacle[] {
  return points.flatMap((to, index) => {
    const from = points[index - 1] ?? to;
    const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 8));
    return Array.from({ length: steps }, (_, step) => ({
      x: from.x + ((to.x - from.x) * (step + 1)) / steps,
      y: from.y + ((to.y - from.y) * (step + 1)) / steps,
      radius,
    }));
  });
}
