import type { MiddlewareHandler } from 'hono';
import { timeout } from 'hono/timeout';
import { refusal } from './problem.ts';

/** Nobody who only reads waits longer for an answer, in milliseconds. */
const longest = 20_000;

const bounded = timeout(longest, () => refusal(503, 'The record does not answer. Try again soon'));

/** A reader is told that there is no answer now, instead of being kept waiting for one. */
export function answersInTime(): MiddlewareHandler {
  return (c, next) => (c.req.method === 'GET' ? bounded(c, next) : next());
}
