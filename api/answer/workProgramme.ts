import type { BoardRequest, Meeting, ProgrammeItem, Resolution } from '@throughline/db';
import { type Day, municipalYear } from '@throughline/domain/period';
import type { Figure } from '@throughline/domain/series';
import { earlierItems, isProcedural } from '@throughline/domain/workProgramme';
import type { WorkProgramme } from '../wire/workProgramme.ts';

/** An item of the programme with the items it returns from, the newest first. */
export interface Returning {
  item: ProgrammeItem;
  before: ProgrammeItem[];
}

/** What the programme is answered from. */
export interface ProgrammeFacts {
  meetings: readonly Meeting[];
  /** What each earlier meeting was told. */
  told: ReadonlyMap<Day, readonly Figure[]>;
  requests: readonly BoardRequest[];
  resolutions: readonly Resolution[];
}

/**
 * The items of the programme: those of the municipal year that the last meeting was held in, and of
 * all after it, without what is only how a meeting is run.
 */
export function programmeFrom(
  meetings: readonly Meeting[],
  items: readonly ProgrammeItem[],
): Returning[] {
  const held = new Set(meetings.flatMap(({ date, state }) => (state === 'held' ? [date] : [])));
  const considered = items.filter((item) => held.has(item.meeting) && item.moved === undefined);
  const first = firstYear(meetings);
  return items
    .filter((item) => municipalYear(item.meeting) >= first && !isProcedural(item))
    .map((item) => ({ item, before: earlierItems(item, considered).toReversed() }));
}

/** The work programme as it is sent. */
export function toProgramme(from: readonly Returning[], facts: ProgrammeFacts): WorkProgramme {
  const first = firstYear(facts.meetings);
  return {
    meetings: facts.meetings
      .filter(({ date }) => municipalYear(date) >= first)
      .map(({ date, state, movedFrom, note }) => ({
        date,
        state,
        moved_from: movedFrom,
        note,
        items: from.flatMap((one) => (one.item.meeting === date ? [toItem(one, facts)] : [])),
      })),
  };
}

function firstYear(meetings: readonly Meeting[]): string {
  const last = meetings.findLast(({ state }) => state === 'held');
  return last ? municipalYear(last.date) : '';
}

function toItem({ item, before }: Returning, { told, requests, resolutions }: ProgrammeFacts) {
  const { position, title, part, metrics, moved, movedFrom } = item;
  const subjects = new Set([item, ...before].flatMap((one) => one.metrics.map(({ id }) => id)));
  return {
    position,
    title,
    part: part === 2 ? (2 as const) : (1 as const),
    metrics,
    moved,
    moved_from: movedFrom,
    before: before.map((one) => ({
      meeting: one.meeting,
      title: one.title,
      minute: one.minute,
      figures: (told.get(one.meeting) ?? []).filter(({ metric }) => subjects.has(metric)).length,
      resolved: resolutions.flatMap((resolution) =>
        resolution.meeting === one.meeting && isOfMinute(resolution.minute, one.minute)
          ? [resolution.text]
          : [],
      ),
    })),
    asked: requests
      .filter(
        (request) =>
          request.meeting < item.meeting && request.metrics.some(({ id }) => subjects.has(id)),
      )
      .map(({ id, meeting, minute, text }) => ({ id, meeting, minute, text })),
  };
}

/** "16(2)" is a point of minute 16. */
function isOfMinute(point: string, minute: string | undefined): boolean {
  return minute !== undefined && (point === minute || point.startsWith(`${minute}(`));
}
