import { type Connection, newestPeriods, publicSight, schema } from '@throughline/db';
import type { Day } from '@throughline/domain/period';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines, openDatabase } from '../database.ts';

const { areas, documents, metrics, people, publications, returns, series, topics, versions } =
  schema;

const before = new Date('2024-06-01T09:00:00Z');
const moments = ['2024-07-01', '2024-08-01', '2024-09-01'].map((day) => new Date(`${day}T09:00Z`));

type Version = typeof versions.$inferInsert;
type Month = `${number}-${number}`;

describe.each(engines)('of a generated record on %s', (engine) => {
  let connection: Connection;
  const said: Version[] = [];
  const draw = drawing(20_260);
  const one = <Item>(of: readonly Item[]): Item => of[Math.floor(draw() * of.length)] as Item;

  beforeAll(async () => {
    connection = await openDatabase(engine);
    const { db } = connection;
    await db.insert(areas).values({ code: 'E08000026', name: 'Coventry', level: 'authority' });
    await db.insert(topics).values({ id: 'placements', title: 'Placements', position: 1 });
    await db.insert(metrics).values(Array.from({ length: 12 }, (_, at) => metricOf(at + 1)));
    await db
      .insert(documents)
      .values({ id: 'paper', title: 'A paper', kind: 'open-data', part: 1, note: '' });
    await db.insert(people).values([person('writer'), person('approver')]);
    await db.insert(returns).values({
      id: 'paper-1',
      kind: 'paper',
      title: 'A paper',
      document: 'paper',
      opensOn: '2024-05-01',
    });
    await db.insert(publications).values(
      moments.map((at, index) => ({
        return: 'paper-1',
        at,
        approvedBy: 2,
        approvedAt: before,
        acknowledged: [],
        // The second was called off.
        ...(index === 1 ? { calledOffBy: 2, calledOffAt: before } : {}),
      })),
    );
    await db.insert(series).values(
      Array.from({ length: 12 }, (_, at) => ({
        metric: `metric-${at + 1}`,
        area: 'E08000026',
        category: 'Total',
      })),
    );
    // Of the last series nothing is ever said. Many at once and one by one, in no order of time.
    for (const size of [60, 1, 1, 25, 1, 40, 1, 1]) {
      const added = Array.from({ length: size }, () => versionOf());
      await db.insert(versions).values(added);
    }
  });
  afterAll(() => connection.close());

  test.each<[name: string, now: Date]>([
    ['before any moment of publication', before],
    ['between the moments', new Date('2024-08-15T00:00:00Z')],
    ['after all of them', new Date('2024-12-01T00:00:00Z')],
  ])(
    '%s the newest of each series is the newest of all that was said and is public',
    async (_, now) => {
      for (const asAt of [undefined, '2023-01-15', '2023-06-15', '2024-01-15'] as const) {
        const found = await newestPeriods(connection.db, { asAt }, publicSight(now));

        expect(new Map(found.map(({ id, period }) => [id, period])), `as at ${asAt}`).toEqual(
          newestOf(said, now, asAt),
        );
      }
    },
  );

  function versionOf(): Version {
    const of = 1 + Math.floor(draw() * 11);
    const month = String(1 + Math.floor(draw() * 12)).padStart(2, '0');
    const period = `2022-${month}` as Month;
    const version = 1 + said.filter((each) => each.series === of && each.period === period).length;
    const publication = draw() < 0.5 ? undefined : 1 + Math.floor(draw() * 3);
    const made: Version = {
      series: of,
      period,
      periodEnd: `2022-${month}-28` as Day,
      version,
      knownFrom: one<Day>(['2023-01-10', '2023-06-10', '2024-01-10']),
      value: '5',
      marks: [],
      printed: '5',
      document: 'paper',
      locator: 'row 1',
      note: '',
      ...(version > 1 ? { changeKind: 'revision', changeReason: 'Counted again' } : {}),
      ...(publication ? { publication, author: 1, lastEditor: 1, approvedBy: 2 } : {}),
    };
    said.push(made);
    return made;
  }
});

/** The newest period of each series, by looking at everything. */
function newestOf(said: readonly Version[], now: Date, asAt: Day | undefined) {
  const shown = said
    .filter(({ publication, knownFrom }) => {
      const at = publication && moments[publication - 1];
      const isPublic =
        !publication || (publication !== 2 && at !== undefined && Number(at) <= Number(now));
      return isPublic && (asAt === undefined || knownFrom <= asAt);
    })
    .sort((a, b) => (a.periodEnd < b.periodEnd ? -1 : 1));
  return new Map(shown.map(({ series: of, period }) => [of, period]));
}

function person(object: string) {
  return { tenant: 'local', object, name: object, roles: [], addedAt: before };
}

function metricOf(position: number): typeof metrics.$inferInsert {
  return {
    id: `metric-${position}`,
    title: `Metric ${position}`,
    caption: '',
    definition: 'A count',
    unit: 'count',
    decimals: 0,
    polarity: 'neutral',
    polarityReason: 'It measures nothing',
    kind: 'snapshot',
    topic: 'placements',
    owner: 'Nobody',
    frequency: 'monthly',
    frequencyConfirmed: false,
    privacy: 'none',
    zeros: 'show',
    periodKinds: ['month'],
    position,
    care: '',
  };
}

/** Numbers from 0 to 1, the same for the same seed. */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}
