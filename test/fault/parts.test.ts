import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';

interface Bill {
  bomFormat: string;
  components: { name: string; version: string; purl: string; hashes: { content: string }[] }[];
}

const bill: Bill = JSON.parse(
  execFileSync(process.execPath, ['web/sbom.js'], { encoding: 'utf8', maxBuffer: 2 ** 24 }),
);
const named = new Set(bill.components.map(({ name }) => name));

test('the bill of materials names every package that runs, each with its hash, and no other', () => {
  expect(bill.bomFormat).toBe('CycloneDX');
  for (const name of ['hono', 'postgres', 'react-dom', 'drizzle-orm', '@electric-sql/pglite']) {
    expect(named).toContain(name);
  }
  for (const { name, hashes } of bill.components) {
    expect(hashes[0]?.content, name).toMatch(/^[0-9a-f]{128}$/);
  }
  for (const name of named) expect(name).not.toMatch(/^(vite|vitest|typescript|playwright|knip)/);
});

test('no development part is in what runs', () => {
  const dist = 'api/dist';
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' });
  const bundled = new Set<string>();
  for (const map of files.filter((file) => file.endsWith('.map'))) {
    const { sources }: { sources: string[] } = JSON.parse(readFileSync(join(dist, map), 'utf8'));
    for (const source of sources) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1];
      if (name !== undefined) bundled.add(name);
    }
  }
  expect(bundled.size).toBeGreaterThan(10);
  for (const name of bundled) expect(named, name).toContain(name);

  const builtin = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
  const asked = new Set<string>();
  for (const file of files.filter((one) => one.endsWith('.js'))) {
    const code = readFileSync(join(dist, file), 'utf8');
    for (const [, from = ''] of code.matchAll(/^(?:import|export)[^'"]*?['"]([^'"]+)['"]/gm)) {
      if (!from.startsWith('.') && !builtin.has(from)) asked.add(from);
    }
  }
  for (const name of asked) {
    expect(named, name).toContain(
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    );
  }
});
