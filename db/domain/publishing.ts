import { discloseEntries, type EntriesDisclosure } from './disclosure/entries.ts';
import { isPrintedOtherwise } from './discrepancy.ts';
import type { Finding, Parsed } from './entry/finding.ts';
import { londonDay } from './london.ts';
import { categoryTitle } from './metric.ts';
import { type Day, periodLabel } from './period.ts';
import { commentaryText, isEmpty } from './return.ts';
import {
  type FilledReturnBox,
  isSame,
  type Review,
  type ReviewedBox,
  type Wanted,
} from './returnReview.ts';
import { type ChangeKind, type Figure, observationId } from './series.ts';
import { formatValue, type Mark, type Value } from './value.ts';

/** A box with who wrote it. */
export interface WrittenBox extends FilledReturnBox {
  author: { id: number; name: string } | undefined;
  lastEditor: { id: number; name: string } | undefined;
}

/** What is decided of a box when its return is published. */
export type Outcome =
  | 'nothing'
  | 'as before'
  | 'printed'
  | 'new'
  | 'changed'
  | 'hidden'
  | 'private';

/** A figure as it would become a version of its observation. */
export interface FigureDecided {
  value: Value;
  marks: readonly Mark[];
  formula: string | null;
  printed: string;
  locator: string;
  note: string;
  knownFrom: Day;
  changeKind: ChangeKind | null;
  changeReason: string | null;
}

/** Where a paper prints a figure as it is published already, from a return. */
export interface PrintDecided {
  version: number;
  printed: string;
  locator: string;
  knownFrom: Day;
}

/** A box with what becomes of it: a version, a place where one is printed, or neither. */
export interface Decided {
  box: WrittenBox;
  outcome: Outcome;
  figure: FigureDecided | undefined;
  print: PrintDecided | undefined;
}

/** What an approver decides on. */
export interface Decision {
  boxes: readonly Decided[];
  /** What forbids it, in words. */
  forbidden: readonly string[];
  /** What the approver must acknowledge, each by its name. */
  toAcknowledge: readonly {
    id: string;
    position: number | undefined;
    message: string;
    explanation: string;
  }[];
}

/** What a publication is decided on. */
export interface PublishingContext {
  kind: 'quarter' | 'paper' | 'correction';
  /** The moment at which it is to become public. */
  at: Date;
  /** The document that its figures come from. */
  document: string;
  /** The meeting a paper's figures were first reported to. */
  meeting: Day | undefined;
  /** Who approves; nobody yet when it is only looked at. */
  approver: number | undefined;
  published: readonly Figure[];
  /** The published observations that anybody is shown and that no paper prints: they come from a return. */
  unprinted: ReadonlySet<string>;
}

/**
 * Decides what of a return becomes public: what is empty or as it is published already makes no
 * version; what would identify somebody is hidden. Nothing is while anything forbids it: a block, a
 * question without its reason, an undecided disclosure, or an approver who wrote one of the figures.
 */
export function decidePublication(
  review: Review<WrittenBox>,
  context: PublishingContext,
): Decision {
  const disclosure = disclosureOf(review, context);
  const boxes = review.boxes.map((reviewed) => decideBox(reviewed, context, disclosure));
  return {
    boxes,
    forbidden: [
      ...review.obstacles.map(({ message, at }) => `${whereOf(at, review)}${message}`),
      ...disclosure.refused,
      ...ownFigures(boxes, context.approver),
    ],
    toAcknowledge: [...acknowledgements(review, disclosure), ...disagreements(review, context)],
  };
}

/** A figure printed in a public paper is public already and is shown as printed. */
function disclosureOf(
  { boxes }: Review<WrittenBox>,
  { kind, published }: PublishingContext,
): EntriesDisclosure {
  if (kind === 'paper') return { hidden: new Set(), refused: [], flags: [] };
  const entries = boxes.flatMap(({ box, metric, parsed }) =>
    parsed === undefined || box.content.private !== undefined
      ? []
      : [{ ...box, id: String(box.position), metric, parsed }],
  );
  return discloseEntries(entries, published);
}

function decideBox(
  { box, parsed, now, metric }: ReviewedBox<WrittenBox>,
  context: PublishingContext,
  { hidden }: EntriesDisclosure,
): Decided {
  if (isEmpty(box.content) || parsed === undefined) {
    return { box, outcome: 'nothing', figure: undefined, print: undefined };
  }
  if (now !== undefined && isSame(now, parsed)) {
    const print = printOf(box, parsed, now, context);
    return { box, outcome: print ? 'printed' : 'as before', figure: undefined, print };
  }
  const { content } = box;
  const change = now === undefined ? undefined : content.change;
  const locator =
    context.kind === 'paper'
      ? content.locator.trim()
      : `box ${box.position}: ${metric.title}, ${categoryTitle(metric, box)}, ${periodLabel(box.period)}; from ${content.source.trim()}`;
  const common = {
    locator,
    knownFrom: knownFromOf(context, change?.kind, now),
    changeKind: now === undefined ? null : (change?.kind ?? 'revision'),
    changeReason: now === undefined ? null : (change?.reason.trim() ?? ''),
  };
  if (hidden.has(String(box.position))) {
    const value: Value = { symbol: 'c' };
    return {
      box,
      outcome: 'hidden',
      print: undefined,
      figure: { ...common, value, marks: [], formula: null, printed: '[c]', note: '' },
    };
  }
  const note = [parsed.reason ?? '', commentaryText(content.commentary)].filter(Boolean).join(' ');
  return {
    box,
    outcome: content.private ? 'private' : now === undefined ? 'new' : 'changed',
    print: undefined,
    figure: {
      ...common,
      value: parsed.value,
      marks: parsed.marks,
      formula: parsed.formula ?? null,
      printed: printedOf(box, parsed),
      note,
    },
  };
}

