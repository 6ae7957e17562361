import { categoryTitle, type Metric, total } from './metric.ts';
import { type Day, dayLabel, periodLabel } from './period.ts';
import { type ChangeKind, type Figure, firstSource } from './series.ts';
import { formatValue } from './value.ts';

/** A figure as the public is shown it, with when it became public and when it was taken away. */
export type ToldFigure = Figure & {
  private: boolean;
  publishedAt: Date | undefined;
  withdrawn: { at: Date; reason: string } | undefined;
};

/** A request of the Board with its answer. */
export interface AnsweredRequest {
  id: string;
  meeting: Day;
  minute: string;
  text: string;
  answer: { text: string; on: Day };
}

/** Something that changed in what the public can read. */
export interface PublicChange {
  /** The same for as long as the change is told. */
  key: string;
  at: Date;
  title: string;
  /** What it was, a paragraph each. */
  words: string[];
  /** The page of it. */
  path: string;
}

interface Record {
  /** Every version the public is shown. */
  figures: readonly ToldFigure[];
  metrics: readonly Metric[];
  areas: ReadonlyMap<string, string>;
  homeArea: string;
  answered: readonly AnsweredRequest[];
}

/** At most so many figures are named one by one. */
const mostNamed = 20;

/**
 * What changed in what the public can read, the latest first: figures that were new, changed or
 * withdrawn, and requests that were answered. A private figure is no part of it, not even as one of
 * a count, so that the list is the same whether there is one or not.
 */
export function publicChanges(record: Record): PublicChange[] {
  // That a paper prints a figure alike changes nothing that was told of it.
  const figures = record.figures
    .filter((figure) => !figure.private)
    .map((figure) => ({ ...figure, source: firstSource(figure) }));
  const metrics = new Map(record.metrics.map((metric) => [metric.id, metric]));
  const named = { ...record, figures, metricOf: metrics };
  return [
    ...newFigures(named),
    ...changedFigures(named),
    ...withdrawnFigures(named),
    ...record.answered.map(answeredRequest),
  ].sort((a, b) => b.at.getTime() - a.at.getTime() || a.key.localeCompare(b.key));
}

type Named = Record & { metricOf: ReadonlyMap<string, Metric> };

function newFigures(record: Named): PublicChange[] {
  const isNew = record.figures.filter(({ version }) => version === 1);
  const groups = grouped(isNew, (figure) => {
    const { meeting, document } = figure.source;
    return `new ${meeting ?? document} ${toldAt(figure).toISOString()}`;
  });
  return groups.map(({ key, first, all }) => {
    const { meeting, document, documentTitle } = first.source;
    const count = all.length === 1 ? '1 figure' : `${all.length} figures`;
    const titles = [...new Set(all.map(({ metric }) => titleOf(record, metric)))];
    return {
      key,
      at: toldAt(first),
      title: meeting
        ? `${count} reported to the Board on ${dayLabel(meeting)}`
        : `${count} from “${documentTitle}”`,
      words: [`${shortened(titles, '; ')}.`],
      path: meeting ? `/meetings/${meeting}` : `/documents/${document}`,
    };
  });
}

function changedFigures(record: Named): PublicChange[] {
  const versions = new Map(record.figures.map((figure) => [versionKey(figure), figure]));
  const changed = record.figures.flatMap((figure) =>
    figure.changed ? [{ ...figure, change: figure.changed }] : [],
  );
  const groups = grouped(changed, (figure) => {
    const { kind, reason } = figure.change;
    return `changed ${figure.source.document} ${toldAt(figure).toISOString()} ${kind} ${reason}`;
  });
  return groups.map(({ key, first, all }) => {
    const lines = all.map((figure) => {
      const before = versions.get(versionKey({ ...figure, version: figure.version - 1 }));
      return `${nameOf(record, figure)}: ${becameWords(record, before, figure)}`;
    });
    return {
      key,
      at: toldAt(first),
      title: `${kindWords[first.change.kind]}: ${aboutWords(record, all)}`,
      words: [`${shortened(lines, '; ')}.`, `Reason: ${first.change.reason}`],
      path: pathOf(all, first),
    };
  });
}

