import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NewVersion, schema } from '@throughline/db';
import { closenesses } from '@throughline/domain/comparator';
import {
  frequencies,
  kinds,
  polarities,
  privacies,
  total,
  units,
} from '@throughline/domain/metric';
import { type Day, isDay, isPeriod, periodKind, periodKinds } from '@throughline/domain/period';
import { isQuarter, type Quarter } from '@throughline/domain/return';
import { figureSymbols, isDecimal, marks } from '@throughline/domain/value';
import { type Row, SeedReader, SeedsRefused } from './rows.ts';

type Insert<Table extends keyof typeof schema> = (typeof schema)[Table]['$inferInsert'];

/** Everything the seed files hold, table by table, checked and ready to be put in the database. */
export type Seeds = ReturnType<typeof readSeeds>;

/** The Board meets in one place; its figures are of that place unless a row says otherwise. */
const changeKinds = ['provisional to final', 'revision', 'correction', 'transcription'] as const;

/**
 * Reads the seed files of a folder. Throws `SeedsRefused` with the file, line and reason of
 * everything wrong; a folder that reads without it is whole and its references hold.
 */
export function readSeeds(folder: string) {
  const reader = new SeedReader();
  const path = (file: string) => join(folder, file);

  const areas = reader.read(path('areas.csv'), ['code', 'name', 'level'], (row) => ({
    code: row.text('code'),
    name: row.text('name'),
    level: row.one('level', ['authority', 'region', 'country']),
    oldCode: row.optional('old_code'),
  }));
  const topics = reader.read(path('topics.csv'), ['id', 'title', 'position'], (row) => ({
    id: row.text('id'),
    title: row.text('title'),
    position: row.whole('position'),
  }));
  const categories = reader.read(path('breakdowns.csv'), ['breakdown', 'category'], (row) => ({
    breakdown: row.text('breakdown'),
    breakdownTitle: row.text('breakdown_title'),
    id: row.text('category'),
    title: row.text('category_title'),
    position: row.whole('position'),
  }));
  const metrics = reader.read(path('metrics.csv'), ['id', 'polarity_reason', 'care'], readMetric);
  const documents = reader.read(path('documents.csv'), ['id', 'kind', 'part'], readDocument);
  const meetings = reader.read(path('meetings.csv'), ['date', 'state'], (row) => ({
    date: day(row, 'date'),
    state: row.one('state', ['held', 'cancelled', 'planned']),
    startsAt: row.optional('starts_at'),
    movedFrom: optionalDay(row, 'moved_from'),
    note: row.text('note'),
  }));
  const items = reader.read(path('agenda-items.csv'), ['meeting', 'position', 'part'], (row) => ({
    meeting: day(row, 'meeting'),
    position: row.whole('position'),
    title: row.text('title'),
    part: row.whole('part'),
    minute: row.optional('minute'),
    minutePrinted: row.optional('minute_printed'),
    exemptParagraphs: exemptParagraphs(row),
    exemptGround: row.optional('exempt_ground'),
    documents: row.list('documents'),
    metrics: row.list('metrics'),
  }));
  const resolutions = reader.read(path('resolutions.csv'), ['id', 'outcome'], (row) => ({
    ...decided(row),
    outcome: row.optional('outcome'),
    outcomeMeeting: optionalDay(row, 'outcome_meeting'),
    outcomeDocument: row.optional('outcome_document'),
    outcomeLocator: row.optional('outcome_locator'),
    metrics: row.list('metrics'),
  }));
  const recommendations = reader.read(path('recommendations.csv'), ['id', 'addressee'], (row) => ({
    ...decided(row),
    addressee: row.text('addressee'),
    reply: row.optional('reply'),
    replyMeeting: optionalDay(row, 'reply_meeting'),
    replyDocument: row.optional('reply_document'),
    replyLocator: row.optional('reply_locator'),
  }));
  const requests = reader.read(path('requests.csv'), ['id', 'answer', 'due_meeting'], (row) => ({
    ...decided(row),
    dueMeeting: optionalDay(row, 'due_meeting'),
    answer: row.optional('answer'),
    answerMeeting: optionalDay(row, 'answer_meeting'),
    answerDocument: row.optional('answer_document'),
    answerLocator: row.optional('answer_locator'),
    withdrawnOn: optionalDay(row, 'withdrawn_on'),
    withdrawnReason: row.optional('withdrawn_reason'),
    addressee: row.optional('addressee'),
    metrics: row.list('metrics'),
  }));
  const discrepancies = reader.read(path('discrepancies.csv'), ['id', 'description'], (row) => ({
    id: row.text('id'),
    title: row.text('title'),
    description: row.text('description'),
    metrics: row.list('metrics'),
    withholdsDirectionOf: row.list('withholds_direction_of'),
  }));
  const discrepancySources = reader.read(
    path('discrepancy-sources.csv'),
    ['discrepancy', 'position', 'document', 'locator', 'printed'],
    (row) => ({
      discrepancy: row.text('discrepancy'),
      position: row.whole('position'),
      document: row.text('document'),
      locator: row.text('locator'),
      printed: row.text('printed'),
    }),
  );
  const groups = reader.read(
    path('comparator-groups.csv'),
    ['id', 'area', 'model', 'published_on', 'in_force_from', 'document'],
    (row) => ({
      id: row.text('id'),
      area: row.text('area'),
      model: row.text('model'),
      title: row.text('title'),
      publishedOn: day(row, 'published_on'),
      inForceFrom: day(row, 'in_force_from'),
      document: row.text('document'),
    }),
  );
  const members = reader.read(
    path('comparator-members.csv'),
    ['group', 'position', 'area', 'closeness'],
    (row) => ({
      group: row.text('group'),
      area: row.text('area'),
      position: row.whole('position'),
      closeness: row.one('closeness', closenesses),
    }),
  );
  const sideBySide = reader.read(
    path('side-by-side.csv'),
    ['subject', 'metric', 'position', 'differs'],
    (row) => ({
      subject: row.text('subject'),
      metric: row.text('metric'),
      position: row.whole('position'),
      differs: row.text('differs'),
    }),
  );
  const aliases = reader.read(
    path('aliases.csv'),
    ['text', 'metric', 'breakdown', 'category', 'document', 'locator'],
    (row) => ({
      text: row.text('text'),
      metric: row.optional('metric'),
      breakdown: row.optional('breakdown'),
      category: row.optional('category'),
      document: row.text('document'),
      locator: row.text('locator'),
    }),
  );
  const bankHolidays = reader.read(path('bank-holidays.csv'), ['date', 'name'], (row) => ({
    date: day(row, 'date'),
    name: row.text('name'),
  }));
  const returnLines = reader.read(
    path('return-boxes.csv'),
    ['position', 'metric', 'breakdown', 'category', 'since'],
    (row) => ({
      position: row.whole('position'),
      metric: row.text('metric'),
      breakdown: row.optional('breakdown'),
      category: row.text('category'),
      since: row.optional('since'),
    }),
  );
  const returns = reader.read(path('returns.csv'), ['period', 'meeting'], (row) => ({
    quarter: quarter(row, 'period'),
    meeting: day(row, 'meeting'),
  }));
  const published = new Map(documents.map(({ id, publishedOn }) => [id, publishedOn]));
  const figures = figureFiles(folder).flatMap((file) =>
    reader.read(path(file), ['metric', 'period', 'printed', 'locator'], (row) =>
      readFigure(row, published, metrics, categories),
    ),
  );

  if (reader.problems.length > 0) throw new SeedsRefused(reader.problems);
  return {
    areas,
    topics,
    categories,
    metrics,
    documents,
    meetings,
    items,
    resolutions,
    recommendations,
    requests,
    discrepancies,
    discrepancySources,
    groups,
    members,
    sideBySide,
    aliases,
    bankHolidays,
    returnLines,
    returns,
    figures,
  };
}

