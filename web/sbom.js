/**
 * `pnpm sbom` prints what runs in production, and nothing that is only for development, as a
 * software bill of materials (CycloneDX 1.6) made from the lock file.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** The rooms that run; the tests and the workspace itself do not. */
const rooms = ['api', 'db', 'db/domain', 'seeds', 'web'];

const lock = readLock(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8'));
const found = reached();
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const bill = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: {
    component: { type: 'application', name: 'throughline', version, 'bom-ref': 'throughline' },
  },
  components: [...found.keys()].sort().map(toComponent),
  dependencies: [
    { ref: 'throughline', dependsOn: directly().map(toUrl).sort() },
    ...[...found].sort().map(([id, next]) => ({ ref: toUrl(id), dependsOn: next.map(toUrl) })),
  ],
};
console.log(JSON.stringify(bill, null, 2));

/** Every package that production reaches, with what it needs itself. */
function reached() {
  /** @type {Map<string, string[]>} */
  const seen = new Map();
  const waiting = directly();
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const name = bare(id);
    const needed = (lock.snapshots.get(id) ?? []).filter((one) => !one.startsWith('@types/'));
    const next = needed.map(bare);
    // Types are read by the compiler alone: nothing of them runs.
    if (seen.has(name) || name.startsWith('@types/')) continue;
    seen.set(name, next);
    waiting.push(...needed);
  }
  return seen;
}

function directly() {
  return rooms.flatMap((room) => lock.importers.get(room) ?? []);
}

/** @param {string} id */
function toComponent(id) {
  const name = id.slice(0, id.lastIndexOf('@'));
  const integrity = lock.integrity.get(id);
  const [, hash] = /^sha512-(.+)$/.exec(integrity ?? '') ?? [];
  return {
    type: 'library',
    'bom-ref': toUrl(id),
    name,
    version: id.slice(name.length + 1),
    purl: toUrl(id),
    ...(hash && {
      hashes: [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }],
    }),
  };
}

/** @param {string} id */
function toUrl(id) {
  const name = bare(id);
  return `pkg:npm/${name.replace(/^@/, '%40')}`;
}

/** Without the peers that it was put together with. @param {string} id */
function bare(id) {
  return id.replace(/\(.*$/, '');
}

/**
 * The few parts of the lock file that matter here, by their indentation.
 * @param {string} text
 */
function readLock(text) {
  /** @type {Map<string, string[]>} */
  const importers = new Map();
  /** @type {Map<string, string[]>} */
  const snapshots = new Map();
  /** @type {Map<string, string>} */
  const integrity = new Map();
  let [part, one, group, dependency] = ['', '', '', ''];
  for (const line of text.split('\n')) {
    const [, indent, name = '', value = ''] = /^( *)'?(.+?)'?:(?: (.*))?$/.exec(line) ?? [];
    switch (indent?.length) {
      case 0:
        part = name;
        break;
      case 2:
        [one, group] = [name, ''];
        if (part === 'importers') importers.set(one, []);
        if (part === 'snapshots') snapshots.set(one, []);
        break;
      case 4:
        group = name;
        if (part === 'packages' && name === 'resolution') {
          integrity.set(one, /integrity: ([^,}]+)/.exec(value)?.[1] ?? '');
        }
        break;
      case 6:
        dependency = name;
        if (part === 'snapshots' && ['dependencies', 'optionalDependencies'].includes(group)) {
          snapshots.get(one)?.push(`${dependency}@${value}`);
        }
        break;
      case 8:
        if (part === 'importers' && group === 'dependencies' && name === 'version') {
          if (!value.startsWith('link:')) importers.get(one)?.push(`${dependency}@${value}`);
        }
        break;
    }
  }
  return { importers, snapshots, integrity };
}