function withdrawnFigures(record: Named): PublicChange[] {
  const gone = new Map(
    record.figures.flatMap((figure) =>
      figure.withdrawn
        ? [[`${versionKey({ ...figure, version: 0 })}`, { ...figure, gone: figure.withdrawn }]]
        : [],
    ),
  );
  const groups = grouped([...gone.values()], (figure) => {
    const { at, reason } = figure.gone;
    return `withdrawn ${figure.source.document} ${at.toISOString()} ${reason}`;
  });
  return groups.map(({ key, first, all }) => ({
    key,
    at: first.gone.at,
    title: `Withdrawn: ${aboutWords(record, all)}`,
    words: [
      `${shortened(
        all.map((figure) => nameOf(record, figure)),
        '; ',
      )}.`,
      `Reason: ${first.gone.reason}`,
    ],
    path: pathOf(all, first),
  }));
}

function answeredRequest({ id, meeting, minute, text, answer }: AnsweredRequest): PublicChange {
  return {
    key: `answered ${id}`,
    at: startOf(answer.on),
    title: `Answered: what the Board asked for on ${dayLabel(meeting)}, minute ${minute}`,
    words: [text, `Answer of ${dayLabel(answer.on)}: ${answer.text}`],
    path: '/requests',
  };
}

const kindWords: { [Kind in ChangeKind]: string } = {
  'provisional to final': 'Final',
  revision: 'Revised',
  correction: 'Corrected',
  transcription: 'Our record put right',
};

function becameWords(record: Named, before: ToldFigure | undefined, after: ToldFigure): string {
  const unit = record.metricOf.get(after.metric)?.unit ?? 'count';
  const now = formatValue(after, unit);
  return before === undefined || before.withdrawn
    ? `now ${now}`
    : `${formatValue(before, unit)} became ${now}`;
}

/** One figure by its name, several by how many. */
function aboutWords(record: Named, figures: readonly ToldFigure[]): string {
  const [only, more] = figures;
  return only && more === undefined ? nameOf(record, only) : `${figures.length} figures`;
}

/** "Children in care, Derby, September 2024". */
function nameOf(record: Named, figure: ToldFigure): string {
  const { metric, area, category, period } = figure;
  const known = record.metricOf.get(metric) ?? { breakdowns: [] };
  return [
    titleOf(record, metric),
    category === total ? undefined : categoryTitle(known, figure),
    area === record.homeArea ? undefined : (record.areas.get(area) ?? area),
    periodLabel(period),
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

function titleOf({ metricOf }: Named, metric: string): string {
  return metricOf.get(metric)?.title ?? metric;
}

/** The page of the metric where all are of one, else of the document. */
function pathOf(all: readonly ToldFigure[], { metric, source }: ToldFigure): string {
  return all.every((figure) => figure.metric === metric)
    ? `/metrics/${metric}`
    : `/documents/${source.document}`;
}

function shortened(names: readonly string[], between: string): string {
  const more = names.length - mostNamed;
  const shown = names.slice(0, mostNamed);
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(between);
}

/** When the public was told: the moment of publication, or the day it has been known from. */
function toldAt({ publishedAt, knownFrom }: ToldFigure): Date {
  return publishedAt ?? startOf(knownFrom);
}

function startOf(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

function versionKey({ metric, area, breakdown, category, period, version }: ToldFigure): string {
  return JSON.stringify([metric, area, breakdown, category, period, version]);
}

/** What belongs together by its key, in the order in which each group is first met. */
function grouped<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): { key: string; first: Item; all: Item[] }[] {
  const groups = new Map<string, { key: string; first: Item; all: Item[] }>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.all.push(item);
    else groups.set(key, { key, first: item, all: [item] });
  }
  return [...groups.values()];
}
