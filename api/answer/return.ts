import type { BoardRequest, FilledBox, ListedFigure, Return } from '@throughline/db';
import { type BesideCell, mustHideBeside } from '@throughline/domain/disclosure/beside';
import type { Finding } from '@throughline/domain/entry/finding';
import { directionOf } from '@throughline/domain/judgement';
import { addsUp, categoryTitle, type Metric, total } from '@throughline/domain/metric';
import type { TemplateBox } from '@throughline/domain/paste/template';
import {
  dayLabel,
  type Period,
  periodEnd,
  periodLabel,
  periodStart,
} from '@throughline/domain/period';
import type { PrivateGround } from '@throughline/domain/privateGround';
import type { Decision } from '@throughline/domain/publishing';
import { type BoxContent, isEmpty, isQuarter } from '@throughline/domain/return';
import type { Review, ReviewedBox, Wanted } from '@throughline/domain/returnReview';
import { type Figure, type Observation, observationId } from '@throughline/domain/series';
import { formatValue, numberOf, type Value } from '@throughline/domain/value';
import type {
  Proof,
  ReturnChanges,
  ReturnPage,
  ReturnSummary,
  WireBox,
  WireContent,
  WireFinding,
  WireGround,
} from '../wire/return.ts';
import { toChange, toPoint } from './figure.ts';
import { wordsOf } from './series.ts';

/** A return without its boxes: where it stands, by when, and who has done what. */
export function toReturnSummary(one: Return, now: Date): ReturnSummary {
  const filled = one.boxes.filter(({ content }) => !isEmpty(content));
  const due = one.boxes.filter((box) => box.due);
  return {
    id: one.id,
    kind: one.kind,
    title: one.title,
    covers: isQuarter(one.id) ? covers(one.id) : undefined,
    meeting: one.meeting,
    document: one.document,
    opens_on: one.opensOn,
    due_on: one.dueOn,
    papers_on: one.papersOn,
    state: one.state,
    publication: one.publication && {
      at: one.publication.at.toISOString(),
      public: one.publication.at <= now,
      approved_by: one.publication.approvedBy,
      approved_at: one.publication.approvedAt.toISOString(),
    },
    counts: {
      boxes: one.boxes.length,
      due: due.length,
      filled: filled.length,
      due_empty: due.filter(({ content }) => isEmpty(content)).length,
    },
    people: peopleOf(filled),
    steps: one.steps.map(({ step, by, at, note }) => ({ step, by, at: at.toISOString(), note })),
    changes: one.changes,
  };
}

/** A return with its boxes, each judged as it stands. */
export function toReturnPage(
  one: Return,
  review: Review<FilledBox>,
  { now, asks }: { now: Date; asks: readonly BoardRequest[] },
): ReturnPage {
  return {
    ...toReturnSummary(one, now),
    findings: review.findings.map(toFinding),
    obstacles: review.obstacles.length,
    boxes: review.boxes.map(toBox),
    asks: asks.map(({ id, meeting, minute, text, metrics }) => ({
      id,
      meeting,
      minute,
      text,
      metrics: metrics.map((metric) => metric.id),
    })),
  };
}

/** What changed in a return since a count of changes. */
export function toReturnChanges(
  one: Return,
  review: Review<FilledBox>,
  since: number,
): ReturnChanges {
  return {
    changes: one.changes,
    state: one.state,
    findings: review.findings.map(toFinding),
    obstacles: review.obstacles.length,
    boxes: review.boxes.filter(({ box }) => box.change > since).map(toBox),
    judged: review.boxes.map(toJudged),
  };
}

