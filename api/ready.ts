import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';
import { securityHeaders } from './headers.ts';

/** How a body is sent: as it is, or compressed once and kept. */
type Encoding = 'br' | 'gzip' | 'identity';

interface Sendable {
  etag: string;
  body: Buffer<ArrayBuffer>;
  headers: Record<string, string>;
  /** The headers that say that it is what the reader has already. */
  unchanged: Record<string, string>;
}

interface Reply {
  version: string;
  plain: Buffer<ArrayBuffer>;
  headers: Record<string, string>;
  encoded: Map<Encoding, Sendable>;
  bytes: number;
}

interface ReadySettings {
  /** What the replies are keyed by: it changes whenever what may be read has changed. */
  version: () => Promise<string>;
  /** For how many milliseconds a version may be trusted without asking again. */
  trustedFor: number;
  now: () => number;
  /** Whether nobody but this process changes the record, so that it knows of every change. */
  isAlone: boolean;
}

/** For how many milliseconds a reader waits to hear whether the record has changed. */
const patientFor = 200;

/** For how many milliseconds at most replies stand on a version that nobody confirms any more. */
const patientUpTo = 30_000;

/** At most so many bytes of replies are kept; the longest unused go first. */
const room = 64 * 1024 * 1024;

/** Compressing harder takes seconds on a large body and saves little. */
const largeBody = 256 * 1024;

/**
 * Public replies, ready in memory: made once for a version of the data, compressed once, and sent
 * as they are until the data change. Only for readers who show no sign of who they are.
 */
export function createReady({ version, trustedFor, now, isAlone }: ReadySettings) {
  const replies = new Map<string, Reply>();
  const underway = new Map<string, Promise<Reply | undefined>>();
  let kept = 0;
  /** Who was asked for last need not be put last again. */
  let newest: Reply | undefined;
  let trusted = { version: '', until: Number.NEGATIVE_INFINITY };
  let confirmedAt = Number.NEGATIVE_INFINITY;
  let asked: Promise<string> | undefined;
  /** Counts how often the version was put in doubt: an answer asked for before tells nothing. */
  let doubts = 0;

  return { middleware, serve, askAgain, forgotten };

  /** The record has changed: no version is trusted until it was asked for again. */
  function askAgain(): void {
    doubts += 1;
    trusted = { ...trusted, until: Number.NEGATIVE_INFINITY };
    confirmedAt = Number.NEGATIVE_INFINITY;
    asked = undefined;
  }

  /**
   * Resolves when nobody is answered any more from before what was just changed: here at once, by
   * other processes when none of them can still trust what it asked before.
   */
  async function forgotten(): Promise<void> {
    askAgain();
    if (isAlone || trustedFor === 0) return;
    await new Promise((resolve) => setTimeout(resolve, trustedFor));
  }

  /** Answers from memory, or keeps what the routes answer. */
  function middleware(): MiddlewareHandler {
    return async (c, next) => {
      const { pathname, search } = new URL(c.req.url);
      const key = pathname + search;
      const isKnown = c.req.header('cookie') || c.req.header('authorization');
      if (c.req.method !== 'GET') {
        await next();
        // Whoever changed something sees it at once, without a sign of who they are too.
        if (c.req.method !== 'HEAD') askAgain();
        return;
      }
      if (isKnown && !isForAll(key)) return next();
      // Without a version nothing is kept or sent from memory: the routes say what is the matter.
      const current = await currentVersion().catch(() => undefined);
      if (current === undefined) return next();
      const encoding = bestEncoding(c.req.header('accept-encoding'));
      // Many readers of one page that is not ready yet wait for the first to make it.
      const found = fresh(key, current) ?? (await underway.get(`${current} ${key}`));
      if (found) {
        c.res = respond(await sendable(found, encoding), c.req.header('if-none-match'));
        return;
      }

      const making = next().then(() => keep(key, current, c.res));
      underway.set(`${current} ${key}`, making);
      try {
        const reply = await making;
        if (!reply) return;
        c.res = undefined;
        c.res = respond(await sendable(reply, encoding), c.req.header('if-none-match'));
      } finally {
        underway.delete(`${current} ${key}`);
      }
    };
  }

  /** The short way: straight from memory to the socket. False when it has to go the long way. */
  function serve(request: IncomingMessage, response: ServerResponse): boolean {
    const { method, url = '', headers } = request;
    if (method !== 'GET') return false;
    if ((headers.cookie || headers.authorization) && !isForAll(url)) return false;
    if (now() >= trusted.until) return false;
    const reply = fresh(url, trusted.version);
    const sent = reply?.encoded.get(bestEncoding(headers['accept-encoding']));
    if (!sent) return false;

    const isKnown = knows(headers['if-none-match'], sent.etag);
    response.writeHead(isKnown ? 304 : 200, isKnown ? sent.unchanged : sent.headers);
    response.end(isKnown ? undefined : sent.body);
    return true;
  }

  async function askVersion(): Promise<string> {
    const before = doubts;
    const began = now();
    try {
      const answer = await version();
      // What took so long to come may say what was before a withdrawal that was answered since.
      if (!isAlone && trustedFor > 0 && now() >= began + trustedFor) throw new Error('Too late');
      if (doubts === before) {
        trusted = { version: answer, until: began + trustedFor };
        confirmedAt = began;
      }
      return answer;
    } finally {
      if (doubts === before) asked = undefined;
    }
  }

  async function currentVersion(): Promise<string> {
    if (now() < trusted.until) return trusted.version;
    // Many who ask at once wait for one answer: a database that is slow is not asked more.
    asked ??= askVersion();
    // A record that others change too may have lost a figure that must not be shown any more.
    if (!isAlone || trusted.version === '' || now() >= confirmedAt + patientUpTo) return asked;
    // The embedded database answers nobody while it writes a long transaction. Until that ends the
    // record is what it was, so readers need not wait for it.
    const patience = new Promise<string>((resolve) => {
      setTimeout(() => resolve(trusted.version), patientFor).unref();
    });
    return Promise.race([asked, patience]);
  }

  function fresh(key: string, current: string): Reply | undefined {
    const reply = replies.get(key);
    if (reply === undefined || reply.version !== current) return undefined;
    // A map remembers the order of insertion: putting it back makes it the last to go.
    if (reply !== newest) {
      replies.delete(key);
      replies.set(key, reply);
      newest = reply;
    }
    return reply;
  }

  async function keep(key: string, current: string, made: Response): Promise<Reply | undefined> {
    // A stream never ends, and what is not to be kept is not kept here either.
    const control = made.headers.get('Cache-Control') ?? '';
    if (made.status !== 200 || control.includes('no-store')) return undefined;
    const plain = Buffer.from(await made.clone().arrayBuffer());
    const headers: Record<string, string> = {
      'Cache-Control': 'public, max-age=0, must-revalidate',
      ...Object.fromEntries(made.headers),
      Vary: 'Accept-Encoding',
    };
    const reply = { version: current, plain, headers, encoded: new Map(), bytes: plain.length * 2 };
    kept += reply.bytes - (replies.get(key)?.bytes ?? 0);
    replies.delete(key);
    replies.set(key, reply);
    newest = reply;
    for (const [oldest, { bytes }] of replies) {
      if (kept <= room) break;
      replies.delete(oldest);
      kept -= bytes;
    }
    return reply;
  }
}

