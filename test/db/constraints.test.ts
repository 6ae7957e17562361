import type { Connection, Database } from '@throughline/db';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { areas } from '../../db/schema/areas.ts';
import { requests } from '../../db/schema/decisions.ts';
import { documents } from '../../db/schema/documents.ts';
import { series, versions } from '../../db/schema/figures.ts';
import { agendaItems, meetings } from '../../db/schema/meetings.ts';
import { breakdowns, categories, metrics, topics } from '../../db/schema/metrics.ts';
import { dataState } from '../../db/schema/state.ts';
import { targets } from '../../db/schema/targets.ts';
import { engines, openDatabase } from '../database.ts';

describe.each(engines)('%s', (engine) => {
  let connection: Connection;
  let db: Database;

  beforeAll(async () => {
    connection = await openDatabase(engine);
    db = connection.db;
    await db.insert(areas).values({ code: 'E08000026', name: 'Coventry', level: 'authority' });
    await db.insert(topics).values({ id: 'workforce', title: 'Workforce', position: 1 });
    await db.insert(metrics).values(metric);
    await db.insert(breakdowns).values({ id: 'role', title: 'Role' });
    await db
      .insert(categories)
      .values({ breakdown: 'role', id: 'team-manager', title: 'Team Manager', position: 1 });
    await db.insert(meetings).values(meeting);
    await db.insert(documents).values(document);
    await db.insert(series).values(total);
  });
  afterAll(() => connection.close());

  /** Every change of a test is undone by the refusal, or here. */
  beforeEach(async () => {
    await db.execute(sql`alter table versions disable trigger user`);
    await db.delete(versions);
    await db.execute(sql`alter table versions enable trigger user`);
  });

  test.each<[reason: string, change: Partial<typeof versions.$inferInsert>]>([
    ['a number', { value: '9.5' }],
    ['a negative number', { value: '-3' }],
    ['a range', { value: null, low: '18', high: '24' }],
    ['a range of one number', { value: null, low: '18', high: '18' }],
    ['a range in the order of numbers, not of text', { value: null, low: '9', high: '10' }],
    ['a symbol', { value: null, symbol: 'c' }],
    ['a worked out number', { marks: ['worked-out'], formula: '67 + 9' }],
    ['a number about right and provisional', { marks: ['about', 'p'] }],
    ['a figure of no meeting', { meeting: null }],
  ])('takes %s', async (_, change) => {
    await db.insert(versions).values({ ...version, ...change });

    expect(await db.select({ period: versions.period }).from(versions)).toHaveLength(1);
  });

  test.each<[reason: string, constraint: string, change: Partial<typeof versions.$inferInsert>]>([
    ['number and symbol', 'versions_have_a_number_or_a_range_or_a_symbol', { symbol: 'c' }],
    ['neither', 'versions_have_a_number_or_a_range_or_a_symbol', { value: null }],
    ['number and range', 'versions_have_a_number_or_a_range_or_a_symbol', { low: '1', high: '2' }],
    ['a range with one end', 'ranges_have_both_ends_in_order', { value: null, low: '18' }],
    ['a range reversed', 'ranges_have_both_ends_in_order', { value: null, low: '24', high: '18' }],
    ['a number and half a range', 'ranges_have_both_ends_in_order', { high: '18' }],
    ['a number with its unit', 'values_are_plain_decimals', { value: '58%' as '58' }],
    ['a sentinel written in words', 'values_are_plain_decimals', { value: 'NA' as '0' }],
    ['thousands with a comma', 'values_are_plain_decimals', { value: '1,200' as '1200' }],
    ['an unknown symbol', 'symbols_are_known', { value: null, symbol: '-' as 'c' }],
    ['an unknown mark', 'marks_are_known', { marks: ['e' as 'p'] }],
    [
      'worked out by nobody knows what',
      'worked_out_figures_give_their_formula',
      { marks: ['worked-out'] },
    ],
    [
      'a formula of a printed number',
      'worked_out_figures_give_their_formula',
      { formula: '67 + 9' },
    ],
    ['no place in the source', 'figures_say_where_they_are_printed', { locator: '' }],
    [
      'version 0',
      'versions_count_from_one',
      { version: 0, changeKind: 'correction', changeReason: 'Counted twice' },
    ],
    [
      'a second version without a reason',
      'a_changed_figure_gives_its_kind_and_reason',
      { version: 2 },
    ],
    [
      'a second version with a kind and no reason',
      'a_changed_figure_gives_its_kind_and_reason',
      { version: 2, changeKind: 'correction' },
    ],
    [
      'a second version with an empty reason',
      'a_changed_figure_gives_its_kind_and_reason',
      { version: 2, changeKind: 'correction', changeReason: '' },
    ],
    [
      'a first version with a reason to change',
      'a_changed_figure_gives_its_kind_and_reason',
      { changeKind: 'correction', changeReason: 'Counted twice' },
    ],
    [
      'an unknown kind of change',
      'changes_are_of_a_known_kind',
      { version: 2, changeKind: 'typo' as 'correction', changeReason: 'Counted twice' },
    ],
    ['no series', 'versions_belong_to_a_series', { series: 99 }],
    ['no document', 'versions_come_from_a_document', { document: 'hearsay' }],
    ['an unknown meeting', 'versions_were_reported_to_a_meeting', { meeting: '2024-12-25' }],
  ])('refuses a figure with %s', async (_, constraint, change) => {
    await refused(constraint, db.insert(versions).values({ ...version, ...change }));
  });

  test('refuses the same version twice', async () => {
    await db.insert(versions).values(version);

    await refused(
      'versions_are_counted_within_an_observation',
      db.insert(versions).values(version),
    );
  });

  test('keeps both when a figure changes', async () => {
    await db.insert(versions).values(version);
    await db.insert(versions).values({
      ...version,
      version: 2,
      value: '10',
      changeKind: 'correction',
      changeReason: 'A post was counted twice',
    });

    const kept = await db.select({ value: versions.value }).from(versions);
    expect(kept.map(({ value }) => value).sort()).toEqual(['10', '9.5']);
  });

  test('refuses to update, delete or truncate what was said, and keeps it as it was', async () => {
    await db.insert(versions).values(version);
    const never = 'versions are never updated or deleted';

    await refused(never, db.update(versions).set({ value: '10' }));
    await refused(never, db.delete(versions));
    await refused(never, db.execute(sql`truncate versions cascade`));
    await refused(never, db.execute(sql`truncate series cascade`));

    expect(await db.select({ value: versions.value }).from(versions)).toEqual([{ value: '9.5' }]);
  });

  test('refuses to delete what a figure rests on', async () => {
    await db.insert(versions).values(version);

    await refused('versions_come_from_a_document', db.delete(documents));
    await refused('versions_belong_to_a_series', db.delete(series));
  });

  test('refuses a second series of the same thing, the Total too', async () => {
    await refused('series_stand_once', db.insert(series).values(total));
  });

  test('refuses a breakdown of the Total, and a category of no breakdown', async () => {
    const constraint = 'series_have_a_breakdown_unless_they_are_the_total';

    await refused(constraint, db.insert(series).values({ ...total, breakdown: 'role' }));
    await refused(constraint, db.insert(series).values({ ...total, category: 'team-manager' }));
  });

  test('refuses a category that the breakdown does not have', async () => {
    await refused(
      'series_are_of_a_known_category',
      db.insert(series).values({ ...total, breakdown: 'role', category: 'wizard' }),
    );
  });

  test.each(['Total', 'total'])('refuses a category called %s', async (id) => {
    await refused(
      'categories_leave_the_total_alone',
      db.insert(categories).values({ breakdown: 'role', id, title: 'All', position: 2 }),
    );
  });

  test.each<[reason: string, constraint: string, change: Partial<typeof metrics.$inferInsert>]>([
    ['a name with spaces', 'metrics_are_named_in_kebab_case', { id: 'Social workers' }],
    ['an unknown unit', 'metrics_have_a_known_unit', { unit: 'heads' as 'count' }],
    ['a polarity of its own', 'metrics_have_a_known_polarity', { polarity: 'good' as 'neutral' }],
    [
      'a polarity without a reason',
      'metrics_give_the_reason_for_their_polarity',
      { polarityReason: '' },
    ],
    ['an unknown kind', 'metrics_have_a_known_kind', { kind: 'rolling' as 'flow' }],
    ['nobody’s privacy', 'metrics_say_whose_privacy_they_need', { privacy: 'all' as 'none' }],
    ['an unknown rule for zeros', 'metrics_say_what_becomes_of_zeros', { zeros: 'hide' as 'show' }],
    ['no kind of period', 'metrics_take_at_least_one_kind_of_period', { periodKinds: [] }],
    ['an unknown topic', 'metrics_belong_to_a_topic', { topic: 'weather' }],
  ])('refuses a metric with %s', async (_, constraint, change) => {
    await refused(constraint, db.insert(metrics).values({ ...metric, id: 'another', ...change }));
  });

  test('refuses a meeting that was neither held, cancelled nor planned', async () => {
    await refused(
      'meetings_are_held_cancelled_or_planned',
      db.insert(meetings).values({ ...meeting, date: '2025-01-16', state: 'moved' as 'held' }),
    );
  });

  test('refuses a private item without its paragraph or ground, and a part 3', async () => {
    await refused(
      'private_agenda_items_give_their_paragraph_or_ground',
      db.insert(agendaItems).values({ ...item, part: 2 }),
    );
    await refused(
      'private_agenda_items_give_their_paragraph_or_ground',
      db.insert(agendaItems).values({ ...item, part: 2, exemptParagraphs: ['not stated'] }),
    );
    await refused(
      'agenda_items_are_public_or_private',
      db.insert(agendaItems).values({ ...item, part: 3, exemptParagraphs: ['3'] }),
    );
  });

  test('refuses a paragraph that Schedule 12A does not have', async () => {
    await refused(
      'exempt_paragraphs_are_those_of_schedule_12a',
      db.insert(agendaItems).values({ ...item, part: 2, exemptParagraphs: ['8'] }),
    );
  });

  test('refuses a document of no known kind or part', async () => {
    const another = { ...document, id: 'another' };

    await refused(
      'documents_have_a_known_kind',
      db.insert(documents).values({ ...another, kind: 'email' as 'minutes' }),
    );
    await refused(
      'documents_are_public_or_private',
      db.insert(documents).values({ ...another, part: 0 }),
    );
  });

  test('refuses an answer without the meeting it was given to, and the reverse', async () => {
    const request = { id: 'a', meeting: meeting.date, minute: '46', ordinal: 1, text: 'Sickness' };
    const constraint = 'an_answered_request_has_its_answer';

    await refused(constraint, db.insert(requests).values({ ...request, answer: 'Given' }));
    await refused(
      constraint,
      db.insert(requests).values({ ...request, answerMeeting: meeting.date }),
    );
  });

  test('refuses an area without an ONS code', async () => {
    await refused(
      'areas_have_an_ons_code',
      db.insert(areas).values({ code: 'Coventry', name: 'Coventry', level: 'authority' }),
    );
    await refused(
      'areas_have_a_known_level',
      db.insert(areas).values({ code: 'E08000031', name: 'W', level: 'ward' as 'region' }),
    );
  });

  test('refuses a target without the ends its type needs, or that ends before it begins', async () => {
    const target = {
      metric: metric.id,
      area: total.area,
      inForceFrom: '2024-04-01',
      type: 'maximum',
      high: '10',
      tolerance: '1',
      source: 'plan',
    } as const;
    const ends = 'targets_have_the_ends_their_type_needs';

    await refused(ends, db.insert(targets).values({ ...target, type: 'minimum' }));
    await refused(ends, db.insert(targets).values({ ...target, type: 'range' }));
    await refused(ends, db.insert(targets).values({ ...target, low: '3' }));
    await refused(
      'targets_end_after_they_begin',
      db.insert(targets).values({ ...target, inForceTo: '2024-03-31' }),
    );
  });

  test('has one state of its data', async () => {
    await refused(
      'data_state_is_one_row',
      db.insert(dataState).values({ id: 2, version: 1, seeds: '' }),
    );
  });
});

