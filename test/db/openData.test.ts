import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type FileToLoad, type Loaded, loadFile, readMappings } from '@throughline/api/openData';
import {
  type Connection,
  type Database,
  dataVersion,
  heldAreas,
  listComparatorGroups,
  listFigures,
  listMetrics,
  listOtherDefinitions,
  publicSight,
} from '@throughline/db';
import { neighboursFigure, neighboursLine } from '@throughline/domain/comparator';
import type { Mapping } from '@throughline/domain/openData/mapping';
import type { ImportPlan } from '@throughline/domain/openData/plan';
import type { Day, Period } from '@throughline/domain/period';
import type { Figure } from '@throughline/domain/series';
import type { Value } from '@throughline/domain/value';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, engines, openBoard } from '../database.ts';

const folder = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const realFiles = folder('../shared/open-data');
const areReal = existsSync(realFiles);
const mappings = await readMappings(folder('seeds/mappings'));
const coventry = 'E08000026';

/** The releases that the seeds hold figures of, in the order of their publication. */
const releases = {
  looked2024: {
    file: 'cla_number_and_rate_earlier_release.csv',
    release: { name: 'Children looked after 2024', publishedOn: '2024-11-14' },
  },
  looked2025: {
    file: 'cla_number_and_rate_per_10k_children.csv',
    release: { name: 'Children looked after 2025', publishedOn: '2025-11-27' },
  },
  work2024: {
    file: 'csww_indicators_2017_to_2024_earlier_release.csv',
    release: { name: "Children's social work workforce 2024", publishedOn: '2025-02-27' },
  },
  work2025: {
    file: 'csww_indicators_2017_to_2025.csv',
    release: { name: "Children's social work workforce 2025", publishedOn: '2026-03-20' },
  },
  need2025: {
    file: 'b1_children_in_need_2013_to_2025.csv',
    release: { name: 'Children in need 2025', publishedOn: '2025-11-05' },
  },
} satisfies Record<string, { file: string; release: { name: string; publishedOn: Day } }>;

let connection: Connection | undefined;
let db: Database;
afterAll(() => connection?.close());

/** A database of its own for a group of tests, with what is shipped. */
function withSeeds(engine: Engine) {
  beforeAll(async () => {
    await connection?.close();
    connection = await openBoard(engine);
    db = connection.db;
  });
}