/** A box with what stands in it and beside it. */
export function toBox(reviewed: ReviewedBox<FilledBox>): WireBox {
  const { box, metric, last, yearBefore, now } = reviewed;
  const breakdown = metric.breakdowns.find(({ id }) => id === box.breakdown);
  return {
    ...toJudged(reviewed),
    metric: metric.id,
    metric_title: metric.title,
    definition: metric.definition,
    unit: metric.unit,
    decimals: metric.decimals,
    polarity: metric.polarity,
    frequency: metric.frequency,
    frequency_confirmed: metric.frequencyConfirmed,
    area: box.area,
    breakdown: breakdown?.id,
    breakdown_title: breakdown?.title,
    category: box.category,
    category_title: categoryTitle(metric, box),
    period: box.period,
    period_label: periodLabel(box.period),
    due: box.due,
    takes_parts: takesParts(metric),
    revision: box.revision,
    etag: etagOf(box.revision),
    content: toWireContent(box.content),
    author: box.author,
    saved_by: box.lastEditor && { id: box.lastEditor.id, name: box.lastEditor.name },
    saved_at: box.lastEditor?.at.toISOString(),
    last: last && toPoint(last),
    year_before: yearBefore && toPoint(yearBefore),
    published: now && toPoint(now),
  };
}

/** A box as the template to fill in shows it. */
export function toTemplateBox({ box, metric, last }: ReviewedBox<FilledBox>): TemplateBox {
  return {
    metric: box.metric,
    area: box.area,
    breakdown: box.breakdown ?? undefined,
    category: box.category,
    period: box.period,
    metricTitle: metric.title,
    categoryTitle: categoryTitle(metric, box),
    last: last ? `${formatValue(last, metric.unit)} (${periodLabel(last.period)})` : '',
    isShare: takesParts(metric),
  };
}

/** What a box's revision is called in ETag and If-Match. */
export function etagOf(revision: number): string {
  return `"${revision}"`;
}

/** What stands in a box, as the domain keeps it. */
export function fromWireContent(content: WireContent): BoxContent {
  return {
    ...content,
    change: content.change,
    private: content.private && fromWireGround(content.private),
  };
}

/** Why a figure is private, as the domain keeps it. */
export function fromWireGround(ground: WireGround): PrivateGround {
  switch (ground.kind) {
    case 'exempt':
      return {
        kind: 'exempt',
        paragraph: ground.paragraph,
        publicInterest: ground.public_interest,
      };
    case 'confidential':
      return { kind: 'confidential', forbiddenBy: ground.forbidden_by, named: ground.named };
  }
}

/** What a proof is made from, besides what is decided. */
interface ProofFacts {
  published: readonly ListedFigure[];
  withheld: (metric: string) => string | undefined;
  asks: readonly BoardRequest[];
}

/**
 * What an approver decides on. The preview reads as the public page will: `withheld` says why nothing
 * may be said of a metric's direction.
 */
export function toProof(
  one: Return,
  review: Review<FilledBox>,
  decision: Decision,
  { published, withheld, asks }: ProofFacts,
): Proof {
  const { beside, gaps } = gapsOf(review, decision, published);
  return {
    id: one.id,
    title: one.title,
    state: one.state,
    seen: one.changes,
    boxes: review.boxes.map((reviewed) => {
      const { box, metric, now } = reviewed;
      const decided = decision.boxes.find((each) => each.box.position === box.position);
      const figure = decided?.figure;
      return {
        position: box.position,
        metric: metric.id,
        metric_title: metric.title,
        category_title: categoryTitle(metric, box),
        period_label: periodLabel(box.period),
        outcome: decided?.outcome ?? 'nothing',
        beside: beside.has(observationOf(box)),
        old: now && toPoint(now),
        new: figure ? formatValue(figure.value, metric.unit) : '',
        change_kind: figure?.changeKind ?? undefined,
        change_reason: figure?.changeReason ?? undefined,
        known_from: (figure ?? decided?.print)?.knownFrom,
        locator: (figure ?? decided?.print)?.locator ?? '',
        note: figure?.note ?? '',
        author: box.author,
        last_editor: box.lastEditor && { id: box.lastEditor.id, name: box.lastEditor.name },
        commentary: box.content.commentary,
        answers: figure === undefined ? [] : answersOf(box, asks),
        findings: reviewed.findings.map(toFinding),
      };
    }),
    forbidden: [...decision.forbidden],
    to_acknowledge: decision.toAcknowledge.map((one) => ({ ...one })),
    gaps: gaps.flatMap((figure) => {
      const metric = metricOf(review, figure.metric);
      return metric === undefined
        ? []
        : {
            metric_title: metric.title,
            category_title: categoryTitle(metric, figure),
            period_label: periodLabel(figure.period),
          };
    }),
    preview: previewOf(review, decision, { published, beside, gaps, withheld }),
  };
}

