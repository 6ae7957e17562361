import {
  isPeriod,
  type Period,
  type PeriodKind,
  periodEnd,
  periodKind,
  periodLabel,
  periodStart,
} from '../period.ts';

/** What a heading says of time, as far as it says it: "Q2" alone lacks its year. */
export interface PeriodWords {
  /** Complete as it stands: a day, a month of a year, a span, our own notation. */
  whole?: Period;
  month?: number;
  quarter?: number;
  holiday?: 'easter' | 'summer' | 'christmas';
  /** "2024": a calendar year, or the year of a quarter, month or holiday. */
  year?: number;
  /** "2023/24" or "23-24": the first of two years. */
  years?: number;
  yearsKind?: 'financial-year' | 'academic-year';
  /** "2011-12" can be years and can be a month. */
  orMonth?: Period;
  /** What in the words can be read in two ways. */
  doubt?: string;
}

/** A heading taken apart: what it says of time and the other words, in their order. */
export interface HeadingWords {
  when: PeriodWords | undefined;
  rest: string;
}

const monthNames = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september'],
  ...['october', 'november', 'december'],
];
const monthPattern =
  '(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\.?';

type Taker = [pattern: RegExp, take: (groups: string[]) => PeriodWords | undefined];

/** Longest first, so that "31 March 2024" is a day before it is a month or a year. */
const takers: Taker[] = [
  [
    /\b(20\d\d-\d\d\/20\d\d-\d\d|20\d\d-\d\d-\d\d|fy20\d\d(?:-q[1-4])?|ay20\d\d|20\d\d-(?:easter|summer|christmas))\b/,
    ([own = '']) =>
      wholeOf(own.replace(/^(fy|ay)/, (kind) => kind.toUpperCase()).replace('-q', '-Q')),
  ],
  [
    new RegExp(`\\b${monthPattern} (20\\d\\d) ?(?:to|-) ?${monthPattern} (20\\d\\d)\\b`),
    ([from = '', fromYear = '', to = '', toYear = '']) =>
      wholeOf(`${monthOf(from, fromYear)}/${monthOf(to, toYear)}`),
  ],
  [
    /\b(\d{1,2})[/.](\d{1,2})[/.](20\d\d|\d\d)\b/,
    ([day = '', month = '', year = '']) => wholeOf(dayOf(day, Number(month), year)),
  ],
  [
    new RegExp(
      `\\b(\\d{1,2})(?:st|nd|rd|th)?[ -](?:of )?${monthPattern}[ ,-]{1,2}(20\\d\\d|\\d\\d)\\b`,
    ),
    ([day = '', month = '', year = '']) => wholeOf(dayOf(day, monthNumber(month), year)),
  ],
  [
    new RegExp(`\\b${monthPattern}[ -]{0,2}'?(20\\d\\d)\\b`),
    ([month = '', year = '']) => wholeOf(monthOf(month, year)),
  ],
  [
    new RegExp(`\\b${monthPattern}(?:-|-'| ')(\\d\\d)\\b`),
    ([month = '', year = '']) => wholeOf(monthOf(month, `20${year}`)),
  ],
  [
    new RegExp(`\\b${monthPattern} (\\d\\d)\\b`),
    ([month = '', year = '']) => {
      const words = wholeOf(monthOf(month, `20${year}`));
      return (
        words && { ...words, doubt: `“${month} ${year}” may be a day or a month of 20${year}` }
      );
    },
  ],
  [
    /\b(?:q|quarter |qtr )(?:([1-4])\b|(one|two|three|four)\b)/,
    ([digit = '', word = '']) => ({
      quarter: digit === '' ? ['one', 'two', 'three', 'four'].indexOf(word) + 1 : Number(digit),
    }),
  ],
  [
    /\b(1st|2nd|3rd|4th|first|second|third|fourth) quarter\b/,
    ([word = '']) => ({
      quarter:
        1 + (['1st', '2nd', '3rd', '4th', 'first', 'second', 'third', 'fourth'].indexOf(word) % 4),
    }),
  ],
  [/(?<![\d,.-])(20\d\d) ?(?:\/|-|to) ?(?:20)?(\d\d)(?![\d,.])/, twoYears],
  [/(?<![\d,.-])(\d\d) ?[/-] ?(\d\d)(?![\d,.%])/, twoYears],
  [
    /\b(easter|summer|christmas)(?: holidays?)?\b/,
    ([holiday = '']) =>
      holiday === 'easter' || holiday === 'summer' || holiday === 'christmas'
        ? { holiday }
        : undefined,
  ],
  [/(?<![\d,.£/-])(20\d\d)(?![\d,.%-])/, ([year = '']) => ({ year: Number(year) })],
  [new RegExp(`\\b${monthPattern}(?= |$)`), ([month = '']) => ({ month: monthNumber(month) })],
];

/** Takes a heading apart. What it says of time may be incomplete; the rest is in lower case. */
export function headingWords(text: string): HeadingWords {
  let rest = text
    .toLowerCase()
    .replace(/[‐-―−]/g, '-')
    .replace(/[‘’]/g, "'");
  let when: PeriodWords | undefined;
  // "Aged 10-11" is no pair of years.
  if (/\bage[ds]?\b|\byears? ?-?old|\byrs?\b/.test(rest)) return { when, rest: rest.trim() };
  if (
    !/\d|quarter|easter|summer|christmas|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/.test(
      rest,
    )
  ) {
    return { when, rest: rest.trim() };
  }
  for (const [pattern, take] of takers) {
    const match = pattern.exec(rest);
    if (match === null) continue;
    const words = take(match.slice(1).map((group) => group ?? ''));
    if (words === undefined) continue;
    when = { ...words, ...when };
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
    if (words.whole !== undefined) break;
  }
  if (when !== undefined) {
    if (/\bfinancial year|\bfy\b/.test(rest)) when.yearsKind = 'financial-year';
    if (/\bacademic year|\bschool year/.test(rest)) when.yearsKind = 'academic-year';
    if (/\byear (?:ending|ended|to)\b/.test(rest) && when.whole?.endsWith('-03-31')) {
      when = { years: Number(when.whole.slice(0, 4)) - 1, yearsKind: 'financial-year' };
    }
  }
  return { when, rest: rest.trim() };
}