describe('what is shipped', () => {
  withSeeds('PGlite');

  test.each([
    ['official-vacancy-rate', '2025-09-30', '16.4', 10],
    ['official-agency-rate', '2025-09-30', '12.8', 10],
    ['official-turnover-rate', '2024-10/2025-09', '10.3', 10],
    ['official-children-looked-after-rate', '2025-03-31', '80', 10],
    ['official-agency-staff-covering-vacancies', '2025-09-30', '77.8', 9],
  ] as const)(
    'the neighbours’ median of %s for %s is %s, of %i',
    async (metric, period, median, of) => {
      const group = (await listComparatorGroups(db, coventry)).at(-1);
      expect(group?.model).toBe('2025 model');
      const figure =
        group && neighboursFigure(group, period, await places(metric), await decimals(metric));
      expect(figure).toMatchObject({ median, withNumber: of });
    },
  );

  test('the neighbours’ line breaks between the models of 2021 and 2025', async () => {
    const groups = await listComparatorGroups(db, coventry);
    const figures = await places('official-vacancy-rate');
    const runs = neighboursLine(groups, figures, 1);
    expect(runs.map(({ group, figures: run }) => [group.model, run.length])).toEqual([
      ['2021 model', 4],
      ['2025 model', 1],
    ]);
    expect(runs[1]?.breaks).toContain('5 of 10 are the same');
  });

  test('the groups are those the Department names, in its order of closeness', async () => {
    const groups = await listComparatorGroups(db, coventry);
    expect(
      groups.map(({ members }) => members.map(({ name, closeness }) => `${name}: ${closeness}`)),
    ).toEqual([
      [
        ...['Derby: very close', 'Bolton: very close', 'Peterborough: very close', 'Leeds: close'],
        ...['Sheffield: close', 'Portsmouth: close', 'Medway: close', 'Walsall: close'],
        ...['Tameside: close', 'Southampton: close'],
      ],
      [
        ...['Derby: very close', 'Southampton: very close', 'Peterborough: very close'],
        ...['Bolton: close', 'Wolverhampton: close', 'Hillingdon: close', 'Rochdale: close'],
        ...['Walsall: close', 'Luton: close', 'Stoke-on-Trent: close'],
      ],
    ]);
  });

  test('the Board’s, the council’s and the Department’s children in care stand side by side', async () => {
    const definitions = await listOtherDefinitions(db, 'children-in-care');
    expect(definitions.map(({ metric }) => metric)).toEqual([
      'children-in-care',
      'council-plan-children-in-care',
      'official-children-looked-after',
    ]);
    const march2025 = async (metric: string, period: Period) =>
      (await figuresOf(metric, coventry)).find((figure) => figure.period === period);
    expect(await march2025('council-plan-children-in-care', '2025-03')).toMatchObject({
      value: '614',
    });
    expect(await march2025('official-children-looked-after', '2025-03-31')).toMatchObject({
      value: '684',
    });
    expect(await listOtherDefinitions(db, 'haf-meals')).toEqual([]);
  });

  test('a figure that was revised is known as it was before and as it is now', async () => {
    const march2024 = async (asAt?: Day) =>
      (await figuresOf('official-children-looked-after', coventry, asAt)).find(
        (figure) => figure.period === '2024-03-31',
      );
    expect(await march2024('2024-11-13')).toBeUndefined();
    expect(await march2024('2025-11-26')).toMatchObject({ value: '674', version: 1 });
    expect(await march2024()).toMatchObject({
      value: '672',
      version: 2,
      changed: { kind: 'revision', reason: '“Children looked after 2025” gives another figure.' },
    });
  });

  test('every mapping names metrics that there are, and no judgement on children looked after', async () => {
    const metrics = new Map((await listMetrics(db)).map((metric) => [metric.id, metric]));
    for (const mapping of mappings) {
      for (const { metric, decimals: given } of mapping.metrics) {
        expect(metrics.get(metric), metric).toMatchObject({
          decimals: given,
          owner: 'Department for Education',
          frequencyConfirmed: false,
        });
        if (/looked-after|care/.test(metric)) expect(metrics.get(metric)?.polarity).toBe('neutral');
      }
    }
  });
});

