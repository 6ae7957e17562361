import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BackupRefused, connect, type Database, DirectoryInUse } from '@throughline/db';
import { readSettings, type Settings, SettingsRefused } from './settings.ts';

/** What a command on the database is given. */
export interface Command {
  db: Database;
  settings: Settings;
  /** The folder of migrations, and what brings the database through them. */
  migrations: string;
  migrate: () => Promise<void>;
  /** What was written after the command's name. */
  words: readonly string[];
}

/** The project's folder: commands run built, from `api/dist/commands`. */
const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/**
 * Brings the database the product uses up to date, runs a command and ends with the exit code it
 * answers. The embedded database has room for one process: `meanwhile` says what to do while the
 * product runs.
 */
export async function runCommand(
  command: (given: Command) => Promise<number>,
  meanwhile: string,
): Promise<void> {
  await runAsItIs(async (given) => {
    await given.migrate();
    return command(given);
  }, meanwhile);
}

/** The same on the database as it is: empty, older, or in want of rescue. */
export async function runAsItIs(
  command: (given: Command) => Promise<number>,
  meanwhile: string,
): Promise<void> {
  try {
    const settings = readSettings(process.env, join(root, 'data'));
    const connection = await connect(settings.place);
    try {
      const migrations = join(root, 'db/migrations');
      process.exitCode = await command({
        db: connection.db,
        settings,
        migrations,
        migrate: () => connection.migrate(migrations),
        words: process.argv.slice(2),
      });
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (!isForPeople(error)) throw error;
    console.error(error.message);
    if (error instanceof DirectoryInUse) console.error(meanwhile);
    process.exitCode = 1;
  }
}

function isForPeople(error: unknown): error is Error {
  return (
    error instanceof SettingsRefused ||
    error instanceof DirectoryInUse ||
    error instanceof BackupRefused
  );
}
