import type { FilledBox, Return } from '@throughline/db';
import type { Finding } from '@throughline/domain/entry/finding';
import { directionOf } from '@throughline/domain/judgement';
import { type Metric, total } from '@throughline/domain/metric';
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
import type { Figure } from '@throughline/domain/series';
import { formatValue } from '@throughline/domain/value';
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
export function toReturnPage(one: Return, review: Review<FilledBox>, now: Date): ReturnPage {
  return {
    ...toReturnSummary(one, now),
    findings: review.findings.map(toFinding),
    obstacles: review.obstacles.length,
    boxes: review.boxes.map(toBox),
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
    category_title: categoryOf(metric, box),
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
    categoryTitle: categoryOf(metric, box),
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

/** What an approver decides on. The preview reads as the public page will. */
export function toProof(
  one: Return,
  review: Review<FilledBox>,
  decision: Decision,
  published: readonly Figure[],
): Proof {
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
        category_title: categoryOf(metric, box),
        period_label: periodLabel(box.period),
        outcome: decided?.outcome ?? 'nothing',
        old: now && toPoint(now),
        new: figure ? formatValue(figure.value, metric.unit) : '',
        change_kind: figure?.changeKind ?? undefined,
        change_reason: figure?.changeReason ?? undefined,
        known_from: figure?.knownFrom,
        locator: figure?.locator ?? '',
        note: figure?.note ?? '',
        author: box.author,
        last_editor: box.lastEditor && { id: box.lastEditor.id, name: box.lastEditor.name },
        commentary: box.content.commentary,
        findings: reviewed.findings.map(toFinding),
      };
    }),
    forbidden: [...decision.forbidden],
    to_acknowledge: decision.toAcknowledge.map((one) => ({ ...one })),
    preview: previewOf(review, decision, published),
  };
}

/** The words of each metric whose Total changes, as they will be once it is public. */
function previewOf(
  review: Review<FilledBox>,
  decision: Decision,
  published: readonly Figure[],
): Proof['preview'] {
  const coming = decision.boxes.flatMap(({ box, outcome, figure }): Figure[] =>
    figure === undefined || outcome === 'private' || box.category !== total
      ? []
      : [
          {
            ...figure.value,
            metric: box.metric,
            area: box.area,
            category: total,
            period: box.period,
            marks: figure.marks,
            version: 1,
            knownFrom: figure.knownFrom,
            source: { document: '', documentTitle: '', locator: '', printed: figure.printed },
            note: figure.note,
          },
        ],
  );
  return coming.flatMap((figure) => {
    const metric = review.boxes.find(({ box }) => box.metric === figure.metric)?.metric;
    if (metric === undefined) return [];
    const kept = published.filter(
      (one) =>
        one.metric === figure.metric &&
        one.area === figure.area &&
        one.category === total &&
        one.period !== figure.period,
    );
    const { headline, sentence, direction } = wordsOf({
      metric,
      figures: [...kept, figure],
      withheld: undefined,
    });
    return [{ metric: metric.id, headline, sentence, direction }];
  });
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

function categoryOf(metric: Metric, box: FilledBox): string {
  if (box.category === total) return total;
  return (
    metric.breakdowns
      .find(({ id }) => id === box.breakdown)
      ?.categories.find(({ id }) => id === box.category)?.title ?? box.category
  );
}

/** "October to December 2024". */
function covers(period: Period): string {
  const [first, last] = [dayLabel(periodStart(period)), dayLabel(periodEnd(period))];
  const month = (day: string) => day.split(' ')[1] ?? '';
  return `${month(first)} to ${month(last)} ${last.split(' ')[2]}`;
}
