import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect, type Database, DirectoryInUse } from '@throughline/db';
import { readSettings, type Settings, SettingsRefused } from './settings.ts';

/** What a command on the database is given. */
export interface Command {
  db: Database;
  settings: Settings;
  /** What was written after the command's name. */
  words: readonly string[];
}

/** The project's folder: commands run built, from `api/dist/commands`. */
const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/**
 * Opens the database the product uses, runs a command and ends with the exit code it answers. The
 * embedded database has room for one process: `meanwhile` says what to do while the product runs.
 */
export async function runCommand(
  command: (given: Command) => Promise<number>,
  meanwhile: string,
): Promise<void> {
  try {
    const settings = readSettings(process.env, join(root, 'data'));
    const connection = await connect(settings.place);
    try {
      await connection.migrate(join(root, 'db/migrations'));
      process.exitCode = await command({
        db: connection.db,
        settings,
        words: process.argv.slice(2),
      });
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (!(error instanceof SettingsRefused || error instanceof DirectoryInUse)) throw error;
    console.error(error.message);
    if (error instanceof DirectoryInUse) console.error(meanwhile);
    process.exitCode = 1;
  }
}
