import type { Place } from '@throughline/db';

/** What the person who runs it has set. */
export interface Settings {
  port: number;
  host: string;
  place: Place;
  mistakeAddress: string | undefined;
}

/** The settings cannot be used. The message says which and what to do, a line each. */
export class SettingsRefused extends Error {
  override name = 'SettingsRefused';
}

/** Reads the settings from the environment, or refuses with everything that is wrong with them. */
export function readSettings(env: Record<string, string | undefined>, dataDir: string): Settings {
  const { PORT = '8787', HOST = '127.0.0.1', DATA_DIR, DATABASE_URL, MISTAKE_ADDRESS } = env;
  const wrong: string[] = [];
  if (!/^\d{1,5}$/.test(PORT) || Number(PORT) > 65535) {
    wrong.push(`PORT is “${PORT}”: give a number from 0 to 65535`);
  }
  if (HOST.trim() === '' || /\s|\//.test(HOST)) {
    wrong.push(`HOST is “${HOST}”: give a name or an address, such as 127.0.0.1`);
  }
  if (DATA_DIR !== undefined && DATA_DIR.trim() === '') {
    wrong.push('DATA_DIR is empty: give a directory, or leave it unset');
  }
  if (DATABASE_URL !== undefined && !/^postgres(ql)?:\/\/./.test(DATABASE_URL)) {
    // The URL may hold a password, so it is not repeated.
    wrong.push('DATABASE_URL is no PostgreSQL address: it starts with postgres://');
  }
  if (DATABASE_URL !== undefined && DATA_DIR !== undefined) {
    wrong.push('DATA_DIR and DATABASE_URL are both set: choose one database');
  }
  if (MISTAKE_ADDRESS !== undefined && !/^(mailto:|https:\/\/)./.test(MISTAKE_ADDRESS)) {
    wrong.push('MISTAKE_ADDRESS must start with mailto: or https://');
  }
  if (wrong.length > 0) throw new SettingsRefused(wrong.join('\n'));
  return {
    port: Number(PORT),
    host: HOST,
    place:
      DATABASE_URL === undefined ? { dataDir: DATA_DIR ?? dataDir } : { databaseUrl: DATABASE_URL },
    mistakeAddress: MISTAKE_ADDRESS,
  };
}
