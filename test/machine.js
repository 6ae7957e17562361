import { execFileSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const oldestPostgres = 15;

/** The path of Chromium on this machine, or nothing. @returns {string | undefined} */
export function findChromium() {
  const named = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
  return ['/usr/bin/chromium', ...named.flatMap(onPath)].find(isRunnable);
}

/** The path of LibreOffice on this machine, or nothing. @returns {string | undefined} */
export function findOffice() {
  return ['/usr/bin/soffice', ...onPath('soffice')].find(isRunnable);
}

/** The path of nginx on this machine, or nothing. @returns {string | undefined} */
export function findNginx() {
  return ['/usr/sbin/nginx', ...onPath('nginx')].find(isRunnable);
}

/** The path of what reads the text of a PDF, or nothing. @returns {string | undefined} */
export function findPdfText() {
  return ['/usr/bin/pdftotext', ...onPath('pdftotext')].find(isRunnable);
}

/**
 * The folder of PostgreSQL's own programs, newest first and never older than 15, or nothing.
 * Debian keeps them off the PATH, one folder a version.
 * @returns {string | undefined}
 */
export function findPostgres() {
  const debian = '/usr/lib/postgresql';
  const folders = [
    ...namesIn(debian).map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  return folders
    .filter((folder) => isRunnable(join(folder, 'initdb')) && isRunnable(join(folder, 'postgres')))
    .map((folder) => ({ folder, version: versionOf(folder) }))
    .filter(({ version }) => version >= oldestPostgres)
    .sort((a, b) => b.version - a.version)
    .at(0)?.folder;
}

/** @param {string} folder */
function versionOf(folder) {
  const debian = /^\/usr\/lib\/postgresql\/(\d+)\/bin$/.exec(folder);
  if (debian) return Number(debian[1]);
  const answer = execFileSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/(\d+)/.exec(answer)?.[1] ?? 0);
}

/** @param {string} program */
function onPath(program) {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program));
}

/** @param {string} folder */
function namesIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** @param {string} file */
function isRunnable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
