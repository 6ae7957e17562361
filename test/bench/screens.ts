import type { Browser } from 'playwright';
import postgres from 'postgres';
import { launchBrowser } from '../browser.ts';
import { findChromium } from '../machine.js';
import { startProduct } from '../server.ts';
import { type Paint, paint, withoutScript } from './pages.ts';
import { type Drawn, lighthouseScore, observablePage } from './peers.ts';
import { startBare } from './reply.ts';
import { median, type Row, ratioOf } from './row.ts';
import { synthesise } from './synthesise.ts';

const rounds = 5;

interface Sides {
  product: Paint[];
  still: Paint[];
  observable: Paint[];
}

/** The picture of 6, 24 and 200 metrics, against the page without script and Observable Framework. */
export async function measureScreens(server: string, withPeers: boolean): Promise<Row[]> {
  const browser = await launchBrowser();
  const rows: Row[] = [];
  const strips = new Map<number, number[]>();
  for (const metrics of [6, 24, 200]) {
    const product = await startProduct({ DATABASE_URL: await filled(server, metrics) });
    const still = await startBare(await withoutScript(product.url, '/'));
    const observable =
      withPeers && metrics < 200
        ? await startBare(await observablePage(await drawn(product.url)))
        : undefined;
    const sides = await visits(browser, product.url, still.url, observable?.url);
    strips.set(
      metrics,
      sides.product.map((one) => one.strips),
    );
    rows.push(...rowsOf(`picture of ${metrics}`, sides));
    if (withPeers && metrics === 6) rows.push(score(product.url));
    for (const one of [still, observable]) one?.stop();
    await product.stop();
  }
  await browser.close();
  const [six = [], many = []] = [strips.get(6), strips.get(200)];
  return [
    ...rows,
    {
      what: 'all strips ms, 200 metrics against 6',
      product: median(many).toFixed(0),
      bare: median(six).toFixed(0),
      ratio: ratioOf(many, six),
      wanted: 'ratio 2 or less',
    },
  ];
}

async function filled(server: string, metrics: number): Promise<string> {
  const sql = postgres(`${server}postgres`, { max: 1 });
  await sql.unsafe(`create database screens_${metrics}`);
  await sql.end();
  const url = `${server}screens_${metrics}`;
  await synthesise(url, { authorities: 1, metrics, categories: 1, quarters: 8 });
  return url;
}

/** The figures of the picture, for others to draw. */
async function drawn(product: string): Promise<Drawn[]> {
  interface Row {
    title: string;
    points: { period_end: string; value?: string }[];
  }
  const { topics } = await (await fetch(`${product}/api/v1/picture`)).json();
  return topics.flatMap(({ rows }: { rows: Row[] }) =>
    rows.map(({ title, points }) => ({
      title,
      points: points.map(({ period_end: day, value }) => ({ day, value: Number(value) })),
    })),
  );
}

async function visits(
  browser: Browser,
  product: string,
  still: string,
  observable: string | undefined,
): Promise<Sides> {
  const places = { product, still, ...(observable ? { observable } : {}) };
  const sides: Sides = { product: [], still: [], observable: [] };
  for (const place of Object.values(places)) await paint(browser, `${place}/`);
  for (let round = 0; round < rounds; round++) {
    const order = Object.entries(places);
    for (const [side, place] of round % 2 === 0 ? order : order.reverse()) {
      sides[side as keyof Sides].push(await paint(browser, `${place}/`));
    }
  }
  return sides;
}

function rowsOf(name: string, { product, still, observable }: Sides): Row[] {
  const row = (what: string, of: keyof Paint, other: readonly Paint[], wanted: string): Row => {
    const [ours, theirs] = [product, other].map((paints) => paints.map((one) => Number(one[of])));
    return {
      what: `${name}: ${what}`,
      product: median(ours ?? []).toFixed(0),
      bare: median(theirs ?? []).toFixed(0),
      ratio: ratioOf(ours ?? [], theirs ?? []),
      wanted,
    };
  };
  return [
    row('largest paint ms, against no script', 'largestPaint', still, 'ratio 1.1 or less'),
    row('all strips ms, against no script', 'strips', still, 'ratio 1.25 or less'),
    row('blocking ms', 'blocking', still, '150 or less'),
    ...(observable.length > 0
      ? [
          row('all strips ms, against Observable', 'strips', observable, 'ratio 0.5 or less'),
          row('largest paint ms, against Observable', 'largestPaint', observable, ''),
          row('requests, against Observable', 'requests', observable, ''),
        ]
      : []),
  ];
}

function score(product: string): Row {
  const scores = Array.from({ length: 3 }, () => lighthouseScore(product, findChromium() ?? ''));
  return {
    what: 'Lighthouse, performance of the picture',
    product: median(scores).toFixed(0),
    bare: '',
    ratio: '–',
    wanted: '98 or more',
  };
}
