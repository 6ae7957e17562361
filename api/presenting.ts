import {
  type AdmittedPresentation,
  type AgendaItem,
  type ListedFigure,
  listAgenda,
  listDiscrepancies,
  listMetrics,
  type OpenPresentation,
} from '@throughline/db';
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
  const read: ReadFigures = (metric) => readPublicFigures(deps, { metrics: [metric] });
  return {
    ...beginningOf(open),
    admitted: false,
    is_blank: isShut || state.isBlank,
    channels: [`presentation:${open.code}`, 'record'],
    ...(isShut
      ? {}
      : {
          pointer: state.pointer,
          idle_at: idleAt(open),
          slide: await slideOf(deps, open, roomSlide(state), read),
          next: await slideOf(deps, open, state.frozen ? undefined : nextSlide(state), read),
        }),
  };
}

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
    idle_at: idleAt(admitted),
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
  { db, today }: Deps,
  { meeting, state, openedAt }: OpenPresentation,
  slide: Slide | undefined,
  read: ReadFigures,
): Promise<WireSlide | undefined> {
  if (slide === undefined) return undefined;
  const items: AgendaItem[] = await listAgenda(db, meeting);
  const metric = (await listMetrics(db)).find(({ id }) => id === slide.metric);
  return toSlide({
    slide,
    item: items.find(({ position }) => position === slide.item),
    metric,
    figures: metric ? await read(metric.id) : [],
    withheld: metric && withheldReason(metric.id, await listDiscrepancies(db), today()),
    place: placeOf(state, slide),
    openedAt,
  });
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

/** When a presentation blanks by itself unless somebody acts. */
export function idleAt({ actedAt }: OpenPresentation): string {
  return new Date(actedAt.getTime() + idleAfter).toISOString();
}