/** What the Board asked for that a figure answers, in words. */
function answersOf({ content, metric }: FilledBox, asks: readonly BoardRequest[]): string[] {
  return asks
    .filter(
      ({ id, metrics }) => content.asked?.includes(id) && metrics.some((one) => one.id === metric),
    )
    .map(({ meeting, minute, text }) => `${dayLabel(meeting)}, minute ${minute}: ${text}`);
}

/** What disclosure control makes of a return: the observations and published figures that are gaps. */
interface Gaps {
  beside: ReadonlySet<string>;
  gaps: readonly ListedFigure[];
}

/**
 * The figures that the public is shown as gaps once a return is public, by the rule that the public
 * pages go by: of the return, and of what was published before and was shown until then.
 */
function gapsOf(
  review: Review<FilledBox>,
  decision: Decision,
  published: readonly ListedFigure[],
): Gaps {
  const coming = new Map(
    decision.boxes.flatMap((one) => (one.figure ? [[observationOf(one.box), one]] : [])),
  );
  const parted = published.filter(({ metric }) => {
    const unit = metricOf(review, metric)?.unit;
    return unit !== undefined && addsUp(unit);
  });
  const before = parted.map((figure) =>
    cellOf(figure, figure, figure.private || figure.withdrawn !== undefined),
  );
  const isPrivate = new Set(parted.flatMap((one) => (one.private ? [observationId(one)] : [])));
  const after = [
    ...before.filter(({ id }) => !coming.has(id)),
    ...[...coming].flatMap(([id, { box, outcome, figure }]) => {
      const unit = metricOf(review, box.metric)?.unit;
      if (figure === undefined || unit === undefined || !addsUp(unit)) return [];
      return cellOf(observed(box), figure.value, outcome === 'private' || isPrivate.has(id));
    }),
  ];
  const beside = mustHideBeside(after);
  const already = mustHideBeside(before);
  return {
    beside,
    gaps: parted.filter((figure) => {
      const id = observationId(figure);
      return beside.has(id) && !already.has(id) && !coming.has(id);
    }),
  };
}

function cellOf(one: Observation, value: Value, isGap: boolean): BesideCell {
  const number = numberOf(value);
  return {
    id: observationId(one),
    table: `${one.metric} ${one.area} ${one.period}`,
    breakdown: one.breakdown,
    isGap,
    size: number === undefined ? undefined : Number(number),
  };
}

type Observed = Pick<FilledBox, 'metric' | 'area' | 'breakdown' | 'category' | 'period'>;

function observed(box: Observed): Observation {
  return { ...box, breakdown: box.breakdown ?? undefined };
}

function observationOf(box: Observed): string {
  return observationId(observed(box));
}

function metricOf({ boxes }: Review<FilledBox>, id: string) {
  return boxes.find(({ box }) => box.metric === id)?.metric;
}

