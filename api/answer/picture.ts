import type { BoardRequest, Discrepancy, Meeting, Topic } from '@throughline/db';
import type { Metric } from '@throughline/domain/metric';
import { total } from '@throughline/domain/metric';
import { type Day, dayLabel, periodEnd } from '@throughline/domain/period';
import { type RequestState, requestState } from '@throughline/domain/request';
import { numberWord, readingTitle } from '@throughline/domain/sentence';
import { capital, counted, joined } from '@throughline/domain/sentence/counting';
import type { Figure } from '@throughline/domain/series';
import type { Picture, PictureRow } from '../wire/picture.ts';
import { wasKnown, withheldReason } from './decision.ts';
import { toDrawnPoints, toPoint } from './figure.ts';
import { wordsOf } from './series.ts';

/** What the picture is drawn from; the figures are those known as at the meeting chosen. */
export interface PictureFacts {
  chosen: Meeting;
  today: Day;
  meetings: readonly Meeting[];
  figuresByMeeting: ReadonlyMap<Day, number>;
  topics: readonly Topic[];
  metrics: readonly Metric[];
  /** Totals; of metrics that have none, their parts. */
  figures: readonly Figure[];
  /** How many figures, parts and other areas' too, were told for the first time since the Board last met. */
  newFigures: number;
  requests: readonly BoardRequest[];
  discrepancies: readonly Discrepancy[];
}

/** How many figures stand large at the top. */
const leadFigures = 4;

/** All metrics as the Board knew them at a meeting, on one time axis, with what changed in words. */
export function toPicture(facts: PictureFacts): Picture {
  const { chosen, today, meetings, figuresByMeeting } = facts;
  const coming = chosen.date > today;
  const previous = meetingBefore(meetings, chosen.date);
  const figures = new Map<string, Figure[]>();
  for (const figure of facts.figures) {
    const own = figures.get(figure.metric);
    if (own) own.push(figure);
    else figures.set(figure.metric, [figure]);
  }
  const topics = facts.topics
    .map(({ id, title }) => ({
      id,
      title,
      rows: facts.metrics
        .filter(({ topic }) => topic === id)
        .flatMap((metric) => toRow(metric, figures.get(metric.id) ?? [], facts)),
    }))
    .filter(({ rows }) => rows.length > 0);
  const rows = topics.flatMap((topic) => topic.rows);

  return {
    meeting: chosen.date,
    coming,
    title: readingTitle(chosen.date, coming),
    since: sinceSentences(facts, rows, previous),
    held: heldSentence(meetings, figuresByMeeting, chosen.date),
    previous_meeting: previous,
    lead: leading(rows, facts.metrics),
    topics,
    meetings: meetings.map(({ date, state }) => ({
      date,
      state,
      figures: figuresByMeeting.get(date) ?? 0,
    })),
    axis: axisOf(facts),
  };
}

/** The day on which the Board met last before a day. */
export function meetingBefore(meetings: readonly Meeting[], day: Day): Day | undefined {
  return meetings.findLast(({ date, state }) => state === 'held' && date < day)?.date;
}

/** The figures that stand large: those that moved at this meeting, by the registry's own order. */
function leading(rows: readonly PictureRow[], metrics: readonly Metric[]): string[] {
  const place = new Map(metrics.map(({ id, position }) => [id, position]));
  return rows
    .filter((row) => row.is_new && row.change)
    .sort((a, b) => (place.get(a.metric) ?? 0) - (place.get(b.metric) ?? 0))
    .slice(0, leadFigures)
    .map(({ metric }) => metric);
}

/** A metric's row; a metric without figures has one only when the Board has asked for it. */
function toRow(metric: Metric, own: readonly Figure[], facts: PictureFacts): PictureRow[] {
  const { chosen, discrepancies } = facts;
  const figures = own.filter(({ category }) => category === total);
  const asked = unanswered(metric, facts);
  if (own.length === 0 && asked === undefined) return [];

  const withheld = withheldReason(metric.id, discrepancies, chosen.date);
  const { latest, ...words } = wordsOf({ metric, figures, withheld });
  return [
    {
      metric: metric.id,
      title: metric.title,
      caption: metric.caption,
      unit: metric.unit,
      ...words,
      points: toDrawnPoints(figures, metric),
      parts: own.length - figures.length,
      latest: latest && toPoint(latest),
      is_new: latest?.source.meeting === chosen.date,
      notes: discrepancies.filter(
        (one) => wasKnown(one, chosen.date) && one.metrics.some(({ id }) => id === metric.id),
      ).length,
      asked,
    },
  ];
}

