/** One figure in the queue, or the name of an item taken in private, which has no figure yet. */
export interface Slide {
  id: string;
  /** The item of the agenda it is read under, if any. */
  item: number | undefined;
  /** Nothing on the slide that only names its item. */
  metric: string | undefined;
  /** A dimension whose parts are drawn; the whole where it is left out. */
  breakdown: string | undefined;
  /** Previous and next pass over it; it stays in the queue and can be taken up again. */
  isSkipped: boolean;
}

/** What the chair points at: a figure by its period, a whole line by its category, or one of a line. */
export interface Pointer {
  period: string | undefined;
  category: string | undefined;
}

/** Public, or private for one item, since somebody confirmed that press and public had left. */
export type RoomSession =
  | { kind: 'public' }
  | {
      kind: 'private';
      item: number;
      /** Which private part of this presentation it is: a screen is let into one. */
      part: number;
    };

/** Where a presentation stands. The room is shown this and nothing else. */
export interface Presentation {
  queue: readonly Slide[];
  /** The slide that the chair is at. */
  at: string;
  /** The slide that the room keeps while the chair looks on. */
  frozen: string | undefined;
  isBlank: boolean;
  isLarger: boolean;
  isZoomed: boolean;
  pointer: Pointer | undefined;
  session: RoomSession;
  /** How many private parts there have been. */
  parts: number;
}

/** What the chair or the clerk can do. */
export type Command =
  | { do: 'next' | 'previous' }
  | { do: 'go'; slide: string }
  | { do: 'move'; slide: string; by: -1 | 1 }
  | { do: 'skip'; slide: string; skip: boolean }
  | {
      do: 'add';
      id: string;
      metric: string;
      breakdown?: string | undefined;
      item?: number | undefined;
    }
  | { do: 'blank' | 'freeze' | 'larger' | 'zoom'; on: boolean }
  | {
      do: 'point';
      at?: { period?: string | undefined; category?: string | undefined } | undefined;
    }
  /** The chair or the clerk confirms that press and public have left, at the item they are at. */
  | { do: 'confirm private' }
  | { do: 'return to public' }
  /** The same again: for what changed beside the presentation. */
  | { do: 'refresh' };

/** Why a command was not followed, in words. */
export interface Refused {
  refused: string;
}

/**
 * A resolution to exclude press and public, as the Board made it: for its items, by paragraphs of
 * Schedule 12A, because the public interest in the exemption outweighs disclosure; or without a
 * resolution, because the law forbids to disclose what is confidential (s.100A(2), (3)).
 */
export interface Exclusion {
  items: readonly number[];
}

/** So long without a command, and the screen blanks and the session is public. */
export const idleAfter = 15 * 60_000;

/** A presentation as it opens: at its first slide that is not skipped, in public. */
export function opened(queue: readonly Slide[]): Presentation {
  const first = queue.find(({ isSkipped }) => !isSkipped) ?? queue[0];
  return {
    queue,
    at: first?.id ?? '',
    frozen: undefined,
    isBlank: false,
    isLarger: false,
    isZoomed: false,
    pointer: undefined,
    session: { kind: 'public' },
    parts: 0,
  };
}

/**
 * What a meeting is opened with, in the order of its agenda: a slide a metric, and before those of
 * an item taken in private, or instead of them, one that only names it. What was reported once and
 * compares with nothing waits to be taken up, unless there is nothing else.
 */
export function openingQueue(
  items: readonly { position: number; part: number }[],
  figures: readonly {
    item: number | undefined;
    metric: string;
    breakdown: string | undefined;
    compares: boolean;
  }[],
): Slide[] {
  const named = items.flatMap(({ position, part }) => [
    ...(part === 2 ? [{ item: position, compares: true }] : []),
    ...figures.filter(({ item }) => item === position),
  ]);
  const others = figures.filter(({ item }) => !items.some(({ position }) => position === item));
  const all = [...named, ...others];
  const hasComparison = figures.some(({ compares }) => compares);
  return all.map((one, index) => ({
    id: `s${index + 1}`,
    item: one.item,
    metric: 'metric' in one ? one.metric : undefined,
    breakdown: 'breakdown' in one ? one.breakdown : undefined,
    isSkipped: hasComparison && !one.compares,
  }));
}

/**
 * A presentation after a command, or why not. Moving away from the item of a private part ends it:
 * the room blanks first, and nothing stays frozen, pointed at or zoomed from it.
 */
export function follow(
  state: Presentation,
  command: Command,
  exclusions: readonly Exclusion[],
): Presentation | Refused {
  switch (command.do) {
    case 'next':
      return stepped(state, 1);
    case 'previous':
      return stepped(state, -1);
    case 'go':
      return has(state, command.slide) ? wentTo(state, command.slide) : noSlide;
    case 'move':
      return has(state, command.slide) ? moved(state, command.slide, command.by) : noSlide;
    case 'skip':
      return has(state, command.slide) ? skipped(state, command.slide, command.skip) : noSlide;
    case 'add':
      return added(state, command);
    case 'blank':
      return { ...state, isBlank: command.on };
    case 'freeze':
      return { ...state, frozen: command.on ? (state.frozen ?? state.at) : undefined };
    case 'larger':
      return { ...state, isLarger: command.on };
    case 'zoom':
      return { ...state, isZoomed: command.on };
    case 'point': {
      const { period, category } = command.at ?? {};
      return { ...state, pointer: period || category ? { period, category } : undefined };
    }
    case 'confirm private':
      return confirmed(state, exclusions);
    case 'return to public':
      return state.session.kind === 'public' ? state : inPublic(state);
    case 'refresh':
      return state;
  }
}

