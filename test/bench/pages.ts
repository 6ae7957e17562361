import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Browser } from 'playwright';
import { launchBrowser } from '../browser.ts';
import { type Reply, replyOf, startBare } from './reply.ts';
import { median, type Row, ratioOf } from './row.ts';

const rounds = 5;

const paths = {
  'the picture': '/',
  'a metric': '/metrics/children-in-residential-homes',
};

/** A phone on a slow connection: 4 × CPU slow-down, 1.6 Mbit/s down, 750 kbit/s up, 150 ms. */
const slowPhone = {
  viewport: { width: 390, height: 844 },
  cpu: 4,
  network: {
    offline: false,
    latency: 150,
    downloadThroughput: 1_600_000 / 8,
    uploadThroughput: 750_000 / 8,
  },
};

/** How pages appear, against the same HTML, styles and fonts without any script. */
export async function measurePages(product: string): Promise<Row[]> {
  const browser = await launchBrowser();
  const rows: Row[] = [];
  for (const [name, path] of Object.entries(paths)) {
    const still = await startBare(await withoutScript(product, path));
    const paints: Record<'product' | 'bare', Paint[]> = { product: [], bare: [] };
    await paint(browser, product + path);
    await paint(browser, still.url + path);
    for (let round = 0; round < rounds; round++) {
      const order =
        round % 2 === 0 ? (['product', 'bare'] as const) : (['bare', 'product'] as const);
      for (const side of order) {
        paints[side].push(await paint(browser, (side === 'product' ? product : still.url) + path));
      }
    }
    still.stop();
    rows.push(...rowsOf(name, paints), ...(await weigh(product, path, name, paints.product)));
    if (paints.product.some(({ chart }) => chart > 0)) rows.push(liveRow(name, paints.product));
  }
  await browser.close();
  return rows;
}

/** How a page appeared, in milliseconds from its navigation. */
export interface Paint {
  firstPaint: number;
  largestPaint: number;
  /** When the last of its strips, and its chart, could be seen. */
  strips: number;
  chart: number;
  layoutShift: number;
  blocking: number;
  scripts: string[];
  requests: number;
  /** As they crossed the line, with their headers. */
  bytes: number;
}

/** One visit on a slow phone with an empty cache. */
export async function paint(browser: Browser, url: string): Promise<Paint> {
  const context = await browser.newContext({ viewport: slowPhone.viewport });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', slowPhone.network);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowPhone.cpu });
  await page.addInitScript(watchPaints);
  const scripts: string[] = [];
  const failed: string[] = [];
  let requests = 0;
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  page.on('response', (response) => {
    requests += 1;
    if (response.status() >= 400) failed.push(response.url());
    if (response.request().resourceType() === 'script') {
      scripts.push(new URL(response.url()).pathname);
    }
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  // A long page may still be read when the last of it has come.
  await page.waitForFunction(() => (window.paints?.largestPaint ?? 0) > 0);
  // What comes late, a chart or a font, still counts.
  await page.waitForTimeout(1000);
  const seen = await page.evaluate(() => window.paints);
  await context.close();
  if (failed.length > 0) throw new Error(`${url} lacks ${failed.join(', ')}`);
  if (seen === undefined || seen.largestPaint === 0) throw new Error(`${url} painted nothing`);
  return { ...seen, scripts: [...new Set(scripts)], requests, bytes };
}

declare global {
  interface Window {
    paints?: Omit<Paint, 'scripts' | 'requests' | 'bytes'>;
  }
}

/**
 * Runs in the page before its own scripts. Blocking, as Lighthouse counts it: of each long task after
 * the first paint what is over 50 ms.
 */
function watchPaints(): void {
  const paints = {
    firstPaint: 0,
    largestPaint: 0,
    strips: 0,
    chart: 0,
    layoutShift: 0,
    blocking: 0,
  };
  window.paints = paints;
  let [strips, charts] = [0, 0];
  // Nothing is seen before the first paint, however early it stands in the document.
  const look = () => {
    const seen = Math.max(performance.now(), paints.firstPaint);
    const found = document.querySelectorAll('svg[class*="strip"]').length;
    if (found !== strips) paints.strips = seen;
    strips = found;
    const drawn = document.querySelectorAll('.recharts-surface').length;
    if (drawn !== charts) paints.chart = seen;
    charts = drawn;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  const watch = (type: string, each: (entry: PerformanceEntry & { value?: number }) => void) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) each(entry);
    }).observe({ type, buffered: true });
  watch('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') paints.firstPaint = startTime;
  });
  watch('largest-contentful-paint', ({ startTime }) => {
    paints.largestPaint = startTime;
  });
  watch('layout-shift', ({ value = 0 }) => {
    paints.layoutShift += value;
  });
  watch('longtask', ({ startTime, duration }) => {
    // The task that painted first is over by then; before it there was nothing to touch.
    if (startTime >= paints.firstPaint && paints.firstPaint > 0) paints.blocking += duration - 50;
  });
}

