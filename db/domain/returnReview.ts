import type { Zeros } from './disclosure/table.ts';
import { checkEntries, type EntriesContext } from './entry/check.ts';
import type { Entry, Finding, Parsed } from './entry/finding.ts';
import { directionOf } from './judgement.ts';
import type { Metric } from './metric.ts';
import { comparePeriods, type Day, periodEnd, periodLabel, yearBefore } from './period.ts';
import {
  type BoxContent,
  commentaryText,
  isEmpty,
  isWholeCommentary,
  type ReturnBox,
  type ReturnKind,
} from './return.ts';
import { type Change, comparableChange, type Figure, inTimeOrder } from './series.ts';
import { type Target, targetInForce } from './target.ts';
import { formatValue, type Value } from './value.ts';

/** A box with what was typed in it. */
export interface FilledReturnBox extends ReturnBox {
  area: string;
  content: BoxContent;
}

/** A metric with when it began and ended and what becomes of its zeros. */
export type ReviewedMetric = Metric & {
  beganOn?: Day | undefined;
  retiredOn?: Day | undefined;
  zeros: Zeros;
};

/** What a return is judged on. The figures are the newest version of each observation. */
export interface ReviewContext {
  kind: ReturnKind;
  today: Day;
  due: Day | undefined;
  metrics: readonly ReviewedMetric[];
  areas: readonly string[];
  published: readonly Figure[];
  targets: ReadonlyMap<string, readonly Target[]>;
}

/** Something that is still wanted before a return can be submitted. */
export type Wanted = {
  level: 'need';
  rule:
    | 'figure-needed'
    | 'source-needed'
    | 'locator-needed'
    | 'commentary-needed'
    | 'change-needed';
  message: string;
  at: { entry: string; box: 'value' | 'source' | 'locator' | 'commentary' | 'change' } | 'return';
};

/** A box with what it was understood as, what it is compared with and all there is to say of it. */
export interface ReviewedBox<Box extends FilledReturnBox> {
  box: Box;
  metric: ReviewedMetric;
  parsed: Parsed | undefined;
  /** The figure as it would stand, empty when there is none or it is not understood. */
  shown: string;
  /** The last figure published of an earlier period, with its own period. */
  last: Figure | undefined;
  /** That of the same time of the year before. */
  yearBefore: Figure | undefined;
  /** What is published of this very period, which the box would change. */
  now: Figure | undefined;
  change: Change | undefined;
  findings: readonly (Finding | Wanted)[];
}

/** A return as it stands, judged. */
export interface Review<Box extends FilledReturnBox> {
  boxes: readonly ReviewedBox<Box>[];
  /** What is said of the return as a whole. */
  findings: readonly (Finding | Wanted)[];
  /** What keeps it from being submitted. */
  obstacles: readonly (Finding | Wanted)[];
}

/** Judges a return by the checks on an entry and by what is wanted beside the figures. */
export function reviewReturn<Box extends FilledReturnBox>(
  boxes: readonly Box[],
  context: ReviewContext,
): Review<Box> {
  const filled = boxes.filter(({ content }) => !isEmpty(content));
  const checked = checkEntries({
    today: context.today,
    due: context.due,
    metrics: context.metrics,
    areas: context.areas,
    history: context.published,
    printed: context.kind === 'paper',
    boxes: boxes.filter(({ due }) => due).map(placeOf),
    entries: filled.map(toEntry),
  } satisfies EntriesContext);
  const parsed = new Map(checked.entries.map((each) => [each.entry.id, each.parsed]));

  const reviewed = boxes.flatMap((box) => {
    const metric = context.metrics.find(({ id }) => id === box.metric);
    if (metric === undefined) return [];
    const understood = parsed.get(String(box.position));
    const compared = comparedWith(box, understood, context.published);
    const findings = [
      ...checked.findings.filter((finding) => isAt(finding, box)),
      ...wantedOf(box, metric, understood, compared, context),
    ];
    const shown = understood ? formatValue(understood.value, metric.unit) : '';
    return [{ box, metric, parsed: understood, shown, ...compared, findings }];
  });
  const general: (Finding | Wanted)[] = checked.findings.filter(({ at }) => at === 'return');
  if (filled.length === 0) {
    const message = 'Nothing is entered yet. Fill in at least one box.';
    general.push({ level: 'need', rule: 'figure-needed', message, at: 'return' });
  }
  const all = [...general, ...reviewed.flatMap(({ findings }) => findings)];
  return { boxes: reviewed, findings: general, obstacles: all.filter(isObstacle) };
}

/** Whether something keeps a return from being submitted. */
export function isObstacle(finding: Finding | Wanted): boolean {
  switch (finding.level) {
    case 'block':
    case 'need':
      return true;
    case 'ask':
      return finding.reason === undefined;
    case 'note':
      return false;
  }
}

