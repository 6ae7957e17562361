import { type Metric, type Privacy, total } from '../metric.ts';
import { nearestWords } from '../openData/nearest.ts';
import type { Day, Period } from '../period.ts';
import type { BlockRule, Box, Entry, Finding, Kept } from './finding.ts';
import { readPeriod } from './period.ts';
import { quoted } from './plainText.ts';

/** What the checks know of a metric. */
export interface EntryMetric
  extends Pick<
      Metric,
      'id' | 'title' | 'unit' | 'decimals' | 'kind' | 'periodKinds' | 'breakdowns'
    >,
    Kept {
  /** Whose privacy its figures need; nobody's without it. */
  privacy?: Privacy | undefined;
  /** Breakdowns whose categories do not make up the whole, so that no sum is expected. */
  partial?: readonly string[] | undefined;
}

/** Where an entry belongs, as far as it is known, and what is wrong with the rest. */
export interface PlaceCheck {
  metric: EntryMetric | undefined;
  period: Period | undefined;
  findings: Finding[];
}

/** Checks metric, area, breakdown, category and period of an entry. */
export function checkPlace(
  entry: Entry,
  known: { metrics: readonly EntryMetric[]; areas: readonly string[]; today: Day },
): PlaceCheck {
  const findings: Finding[] = [];
  const block = (rule: BlockRule, box: Box, message: string) =>
    findings.push({ level: 'block', rule, message, at: { entry: entry.id, box } });

  if (!known.areas.includes(entry.area)) {
    block('unknown-area', 'area', `${quoted(entry.area)} is no area figures are kept for.`);
  }
  const metric = known.metrics.find(({ id }) => id === entry.metric);
  if (metric === undefined) {
    const nearest = nearestWords(
      short(entry.metric),
      known.metrics.map(({ id }) => id),
    );
    block('unknown-metric', 'metric', `${quoted(entry.metric)} is no metric we know${nearest}.`);
    return { metric: undefined, period: undefined, findings };
  }
  const wrong = checkCategory(entry, metric);
  if (wrong !== undefined) block(...wrong);

  const read = readPeriod(entry.period, metric, known.today);
  if ('refused' in read) block(read.rule, 'period', read.refused);
  return { metric, period: 'refused' in read ? undefined : read.period, findings };
}

function checkCategory(
  { breakdown, category }: Entry,
  metric: EntryMetric,
): [BlockRule, Box, string] | undefined {
  if (category === total) return undefined;
  if (breakdown === undefined) {
    const message = `${quoted(category)} is a part of ${metric.title}. Say what it is divided by.`;
    return ['unknown-breakdown', 'breakdown', message];
  }
  const divided = metric.breakdowns.find(({ id }) => id === breakdown);
  if (divided === undefined) {
    const known = metric.breakdowns.map(({ id }) => id);
    const message =
      known.length === 0
        ? `${metric.title} is not divided into parts. Enter its total.`
        : `${metric.title} is not divided by ${quoted(breakdown)}${nearestWords(short(breakdown), known)}.`;
    return ['unknown-breakdown', 'breakdown', message];
  }
  if (divided.categories.some(({ id }) => id === category)) return undefined;
  const nearest = nearestWords(
    short(category),
    divided.categories.map(({ id }) => id),
  );
  const message = `${metric.title} has no ${divided.title.toLowerCase()} ${quoted(category)}${nearest}.`;
  return ['unknown-category', 'category', message];
}

/** Names are compared letter by letter, so a hostile one is compared by its beginning. */
function short(name: string): string {
  return name.slice(0, 60);
}
