import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import type { Reply } from './reply.ts';

const folder = fileURLToPath(new URL('peers', import.meta.url));

/** Installs what is compared with, in a folder of its own that is no part of the workspace. */
export function installPeers(): void {
  if (existsSync(join(folder, 'node_modules/postgraphile'))) return;
  console.log('Installing what is compared with …');
  const words = ['install', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts'];
  execFileSync('npm', words, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** What a strip shows of a metric. */
export interface Drawn {
  title: string;
  points: readonly { day: string; value: number }[];
}

/** The same metrics as a page of Observable Framework, its Plot in one bundle: every file of it. */
export async function observablePage(metrics: readonly Drawn[]): Promise<Reply[]> {
  const site = join(folder, 'site');
  rmSync(site, { recursive: true, force: true });
  mkdirSync(join(site, 'src'), { recursive: true });
  await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: join(site, 'src'),
      emptyOutDir: false,
      lib: {
        entry: join(folder, 'node_modules/@observablehq/plot/src/index.js'),
        formats: ['es'],
        fileName: () => 'plot.js',
      },
    },
  });
  writeFileSync(join(site, 'src/style.css'), 'body { font-family: sans-serif; margin: 1rem }');
  writeFileSync(join(site, 'src/index.md'), markdown(metrics));
  writeFileSync(
    join(site, 'observablehq.config.js'),
    "export default { title: 'Metrics', root: 'src', output: 'dist', style: 'style.css', sidebar: false, pager: false, toc: false, header: '', footer: '' };",
  );
  execFileSync(join(folder, 'node_modules/.bin/observable'), ['build'], {
    cwd: site,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, OBSERVABLE_TELEMETRY_DISABLE: 'true' },
  });
  return filesOf(join(site, 'dist'));
}

function markdown(metrics: readonly Drawn[]): string {
  const charts = metrics.map(
    ({ title, points }) => `## ${title}

\`\`\`js
display(chart(${JSON.stringify(points)}));
\`\`\`
`,
  );
  return `# As the Board knew it

\`\`\`js
import * as Plot from "./plot.js";
function chart(points) {
  const figures = points.map(({ day, value }) => ({ day: new Date(day), value }));
  return Plot.plot({
    className: "strip",
    height: 90,
    y: { axis: null },
    marks: [
      Plot.lineY(figures, { x: "day", y: "value" }),
      Plot.dot(figures, { x: "day", y: "value", fill: "currentColor" }),
      Plot.text(figures, { x: "day", y: "value", text: "value", dy: -9 }),
    ],
  });
}
\`\`\`

${charts.join('\n')}`;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** Every file of a folder as a reply, compressed as a good server would send it. */
function filesOf(root: string): Reply[] {
  return readdirSync(root, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    if (!entry.isFile()) return [];
    const file = join(entry.parentPath, entry.name);
    const body = gzipSync(readFileSync(file), { level: 9 });
    const path = file.slice(root.length).replace(/\/index\.html$/, '/');
    const headers = {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-encoding': 'gzip',
      'content-length': String(body.length),
    };
    return [{ path, status: 200, headers, body }];
  });
}

/**
 * Lighthouse's score for performance of a page, of 100, on its own slow phone. Now and then it cannot
 * follow its browser and says so: then it is asked again, twice at most.
 */
export function lighthouseScore(url: string, chromium: string, tries = 3): number {
  // To a file: of a longer report it loses the end where another program listens.
  const file = join(folder, 'site/lighthouse.json');
  rmSync(file, { force: true });
  const words = [
    url,
    '--quiet',
    '--output=json',
    `--output-path=${file}`,
    '--only-categories=performance',
    `--chrome-path=${chromium}`,
    '--chrome-flags=--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync',
  ];
  spawnSync(join(folder, 'node_modules/.bin/lighthouse'), words, {
    stdio: 'ignore',
    env: { ...process.env, CHROME_PATH: chromium },
  });
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const score: number | null | undefined = report.categories?.performance?.score;
  if (typeof score === 'number' && !report.runtimeError) return Math.round(score * 100);
  console.error(`Lighthouse: ${report.runtimeError?.message ?? 'no report'}`);
  if (tries > 1) return lighthouseScore(url, chromium, tries - 1);
  throw new Error('Lighthouse gave no score');
}