/** A fingerprint of the seed files, equal exactly when none of them changed. */
export function seedsFingerprint(folder: string): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .sort()) {
    hash.update(`${file}\0`).update(readFileSync(join(folder, file)));
  }
  return hash.digest('hex');
}

function figureFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^figures(-[a-z-]+)?\.csv$/.test(name))
    .sort();
}

function readMetric(row: Row) {
  const id = row.text('id');
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) row.refuse(`the id “${id}” is not in kebab-case`);
  if (row.text('polarity_reason') === '') row.refuse('the polarity has no reason');
  return {
    id,
    title: row.text('title'),
    caption: row.text('caption'),
    definition: row.text('definition'),
    unit: row.one('unit', units),
    decimals: row.whole('decimals'),
    polarity: row.one('polarity', polarities),
    polarityReason: row.text('polarity_reason'),
    kind: row.one('kind', kinds),
    topic: row.text('topic'),
    owner: row.text('owner'),
    frequency: row.one('frequency', frequencies),
    frequencyConfirmed: row.one('frequency_confirmed', ['yes', 'no']) === 'yes',
    privacy: row.one('privacy', privacies),
    zeros: row.one('zeros', ['show', 'protect']),
    periodKinds: row.some('period_kinds', periodKinds),
    breakdowns: row.list('breakdowns'),
    position: row.whole('position'),
    care: row.text('care'),
    beganOn: optionalDay(row, 'began_on'),
    retiredOn: optionalDay(row, 'retired_on'),
  };
}

