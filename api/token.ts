import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto';

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

/** Letters and digits that nobody takes for one another across a room. */
const plainLetters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code that people read and type: of eight letters, one of 656,000,000,000. */
export function newCode(length = 8): string {
  return Array.from({ length }, () => plainLetters[randomInt(plainLetters.length)]).join('');
}
