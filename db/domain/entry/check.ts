import { whyNotJudged } from '../disclosure/entries.ts';
import { type Day, dayLabel } from '../period.ts';
import { duplicates } from './duplicates.ts';
import { readFigure } from './figure.ts';
import type { Box, Entry, Finding, Parsed, Place } from './finding.ts';
import { identifierIn } from './identifier.ts';
import { checkParts } from './parts.ts';
import { checkAgainstPast } from './past.ts';
import { checkPlace, type EntryMetric } from './place.ts';
import { type Accepted, type Past, recordOf } from './record.ts';
import { checkRepeats } from './repeats.ts';
import { isStandIn } from './typed.ts';

/** All that the checks look at. They ask no clock and no database: the same in gives the same out. */
export interface EntriesContext {
  /** The day it is, in London. */
  today: Day;
  /** The day the return is due; nothing is late without one. */
  due?: Day | undefined;
  metrics: readonly EntryMetric[];
  /** The codes of the areas that figures are kept for. */
  areas: readonly string[];
  /** The newest published version of each observation of the metrics entered. */
  history: readonly Past[];
  /**
   * The boxes of the return, so that "every category" and "the parts" mean those that are due.
   * Without them they mean the categories that had a figure the last time.
   */
  boxes?: readonly Place[] | undefined;
  /** Whether the figures are printed in a public paper, and so public whatever they tell. */
  printed?: boolean | undefined;
  /** What has been entered. A box nobody has touched is not an entry. */
  entries: readonly Entry[];
}

/** Every entry with what it was understood as, and everything there is to say, in entry order. */
export interface EntriesCheck {
  entries: readonly { entry: Entry; parsed: Parsed | undefined }[];
  findings: readonly Finding[];
}

/**
 * Checks the entries of a return by the rules of `domain.md`, "Checks on an entry". Whoever calls,
 * form, paste, file or API, gets the same findings for the same entries.
 */
export function checkEntries(context: EntriesContext): EntriesCheck {
  const findings: Finding[] = [];
  const read = context.entries.map((entry) => readEntry(entry, context, findings));
  const accepted = read.filter((each) => each !== undefined);
  for (const entry of duplicates(accepted)) {
    findings.push({
      level: 'block',
      rule: 'duplicate',
      message: 'This figure is entered twice. Remove one of the two.',
      at: { entry: entry.id, box: 'value' },
    });
  }

  const record = recordOf(context.history, accepted);
  for (const each of accepted) findings.push(...checkAgainstPast(each, record, context.today));
  findings.push(...checkParts(accepted, record, context.boxes));
  findings.push(...checkRepeats(accepted, record, context.boxes));
  if (context.due !== undefined && context.today > context.due && context.entries.length > 0) {
    findings.push({
      level: 'note',
      rule: 'late',
      message: `The return was due on ${dayLabel(context.due)}. Send it as soon as it is ready.`,
      at: 'return',
    });
  }
  return {
    entries: context.entries.map((entry, at) => ({ entry, parsed: read[at]?.parsed })),
    findings: inEntryOrder(answered(findings, context.entries), context.entries),
  };
}

function readEntry(
  entry: Entry,
  context: EntriesContext,
  findings: Finding[],
): Accepted | undefined {
  const before = findings.length;
  for (const [box, text] of wordsOf(entry)) {
    const kind = identifierIn(text);
    if (kind === undefined) continue;
    findings.push({
      level: 'block',
      rule: 'personal-number',
      // The number itself is not repeated: messages are kept and shown to others.
      message: `This looks like ${kind === 'NHS number' ? 'an' : 'a'} ${kind}. Remove it: no one may be named here.`,
      at: { entry: entry.id, box },
    });
  }
  const place = checkPlace(entry, context);
  findings.push(...place.findings);
  if (place.metric === undefined) return undefined;
  const figure = readFigure(entry, place.metric);
  findings.push(...figure.findings);
  if (findings.length > before || figure.read === undefined || place.period === undefined) {
    return undefined;
  }
  const parsed = { ...figure.read, period: place.period };
  const isJudged =
    (place.metric.privacy ?? 'none') !== 'none' && !context.printed && !entry.private;
  const why = isJudged ? whyNotJudged(place.metric.unit, parsed) : undefined;
  if (why !== undefined) {
    const at = { entry: entry.id, box: 'value' as const };
    findings.push({ level: 'block', rule: 'counts-needed', message: why, at });
    return undefined;
  }
  return { entry, metric: place.metric, parsed };
}

/** Every text of an entry that a person wrote, with the box it stands in. */
function wordsOf(entry: Entry): [Box, string][] {
  const { typed } = entry;
  const words: [Box, string | undefined][] = [
    ['formula', entry.formula],
    ['source', entry.source],
    ['commentary', entry.commentary],
    ...(entry.answers ?? []).map(({ reason }): [Box, string] => ['reason', reason]),
  ];
  if ('text' in typed) words.push(['value', typed.text]);
  else if ('symbol' in typed) words.push(['reason', typed.reason]);
  else words.push(['numerator', typed.numerator], ['denominator', typed.denominator]);
  return words.filter((each): each is [Box, string] => each[1] !== undefined);
}

/** A question counts as answered by a reason given to that very question by the same entry. */
function answered(findings: readonly Finding[], entries: readonly Entry[]): Finding[] {
  const answers = new Map<string, string>();
  for (const { id, answers: given } of entries) {
    for (const { question, reason } of given ?? []) {
      if (!isStandIn(reason)) answers.set(JSON.stringify([id, question]), reason);
    }
  }
  return findings.map((finding) => {
    if (finding.level !== 'ask' || finding.at === 'return') return finding;
    const reason = answers.get(JSON.stringify([finding.at.entry, finding.question]));
    return { ...finding, reason };
  });
}

function inEntryOrder(findings: readonly Finding[], entries: readonly Entry[]): Finding[] {
  const order = new Map(entries.map(({ id }, at) => [id, at]));
  const place = ({ at }: Finding) => (at === 'return' ? -1 : (order.get(at.entry) ?? -1));
  return [...findings].sort((a, b) => place(a) - place(b));
}