describe.runIf(areReal)('the Department’s files', () => {
  withSeeds('PGlite');

  // In the order they were published: each test goes on from the record the one before left.
  test('a file that follows the standard loads, says what the seeds say, and a second time changes nothing', async () => {
    for (const one of [releases.looked2024, releases.work2024, releases.need2025]) {
      const first = await load(one);
      expect(first).toMatchObject({ written: true, plan: { changed: [], refused: [] } });
      await expectNothingMore(one);
    }
  }, 120_000);

  test('the next release makes versions exactly where a figure changed, and deletes nothing', async () => {
    const before = await allVersions('official-children-looked-after');
    const { added, changed, unchanged } = figuresPlan(await load(releases.looked2025));

    const areas = await heldAreas(db);
    const codes = new Map(
      areas.flatMap(({ oldCode, code }) => (oldCode === null ? [] : [[oldCode, code]])),
    );
    const differing = differences(releases.looked2024.file, releases.looked2025.file, codes);
    // The seeds hold both releases of Coventry and those it is compared with.
    const held = new Set(await seededAreas());
    const expected = differing.filter((line) => !held.has(line.split(' ')[1] ?? ''));
    const got = changed.map(({ figure: { metric, period, value }, area, old }) =>
      [metric, area, period, numberIn(old), numberIn(value)].join(' '),
    );
    expect(got.sort()).toEqual(expected.sort());
    expect(expected.length).toBeGreaterThan(300);
    expect(added.every(({ figure }) => /2025-03-31|FY2024/.test(figure.period))).toBe(true);
    expect(added.length + changed.length + unchanged).toBe((2505 - 30) * 2);

    const after = await allVersions('official-children-looked-after');
    expect(before.every((version) => after.some((one) => isSameVersion(one, version)))).toBe(true);
    expect(after.some(({ period }) => period === '2020-03-31')).toBe(true);
    await expectNothingMore(releases.looked2025);
  });

  test('the workforce’s next release changes 13 rates, of authorities under new codes too', async () => {
    const { changed, areas } = figuresPlan(await load(releases.work2025));
    // Two of the 13 are England's, which the seeds hold already.
    expect(changed).toHaveLength(11);
    expect(areas.filter(({ isNew }) => isNew)).toEqual([]);
    for (const oldCode of ['370', '373', '815', '825', '933']) {
      expect(areas.filter((area) => area.oldCode === oldCode)).toHaveLength(1);
    }
    await expectNothingMore(releases.work2025);
  });

  test('the file of placements is refused, and every column it lacks is named', async () => {
    const version = await dataVersion(db);
    const { plan, written } = await load({
      file: 'placements_31march_coventry_wm_england_sn.csv',
      release: { name: 'Placements', publishedOn: '2025-11-27' },
    });
    expect(written).toBe(false);
    expect(plan.refused[0]?.reason).toBe(
      'the file lacks columns of the open data standard: time_identifier, country_code, country_name, region_code, region_name, la_name',
    );
    expect(await dataVersion(db)).toBe(version);
  });

  test('both lists of neighbours load as dated groups, for every authority in them', async () => {
    const model = (file: string, name: string, publishedOn: Day) =>
      load({ file, release: { name, publishedOn } });
    const in2025 = await model('sn_model_2025_wide.csv', '2025 model', '2025-05-01');
    expect(in2025).toMatchObject({ written: true, plan: { unchanged: 1, refused: [] } });
    expect(in2025.plan.added).toHaveLength(152);
    const in2021 = await model(
      'New_Statistical_Neighbour_Groupings_April_2021.csv',
      '2021 model',
      '2021-04-01',
    );
    expect(in2021).toMatchObject({ written: true, plan: { unchanged: 1, refused: [] } });
    expect(in2021.plan.added).toHaveLength(151);
    const again = await model('sn_model_2025_wide.csv', '2025 model', '2025-05-01');
    expect(again.plan).toMatchObject({ added: [], unchanged: 153 });

    const derby = await listComparatorGroups(db, 'E06000015');
    expect(derby.map(({ id, model: name, members }) => [id, name, members.length])).toEqual([
      ['neighbours-2021-E06000015', '2021 model', 10],
      ['neighbours-2025-E06000015', '2025 model', 10],
    ]);
    const other = await model('sn_model_2025_wide.csv', '2025 model', '2021-05-01');
    expect(other.written).toBe(false);
  });
});