/** A page and all it needs but its scripts, as the product itself sends them. */
export async function withoutScript(product: string, path: string): Promise<Reply[]> {
  // Chromium offers brotli only over TLS, so that both sides send gzip.
  const accept = { 'accept-encoding': 'gzip, deflate' };
  const plain = await replyOf(product, path);
  const html = plain.body.toString();
  const bare = html
    .replace(/<script\b.*?<\/script>/gs, '')
    .replace(/<link\b[^>]*rel="modulepreload"[^>]*>/g, '');
  const body = gzipSync(bare, { level: 9 });
  const { etag: _, ...headers } = plain.headers;
  const page: Reply = {
    ...plain,
    headers: { ...headers, 'content-encoding': 'gzip', 'content-length': String(body.length) },
    body,
  };

  const styles = await Promise.all(
    hrefsOf(bare, /<link\b[^>]*>/g).map((href) => replyOf(product, href, accept)),
  );
  const sheets = await Promise.all(
    styles
      .filter((reply) => reply.path.endsWith('.css'))
      .map((reply) => replyOf(product, reply.path)),
  );
  const fonts = sheets.flatMap((sheet) =>
    [...sheet.body.toString().matchAll(/url\(["']?([^"')]+)/g)].map(
      (match) => new URL(match[1] ?? '', product + sheet.path).pathname,
    ),
  );
  const others = [...new Set(fonts)].filter((font) => !styles.some((one) => one.path === font));
  const replies = await Promise.all(others.map((font) => replyOf(product, font, accept)));
  return [page, ...styles, ...replies].filter((reply) => reply.status === 200);
}

function hrefsOf(html: string, tag: RegExp): string[] {
  const hrefs = [...html.matchAll(tag)].map(([link]) => /href="(\/[^"]+)"/.exec(link)?.[1] ?? '');
  return [...new Set(hrefs)].filter((href) => /\.\w+$/.test(href));
}

function rowsOf(name: string, paints: Record<'product' | 'bare', Paint[]>): Row[] {
  const row = (what: string, read: (paint: Paint) => number, wanted: string, digits = 0): Row => {
    const [ours, theirs] = [paints.product.map(read), paints.bare.map(read)];
    return {
      what: `${name}: ${what}`,
      product: median(ours).toFixed(digits),
      bare: median(theirs).toFixed(digits),
      ratio: ratioOf(ours, theirs),
      wanted,
    };
  };
  return [
    row('first paint ms', ({ firstPaint }) => firstPaint, ''),
    row('largest paint ms', ({ largestPaint }) => largestPaint, 'ratio 1.1 or less'),
    row('layout shift', ({ layoutShift }) => layoutShift, '0.01 or less', 3),
    row('blocking ms', ({ blocking }) => blocking, '150 or less'),
    row('requests', ({ requests }) => requests, ''),
    row('kB', ({ bytes }) => bytes / 1000, ''),
  ];
}

/** The chart stands still in the page from the first paint; this is when it can be worked with. */
function liveRow(name: string, paints: readonly Paint[]): Row {
  const [live, first] = [
    paints.map(({ chart }) => chart),
    paints.map(({ firstPaint }) => firstPaint),
  ];
  return {
    what: `${name}: chart to work with ms, against its first paint`,
    product: median(live).toFixed(0),
    bare: median(first).toFixed(0),
    ratio: ratioOf(live, first),
    wanted: 'ratio 1.6 or less',
  };
}

/** Scripts that the page names, and those it fetches later, as brotli bytes. */
async function weigh(
  product: string,
  path: string,
  name: string,
  paints: readonly Paint[],
): Promise<Row[]> {
  const html = (await replyOf(product, path)).body.toString();
  const all = [...new Set(paints.flatMap(({ scripts }) => scripts))];
  const sizes = await Promise.all(all.map((script) => brotliSize(product, script)));
  const sum = (isFirst: boolean) =>
    sizes.reduce((total, size, index) => {
      const script = all[index] ?? '';
      return html.includes(script) === isFirst ? total + size : total;
    }, 0);
  const row = (what: string, bytes: number, wanted: string): Row => ({
    what: `${name}: ${what}`,
    product: (bytes / 1000).toFixed(1),
    bare: '0.0',
    ratio: '–',
    wanted,
  });
  return [
    row('scripts on first load, kB brotli', sum(true), '85 or less'),
    row('scripts fetched later, kB brotli', sum(false), ''),
  ];
}

async function brotliSize(product: string, script: string): Promise<number> {
  const sent = await replyOf(product, script, { 'accept-encoding': 'br' });
  if (sent.headers['content-encoding'] === 'br') return sent.body.length;
  return brotliCompressSync(sent.body).length;
}