/** A period found for a metric, or why there is none. */
export type PeriodFound =
  | { period: Period; doubts: readonly string[] }
  | { refused: string }
  | undefined;

/**
 * The period that headings name for a metric. They are given from the nearest to the figure to the
 * farthest: the nearest that is complete decides, what it lacks is taken from those beyond it, and
 * one that says otherwise is a doubt. Nothing when no heading speaks of time.
 */
export function periodFrom(
  headings: readonly PeriodWords[],
  kinds: readonly PeriodKind[],
): PeriodFound {
  let merged: PeriodWords = {};
  let wrongKind: Period | undefined;
  for (const [at, words] of headings.entries()) {
    merged = { ...words, ...merged };
    const found = complete(merged, kinds);
    if (found === undefined) continue;
    if (!kinds.includes(periodKind(found.period))) {
      wrongKind ??= found.period;
      continue;
    }
    const doubts = found.doubt === undefined ? [] : [found.doubt];
    for (const other of headings.slice(at + 1)) {
      const otherwise = contradiction(other, found.period, kinds);
      if (otherwise !== undefined) doubts.push(otherwise);
    }
    return { period: found.period, doubts };
  }
  if (wrongKind !== undefined) {
    return { refused: `${periodLabel(wrongKind)} is not a kind of period this metric takes` };
  }
  return headings.length === 0 ? undefined : { refused: 'the headings do not say which year' };
}

function complete(
  words: PeriodWords,
  kinds: readonly PeriodKind[],
): { period: Period; doubt?: string | undefined } | undefined {
  const { whole, month, quarter, holiday, year, years } = words;
  if (whole !== undefined) return suited(whole, kinds, words.doubt);
  if (month !== undefined && (year ?? years) !== undefined) {
    const of = year ?? (month >= 4 ? years : Number(years) + 1);
    return made(`${of}-${String(month).padStart(2, '0')}`);
  }
  if (quarter !== undefined && (years ?? year) !== undefined) {
    const doubt =
      years === undefined
        ? `“quarter ${quarter} of ${year}” is read as the financial year that begins in ${year}`
        : undefined;
    return made(`FY${years ?? year}-Q${quarter}`, doubt);
  }
  if (holiday !== undefined && year !== undefined) return made(`${year}-${holiday}`);
  if (years !== undefined) return ofYears(words, years, kinds);
  if (year !== undefined) return made(String(year));
  return undefined;
}

/** Two years, "2023/24": financial or academic as the metric takes them, or a month after all. */
function ofYears({ yearsKind, orMonth }: PeriodWords, years: number, kinds: readonly PeriodKind[]) {
  const readings: Period[] = [];
  if (yearsKind !== 'academic-year') readings.push(`FY${years}`);
  if (yearsKind !== 'financial-year') readings.push(`AY${years}`);
  if (orMonth !== undefined) readings.push(orMonth);
  const [first, second] = readings.filter((period) => kinds.includes(periodKind(period)));
  if (first === undefined) return made(readings[0] ?? '');
  const doubt =
    second === undefined
      ? undefined
      : `${periodLabel(first)} may also be ${periodKind(second) === 'academic-year' ? 'an academic year' : periodLabel(second)}`;
  return { period: first, doubt };
}

/** A day stands for its month where a metric takes months and no days; that is a reading. */
function suited(whole: Period, kinds: readonly PeriodKind[], doubt: string | undefined) {
  if (periodKind(whole) === 'day' && !kinds.includes('day') && kinds.includes('month')) {
    return made(whole.slice(0, 7), `${periodLabel(whole)} is read as its month`);
  }
  return { period: whole, doubt };
}

function made(text: string, doubt?: string) {
  return isPeriod(text) ? { period: text, doubt } : undefined;
}

/** What a farther heading says that cannot be reconciled with the period taken. */
function contradiction(
  words: PeriodWords,
  taken: Period,
  kinds: readonly PeriodKind[],
): string | undefined {
  const other = complete(words, kinds)?.period;
  if (other === undefined) return undefined;
  const touches = periodStart(other) <= periodEnd(taken) && periodStart(taken) <= periodEnd(other);
  return touches
    ? undefined
    : `another heading says ${periodLabel(other)}; ${periodLabel(taken)} stands nearer to the figure`;
}

function twoYears([first = '', second = '']: string[]): PeriodWords | undefined {
  const year = first.length === 2 ? 2000 + Number(first) : Number(first);
  const month = `${year}-${second}`;
  const isMonth = first.length === 4 && isPeriod(month);
  if ((year + 1) % 100 !== Number(second)) return isMonth ? wholeOf(month) : undefined;
  return { years: year, ...(isMonth && isPeriod(month) && { orMonth: month }) };
}

function wholeOf(text: string): PeriodWords | undefined {
  return isPeriod(text) ? { whole: text } : undefined;
}

function dayOf(day: string, month: number, year: string): string {
  const full = year.length === 2 ? `20${year}` : year;
  return `${full}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function monthOf(name: string, year: string): string {
  return `${year}-${String(monthNumber(name)).padStart(2, '0')}`;
}

function monthNumber(name: string): number {
  return monthNames.findIndex((month) => month.startsWith(name.slice(0, 3))) + 1;
}