/** A box as an entry that the checks understand; its position is its name. */
export function toEntry({ content, ...box }: FilledReturnBox): Entry {
  return {
    id: String(box.position),
    ...placeOf(box),
    typed: content.typed,
    marks: content.marks,
    formula: content.formula,
    answers: content.answers,
    source: content.source,
    commentary: commentaryText(content.commentary),
    private: content.private !== undefined,
  };
}

function placeOf({ metric, area, breakdown, category, period }: Omit<FilledReturnBox, 'content'>) {
  return { metric, area, breakdown: breakdown ?? undefined, category, period };
}

function isAt({ at }: Finding, { position }: ReturnBox): boolean {
  return at !== 'return' && at.entry === String(position);
}

/** The figures a box stands beside, and how it has changed if it is understood. */
function comparedWith(
  box: FilledReturnBox,
  parsed: Parsed | undefined,
  published: readonly Figure[],
): Pick<ReviewedBox<FilledReturnBox>, 'last' | 'yearBefore' | 'now' | 'change'> {
  const own = inTimeOrder(
    published.filter(
      (figure) =>
        figure.metric === box.metric &&
        figure.area === box.area &&
        figure.category === box.category &&
        (figure.breakdown ?? null) === box.breakdown,
    ),
  );
  const earlier = own.filter(
    ({ period }) => period !== box.period && comparePeriods(period, box.period) < 0,
  );
  const before = yearBefore(box.period);
  return {
    last: earlier.at(-1),
    yearBefore: own.find(({ period }) => period === before),
    now: own.find(({ period }) => period === box.period),
    change: parsed && comparableChange(earlier, asFigure(box, parsed.value)),
  };
}

function wantedOf(
  box: FilledReturnBox,
  metric: Metric,
  parsed: Parsed | undefined,
  { now, change }: Pick<ReviewedBox<FilledReturnBox>, 'now' | 'change'>,
  context: ReviewContext,
): Wanted[] {
  const { content } = box;
  const wanted: Wanted[] = [];
  const want = (
    rule: Wanted['rule'],
    part: 'value' | 'source' | 'locator' | 'commentary' | 'change',
    message: string,
  ) =>
    wanted.push({
      level: 'need',
      rule,
      message,
      at: { entry: String(box.position), box: part },
    });
  if (isEmpty(content)) {
    if (box.due) {
      want('figure-needed', 'value', 'This figure is due. Enter it, or a symbol with its reason.');
    }
    return wanted;
  }
  if (context.kind === 'paper') {
    if (content.locator.trim() === '' || content.printed.trim() === '') {
      want('locator-needed', 'locator', 'Say where the paper prints it, and how it is printed.');
    }
  } else if (content.source.trim() === '') {
    want(
      'source-needed',
      'source',
      'Say where this figure comes from: a figure without a source cannot be published.',
    );
  }
  if (hasGotWorse(metric, box, parsed, change, context) && !isWholeCommentary(content.commentary)) {
    want(
      'commentary-needed',
      'commentary',
      `It got worse against its target${change ? ` since ${periodLabel(change.from.period)}` : ''}. Say what happened, why, what is being done and by when.`,
    );
  }
  const isChanged = now !== undefined && parsed !== undefined && !isSame(now, parsed);
  if (isChanged && (content.change === undefined || content.change.reason.trim() === '')) {
    want(
      'change-needed',
      'change',
      'This changes a published figure. Say what kind of change it is, and why, for the public.',
    );
  }
  return wanted;
}

/** Whether a figure is worse than the one it is compared with, and there is a target to miss. */
function hasGotWorse(
  metric: Metric,
  box: FilledReturnBox,
  parsed: Parsed | undefined,
  change: Change | undefined,
  { targets }: ReviewContext,
): boolean {
  if (parsed === undefined || change === undefined) return false;
  const target = targetInForce(targets.get(metric.id) ?? [], periodEnd(box.period));
  const latest = asFigure(box, parsed.value);
  const { direction } = directionOf({ polarity: metric.polarity, latest, change });
  return target !== undefined && direction === 'got worse';
}

/** Whether what is entered is what is published already: such an entry makes no version. */
export function isSame(figure: Figure, parsed: Parsed): boolean {
  return (
    JSON.stringify([bare(figure), [...figure.marks].sort()]) ===
    JSON.stringify([bare(parsed.value), [...parsed.marks].sort()])
  );
}

function bare(value: Value): string {
  if ('value' in value) return value.value;
  return 'symbol' in value ? `[${value.symbol}]` : `${value.low} to ${value.high}`;
}

function asFigure(box: FilledReturnBox, value: Value): Figure {
  return {
    ...value,
    metric: box.metric,
    area: box.area,
    breakdown: box.breakdown ?? undefined,
    category: box.category,
    period: box.period,
    marks: [],
    version: 1,
    knownFrom: periodEnd(box.period),
    source: { document: '', documentTitle: '', locator: '', printed: '' },
    note: '',
  };
}
