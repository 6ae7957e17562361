import type { AgendaItem, BoardRequest, Discrepancy, ListedFigure, Meeting } from '@throughline/db';
import { type AgendaMetric, agendaFigures } from '@throughline/domain/agenda';
import { categoryTitle, type Metric, total } from '@throughline/domain/metric';
import { type Day, municipalYear, periodLabel } from '@throughline/domain/period';
import { homeArea } from '@throughline/domain/place';
import { partsHeadline, readingTitle } from '@throughline/domain/sentence';
import { briefSentences } from '@throughline/domain/sentence/brief';
import { inTimeOrder } from '@throughline/domain/series';
import { changedJudgement, type Standing, sinceLastMet } from '@throughline/domain/sinceMet';
import type { Brief, BriefFigure, BriefItem, BriefRow } from '../wire/brief.ts';
import { toDiscrepancy, toRequest, wasKnown, withheldReason } from './decision.ts';
import { toFigure, toPoint, toPoints } from './figure.ts';
import { wordsOf } from './series.ts';

/** What a brief is written from; the figures are as whoever reads it may be shown them. */
export interface BriefFacts {
  meeting: Meeting;
  meetings: readonly Meeting[];
  figuresByMeeting: ReadonlyMap<Day, number>;
  visibility: Brief['visibility'];
  /** Today for a coming meeting, its own day for one that was held. */
  asAt: Day;
  coming: boolean;
  previous: Day | undefined;
  items: readonly AgendaItem[];
  metrics: readonly Metric[];
  areas: ReadonlyMap<string, string>;
  /** All that is known of the metrics at that day, and what was when the Board last met. */
  now: readonly ListedFigure[];
  before: readonly ListedFigure[];
  requests: readonly BoardRequest[];
  discrepancies: readonly Discrepancy[];
  /** The documents that are returns: what stands beside their figures is commentary. */
  returns: ReadonlySet<string>;
}

/** The metrics a brief is about: those its items name, and those that were told something. */
export function briefMetrics(
  items: readonly AgendaItem[],
  told: readonly { metric: string }[],
): string[] {
  const named = items.flatMap(({ metrics }) => metrics.map(({ id }) => id));
  return [...new Set([...named, ...told.map(({ metric }) => metric)])];
}

/** The brief of a meeting in the order of its agenda. A private one holds private figures' metrics alone. */
export function toBrief(facts: BriefFacts): Brief {
  const { meeting, meetings, figuresByMeeting, asAt, coming, previous, visibility } = facts;
  const held = meetings.flatMap(({ date, state }) => (state === 'held' ? [date] : []));
  const placed = placedIn(facts);
  const about = new Set(placed.map(({ metric }) => metric));
  const requests = facts.requests
    .filter((one) => one.meeting < meeting.date)
    .filter((one) => visibility === 'public' || one.metrics.some(({ id }) => about.has(id)))
    .map((one) => toRequest(one, asAt, held));
  const outstanding = requests.filter(({ state }) => state === 'open' || state === 'overdue');
  const answered = requests.filter(
    ({ answer }) => answer && (previous === undefined || answer.on > previous),
  );
  const discrepancies = facts.discrepancies.filter(
    (one) => wasKnown(one, asAt) && one.metrics.some(({ id }) => about.has(id)),
  );
  const figures = placed.flatMap((one) => {
    const found = toBriefFigure(one, facts, outstanding, discrepancies);
    return found ? [{ item: one.item, ...found }] : [];
  });

  return {
    meeting: meeting.date,
    state: meeting.state,
    starts_at: meeting.startsAt,
    municipal_year: municipalYear(meeting.date),
    coming,
    visibility,
    title: readingTitle(meeting.date, coming),
    true_as_at: asAt,
    previous_meeting: previous,
    since: briefSentences({
      previous,
      metrics: figures.map(({ figure, direction, was }) => ({
        title: figure.title,
        direction,
        fresh: figure.figures.filter(({ since }) => since === 'new').length,
        revised: figure.figures.filter(({ since }) => since === 'revised').length,
        was,
      })),
      outstanding: outstanding.length,
      overdue: outstanding.filter(({ state }) => state === 'overdue').length,
      answered: answered.length,
      discrepancies: discrepancies.length,
    }),
    items: toItems(facts.items, figures, visibility),
    outstanding,
    answered,
    discrepancies: discrepancies.map(toDiscrepancy),
    meetings: meetings.map(({ date, state }) => ({
      date,
      state,
      figures: figuresByMeeting.get(date) ?? 0,
    })),
  };
}

/** The metrics in their places, each with its figures and how they stand to the last meeting. */
function placedIn({ before, now, items, metrics, visibility }: BriefFacts): Placed[] {
  const standings = sinceLastMet(before, now).map((standing) => ({
    ...standing,
    metric: standing.figure.metric,
  }));
  const placed = agendaFigures(items, metrics, standings);
  if (visibility === 'public') return placed;
  return placed.filter(({ figures }) => figures.some(({ figure }) => figure.private));
}

