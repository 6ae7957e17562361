/**
 * Builds what `start` runs, and only what changed: the client and the server render of web/, and
 * the API with its commands. Nothing here is loaded by the product itself.
 *
 * `node web/build.js` builds once; `--watch` keeps building and restarts the API after each build.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, parse, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const web = join(root, 'web');
const api = join(root, 'api');

/** Folders that no build reads. */
const notSources = new Set(['node_modules', 'dist', 'migrations']);

/**
 * The order of the layers is the order in which they are first named, and the one style sheet is
 * put together in no order we choose; so their names come first.
 * @type {import('vite').Plugin}
 */
const layersFirst = {
  name: 'layers-first',
  enforce: 'post',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'asset' && file.fileName.endsWith('.css')) {
        file.source = `@layer reset,tokens,base,ui,screen,print;${file.source}`;
      }
    }
  },
};

/**
 * @typedef {object} Target
 * @property {string} name what the printed line calls it
 * @property {string} out the folder that is made
 * @property {string[]} sources the files and folders whose change asks for a new build
 * @property {() => boolean} exists whether there is anything to build yet
 * @property {() => Promise<void>} build
 */

/**
 * What is built one after another, line beside line.
 * @type {Target[][]}
 */
const lines = [
  [
    {
      name: 'web',
      out: join(web, 'dist'),
      sources: [
        'web/src',
        'web/worker',
        'web/public',
        'web/build.js',
        'api/wire',
        'db/domain',
        'pnpm-lock.yaml',
      ],
      exists: () => existsSync(join(web, 'src/main.tsx')),
      build: buildWeb,
    },
  ],
  [
    {
      name: 'api',
      out: join(api, 'dist'),
      sources: ['api', 'db', 'seeds', 'web/build.js', 'pnpm-lock.yaml'],
      exists: () => existsSync(join(api, 'server.ts')),
      build: buildApi,
    },
    {
      name: 'a database to begin from',
      out: join(root, 'db/dist'),
      sources: ['db/migrations', 'db/schema', 'db/queries', 'seeds', 'pnpm-lock.yaml'],
      exists: () => existsSync(join(api, 'commands/prepare.ts')),
      build: prepareDatabase,
    },
  ],
];

if (process.argv.includes('--watch')) await watch();
else if (!(await buildOnce())) process.exit(1);

