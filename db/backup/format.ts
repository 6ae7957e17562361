import type { Content, Sequence } from './tables.ts';

/** It cannot be done, for a reason that a person can mend. The message is a sentence. */
export class BackupRefused extends Error {
  override name = 'BackupRefused';
}

/** The first line of a backup. */
export interface Header {
  backup: 1;
  taken: string;
  migrations: readonly string[];
}

/**
 * Every further line: where a table begins, its rows (JSON arrays, which are handed on unread), how
 * much that was, where sequences stand, and the hash of all lines before.
 */
export type Line =
  | { kind: 'row'; text: string }
  | { kind: 'begin'; table: string; columns: readonly string[] }
  | { kind: 'end'; table: string; content: Content }
  | { kind: 'sequence'; sequence: Sequence }
  | { kind: 'whole'; hash: string };

/** Reads the first line of a backup. */
export function readHeader(text: string | undefined): Header {
  const read = parsed(text ?? '');
  if (read?.['backup'] !== 1 || !Array.isArray(read['migrations'])) {
    throw new BackupRefused('This is no backup of Throughline');
  }
  return read as unknown as Header;
}

/** Reads any further line. */
export function readLine(text: string): Line {
  if (text.startsWith('[')) return { kind: 'row', text };
  const read = parsed(text);
  if (typeof read?.['table'] === 'string') {
    return { kind: 'begin', table: read['table'], columns: read['columns'] as string[] };
  }
  if (typeof read?.['end'] === 'string') {
    const content = { rows: Number(read['rows']), sum: String(read['sum']) };
    return { kind: 'end', table: read['end'], content };
  }
  if (typeof read?.['sequence'] === 'object') {
    return { kind: 'sequence', sequence: read['sequence'] as Sequence };
  }
  if (typeof read?.['whole'] === 'string') return { kind: 'whole', hash: read['whole'] };
  throw notWhole();
}

/** Part of it is missing or was changed. */
export function notWhole(): BackupRefused {
  return new BackupRefused('This backup is not whole: part of it is missing or was changed');
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? { ...read } : undefined;
  } catch {
    return undefined;
  }
}