function readDocument(row: Row): Insert<'documents'> {
  return {
    id: row.text('id'),
    title: row.text('title'),
    kind: row.one('kind', [
      'minutes',
      'briefing-note',
      'agenda-pack',
      'work-programme',
      'private-report',
      'open-data',
      'public-page',
    ]),
    dated: optionalDay(row, 'dated'),
    publishedOn: optionalDay(row, 'published_on'),
    meeting: optionalDay(row, 'meeting'),
    partOf: row.optional('part_of'),
    part: row.whole('part'),
    note: row.text('note'),
  };
}

function readFigure(
  row: Row,
  published: Map<string, string | null | undefined>,
  metrics: ReturnType<typeof readMetric>[],
  categories: { breakdown: string; id: string }[],
): NewVersion {
  const breakdown = row.optional('breakdown');
  const category = row.text('category');
  const period = row.text('period');
  const metric = metrics.find(({ id }) => id === row.text('metric'));
  if (metric === undefined) row.refuse(`there is no metric “${row.text('metric')}”`);
  if ((breakdown === null) !== (category === total)) {
    row.refuse('a Total has no breakdown, and every other category has one');
  }
  if (breakdown !== null && !metric?.breakdowns.includes(breakdown)) {
    row.refuse(`the metric is not given by “${breakdown}”`);
  }
  const isKnown = categories.some((one) => one.breakdown === breakdown && one.id === category);
  if (breakdown !== null && !isKnown) row.refuse(`“${category}” is not a category of ${breakdown}`);
  if (!isPeriod(period)) row.refuse(`“${period}” is not a period`);
  else if (metric && !metric.periodKinds.includes(periodKind(period))) {
    row.refuse(`the metric does not take a ${periodKind(period)} such as ${period}`);
  }
  if (row.text('printed') === '') row.refuse('the figure as printed is missing');
  if (row.text('locator') === '') row.refuse('the place in the document is missing');

  const meeting = optionalDay(row, 'meeting');
  const knownFrom =
    optionalDay(row, 'known_from') ?? meeting ?? published.get(row.text('document')) ?? null;
  if (knownFrom === null)
    row.refuse('neither a meeting nor a publication day says when it was known');
  return {
    metric: row.text('metric'),
    area: row.text('area'),
    breakdown,
    category,
    period: period as NewVersion['period'],
    ...readValue(row),
    marks: row.some('marks', marks),
    formula: row.optional('formula'),
    printed: row.text('printed'),
    document: row.text('document'),
    locator: row.text('locator'),
    meeting,
    knownFrom: (knownFrom ?? '') as Day,
    note: row.text('note'),
    changeKind: row.optional('change_kind') && row.one('change_kind', changeKinds),
    changeReason: row.optional('change_reason'),
  };
}

/** A number, a range or a symbol: exactly one of the three. */
function readValue(row: Row) {
  const value = row.optional('value');
  const low = row.optional('low');
  const high = row.optional('high');
  const symbol = row.optional('symbol') && row.one('symbol', figureSymbols);
  const isRange = low !== null && high !== null;
  const given = [value !== null, isRange, symbol !== null].filter(Boolean).length;
  if (given !== 1 || (low === null) !== (high === null)) {
    row.refuse('a figure is a number, a range with both ends, or a symbol: one of them');
  }
  for (const number of [value, low, high]) {
    if (number !== null && !isDecimal(number)) row.refuse(`“${number}” is not a plain number`);
  }
  if (row.list('marks').includes('worked-out') !== (row.text('formula') !== '')) {
    row.refuse('a figure that is worked out gives its formula, and no other does');
  }
  return { value, low, high, symbol };
}

function decided(row: Row) {
  return {
    id: row.text('id'),
    meeting: day(row, 'meeting'),
    minute: row.text('minute'),
    ordinal: row.text('ordinal') === '' ? null : row.whole('ordinal'),
    text: row.text('text'),
  };
}

/** A public item has no paragraphs; a private one whose minute numbers none says so. */
function exemptParagraphs(row: Row): string[] {
  const text = row.text('exempt_paragraphs');
  return text === 'not stated' ? [text] : row.list('exempt_paragraphs');
}

function day(row: Row, heading: string): Day {
  const text = row.text(heading);
  if (!isDay(text)) row.refuse(`${heading} is “${text}”, which is no day such as 2024-11-28`);
  return text as Day;
}

function quarter(row: Row, heading: string): Quarter {
  const text = row.text(heading);
  if (!isQuarter(text))
    row.refuse(`${heading} is “${text}”, which is no quarter such as FY2024-Q3`);
  return text as Quarter;
}

function optionalDay(row: Row, heading: string): Day | null {
  return row.text(heading) === '' ? null : day(row, heading);
}
