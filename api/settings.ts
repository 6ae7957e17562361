import type { Place } from '@throughline/db';
import { type Role, roles } from '@throughline/domain/access';
import type { ProviderSettings } from './provider.ts';

/** What the person who runs it has set. */
export interface Settings {
  port: number;
  host: string;
  place: Place;
  mistakeAddress: string | undefined;
  /** Where a weakness is reported. */
  securityContact: string | undefined;
  /** Where whoever watches it reads its meters; nowhere unless set. */
  metrics: { port: number; host: string } | undefined;
  /** Where browsers find the product, when it is not simply the host and the port. */
  publicUrl: URL | undefined;
  provider: ProviderSettings | undefined;
  /** How many proxies of our own stand in front and say whom they saw. */
  proxies: number;
  /** Run for others, by NODE_ENV. */
  isProduction: boolean;
}

/** The settings cannot be used. The message says which and what to do, a line each. */
export class SettingsRefused extends Error {
  override name = 'SettingsRefused';
}

/** Reads the settings from the environment, or refuses with everything that is wrong with them. */
export function readSettings(env: Record<string, string | undefined>, dataDir: string): Settings {
  const { PORT = '8787', HOST = '127.0.0.1', DATA_DIR, DATABASE_URL, MISTAKE_ADDRESS } = env;
  const { METRICS_PORT, METRICS_HOST = '127.0.0.1', SECURITY_CONTACT } = env;
  const { PUBLIC_URL, PROXIES = '0', NODE_ENV, DATABASE_READ_URLS } = env;
  const wrong: string[] = [];
  if (!isPort(PORT)) {
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
  const readUrls = DATABASE_READ_URLS?.split(',').map((url) => url.trim()) ?? [];
  // They may hold passwords too.
  if (!readUrls.every((url) => /^postgres(ql)?:\/\/./.test(url) && URL.canParse(url))) {
    wrong.push(
      'DATABASE_READ_URLS: give the PostgreSQL addresses of standbys, each with postgres://, separated by commas',
    );
  }
  if (readUrls.length > 0 && DATABASE_URL === undefined) {
    wrong.push('DATABASE_READ_URLS is set without DATABASE_URL, the primary of these standbys');
  }
  if (readUrls.some((url, index) => url === DATABASE_URL || readUrls.indexOf(url) !== index)) {
    wrong.push('DATABASE_READ_URLS names the primary, or a standby twice');
  }
  if (MISTAKE_ADDRESS !== undefined && !/^(mailto:|https:\/\/)./.test(MISTAKE_ADDRESS)) {
    wrong.push('MISTAKE_ADDRESS must start with mailto: or https://');
  }
  if (SECURITY_CONTACT !== undefined && !/^(mailto:|https:\/\/)\S+$/.test(SECURITY_CONTACT)) {
    wrong.push('SECURITY_CONTACT must start with mailto: or https://');
  }
  if (METRICS_PORT !== undefined && !isPort(METRICS_PORT)) {
    wrong.push(`METRICS_PORT is “${METRICS_PORT}”: give a number from 0 to 65535`);
  }
  const publicUrl = PUBLIC_URL === undefined ? undefined : siteAt(PUBLIC_URL);
  if (PUBLIC_URL !== undefined && publicUrl === undefined) {
    wrong.push(
      `PUBLIC_URL is “${PUBLIC_URL}”: give the address people use, such as https://figures.example.gov.uk, with https:// unless it is this machine and without a path`,
    );
  }
  if (!/^\d$/.test(PROXIES)) {
    wrong.push(`PROXIES is “${PROXIES}”: give how many of your own proxies stand in front, 0 to 9`);
  }
  const provider = readProvider(env, wrong);
  if (wrong.length > 0) throw new SettingsRefused(wrong.join('\n'));
  return {
    port: Number(PORT),
    host: HOST,
    place:
      DATABASE_URL === undefined
        ? { dataDir: DATA_DIR ?? dataDir }
        : { databaseUrl: DATABASE_URL, readUrls },
    mistakeAddress: MISTAKE_ADDRESS,
    securityContact: SECURITY_CONTACT,
    metrics:
      METRICS_PORT === undefined ? undefined : { port: Number(METRICS_PORT), host: METRICS_HOST },
    publicUrl,
    provider,
    proxies: Number(PROXIES),
    isProduction: NODE_ENV === 'production',
  };
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65535;
}

/** The identity provider, or nothing where none is set; adds what is wrong. */
function readProvider(
  env: Record<string, string | undefined>,
  wrong: string[],
): ProviderSettings | undefined {
  const names = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;
  if (names.every((name) => env[name] === undefined)) {
    if (env['OIDC_ROLES'] !== undefined) wrong.push('OIDC_ROLES is set without OIDC_ISSUER');
    return undefined;
  }
  for (const name of [...names, 'PUBLIC_URL']) {
    if (!env[name]?.trim()) wrong.push(`${name} is not set: the identity provider needs it`);
  }
  const { OIDC_ISSUER = '', OIDC_CLIENT_ID = '', OIDC_CLIENT_SECRET = '', OIDC_ROLES } = env;
  const issuer = addressOf(OIDC_ISSUER);
  if (OIDC_ISSUER !== '' && issuer === undefined) {
    wrong.push(
      `OIDC_ISSUER is “${OIDC_ISSUER}”: give an address with https:// unless it is this machine`,
    );
  }
  if (/\/(common|organizations|consumers)(\/|$)/.test(issuer?.pathname ?? '')) {
    wrong.push('OIDC_ISSUER is for any tenant: give the one with your tenant’s own number');
  }
  const meanings = readRoles(OIDC_ROLES, wrong);
  return (
    issuer && {
      issuer,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      roles: meanings,
    }
  );
}

/** `Throughline.Officer=officer, …`; by itself an app role means ours of the same name. */
function readRoles(text: string | undefined, wrong: string[]): Map<string, Role> {
  if (text === undefined) return new Map(roles.map((role) => [role.replaceAll(' ', '-'), role]));
  const meanings = new Map<string, Role>();
  for (const pair of text.split(',')) {
    const [theirs = '', ours = ''] = pair.split('=').map((one) => one.trim());
    const role = roles.find((one) => one.replaceAll(' ', '-') === ours.replaceAll(' ', '-'));
    if (theirs === '' || role === undefined) {
      wrong.push(
        `OIDC_ROLES has “${pair.trim()}”: give an app role, =, and one of ${roles.map((one) => one.replaceAll(' ', '-')).join(', ')}`,
      );
    } else {
      meanings.set(theirs, role);
    }
  }
  return meanings;
}

/** An address over https, or over http on this machine. */
function addressOf(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const address = new URL(text);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(address.hostname);
  const isSafe = address.protocol === 'https:' || (address.protocol === 'http:' && isHere);
  return isSafe && address.username === '' ? address : undefined;
}

/** An address that is a whole site: no path, query or fragment. */
function siteAt(text: string): URL | undefined {
  const address = addressOf(text);
  return address?.href === `${address?.origin}/` ? address : undefined;
}