/** A return is the source of its figures until the paper that prints them is known. */
function printOf(
  box: WrittenBox,
  parsed: Parsed,
  now: Figure,
  context: PublishingContext,
): PrintDecided | undefined {
  if (context.kind !== 'paper' || !context.unprinted.has(observationId(now))) return undefined;
  return {
    version: now.version,
    printed: printedOf(box, parsed),
    locator: box.content.locator.trim(),
    knownFrom: knownFromOf(context, undefined, now),
  };
}

/** A misreading of ours is known from the same day as what it replaces; a paper's figure from its meeting. */
function knownFromOf(
  { at, meeting, kind }: PublishingContext,
  change: ChangeKind | undefined,
  now: Figure | undefined,
): Day {
  if (change === 'transcription' && now !== undefined) return now.knownFrom;
  return kind === 'paper' && meeting !== undefined ? meeting : londonDay(at);
}

function printedOf({ content }: WrittenBox, { value }: Parsed): string {
  if (content.printed.trim() !== '') return content.printed.trim();
  if ('text' in content.typed) return content.typed.text.trim();
  if ('symbol' in value) return `[${value.symbol}]`;
  return 'value' in value ? value.value : `${value.low} to ${value.high}`;
}

function ownFigures(boxes: readonly Decided[], approver: number | undefined): string[] {
  if (approver === undefined) return [];
  const own = boxes.filter(
    ({ box, figure, print }) =>
      (figure ?? print) !== undefined &&
      (box.author?.id === approver || box.lastEditor?.id === approver),
  );
  if (own.length === 0) return [];
  const named = own.map(({ box }) => box.position).join(', ');
  return [
    `You wrote ${own.length === 1 ? 'box' : 'boxes'} ${named} yourself: somebody else must approve.`,
  ];
}

/** Every question that was answered and every remark on disclosure, once. */
function acknowledgements(
  { boxes, findings }: Review<WrittenBox>,
  { hidden, flags }: EntriesDisclosure,
): Decision['toAcknowledge'] {
  const asked = (position: number | undefined, all: readonly (Finding | Wanted)[]) =>
    all.flatMap((finding) =>
      finding.level === 'ask'
        ? [
            {
              id: `${position ?? 'return'} ${finding.question}`,
              position,
              message: finding.message,
              explanation: finding.reason ?? '',
            },
          ]
        : [],
    );
  const remarks = [
    ...[...hidden].map((id) => ({
      position: Number(id),
      message: 'This figure is published as hidden, to protect confidentiality.',
    })),
    ...flags.map((message) => ({ position: undefined, message })),
  ];
  return [
    ...asked(undefined, findings),
    ...boxes.flatMap(({ box, findings: own }) => asked(box.position, own)),
    ...remarks.map(({ position, message }) => ({
      id: `disclosure ${position ?? message}`,
      position,
      message,
      explanation: '',
    })),
  ];
}

/** What a paper prints otherwise than it was published before: shown as a discrepancy, never silently. */
function disagreements(
  { boxes }: Review<WrittenBox>,
  { kind, document }: PublishingContext,
): Decision['toAcknowledge'] {
  if (kind !== 'paper') return [];
  return boxes.flatMap(({ box, metric, parsed, now }) => {
    if (parsed === undefined || now === undefined || isEmpty(box.content)) return [];
    const { value } = parsed;
    const later = { value, document, change: box.content.change?.kind };
    if (!isPrintedOtherwise(now, later)) return [];
    const [was, is] = [now, value].map((each) => formatValue(each, metric.unit));
    return [
      {
        id: `discrepancy ${box.position} ${was} ${is}`,
        position: box.position,
        message: `This paper prints ${is} where “${now.source.documentTitle}” gives ${was}. Both will be shown, as a discrepancy.`,
        explanation: box.content.change?.reason ?? '',
      },
    ];
  });
}

function whereOf(at: (Finding | Wanted)['at'], { boxes }: Review<WrittenBox>): string {
  if (at === 'return') return '';
  const reviewed = boxes.find(({ box }) => String(box.position) === at.entry);
  return reviewed ? `Box ${at.entry}, ${reviewed.metric.title}: ` : '';
}
