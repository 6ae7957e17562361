import {
  type Day,
  dayLabel,
  isPeriod,
  type Period,
  type PeriodKind,
  periodEnd,
  periodKind,
  periodLabel,
  periodStart,
} from '../period.ts';
import type { BlockRule, Kept } from './finding.ts';
import { quoted } from './plainText.ts';

/** A period a metric takes, or why it is refused. */
export type PeriodRead = { period: Period } | { refused: string; rule: BlockRule };

const kindWords: Record<PeriodKind, string> = {
  day: 'a day (2024-12-31)',
  month: 'a month (2024-12)',
  year: 'a calendar year (2024)',
  'financial-year': 'a financial year (FY2024)',
  quarter: 'a quarter (FY2024-Q3)',
  'academic-year': 'an academic year (AY2024)',
  holiday: 'a school holiday (2024-summer)',
  span: 'a span of months (2021-05/2024-10)',
};

/**
 * Reads the period of an entry: of a kind the metric takes, begun by `today`, and within the days
 * the metric is kept. A period that has begun and is not over is let through: the papers themselves
 * give a month's snapshot within the month and a budget within its year.
 */
export function readPeriod(
  text: string,
  metric: Kept & { title: string; periodKinds: readonly PeriodKind[] },
  today: Day,
): PeriodRead {
  const takes = `${metric.title} takes ${kindsInWords(metric.periodKinds)}.`;
  if (!isPeriod(text))
    return { refused: `${quoted(text)} is not a period. ${takes}`, rule: 'not-a-period' };

  const label = periodLabel(text);
  if (!metric.periodKinds.includes(periodKind(text))) {
    return {
      refused: `${label} is the wrong kind of period. ${takes}`,
      rule: 'wrong-kind-of-period',
    };
  }
  if (lastBeginning(text) > today) {
    return {
      refused: `${label} has not begun by ${dayLabel(today)}. Choose a period that has.`,
      rule: 'period-in-future',
    };
  }
  if (metric.beganOn !== undefined && periodEnd(text) < metric.beganOn) {
    return {
      refused: `${metric.title} is kept from ${dayLabel(metric.beganOn)}. Choose a later period.`,
      rule: 'before-metric-began',
    };
  }
  if (metric.retiredOn !== undefined && periodStart(text) > metric.retiredOn) {
    return {
      refused: `${metric.title} was retired on ${dayLabel(metric.retiredOn)}. Choose an earlier period.`,
      rule: 'after-metric-retired',
    };
  }
  return { period: text };
}

/** "a day (2024-12-31) or a month (2024-12)". */
export function kindsInWords(kinds: readonly PeriodKind[]): string {
  const words = kinds.map((kind) => kindWords[kind]);
  return words.length < 2
    ? (words[0] ?? 'no period')
    : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** The day a period has begun in full: for a span of months, the first of its last month. */
function lastBeginning(period: Period): Day {
  return periodKind(period) === 'span' ? (`${period.slice(8)}-01` as Day) : periodStart(period);
}