/** Whether everything is built. What stands in the way is printed in the bundler's own words. */
async function buildOnce() {
  try {
    await buildChanged();
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

/** Builds each target whose sources differ from its stamp. Answers whether anything was built. */
async function buildChanged() {
  if (!lines.flat().some(isChanged)) return false;
  const release = await takeTurn();
  try {
    // Another build may just have done it.
    await Promise.all(
      lines.map(async (line) => {
        for (const target of line.filter(isChanged)) await buildTarget(target);
      }),
    );
  } finally {
    release();
  }
  return true;
}

/** @param {Target} target */
function isChanged({ exists, out, sources }) {
  const stamp = join(out, '.stamp');
  return exists() && !(existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(sources));
}

/** @param {Target} target */
async function buildTarget({ name, out, sources, build }) {
  const began = performance.now();
  // From before the build: a file saved meanwhile asks for another.
  const print = fingerprint(sources);
  rmSync(join(out, '.stamp'), { force: true });
  await build();
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, '.stamp'), print);
  console.log(`Built ${name} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

/**
 * Two builds into one folder would mix their files: a start beside a test run waits for its turn.
 * A turn whose process is gone is over.
 */
async function takeTurn() {
  const turn = join(root, 'node_modules/.throughline-build');
  for (;;) {
    try {
      writeFileSync(turn, String(process.pid), { flag: 'wx' });
      return () => rmSync(turn, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    if (!isRunning(turn)) rmSync(turn, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** @param {string} turn */
function isRunning(turn) {
  try {
    process.kill(Number(readFileSync(turn, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Path, size and time of change of every source file, as one hash.
 * @param {string[]} sources
 */
function fingerprint(sources) {
  const hash = createHash('sha1').update(process.version);
  for (const source of sources) {
    const path = join(root, source);
    if (existsSync(path)) addTo(hash, path);
  }
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} path
 */
function addTo(hash, path) {
  const stat = statSync(path);
  if (stat.isDirectory()) {
    for (const name of readdirSync(path).sort()) {
      if (!notSources.has(name)) addTo(hash, join(path, name));
    }
  } else {
    hash.update(`${relative(root, path)} ${stat.size} ${stat.mtimeMs}\n`);
  }
}

async function buildWeb() {
  const { build } = await import('vite');
  const { default: react } = await import('@vitejs/plugin-react');
  const shared = shape({ root: web, plugins: [react(), layersFirst] });

  await build({
    ...shared,
    resolve: {
      // wouter carries a stand-in for a hook that our React has.
      alias: [{ find: /^use-sync-external-store\/shim\/index\.js$/, replacement: 'react' }],
    },
    build: {
      outDir: 'dist/client',
      target: 'es2022',
      emptyOutDir: true,
      manifest: true,
      // One small style sheet, so that no screen is ever shown before its own styles.
      cssCodeSplit: false,
      assetsInlineLimit: 0,
      // The page names what its screen needs; nothing is left to preload.
      modulePreload: false,
      rolldownOptions: {
        input: join(web, 'src/main.tsx'),
        // Few files compress better: what every page stands on is one, what screens share another.
        output: {
          codeSplitting: {
            groups: [
              {
                name: 'base',
                test: /node_modules|rolldown.runtime|web.src|db.domain/,
                tags: ['$initial'],
                priority: 4,
              },
              // What only forms need is not fetched for the picture.
              {
                name: 'forms',
                test: /web.src.ui.(Form|form|filledIn|onForm)|mutationObserver|useMutation/,
                minShareCount: 2,
                priority: 3,
              },
              {
                name: 'drawing',
                test: /web.src.(chart.(plot|labels|dotL|meeting|Meeting|pointW|Strip|strip|frame)|ui)|figure.(Change|FigureText|Shape|Source)|db.domain/,
                minShareCount: 2,
                priority: 1,
              },
              { name: 'chart', test: /web.src.chart/, minShareCount: 2 },
            ],
          },
        },
      },
    },
  });
  const manifest = JSON.parse(readFileSync(join(web, 'dist/client/.vite/manifest.json'), 'utf8'));
  const assets = assetsOf(manifest, await buildStart(shared));
  await buildWorker(shared, assets);

  await build({
    ...shared,
    define: { ...shared.define, __ASSETS__: JSON.stringify(assets) },
    publicDir: false,
    build: {
      ssr: join(web, 'src/server.tsx'),
      outDir: 'dist/server',
      emptyOutDir: true,
      target: 'node20',
      minify: true,
      rolldownOptions: { output: { codeSplitting: false } },
    },
    ssr: { noExternal: true },
  });
}

/**
 * The script that begins a page, by itself: it stands on nothing. Answers its path.
 * @param {ReturnType<typeof shape>} shared
 */
async function buildStart(shared) {
  const { build } = await import('vite');
  const built = await build({
    ...shared,
    publicDir: false,
    build: {
      outDir: 'dist/client',
      target: 'es2022',
      emptyOutDir: false,
      rolldownOptions: {
        input: join(web, 'src/start.ts'),
        output: {
          entryFileNames: 'assets/start-[hash].js',
          format: 'iife',
          codeSplitting: false,
        },
      },
    },
  });
  const { output } = /** @type {{ output: { fileName: string }[] }} */ (
    Array.isArray(built) ? built[0] : built
  );
  return `/${output[0]?.fileName}`;
}

/**
 * The worker that keeps pages for when there is no connection, with the names of this build. Its
 * content changes with every build, by which browsers know that there is another.
 * @param {ReturnType<typeof shape>} shared
 * @param {ReturnType<typeof assetsOf>} built
 */
async function buildWorker(shared, built) {
  const { build } = await import('vite');
  const { start, script, shared: base, style, fonts, screens, rest } = built;
  const kept = ['picture/Picture', 'metric/Metric', 'meeting/Meeting', 'meeting/Meetings'];
  const assets = new Set([start, script, ...base, style, ...fonts, ...rest]);
  for (const name of kept) for (const path of screens[`${name}Screen.tsx`] ?? []) assets.add(path);
  const id = createHash('sha1').update(JSON.stringify(built)).digest('hex').slice(0, 10);
  await build({
    ...shared,
    define: { ...shared.define, __BUILD__: JSON.stringify({ id, style, assets: [...assets] }) },
    publicDir: false,
    build: {
      outDir: 'dist/client',
      target: 'es2022',
      emptyOutDir: false,
      rolldownOptions: {
        input: join(web, 'worker/worker.ts'),
        output: { entryFileNames: 'worker.js', format: 'iife', codeSplitting: false },
      },
    },
  });
}

/**
 * What a page must name: the script that begins it and the one that takes it over, its style sheet,
 * the fonts of the first paint, and the scripts of each screen.
 * @param {Record<string, { file: string; css?: string[]; imports?: string[]; assets?: string[] }>} manifest
 * @param {string} start
 */
function assetsOf(manifest, start) {
  /** @param {string} key @returns {string[]} */
  const scriptsOf = (key) => {
    const chunk = manifest[key];
    if (!chunk || key === 'src/main.tsx') return [];
    return [`/${chunk.file}`, ...(chunk.imports ?? []).flatMap(scriptsOf)];
  };
  const files = Object.values(manifest).map(({ file }) => file);
  return {
    start,
    script: `/${manifest['src/main.tsx']?.file}`,
    shared: [...new Set((manifest['src/main.tsx']?.imports ?? []).flatMap(scriptsOf))],
    style: `/${files.find((file) => file.endsWith('.css'))}`,
    fonts: files.filter((file) => /-latin-wght-normal.*\.woff2$/.test(file)).map((f) => `/${f}`),
    // The larger part of a metric's page comes after its first paint.
    rest: scriptsOf('src/metric/Metric.tsx'),
    screens: Object.fromEntries(
      Object.keys(manifest)
        .filter((key) => key.endsWith('Screen.tsx'))
        .map((key) => [key.slice('src/'.length), [...new Set(scriptsOf(key))]]),
    ),
  };
}

/**
 * The server, every command and every thread of its own, with all they import but the packages
 * that bring own files.
 */
async function buildApi() {
  const { build } = await import('vite');
  const entries = ['commands', 'workers'].flatMap((folder) => {
    const path = join(api, folder);
    const names = existsSync(path) ? readdirSync(path) : [];
    return names
      .filter((name) => /\.[jt]s$/.test(name))
      .map((name) => [`${folder}/${parse(name).name}`, join(path, name)]);
  });

  await build({
    ...shape({ root: api, plugins: [] }),
    publicDir: false,
    build: {
      ssr: true,
      outDir: 'dist',
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: { server: join(api, 'server.ts'), ...Object.fromEntries(entries) },
      },
    },
    // PGlite finds its wasm and its file system beside its own script, pino its workers.
    ssr: { noExternal: true, external: ['@electric-sql/pglite', 'pino'] },
  });
}

/** An empty directory of data begins from this: it spares the first start most of its time. */
async function prepareDatabase() {
  const out = join(root, 'db/dist');
  mkdirSync(out, { recursive: true });
  const command = join(api, 'dist/commands/prepare.js');
  const child = spawn(process.execPath, [command, join(out, 'prepared.tar.gz')], {
    stdio: 'inherit',
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('The database to begin from could not be made');
}

/**
 * @param {{ root: string; plugins: import('vite').PluginOption[] }} given
 * @returns {import('vite').InlineConfig}
 */
function shape({ root: folder, plugins }) {
  return {
    root: folder,
    plugins,
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"' },
    // The same short names in the client and the server render: the class and its file.
    css: {
      modules: {
        generateScopedName: (name, file) =>
          `${name}-${createHash('sha1').update(relative(root, file)).digest('hex').slice(0, 4)}`,
      },
    },
  };
}

/** Builds and restarts for ever. A build that fails is printed and the old server keeps running. */
async function watch() {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let server;
  for (;;) {
    try {
      if ((await buildChanged()) || server === undefined) {
        await stop(server);
        const script = join(api, 'dist/server.js');
        if (existsSync(script)) {
          server = spawn(process.execPath, [script], { cwd: root, stdio: 'inherit' });
        }
      }
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** @param {import('node:child_process').ChildProcess | undefined} server */
async function stop(server) {
  if (server === undefined || server.exitCode !== null) return;
  // The directory lock is held until the process is gone.
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await gone;
}
