import { createHash, createHmac, randomBytes } from 'node:crypto';

/** A secret that nobody guesses: 256 bits, fit for a cookie or a link. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token: enough to know it again, not enough to use it. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Another secret made from a token for one use, the same each time. */
export function derivedFrom(token: string, use: string): string {
  return createHmac('sha256', token).update(use).digest('base64url');
}
