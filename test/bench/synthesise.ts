/**
 * Figures that no council has, for measuring: 153 authorities, 300 metrics, a breakdown of eight and
 * a total, quarters, and revisions. All of it says that it is synthetic.
 */
import { fileURLToPath } from 'node:url';
import { connect, type Database, noteSeeds, schema, syntheticSeeds } from '@throughline/db';
import { homeArea } from '@throughline/domain/place';
import postgres from 'postgres';

const migrations = fileURLToPath(new URL('../../db/migrations', import.meta.url));

/** How many of each there are. A quarter of the figures was revised once. */
export interface Shape {
  authorities: number;
  metrics: number;
  categories: number;
  quarters: number;
}

const revised = 0.25;

/** The newest figures of the home area were reported to it, so that pages have a meeting to show. */
const meeting = '2024-11-28';

/**
 * A country of 153 authorities and up to 300 metrics that has about so many versions. A small one has
 * totals of one quarter alone, so that it has enough metrics for the same questions.
 */
export function shapeOf(rows: number): Shape {
  const isSmall = rows < 100_000;
  const [authorities, categories] = [153, isSmall ? 0 : 8];
  const aQuarter = authorities * (categories + 1) * (1 + revised);
  const quarters = Math.max(isSmall ? 1 : 2, Math.round(rows / (aQuarter * 300)));
  const metrics = Math.max(2, Math.min(300, Math.round(rows / (aQuarter * quarters))));
  return { authorities, metrics, categories, quarters };
}

/**
 * Fills the database at `url` with synthetic figures. Answers how many versions there are. Throws if
 * the database holds figures already.
 */
export async function synthesise(
  url: string,
  shape: Shape,
  say: (line: string) => void = () => undefined,
): Promise<number> {
  const connection = await connect({ databaseUrl: url });
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await connection.migrate(migrations);
    const [held] = await sql`select exists (select from versions) as some`;
    if (held?.['some']) {
      throw new Error('The database holds figures: synthetic ones are never mixed with others');
    }
    await describe(connection.db, shape);
    await sql`select setseed(0.5)`;
    for (let metric = 1; metric <= shape.metrics; metric += 10) {
      const last = Math.min(metric + 9, shape.metrics);
      await fill(sql, metric, last, shape.quarters);
      say(`${last} of ${shape.metrics} metrics`);
    }
    await report(sql);
    // So that what is asked is answered from the indexes alone.
    await sql`vacuum (analyze) versions`;
    await sql`vacuum (analyze) series`;
    await sql`analyze`;
    const [counted] = await sql`select count(*)::int as versions from versions`;
    return counted?.['versions'];
  } finally {
    await sql.end();
    await connection.close();
  }
}

/** The registry, the areas, and the one document that all of it comes from. */
async function describe(db: Database, { authorities, metrics, categories }: Shape): Promise<void> {
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  await db.transaction(async (tx) => {
    await tx
      .insert(schema.topics)
      .values({ id: 'synthetic', title: 'Synthetic figures, of no council', position: 1 });
    await tx.insert(schema.breakdowns).values({ id: 'synthetic', title: 'Synthetic parts' });
    if (categories > 0) {
      await tx.insert(schema.categories).values(
        upTo(categories).map((position) => ({
          breakdown: 'synthetic',
          id: `part-${position}`,
          title: `Synthetic part ${position}`,
          position,
        })),
      );
    }
    await tx.insert(schema.areas).values(
      upTo(authorities).map((place) => ({
        code: place === 1 ? homeArea : `E99${String(place).padStart(6, '0')}`,
        name: `Synthetic authority ${place}`,
        level: 'authority' as const,
      })),
    );
    await tx.insert(schema.metrics).values(
      upTo(metrics).map((position) => ({
        id: `synthetic-${position}`,
        title: `Synthetic metric ${position}`,
        caption: 'of no council',
        definition: 'Made by a program, for measuring only.',
        unit: 'count' as const,
        decimals: 0,
        polarity: 'neutral' as const,
        polarityReason: 'It measures nothing.',
        kind: 'snapshot' as const,
        topic: 'synthetic',
        owner: 'Nobody',
        frequency: 'quarterly' as const,
        frequencyConfirmed: false,
        privacy: 'none' as const,
        zeros: 'show' as const,
        periodKinds: ['quarter' as const, 'day' as const],
        position,
        care: 'Synthetic.',
      })),
    );
    await tx.insert(schema.metricBreakdowns).values(
      upTo(metrics).map((n) => ({
        metric: `synthetic-${n}`,
        breakdown: 'synthetic',
        position: 0,
      })),
    );
    await tx.insert(schema.meetings).values({ date: meeting, state: 'held', note: 'Synthetic' });
    await tx.insert(schema.documents).values({
      id: 'synthetic',
      title: 'Synthetic figures, made by a program',
      kind: 'open-data',
      publishedOn: meeting,
      part: 1,
      note: 'Of no council. For measuring only.',
    });
    await noteSeeds(tx, syntheticSeeds);
  });
}

/** Versions of some metrics: every area, category and quarter, a quarter of them revised once. */
async function fill(sql: postgres.Sql, from: number, to: number, quarters: number): Promise<void> {
  await sql`insert into series (metric, area, breakdown, category)
    select 'synthetic-' || m, a.code, c.breakdown, c.category
    from generate_series(${from}::int, ${to}::int) m
    cross join areas a
    cross join (
      select null as breakdown, 'Total' as category
      union all select breakdown, id from categories
    ) c`;
  await sql`insert into versions (series, period, period_end, version, known_from, value, marks,
      printed, document, locator, note, change_kind, change_reason)
    select s.id, q.period, q.ends, v.version, (q.ends + 40 * v.version), v.value, '{}', v.value,
      'synthetic', 'row ' || s.id, '',
      case v.version when 2 then 'revision' end, case v.version when 2 then 'Synthetic' end
    from series s
    cross join (
      select 'FY' || (2023 - n / 4) || '-Q' || (4 - n % 4) as period,
        (date '2024-03-31' - make_interval(months => 3 * n) + interval '1 month')::date
          - extract(day from date '2024-03-31' - make_interval(months => 3 * n) + interval '1 month')::int as ends
      from generate_series(0, ${quarters - 1}::int) n
    ) q
    -- What depends on the row is drawn for each row and not once.
    cross join lateral (
      select version, floor(100 + 900 * random() + 0 * s.id)::int::text as value
      from generate_series(1, case
        when random() + 0 * extract(day from q.ends) < ${revised} then 2 else 1
      end) version
    ) v
    where s.metric = any (select 'synthetic-' || m from generate_series(${from}::int, ${to}::int) m)
    order by s.id, q.ends, v.version`;
}

/** The newest total of the home area was reported to a meeting, as a board's would be. */
async function report(sql: postgres.Sql): Promise<void> {
  await sql`insert into versions (series, period, period_end, version, known_from, value, marks,
      printed, document, locator, meeting, note)
    select id, 'FY2024-Q2', '2024-09-30', 1, ${meeting}::date, '500', '{}', '500', 'synthetic',
      'row ' || id, ${meeting}::date, ''
    from series where area = ${homeArea} and category = 'Total'`;
}
