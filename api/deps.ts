import type { Connection, Database } from '@throughline/db';
import type { mustHide } from '@throughline/domain/disclosure/record';
import type { Mapping } from '@throughline/domain/openData/mapping';
import type { Day } from '@throughline/domain/period';
import type { Logger } from 'pino';
import type { Provider } from './provider.ts';

/** What every route is given. */
export interface Deps {
  db: Database;
  log: Logger;
  /** The day it is in Europe/London. */
  today: () => Day;
  now: () => Date;
  signIn: SignIn;
  /** Where whoever finds a weakness reports it: an address that starts with mailto: or https:. */
  securityContact?: string | undefined;
  /** Tells that the process is about to end: streams end, and nobody is sent here any more. */
  stopping?: AbortSignal | undefined;
  /** How the columns and categories of open data files are named here. */
  mappings?: readonly Mapping[] | undefined;
  /** What decides which small counts are hidden; the domain's own unless another is given. */
  hide?: typeof mustHide | undefined;
  /** Runs what reads for the public, from a standby where there is one; else it simply reads. */
  readPublicly?: Connection['readPublicly'] | undefined;
  /** Whether the database is this process's own, so that nobody else changes what is in it. */
  isEmbedded?: boolean | undefined;
}

/** How people sign in here. */
interface SignIn {
  /** Where browsers find the product; without it, wherever they say they do. */
  publicUrl?: URL | undefined;
  /** The council's identity provider; without it, one-time links. */
  provider?: Provider | undefined;
  /** Whether administrators make links on a page, or only whoever has the command line. */
  linksOnPages: boolean;
  /** How many proxies of our own stand in front. */
  proxies: number;
}
