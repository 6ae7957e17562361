import { type Action, anyone, may, type Visibility } from '@throughline/domain/access';
import type { MiddlewareHandler } from 'hono';
import type { RouterRoute } from 'hono/types';
import { refusal } from './problem.ts';
import { asking } from './session.ts';

/** What a route is the doing of, and to what. */
export interface Rule {
  action: Action;
  visibility: Visibility;
}

const rules = new WeakMap<object, Rule>();

/**
 * The access rule of a route, which stands first in it: `middleware: allow('enter return')`. Those
 * who are not signed in are told to, those who may not are refused, before anything else is read.
 */
export function allow(action: Action, visibility: Visibility = 'public'): MiddlewareHandler {
  const rule: MiddlewareHandler = async (c, next) => {
    if (may(anyone, action, visibility)) {
      return action === 'read' && c.var.readPublicly ? c.var.readPublicly(next) : next();
    }
    const reader = await asking(c);
    if (reader.kind === 'anyone') throw refusal(401, 'Sign in first');
    if (!may(reader, action, visibility)) {
      throw refusal(403, `Your roles do not let you do this: ${action}`);
    }
    return next();
  };
  rules.set(rule, { action, visibility });
  return rule;
}

/** Every route of an application with its rule. Throws if a route has none, or has it not first. */
export function rulesOf(
  routes: readonly RouterRoute[],
): { method: string; path: string; rule: Rule }[] {
  const handlers = new Map<string, RouterRoute[]>();
  for (const route of routes) {
    const name = `${route.method} ${route.path}`;
    handlers.set(name, [...(handlers.get(name) ?? []), route]);
  }

  const without: string[] = [];
  const found = [...handlers].flatMap(([name, [first, ...more]]) => {
    if (first === undefined || [first, ...more].every(passesOn)) return [];
    const rule = rules.get(first.handler);
    if (rule === undefined) without.push(name);
    return rule ? [{ method: first.method, path: first.path, rule }] : [];
  });
  if (without.length > 0) {
    throw new Error(`These routes do not begin with their access rule: ${without.join(', ')}`);
  }
  return found;
}

/** What stands before routes and answers none: it takes `next`, and every method. */
function passesOn({ method, handler }: RouterRoute): boolean {
  return method === 'ALL' && handler.length > 1;
}
