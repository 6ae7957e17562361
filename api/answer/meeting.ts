import type { AgendaItem, Meeting } from '@throughline/db';
import { categoryTitle, type Metric } from '@throughline/domain/metric';
import { type Day, municipalYear } from '@throughline/domain/period';
import type { Figure } from '@throughline/domain/series';
import type { Reported, AgendaItem as WireItem, WireMeeting } from '../wire/meeting.ts';
import { toFigure } from './figure.ts';

/** A meeting with how much is held of it. */
export function toMeeting(
  meeting: Meeting,
  figures: ReadonlyMap<Day, number>,
  papers: ReadonlyMap<Day, number>,
): WireMeeting {
  return {
    date: meeting.date,
    state: meeting.state,
    starts_at: meeting.startsAt,
    moved_from: meeting.movedFrom,
    note: meeting.note,
    municipal_year: municipalYear(meeting.date),
    figures: figures.get(meeting.date) ?? 0,
    papers: papers.get(meeting.date) ?? 0,
  };
}

/** An item of an agenda; a private paper is named as the public agenda names it. */
export function toAgendaItem(item: AgendaItem): WireItem {
  return {
    position: item.position,
    title: item.title,
    part: item.part === 2 ? 2 : 1,
    minute: item.minute,
    minute_printed: item.minutePrinted,
    exempt_paragraphs: [...item.exemptParagraphs],
    exempt_ground: item.exemptGround,
    documents: item.documents,
    metrics: item.metrics,
  };
}

/** What a meeting was told, in the order of the metrics, with what is said now where it differs. */
export function toReported(
  told: readonly Figure[],
  today: readonly Figure[],
  metrics: readonly Metric[],
  areas: ReadonlyMap<string, string>,
): Reported[] {
  const now = new Map(today.map((figure) => [observation(figure), figure]));
  return metrics.flatMap((metric) =>
    told
      .filter((figure) => figure.metric === metric.id)
      .map((was) => {
        const current = now.get(observation(was));
        const differs = current !== undefined && current.version !== was.version;
        return {
          metric_title: metric.title,
          unit: metric.unit,
          category_title: categoryTitle(metric, was),
          area_title: areas.get(was.area) ?? was.area,
          told: toFigure(was),
          now: differs ? toFigure(current) : undefined,
        };
      }),
  );
}

function observation({ metric, area, breakdown, category, period }: Figure): string {
  return JSON.stringify([metric, area, breakdown, category, period]);
}
