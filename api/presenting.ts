import {
  type AdmittedPresentation,
  type AgendaItem,
  type Database,
  type Discrepancy,
  type ListedFigure,
  listAgenda,
  listDiscrepancies,
  listMetrics,
  type OpenPresentation,
  publicState,
} from '@throughline/db';
import type { Metric } from '@throughline/domain/metric';
import type { Day } from '@throughline/domain/period';
import {
  idleAfter,
  nextSlide,
  placeOf,
  roomSlide,
  type Slide,
} from '@throughline/domain/presentation';
import { withheldReason } from './answer/decision.ts';
import { toSlide } from './answer/slide.ts';
import type { Deps } from './deps.ts';
import { readAdmittedFigures, readPublicFigures } from './reading.ts';
import type { WireScreen, WireSlide } from './wire/presentation.ts';

/** How figures of a metric are got for somebody: in public, or for one who was let in. */
type ReadFigures = (metric: string) => Promise<ListedFigure[]>;

/**
 * What a screen in public shows, whoever stands before it. It reads as anybody does, so there is no
 * way in it to anything private; in a private part it shows nothing but that there is one.
 */
export async function publicScreen(deps: Deps, open: OpenPresentation): Promise<WireScreen> {
  const { state } = open;
  const isShut = state.session.kind === 'private';
  const read: ReadFigures = (metric) => publicFiguresOf(deps, metric);
  return {
    ...beginningOf(open),
    admitted: false,
    is_blank: isShut || state.isBlank,
    channels: [`presentation:${open.code}`, 'record'],
    ...(isShut
      ? {}
      : {
          pointer: state.pointer,
          idle_in: idleIn(open, deps.now()),
          slide: await slideOf(deps, open, roomSlide(state), read),
        }),
  };
}

/** Reads what the room may be shown next, beside the answer, so that it is there when it is wanted. */
export function readAhead(deps: Deps, { state }: OpenPresentation): void {
  const metric = nextSlide(state)?.metric;
  if (metric === undefined) return;
  const read = () => publicFiguresOf(deps, metric).then(undefined, (error) => deps.log.warn(error));
  setTimeout(read, readAheadAfter).unref();
}

/** The room first: the screens ask for the step that was just made. */
const readAheadAfter = 250;

/** What a screen shows that was let into the private part that is on. */
export async function admittedScreen(
  deps: Deps,
  admitted: AdmittedPresentation,
): Promise<WireScreen> {
  const { state, privateKey } = admitted;
  const read: ReadFigures = (metric) => readAdmittedFigures(admitted, deps, { metrics: [metric] });
  return {
    ...beginningOf(admitted),
    admitted: true,
    is_blank: state.isBlank,
    pointer: state.pointer,
    idle_in: idleIn(admitted, deps.now()),
    slide: await slideOf(deps, admitted, roomSlide(state), read),
    channels: [
      `presentation:${admitted.code}`,
      'record',
      ...(privateKey === undefined ? [] : [`private:${privateKey}`]),
    ],
  };
}

/** A slide with what may be read of it. */
export async function slideOf(
  deps: Deps,
  { meeting, state, openedAt }: OpenPresentation,
  slide: Slide | undefined,
  read: ReadFigures,
): Promise<WireSlide | undefined> {
  if (slide === undefined) return undefined;
  const { items, metrics, discrepancies } = await settingOf(deps, meeting);
  const metric = metrics.find(({ id }) => id === slide.metric);
  return toSlide({
    slide,
    item: items.find(({ position }) => position === slide.item),
    metric,
    figures: metric ? await read(metric.id) : [],
    withheld: metric && withheldReason(metric.id, discrepancies, deps.today()),
    place: placeOf(state, slide),
    openedAt,
  });
}

/** What stands round the figures of a meeting. */
interface Setting {
  items: AgendaItem[];
  metrics: Metric[];
  discrepancies: Discrepancy[];
}

/** What was read of the public record, for as long as the record is what it was. */
interface Kept {
  state: string;
  settings: Map<string, Promise<Setting>>;
  figures: Map<string, Promise<ListedFigure[]>>;
}

const kept = new WeakMap<Database, Kept>();

/** The agenda of a meeting, and what the figures of the record are called. */
export async function settingOf(deps: Deps, meeting: Day): Promise<Setting> {
  const { db } = deps;
  const { settings } = await keptNow(deps);
  return once(settings, meeting, async () => ({
    items: await listAgenda(db, meeting),
    metrics: await listMetrics(db),
    discrepancies: await listDiscrepancies(db),
  }));
}

/**
 * The figures of a metric as anybody is shown them: a room waits for every step, so they are read
 * once for a state of the record, and the next slide's before they are asked for.
 */
export async function publicFiguresOf(deps: Deps, metric: string): Promise<ListedFigure[]> {
  const { figures } = await keptNow(deps);
  return once(figures, metric, () => readPublicFigures(deps, { metrics: [metric] }));
}

async function keptNow({ db, now }: Deps): Promise<Kept> {
  const state = await publicState(db, now());
  const found = kept.get(db);
  if (found?.state === state) return found;
  const fresh = { state, settings: new Map(), figures: new Map() };
  kept.set(db, fresh);
  return fresh;
}

function once<Answer>(
  answers: Map<string, Promise<Answer>>,
  key: string,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const known = answers.get(key);
  if (known !== undefined) return known;
  const asked = ask().catch((error: unknown) => {
    answers.delete(key);
    throw error;
  });
  answers.set(key, asked);
  return asked;
}

function beginningOf({ meeting, code, state }: OpenPresentation) {
  return {
    meeting,
    code,
    session: state.session.kind,
    is_larger: state.isLarger,
    is_zoomed: state.isZoomed,
  };
}

/** In how many milliseconds a presentation blanks by itself unless somebody acts. */
export function idleIn({ actedAt }: OpenPresentation, now: Date): number {
  return Math.max(0, actedAt.getTime() + idleAfter - now.getTime());
}
