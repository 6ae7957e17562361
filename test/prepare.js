/**
 * Runs before the tests and brings what they need: Chromium, PostgreSQL 15 or later, LibreOffice,
 * nginx, and the built product. What is missing is installed where that is allowed, otherwise one
 * line says what to install. Nothing is skipped.
 */
import { spawnSync } from 'node:child_process';
import { findChromium, findNginx, findOffice, findPdfText, findPostgres } from './machine.js';

const packages = {
  chromium: findChromium,
  postgresql: findPostgres,
  'libreoffice-writer': findOffice,
  'libreoffice-calc': findOffice,
  'libreoffice-impress': findOffice,
  'poppler-utils': findPdfText,
  'nginx-light': findNginx,
};

if (missing().length > 0) install(missing());
if (missing().length > 0) refuse();

await import(new URL('../web/build.js', import.meta.url).href);

function missing() {
  return Object.entries(packages)
    .filter(([, find]) => find() === undefined)
    .map(([name]) => name);
}

/** Debian's packages, as root only. @param {string[]} names */
function install(names) {
  if (process.getuid?.() !== 0 || !runs('apt-get', ['--version'], 'ignore')) refuse();
  console.log(`The tests need ${names.join(' and ')}: installing with apt-get …`);
  // Standard output is for the tests' report; what apt has to say stays beside it.
  if (!runs('apt-get', ['update'], 'inherit')) refuse();
  if (!runs('apt-get', ['install', '-y', '--no-install-recommends', ...names], 'inherit')) refuse();
}

/**
 * @param {string} program
 * @param {string[]} words
 * @param {'ignore' | 'inherit'} output
 */
function runs(program, words, output) {
  const { status } = spawnSync(program, words, {
    stdio: ['ignore', output === 'inherit' ? process.stderr : 'ignore', output],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

/** @returns {never} */
function refuse() {
  console.error(
    `The tests need ${missing().join(' and ')}: install ${missing().length > 1 ? 'them' : 'it'}, on Debian with: apt-get install --no-install-recommends ${missing().join(' ')} (PostgreSQL 15 or later)`,
  );
  process.exit(1);
}