/** The words of each metric whose Total changes, as they will be once it is public. */
function previewOf(
  review: Review<FilledBox>,
  decision: Decision,
  { published, beside, gaps, withheld }: Gaps & Omit<ProofFacts, 'asks'>,
): Proof['preview'] {
  const coming = decision.boxes.flatMap(({ box, outcome, figure }): Figure[] =>
    figure === undefined || outcome === 'private' || box.category !== total
      ? []
      : [
          {
            ...(beside.has(observationOf(box)) ? gap : figure.value),
            metric: box.metric,
            area: box.area,
            category: total,
            period: box.period,
            marks: figure.marks,
            formula: figure.formula ?? undefined,
            version: 1,
            knownFrom: figure.knownFrom,
            source: { document: '', documentTitle: '', locator: '', printed: figure.printed },
            note: figure.note,
          },
        ],
  );
  const gone = gaps.flatMap((figure): Figure[] =>
    figure.category === total ? [asGap(figure)] : [],
  );
  const changed = [...coming, ...gone];
  return [...new Set(changed.map(({ metric }) => metric))].flatMap((id) => {
    const metric = metricOf(review, id);
    if (metric === undefined) return [];
    const own = changed.filter((figure) => figure.metric === id);
    const kept = published.filter(
      (one) =>
        one.metric === id &&
        one.category === total &&
        own.some(({ area }) => area === one.area) &&
        !own.some((figure) => figure.area === one.area && figure.period === one.period),
    );
    const { headline, sentence, direction } = wordsOf({
      metric,
      figures: [...own, ...kept.map((one) => (one.private ? asGap(one) : one))],
      withheld: withheld(id),
    });
    return [{ metric: metric.id, headline, sentence, direction }];
  });
}

/** What the public is shown where a figure is private, or could tell one beside it. */
const gap = { symbol: 'x' } as const;

function asGap({ metric, area, category, period, version, knownFrom, source }: Figure): Figure {
  return {
    ...gap,
    metric,
    area,
    category,
    period,
    marks: [],
    version,
    knownFrom,
    source,
    note: '',
  };
}

function toJudged({ box, metric, parsed, shown, change, findings }: ReviewedBox<FilledBox>) {
  const latest = change?.to;
  return {
    position: box.position,
    shown,
    change: toChange(change, metric),
    direction: parsed && latest && directionOf({ polarity: metric.polarity, latest, change }),
    findings: findings.map(toFinding),
  };
}

/** Something to say of a box, and the part of it that it is about. */
export function toFinding(found: Finding | Wanted): WireFinding {
  return {
    level: found.level,
    rule: found.rule,
    message: found.message,
    at: found.at === 'return' ? undefined : found.at.box,
    question: found.level === 'ask' ? found.question : undefined,
    reason: found.level === 'ask' ? found.reason : undefined,
  };
}

/** What stands in a box, as it crosses the wire. */
export function toWireContent(content: BoxContent): WireContent {
  const { private: ground, change } = content;
  return {
    typed: content.typed,
    marks: [...content.marks],
    formula: content.formula,
    answers: content.answers.map((answer) => ({ ...answer })),
    commentary: content.commentary,
    source: content.source,
    locator: content.locator,
    printed: content.printed,
    ...(change && { change }),
    ...(content.asked && content.asked.length > 0 && { asked: [...content.asked] }),
    ...(ground && { private: toWireGround(ground) }),
  };
}

function toWireGround(ground: PrivateGround): WireGround {
  switch (ground.kind) {
    case 'exempt':
      return {
        kind: 'exempt',
        paragraph: ground.paragraph,
        public_interest: ground.publicInterest,
      };
    case 'confidential':
      return { kind: 'confidential', forbidden_by: ground.forbiddenBy, named: ground.named };
  }
}

function takesParts({ unit }: Metric): boolean {
  return unit === 'percent' || unit === 'per10k' || unit === 'ratio';
}

function peopleOf(filled: readonly FilledBox[]): ReturnSummary['people'] {
  const people = new Map<number, ReturnSummary['people'][number]>();
  for (const { lastEditor } of filled) {
    if (lastEditor === undefined) continue;
    const { id, name } = lastEditor;
    people.set(id, { id, name, boxes: (people.get(id)?.boxes ?? 0) + 1 });
  }
  return [...people.values()];
}

/** "October to December 2024". */
function covers(period: Period): string {
  const [first, last] = [dayLabel(periodStart(period)), dayLabel(periodEnd(period))];
  const month = (day: string) => day.split(' ')[1] ?? '';
  return `${month(first)} to ${month(last)} ${last.split(' ')[2]}`;
}