/** A script, style or font is the same whoever asks. */
function isForAll(url: string): boolean {
  return url.startsWith('/assets/');
}

async function sendable(reply: Reply, encoding: Encoding): Promise<Sendable> {
  const ready = reply.encoded.get(encoding);
  if (ready) return ready;
  // A script or style is compressed once for as long as it is served, so it may take its time.
  const isLasting = reply.headers['cache-control']?.includes('immutable') ?? false;
  const body = await encode(reply.plain, encoding, isLasting);
  const hash = createHash('sha256').update(reply.plain).digest('base64url').slice(0, 22);
  const etag = encoding === 'identity' ? `"${hash}"` : `"${hash}-${encoding}"`;
  const unchanged: Record<string, string> = {
    ...lowerCased(securityHeaders),
    ...lowerCased(reply.headers),
    etag,
  };
  const headers = {
    ...unchanged,
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
    'content-length': String(body.length),
  };
  const { 'content-type': _, 'content-length': __, ...ofNothing } = unchanged;
  const made = { etag, body, headers, unchanged: ofNothing };
  reply.encoded.set(encoding, made);
  return made;
}

function respond(sent: Sendable, ifNoneMatch: string | undefined): Response {
  if (knows(ifNoneMatch, sent.etag)) {
    return new Response(null, { status: 304, headers: sent.unchanged });
  }
  return new Response(sent.body, { headers: sent.headers });
}

function knows(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return (
    ifNoneMatch === etag ||
    ifNoneMatch.split(/,\s*/).some((one) => one.replace(/^W\//, '') === etag || one === '*')
  );
}

/** What browsers say they accept: few texts, so each is read once. */
const encodings = new Map<string, Encoding>();

function bestEncoding(accepted: string | string[] | undefined): Encoding {
  const text = String(accepted ?? '');
  const known = encodings.get(text);
  if (known !== undefined) return known;
  const best = readEncoding(text);
  if (encodings.size < 100) encodings.set(text, best);
  return best;
}

function readEncoding(text: string): Encoding {
  if (/\bbr\b(?!;q=0(\.0+)?\b)/.test(text)) return 'br';
  return /\bgzip\b(?!;q=0(\.0+)?\b)/.test(text) ? 'gzip' : 'identity';
}

async function encode(plain: Buffer<ArrayBuffer>, encoding: Encoding, isLasting: boolean) {
  switch (encoding) {
    case 'identity':
      return plain;
    case 'gzip':
      return Buffer.from(await promisify(gzip)(plain));
    case 'br': {
      const quality = isLasting ? 11 : plain.length > largeBody ? 5 : 9;
      const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
      return Buffer.from(await promisify(brotliCompress)(plain, { params }));
    }
  }
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
