import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Anchor, type Database, listAudit, verifyAudit } from '@throughline/db';

const usage = 'pnpm audit:verify [--anchor FILE]';

/** So many places where the record is broken are said; more say nothing new. */
const mostFaults = 20;

/**
 * `pnpm audit:verify`. What it prints last when the record is whole is the anchor: a line to keep
 * where nobody who can write to the database can write, and to give back with `--anchor`. Returns
 * the exit code: 0 whole, 1 not whole, 2 not understood.
 */
export async function runAuditVerify(
  db: Database,
  words: readonly string[],
  say: (line: string) => void,
): Promise<0 | 1 | 2> {
  const anchors = readAnchors(words);
  if (typeof anchors === 'string') {
    say(anchors);
    say(usage);
    return 2;
  }
  const { faults, last } = await verifyAudit(listAudit(db), anchors);
  for (const { seq, what } of faults.slice(0, mostFaults)) say(`Entry ${seq} ${what}.`);
  if (faults.length > 0) {
    say(`The audit record is not whole. Places where it breaks: ${faults.length}.`);
    return 1;
  }
  const against =
    anchors.length === 0 ? 'no anchor was given' : `anchors passed: ${anchors.length}`;
  say(`The audit record is whole: ${last?.seq ?? 0} entries; ${against}.`);
  if (last) say(`${last.seq} ${last.hash}`);
  return 0;
}

/** Every anchor in the file, which may be one or many outputs of this command. */
function readAnchors(words: readonly string[]): Anchor[] | string {
  const file = fileNamed(words);
  if (typeof file === 'object') return file.problem;
  if (file === undefined) return [];
  if (!existsSync(file)) return `There is no file ${file}.`;
  const anchors = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .flatMap((line) => {
      const [, seq, hash] = /^(\d{1,9}) ([0-9a-f]{64})$/.exec(line.trim()) ?? [];
      return seq === undefined || hash === undefined ? [] : [{ seq: Number(seq), hash }];
    });
  return anchors.length === 0 ? `There is no anchor in ${file}.` : anchors;
}

function fileNamed(words: readonly string[]): string | undefined | { problem: string } {
  try {
    return parseArgs({ args: [...words], options: { anchor: { type: 'string' } } }).values.anchor;
  } catch (error) {
    if (error instanceof TypeError) return { problem: error.message };
    throw error;
  }
}