/**
 * A presentation at a moment: as it was left, or after fifteen idle minutes blank and in public.
 * What the Board resolved is not touched by it.
 */
export function atMoment(state: Presentation, actedAt: Date, now: Date): Presentation {
  if (now.getTime() - actedAt.getTime() < idleAfter) return state;
  return { ...inPublic(state), isBlank: true };
}

/** The slide that the room is shown; nothing while it is blank. */
export function roomSlide(state: Presentation): Slide | undefined {
  return state.isBlank ? undefined : slideOf(state, state.frozen ?? state.at);
}

/** The slide that the chair is at. */
export function chairSlide(state: Presentation): Slide | undefined {
  return slideOf(state, state.at);
}

/** The slide after the one the chair is at. */
export function nextSlide(state: Presentation): Slide | undefined {
  return beside(state, 1);
}

/** "3 of 6": the place of a slide among those that are not skipped. */
export function placeOf({ queue }: Presentation, slide: Slide): { place: number; of: number } {
  const shown = queue.filter((one) => !one.isSkipped || one.id === slide.id);
  return { place: shown.findIndex(({ id }) => id === slide.id) + 1, of: shown.length };
}

/** Whether the Board may go into private at the item that the chair is at. */
export function mayConfirm(state: Presentation, exclusions: readonly Exclusion[]): boolean {
  const item = chairSlide(state)?.item;
  return item !== undefined && exclusions.some(({ items }) => items.includes(item));
}

const noSlide: Refused = { refused: 'That figure is not in the queue' };

function stepped(state: Presentation, step: 1 | -1): Presentation {
  const to = beside(state, step);
  return to === undefined ? { ...state, isBlank: false } : wentTo(state, to.id);
}

function beside({ queue, at }: Presentation, step: 1 | -1): Slide | undefined {
  const from = queue.findIndex(({ id }) => id === at);
  const ahead = step === 1 ? queue.slice(from + 1) : queue.slice(0, Math.max(0, from)).reverse();
  return ahead.find(({ isSkipped }) => !isSkipped);
}

/** Moving on shows what is moved to, unless that ends a private part. */
function wentTo(state: Presentation, id: string): Presentation {
  const moving = { ...state, at: id, pointer: undefined, isZoomed: false, isBlank: false };
  return leaves(state, slideOf(state, id)) ? inPublic(moving) : moving;
}

function leaves({ session }: Presentation, to: Slide | undefined): boolean {
  return session.kind === 'private' && to?.item !== session.item;
}

function inPublic(state: Presentation): Presentation {
  if (state.session.kind === 'public') return { ...state, pointer: undefined };
  return {
    ...state,
    session: { kind: 'public' },
    isBlank: true,
    frozen: undefined,
    pointer: undefined,
    isZoomed: false,
  };
}

function confirmed(state: Presentation, exclusions: readonly Exclusion[]): Presentation | Refused {
  const item = chairSlide(state)?.item;
  if (item === undefined || !mayConfirm(state, exclusions)) {
    return {
      refused:
        'No resolution to exclude press and public is recorded for this item: the session stays public',
    };
  }
  if (state.session.kind === 'private') return state;
  const part = state.parts + 1;
  return {
    ...state,
    session: { kind: 'private', item, part },
    parts: part,
    isBlank: false,
    frozen: undefined,
    pointer: undefined,
  };
}

function moved(state: Presentation, id: string, by: -1 | 1): Presentation {
  const queue = [...state.queue];
  const from = queue.findIndex((slide) => slide.id === id);
  const to = from + by;
  const [slide, other] = [queue[from], queue[to]];
  if (slide === undefined || other === undefined) return state;
  queue[from] = other;
  queue[to] = slide;
  return { ...state, queue };
}

function skipped(state: Presentation, id: string, isSkipped: boolean): Presentation {
  const queue = state.queue.map((slide) => (slide.id === id ? { ...slide, isSkipped } : slide));
  return { ...state, queue };
}

/** Comes after the slide that the chair is at, under the item given or that of this slide. */
function added(
  state: Presentation,
  { id, metric, breakdown, item }: Extract<Command, { do: 'add' }>,
): Presentation | Refused {
  if (has(state, id)) return state;
  if (state.queue.length >= mostSlides) return { refused: `A queue holds at most ${mostSlides}` };
  const from = state.queue.findIndex((slide) => slide.id === state.at);
  const slide = {
    id,
    item: item ?? state.queue[from]?.item,
    metric,
    breakdown,
    isSkipped: false,
  };
  const queue = [...state.queue.slice(0, from + 1), slide, ...state.queue.slice(from + 1)];
  return { ...state, queue, at: state.at || id };
}

const mostSlides = 300;

function has(state: Presentation, id: string): boolean {
  return slideOf(state, id) !== undefined;
}

function slideOf({ queue }: Presentation, wanted: string): Slide | undefined {
  return queue.find(({ id }) => id === wanted);
}