describe.each(engines)('loading on %s', (engine) => {
  withSeeds(engine);

  const headings =
    'time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,At31_episodes,Anypoint_child,Started_child,Ended_child,category';
  const row = (year: string, name: string, codes: string, open = '100') =>
    `${year},Reporting year,Local authority,E92000001,England,E12000005,West Midlands,${codes},${name},${open},"1,200",low,u,Children in Need`;

  test('new areas, series and figures are written in one go, with release, source and licence', async () => {
    const { written, plan } = await loadText([headings, row('2025', 'Erewhon', '199,E06000099')]);
    expect(written).toBe(true);
    expect(plan).toMatchObject({
      rows: 1,
      areas: [{ code: 'E06000099', oldCode: '199', isNew: true, level: 'authority', figures: 4 }],
      periods: ['FY2024', '2025-03-31'],
    });
    const [figure] = await figuresOf('official-children-in-need-in-year', 'E06000099');
    expect(figure).toMatchObject({
      value: '1200',
      period: 'FY2024',
      knownFrom: '2026-01-15',
      source: {
        document: 'need-of-erewhon-2025',
        documentTitle: 'Need of Erewhon 2025',
        printed: '1,200',
        locator: 'row 2: Erewhon, Reporting year 2025, Children in Need, column Anypoint_child',
      },
    });
    const [symbol] = await figuresOf('official-children-starting-in-need', 'E06000099');
    expect(symbol).toMatchObject({ symbol: 'low' });
  });

  test('while anything is refused nothing at all is written', async () => {
    const version = await dataVersion(db);
    const good = row('2025', 'Nowhere', '198,E06000098');
    const bad = row('2024', 'Nowhere', '198,E06000098', '-');
    const { written, plan } = await loadText([headings, good, bad]);
    expect(written).toBe(false);
    expect(plan.refused).toEqual([
      {
        row: 3,
        column: 'At31_episodes',
        reason: '“-” is neither a number nor one of c, z, x, low, k, u',
      },
    ]);
    expect(await dataVersion(db)).toBe(version);
    expect((await heldAreas(db)).some(({ name }) => name === 'Nowhere')).toBe(false);
    expect(await figuresOf('official-children-in-need', 'E06000098')).toEqual([]);
  });

  test('a plan is made before anything is written, and can be declined', async () => {
    const version = await dataVersion(db);
    const seen: Loaded[] = [];
    const { written } = await loadText(
      [headings, row('2025', 'Erewhon', '199,E06000099')],
      (plan) => {
        seen.push(plan);
        return false;
      },
    );
    expect(written).toBe(false);
    expect(seen).toHaveLength(1);
    expect(await dataVersion(db)).toBe(version);
  });

  test('an authority under a new code is the one we hold, by its old code', async () => {
    const { plan } = await loadText([headings, row('2025', 'Sheffield', '373,E08000019')]);
    expect(plan).toMatchObject({ areas: [{ code: 'E08000039', isNew: false }] });
  });

  test('a release on record keeps its publication day', async () => {
    const lines = [headings, row('2025', 'Erewhon', '199,E06000099')];
    await loadText(lines);
    const { written, plan } = await loadText(lines, () => true, '2026-01-16');
    expect(written).toBe(false);
    expect(plan.refused).toEqual([
      {
        reason: '“Need of Erewhon 2025” is on record as published on 2026-01-15, not 2026-01-16',
      },
    ]);
  });

  test('a byte-order mark makes no difference; a file that is not UTF-8 or no CSV is refused', async () => {
    const lines = [headings, row('2025', 'Erewhon', '199,E06000099')];
    expect((await loadText([`\uFEFF${lines[0]}`, ...lines.slice(1)])).written).toBe(true);
    const latin1 = Buffer.from(`${lines.join('\n')}\n`.replace('Erewhon', 'Erewhön'), 'latin1');
    const notUtf8 = await loadBytes(latin1);
    expect(notUtf8.plan.refused).toEqual([
      { reason: 'the file is not UTF-8: save it as “CSV UTF-8”' },
    ]);
    const open = await loadText([headings, '"2025,Reporting year']);
    expect(open.plan.refused[0]?.reason).toMatch(/^after row 1: /);
    expect((await loadText([])).plan.refused).toEqual([{ reason: 'the file is empty' }]);
  });

  test('a mapping that a person gives counts before those that are shipped', async () => {
    const own: Mapping = {
      title: 'My own',
      source: 'Department for Education, somewhere',
      address: 'https://example.org/',
      licence: 'Open Government Licence v3.0',
      filters: [],
      metrics: [
        {
          metric: 'official-children-in-need',
          columns: ['open'],
          where: {},
          decimals: 0,
          reportingYear: { stockOn: '03-31' },
        },
      ],
      leftOut: [],
    };
    const lines = [
      'open,time_period,time_identifier,geographic_level,country_code,country_name',
      '402400,2012,Reporting year,National,E92000001,England',
    ];
    const { written, mapping } = await loadFile(
      db,
      {
        name: 'own.csv',
        content: Readable.from([Buffer.from(lines.join('\n'))]),
        release: { name: 'Own', publishedOn: '2026-01-15' },
        mapping: own,
      },
      mappings,
      () => true,
    );
    expect({ written, mapping }).toEqual({ written: true, mapping: 'My own' });
  });

  function loadText(lines: string[], decide: (plan: Loaded) => boolean = () => true, on?: Day) {
    return loadBytes(Buffer.from(lines.join('\r\n')), decide, on);
  }

  function loadBytes(
    bytes: Buffer,
    decide: (plan: Loaded) => boolean = () => true,
    publishedOn: Day = '2026-01-15',
  ) {
    // In pieces so small that they cut through characters and rows.
    const pieces = function* () {
      for (let start = 0; start < bytes.length; start += 7) yield bytes.subarray(start, start + 7);
    };
    const file: FileToLoad = {
      name: 'need.csv',
      content: Readable.from(pieces()),
      release: { name: 'Need of Erewhon 2025', publishedOn },
    };
    return loadFile(db, file, mappings, decide);
  }
});