/** Every item of a public brief; of a private one those that have something to read. */
function toItems(
  items: readonly AgendaItem[],
  figures: readonly { item: AgendaItem | undefined; figure: BriefFigure }[],
  visibility: Brief['visibility'],
): BriefItem[] {
  const of = (item: AgendaItem | undefined) =>
    figures.flatMap((one) => (one.item === item ? [one.figure] : []));
  const named = items.map((item) => ({
    position: item.position,
    title: item.title,
    part: item.part === 2 ? (2 as const) : (1 as const),
    exempt_paragraphs: [...item.exemptParagraphs],
    exempt_ground: item.exemptGround,
    documents: item.documents,
    figures: of(item),
  }));
  const others = {
    title: 'Not tied to one item',
    part: 1 as const,
    exempt_paragraphs: [],
    documents: [],
    figures: of(undefined),
  };
  return [
    ...(visibility === 'public' ? named : named.filter((one) => one.figures.length > 0)),
    ...(others.figures.length > 0 ? [others] : []),
  ];
}

type Placed = AgendaMetric<AgendaItem, Standing<ListedFigure> & { metric: string }>;

function toBriefFigure(
  { metric: id, figures: standings }: Placed,
  facts: BriefFacts,
  outstanding: Brief['outstanding'],
  discrepancies: readonly Discrepancy[],
) {
  const metric = facts.metrics.find((one) => one.id === id);
  if (metric === undefined) return undefined;

  const isOfLine = ({ category, area }: ListedFigure) => category === total && area === homeArea;
  const whole = standings.flatMap(({ figure }) => (isOfLine(figure) ? [figure] : []));
  const withheld = withheldReason(id, facts.discrepancies, facts.asAt);
  const { latest, direction, headline, sentence, change } = wordsOf({
    metric,
    figures: whole,
    withheld,
  });
  const past = facts.before.filter((figure) => figure.metric === id && isOfLine(figure));
  const was =
    facts.previous !== undefined && past.length > 0
      ? changedJudgement(
          wordsOf({
            metric,
            figures: past,
            withheld: withheldReason(id, facts.discrepancies, facts.previous),
          }).direction,
          direction,
        )
      : undefined;

  const rows = inLine(standings, facts, isOfLine).map(
    (standing): BriefRow => ({
      category_title: categoryTitle(metric, standing.figure),
      area_title: facts.areas.get(standing.figure.area) ?? standing.figure.area,
      figure: toFigure(standing.figure),
      since: standing.since,
      was: standing.since === 'revised' ? toFigure(standing.was) : undefined,
    }),
  );
  const parts = rows.length - whole.length;
  const byParts = whole.length === 0 && parts > 0 ? partsHeadline(metric, parts) : undefined;
  const figure: BriefFigure = {
    metric: id,
    title: metric.title,
    caption: metric.caption,
    unit: metric.unit,
    decimals: metric.decimals,
    headline: byParts ?? headline,
    sentence: byParts ? `${byParts}.` : sentence,
    change,
    direction,
    was_direction: was,
    since: sinceOf(rows),
    latest: latest && toPoint(latest),
    points: toPoints(whole, metric),
    figures: rows,
    commentary: rows.flatMap(({ figure: of, category_title: category, since }) =>
      since !== 'as before' &&
      of.note !== '' &&
      facts.returns.has((of.source.first ?? of.source).document)
        ? [
            {
              about: [category === total ? '' : category, periodLabel(of.period)]
                .filter(Boolean)
                .join(', '),
              text: of.note,
            },
          ]
        : [],
    ),
    asked: outstanding.flatMap(({ id: request, metrics }) =>
      metrics.some((one) => one.id === id) ? [request] : [],
    ),
    disagree: discrepancies.flatMap(({ id: name, metrics }) =>
      metrics.some((one) => one.id === id) ? [name] : [],
    ),
  };
  return { figure, direction, was };
}

/** The line in the order of time; then the parts and places that this meeting was told or that changed. */
function inLine(
  standings: readonly Standing<ListedFigure>[],
  { meeting }: BriefFacts,
  isOfLine: (figure: ListedFigure) => boolean,
): Standing<ListedFigure>[] {
  const place = new Map(
    inTimeOrder(standings.map(({ figure }) => figure)).map((figure, at) => [figure, at]),
  );
  const whole = standings
    .filter(({ figure }) => isOfLine(figure))
    .sort((a, b) => (place.get(a.figure) ?? 0) - (place.get(b.figure) ?? 0));
  const parts = standings.filter(
    ({ figure, since }) =>
      !isOfLine(figure) &&
      (figure.source.meeting === meeting.date || since !== 'as before' || figure.private),
  );
  return [...whole, ...parts];
}

function sinceOf(rows: readonly BriefRow[]): BriefFigure['since'] {
  if (rows.length === 0) return 'no figure';
  if (rows.some(({ since }) => since === 'new')) return 'new';
  return rows.some(({ since }) => since === 'revised') ? 'revised' : 'as before';
}
