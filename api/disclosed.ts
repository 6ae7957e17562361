import {
  type Database,
  type ListedFigure,
  listFigures,
  listMarkedMetrics,
  listMetrics,
  type ReadRecord,
  returnDocuments,
  type Sight,
} from '@throughline/db';
import { mustHideBeside } from '@throughline/domain/disclosure/beside';
import {
  mustHide,
  type RecordedFigure,
  smallestShown,
} from '@throughline/domain/disclosure/record';
import { addsUp, type Metric } from '@throughline/domain/metric';
import { type Figure, figureId, firstSource, observationId } from '@throughline/domain/series';
import { numberOf } from '@throughline/domain/value';
import { onceAState } from './onceAState.ts';
import { refusal } from './problem.ts';

interface JudgedBy {
  db: Database;
  hide: typeof mustHide;
  now: Date;
}

/**
 * Figures as they may be shown: counts that could identify a child, or tell something personal of
 * the staff, become `[c]`, with everything that is said of them. What a public paper prints is
 * public already and stays as printed. What a private or withdrawn figure could be worked out from is
 * a gap as well. If it cannot be decided, nothing is sent: 503.
 */
export async function disclosed(
  { db, hide = mustHide }: { db: Database; hide?: typeof mustHide | undefined },
  { state, figures: listed }: ReadRecord,
  sight: Sight,
): Promise<ListedFigure[]> {
  const by = { db, hide, now: sight.now };
  try {
    const beside = await (sight.private ? besidePrivate : besidePublic)(by, state);
    const figures = listed.map((figure) =>
      beside.has(observationId(figure)) && !figure.private ? gapBeside(figure) : figure,
    );
    const returns = await returnsOf(by, state);
    const entered = new Set(
      figures.flatMap(({ metric, source }) => (returns.has(source.document) ? [metric] : [])),
    );
    if (entered.size === 0) return figures;

    const hidden = await Promise.all([...entered].map((metric) => hiddenOf(by, state, metric)));
    const gone = new Set(hidden.flatMap((ids) => [...ids]));
    return figures.map((figure) =>
      gone.has(figureId(figure)) && tells(figure) ? masked(figure) : figure,
    );
  } catch (error) {
    throw refusal(503, 'The figures could not be checked for what they disclose', error);
  }
}

/** A symbol tells no number, and what is private is shown only to those who may see it. */
function tells(figure: ListedFigure): boolean {
  return !('symbol' in figure) && !figure.private;
}

const returnsOf = onceAState(({ db }: JudgedBy) => returnDocuments(db));

/** The observations hidden beside gaps, for those who may see what is private and for the public. */
const besidePrivate = onceAState((by: JudgedBy) => decideBeside(by, true));
const besidePublic = onceAState((by: JudgedBy) => decideBeside(by, false));

async function decideBeside({ db, now }: JudgedBy, seesPrivate: boolean) {
  const marked = await listMarkedMetrics(db);
  const parted = (await listMetrics(db)).flatMap(({ id, unit }) =>
    marked.has(id) && addsUp(unit) ? [id] : [],
  );
  if (parted.length === 0) return new Set<string>();
  // A private paper's figures are listed only for those who may see them, so all are looked at.
  const all = await listFigures(db, { metrics: parted }, { now, private: true });
  return mustHideBeside(
    all.map((figure) => {
      const number = numberOf(figure);
      return {
        id: observationId(figure),
        table: `${figure.metric} ${figure.area} ${figure.period}`,
        breakdown: figure.breakdown,
        isGap: figure.withdrawn !== undefined || (figure.private && !seesPrivate),
        size: number === undefined ? undefined : Number(number),
      };
    }),
  );
}

/** What stands for a figure that a gap beside it could be worked out from. */
function gapBeside(figure: ListedFigure): ListedFigure {
  return {
    ...masked(figure),
    symbol: 'x',
    source: { ...firstSource(figure), locator: '', printed: '' },
    note: 'Not shown: a figure beside it that is not shown could be worked out from it.',
    changed: undefined,
  };
}

/** The figures of a metric that may not be shown, judged over all that was ever published of it. */
const hiddenOf = onceAState(async ({ db, hide, now }: JudgedBy, id) => {
  const metric = (await listMetrics(db)).find((one) => one.id === id);
  if (metric === undefined) throw new Error(`There is no metric ${id} to judge`);
  if (metric.privacy === 'none') return new Set<string>();
  const returns = await returnDocuments(db);
  const record = await listFigures(
    db,
    { metrics: [id], allVersions: true },
    { now, private: false },
  );
  return hide(
    record.map((figure) => recorded(figure, metric, returns)),
    { smallestShown, zeros: metric.zeros },
  );
});

function recorded(figure: Figure, metric: Metric, returns: ReadonlySet<string>): RecordedFigure {
  const number = numberOf(figure);
  const isCount = metric.unit === 'count' && number !== undefined && /^\d+$/.test(number);
  return {
    id: figureId(figure),
    table: `${figure.area} ${figure.period}`,
    breakdown: figure.breakdown,
    category: figure.category,
    version: figure.version,
    knownFrom: figure.knownFrom,
    count: isCount ? Number(number) : undefined,
    // A share was judged when it was approved, with its counts, which the record does not keep.
    alreadyPublic: !returns.has(figure.source.document) || metric.unit !== 'count',
  };
}

/** A hidden figure: nothing that was said of it stays, nor where else that is printed. */
function masked(figure: ListedFigure): ListedFigure {
  const { metric, area, breakdown, category, period, version, knownFrom, place } = figure;
  return {
    symbol: 'c',
    metric,
    area,
    breakdown,
    category,
    period,
    marks: [],
    version,
    knownFrom,
    source: { ...firstSource(figure), printed: '[c]' },
    note: '',
    changed: figure.changed && { kind: figure.changed.kind, reason: 'Hidden with the figure.' },
    place,
    private: figure.private,
    publishedAt: figure.publishedAt,
    withdrawn: figure.withdrawn,
  };
}