function load({ file, release }: { file: string; release: FileToLoad['release'] }) {
  const content = createReadStream(`${realFiles}/${file}`);
  return loadFile(db, { name: file, content, release }, mappings, () => true);
}

function figuresPlan({ plan }: Loaded): ImportPlan {
  if (plan.kind !== 'figures') throw new Error('It is a file of neighbours');
  return plan;
}

async function expectNothingMore(one: Parameters<typeof load>[0]) {
  const version = await dataVersion(db);
  expect(await load(one)).toMatchObject({ written: true, plan: { added: [], changed: [] } });
  expect(await dataVersion(db)).toBe(version);
}

function numberIn(value: Value | undefined): string {
  return value !== undefined && 'value' in value ? value.value : '';
}

async function seededAreas(): Promise<string[]> {
  const groups = await listComparatorGroups(db, coventry);
  const members = groups.flatMap((group) => group.members.map(({ area }) => area));
  return [coventry, 'E12000005', 'E92000001', ...members];
}

/** Where two releases of children looked after differ, worked out without the product. */
function differences(
  earlierFile: string,
  laterFile: string,
  codes: ReadonlyMap<string, string>,
): string[] {
  const later = new Map(cellsOf(laterFile, 'children_count', 'population_type', codes));
  return cellsOf(earlierFile, 'number', 'population_count', codes).flatMap(([key, before]) => {
    const after = later.get(key);
    return after === undefined || after === before
      ? []
      : [`${key} ${digits(before)} ${digits(after)}`];
  });
}

function cellsOf(
  file: string,
  count: string,
  population: string,
  codes: ReadonlyMap<string, string>,
): [string, string][] {
  const [first = '', ...lines] = readFileSync(`${realFiles}/${file}`, 'utf8').trim().split(/\r?\n/);
  const headings = first.replace('\uFEFF', '').split(',');
  return lines.flatMap((line): [string, string][] => {
    // Only the names of authorities hold commas, between quotation marks.
    const cells = line.replace(/"[^"]*"/g, 'name').split(',');
    const at = (heading: string) => cells[headings.indexOf(heading)] ?? '';
    if (at('region_code').startsWith('E13') && at('old_la_code') === '') return [];
    const area = codes.get(at('old_la_code')) || at('region_code') || at('country_code');
    const year = Number(at('time_period'));
    const what = at(population);
    const name = what.includes('31 March')
      ? ['looked-after', `${year}-03-31`]
      : [what.includes('starting') ? 'starting-care' : 'ceasing-care', `FY${year - 1}`];
    return [
      [`official-children-${name[0]} ${area} ${name[1]}`, at(count)],
      [`official-children-${name[0]}-rate ${area} ${name[1]}`, at('rate_per_10000')],
    ];
  });
}

function digits(cell: string): string {
  return /^\d+$/.test(cell) ? cell : '';
}

function figuresOf(metric: string, area: string, asAt?: Day) {
  return listFigures(db, { metrics: [metric], areas: [area], asAt }, publicSight(new Date()));
}

function allVersions(metric: string) {
  return listFigures(db, { metrics: [metric], allVersions: true }, publicSight(new Date()));
}

function isSameVersion(a: Figure, b: Figure): boolean {
  return a.area === b.area && a.period === b.period && a.version === b.version;
}

async function places(metric: string) {
  const figures = await listFigures(db, { metrics: [metric] }, publicSight(new Date()));
  return figures.map((figure) => ({ area: figure.area, period: figure.period, value: figure }));
}

async function decimals(id: string): Promise<number> {
  const metric = (await listMetrics(db)).find((one) => one.id === id);
  if (metric === undefined) throw new Error(`There is no metric ${id}`);
  return metric.decimals;
}
