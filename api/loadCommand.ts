import { createReadStream, existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { appendAudit, type Database, type Recording } from '@throughline/db';
import type { Mapping } from '@throughline/domain/openData/mapping';
import { type Day, isDay } from '@throughline/domain/period';
import { planInWords } from './answer/import.ts';
import { readMapping } from './mapping.ts';
import { type FileToLoad, type Loaded, loadFile } from './openData.ts';

/** What `pnpm load` was asked to do. */
export interface LoadRequest {
  file: string;
  published: Day;
  release: string;
  mapping: Mapping | undefined;
  /** Says what it would do and writes nothing. */
  planOnly: boolean;
  /** Does not ask before it writes. */
  yes: boolean;
}

/** Where the command speaks, and whom it asks. */
export interface Talk {
  say: (line: string) => void;
  /** Whether to go on; a command that nobody watches goes on. */
  confirm: () => Promise<boolean>;
}

const usage = 'pnpm load FILE --published DAY --release NAME [--mapping FILE] [--plan] [--yes]';

/** Reads the words of the command, or lists everything that is wrong with them. */
export async function readLoadRequest(
  words: readonly string[],
  today: Day,
): Promise<LoadRequest | { problems: string[] }> {
  const problems: string[] = [];
  const parsed = parse(words);
  if (typeof parsed === 'string') return { problems: [parsed, usage] };
  const { values, positionals } = parsed;
  const [file = ''] = positionals;
  if (positionals.length !== 1) problems.push('give one file');
  else if (!existsSync(file) || !statSync(file).isFile()) problems.push(`there is no file ${file}`);

  const published = values.published ?? '';
  if (published === '') {
    problems.push(
      'give the day the file was published, --published 2025-11-27: no file carries it',
    );
  } else if (!isDay(published)) {
    problems.push(`--published is “${published}”, which is no day such as 2025-11-27`);
  } else if (published > today) {
    problems.push(`--published is ${published}, which is still to come`);
  }
  const release = values.release?.trim() ?? '';
  if (!/[a-z0-9]/i.test(release)) problems.push('give the release a name, --release NAME');

  const mapping = values.mapping === undefined ? undefined : await mappingIn(values.mapping);
  if (Array.isArray(mapping)) problems.push(...mapping);
  if (problems.length > 0 || Array.isArray(mapping)) return { problems: [...problems, usage] };
  return {
    file,
    published: published as Day,
    release,
    mapping,
    planOnly: values.plan === true,
    yes: values.yes === true,
  };
}

/**
 * Loads a file: first says what it will do, then does it. Returns the exit code: 0 when done or
 * only planned, 1 when refused or stopped.
 */
export async function runLoad(
  db: Database,
  request: LoadRequest,
  mappings: readonly Mapping[],
  { say, confirm }: Talk,
): Promise<0 | 1> {
  const meta = request.file.replace(/(\.csv)?$/i, '.meta.csv');
  const file: FileToLoad = {
    name: basename(request.file),
    content: createReadStream(request.file),
    meta: existsSync(meta) ? createReadStream(meta) : undefined,
    release: { name: request.release, publishedOn: request.published },
    mapping: request.mapping,
  };
  const decide = (loading: Loaded) => {
    for (const line of planInWords(loading)) say(line);
    if (loading.plan.refused.length > 0 || request.planOnly) return false;
    return request.yes || confirm();
  };
  const onRecord: Recording = (tx) =>
    appendAudit(tx, {
      at: new Date(),
      actor: 'command line',
      kind: 'file imported',
      about: file.name,
    });
  const { plan, written } = await loadFile(db, file, mappings, decide, onRecord);
  if (!written) {
    say('Nothing was written.');
    return request.planOnly && plan.refused.length === 0 ? 0 : 1;
  }
  const changed = plan.kind === 'figures' ? plan.changed.length : 0;
  const count = plan.added.length + changed;
  say(count === 0 ? 'There was nothing to write.' : `Written: ${count}.`);
  return 0;
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        published: { type: 'string' },
        release: { type: 'string' },
        mapping: { type: 'string' },
        plan: { type: 'boolean' },
        yes: { type: 'boolean' },
      },
    });
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

/** A mapping from a file, or what is wrong with it. */
async function mappingIn(path: string): Promise<Mapping | string[]> {
  if (!existsSync(path)) return [`there is no mapping ${path}`];
  const read = readMapping(await readFile(path, 'utf8'));
  return 'mapping' in read ? read.mapping : read.problems.map((problem) => `${path}: ${problem}`);
}