/** What the Board asked last about a metric and had not been told by the meeting chosen. */
function unanswered(metric: Metric, facts: PictureFacts): PictureRow['asked'] {
  const { requests, chosen } = facts;
  const stateOf = statesAt(facts);
  const request = requests.findLast(
    (one) =>
      one.meeting <= chosen.date &&
      one.metrics.some(({ id }) => id === metric.id) &&
      ['open', 'overdue'].includes(stateOf(one)),
  );
  return (
    request && {
      meeting: request.meeting,
      minute: request.minute,
      text: request.text,
      overdue: stateOf(request) === 'overdue',
    }
  );
}

/** The state of a request at the meeting chosen. */
function statesAt({ meetings, chosen }: PictureFacts): (request: BoardRequest) => RequestState {
  const held = meetings.flatMap(({ date, state }) => (state === 'held' ? [date] : []));
  return (request) => requestState(request, held, chosen.date);
}

function sinceSentences(
  facts: PictureFacts,
  rows: readonly PictureRow[],
  previous: Day | undefined,
): string[] {
  const { newFigures: fresh, requests, chosen } = facts;
  const stateOf = statesAt(facts);
  const since = previous === undefined ? '' : ` since the Board met on ${dayLabel(previous)}`;
  const sentences = [
    fresh === 0
      ? `No figure is new${since}.`
      : `${capital(counted(fresh, 'figure'))} ${fresh === 1 ? 'is' : 'are'} new${since}.`,
  ];

  const moved = (['improved', 'got worse', 'stayed the same'] as const).flatMap((direction) => {
    const titles = rows.flatMap((row) =>
      row.is_new && row.direction.direction === direction ? [row.title] : [],
    );
    return titles.length === 0 ? [] : [{ direction, titles }];
  });
  for (const { direction, titles } of moved) {
    sentences.push(`${capital(counted(titles.length, 'metric'))} ${direction}: ${joined(titles)}.`);
  }

  const asked = requests.filter(({ meeting }) => meeting <= chosen.date);
  const inState = (state: string) => asked.filter((request) => stateOf(request) === state).length;
  const [open, overdue] = [inState('open') + inState('overdue'), inState('overdue')];
  if (open > 0) {
    const late = overdue === 0 ? '' : `, ${numberWord(overdue)} of them overdue`;
    sentences.push(
      `${capital(counted(open, 'request'))} of the Board ${open === 1 ? 'has' : 'have'} no answer in the papers${late}.`,
    );
  }
  return sentences;
}

/** What is held and what is not: the papers end, the clock does not. */
function heldSentence(
  meetings: readonly Meeting[],
  figuresByMeeting: ReadonlyMap<Day, number>,
  chosen: Day,
): string {
  const last = meetings.findLast(({ date }) => (figuresByMeeting.get(date) ?? 0) > 0);
  if (last === undefined) return 'No papers with figures are held.';
  const later = meetings.filter(({ date, state }) => date > last.date && state !== 'cancelled');
  const reported = `The last figures were reported on ${dayLabel(last.date)}.`;
  if (later.length === 0) return reported;
  const none = `Of the ${counted(later.length, 'later meeting')} in the work programme, to ${dayLabel(later.at(-1)?.date ?? last.date)}, no papers are held.`;
  const here = chosen > last.date ? ` That includes the meeting of ${dayLabel(chosen)}.` : '';
  return `${reported} ${none}${here}`;
}

/**
 * The days of the shared axis: from the first figure that the Board can compare with another, and
 * the meeting before it, to the last meeting known of. Older single figures would squeeze the rest
 * into a corner.
 */
function axisOf({ figures, meetings, chosen }: PictureFacts): Picture['axis'] {
  const told = figures.filter(({ source, category }) => source.meeting && category === total);
  const times = new Map<string, number>();
  for (const { metric } of told) times.set(metric, (times.get(metric) ?? 0) + 1);
  const compared = told.filter(({ metric }) => (times.get(metric) ?? 0) > 1);
  const [first = chosen.date] = compared.map(({ period }) => periodEnd(period)).sort();
  return {
    from: meetings.findLast(({ date }) => date <= first)?.date ?? first,
    to: meetings.at(-1)?.date ?? chosen.date,
  };
}