/** The database refuses by the name of the rule, so that a log says which was broken. */
async function refused(rule: string, statement: PromiseLike<unknown>): Promise<void> {
  const answer = await Promise.resolve(statement).then(
    () => 'It was accepted',
    (error: unknown) => {
      const cause = error instanceof Error ? (error.cause ?? error) : error;
      return cause instanceof Error ? cause.message : String(cause);
    },
  );
  expect(answer).toContain(rule);
}

const meeting = { date: '2024-11-28', state: 'held', note: '' } as const;

const document = {
  id: 'workforce-note-2024-11-28',
  title: 'Workforce note',
  kind: 'briefing-note',
  part: 1,
  note: '',
} as const;

const metric = {
  id: 'social-worker-vacancies',
  title: 'Social worker vacancies',
  caption: '',
  definition: 'Vacant posts',
  unit: 'posts',
  decimals: 1,
  polarity: 'lower_is_better',
  polarityReason: 'The service says so',
  kind: 'snapshot',
  topic: 'workforce',
  owner: 'Strategic Lead',
  frequency: 'yearly',
  frequencyConfirmed: false,
  privacy: 'none',
  zeros: 'show',
  periodKinds: ['month'] as 'month'[],
  position: 1,
  care: '',
} as const satisfies typeof metrics.$inferInsert;

const total = { metric: metric.id, area: 'E08000026', category: 'Total' } as const;

const version = {
  series: 1,
  period: '2024-10',
  periodEnd: '2024-10-31',
  version: 1,
  knownFrom: '2024-11-28',
  value: '9.5',
  marks: [] as never[],
  printed: '9.5',
  document: document.id,
  locator: 'paragraph 9.4',
  meeting: meeting.date,
  note: '',
} as const satisfies typeof versions.$inferInsert;

const item = {
  meeting: meeting.date,
  position: 1,
  title: 'Homes',
  part: 1,
  exemptParagraphs: [] as string[],
} as const satisfies typeof agendaItems.$inferInsert;
