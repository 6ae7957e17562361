import { createApp } from '@throughline/api';
import { allow, rulesOf } from '@throughline/api/access';
import { disablePerson, idleFor } from '@throughline/db';
import {
  type Action,
  actions,
  may,
  type Role,
  roles,
  type Visibility,
} from '@throughline/domain/access';
import { Hono } from 'hono';
import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../database.ts';
import { fromOurPage, visitor } from './people.ts';

const everyone: readonly Role[] = [
  'member',
  'co-opted member',
  'officer',
  'approver',
  'clerk',
  'chair',
  'administrator',
];
const notAdministrators = everyone.filter((role) => role !== 'administrator');
const preparers: readonly Role[] = ['officer', 'approver', 'clerk'];

/** The whole table once more, written by hand: who may do it to what is public, and to the private. */
const expected: Record<Action, Record<Visibility, 'anyone' | readonly Role[]>> = {
  'sign in': { public: 'anyone', private: [] },
  read: { public: 'anyone', private: notAdministrators },
  'read drafts': { public: preparers, private: preparers },
  'enter return': { public: ['officer'], private: ['officer'] },
  'submit return': { public: ['officer'], private: ['officer'] },
  'add papers': { public: ['officer', 'clerk'], private: ['officer', 'clerk'] },
  approve: { public: ['approver'], private: ['approver'] },
  correct: { public: ['officer', 'clerk'], private: ['officer', 'clerk'] },
  withdraw: { public: ['approver', 'clerk'], private: ['approver', 'clerk'] },
  exempt: { public: preparers, private: preparers },
  release: { public: [], private: ['approver'] },
  'record decisions': { public: ['clerk'], private: ['clerk'] },
  'answer requests': { public: preparers, private: preparers },
  'plan work': { public: ['clerk'], private: ['clerk'] },
  import: { public: ['officer'], private: [] },
  'audit disclosure': { public: ['officer', 'approver'], private: ['officer', 'approver'] },
  'propose definitions': { public: ['administrator'], private: [] },
  'approve definitions': { public: ['approver', 'administrator'], private: [] },
  present: { public: ['chair', 'clerk'], private: ['chair', 'clerk'] },
  'keep notes': { public: everyone, private: notAdministrators },
  'see own sessions': { public: everyone, private: [] },
  'manage people': { public: ['administrator'], private: [] },
  'export audit': { public: ['administrator'], private: [] },
};

/**
 * What each route is the doing of, once more by hand. Routes that only read what is public need no
 * line here; every other does, so that none is opened by a slip of the pen.
 */
const guarded: Record<string, Action> = {
  'GET /api/v1/session': 'sign in',
  'POST /api/v1/session': 'sign in',
  'DELETE /api/v1/session': 'sign in',
  'GET /api/v1/sign-in/start': 'sign in',
  'GET /api/v1/sign-in/callback': 'sign in',
  'POST /api/v1/sign-in/ended': 'sign in',
  'GET /api/v1/sessions': 'see own sessions',
  'DELETE /api/v1/sessions/:id': 'see own sessions',
  'GET /api/v1/people': 'manage people',
  'POST /api/v1/people': 'manage people',
  'POST /api/v1/people/:id/links': 'manage people',
  'PATCH /api/v1/people/:id': 'manage people',
  'GET /api/v1/audit.csv': 'export audit',
  'POST /api/v1/disclosure': 'audit disclosure',
  'POST /api/v1/metrics/:id/rebases': 'propose definitions',
  'GET /api/v1/returns': 'read drafts',
  'POST /api/v1/returns': 'enter return',
  'GET /api/v1/returns/:id': 'read drafts',
  'GET /api/v1/returns/:id/changes': 'read drafts',
  'PUT /api/v1/returns/:id/boxes/:position': 'enter return',
  'POST /api/v1/returns/:id/boxes': 'enter return',
  'POST /api/v1/returns/:id/reopen': 'enter return',
  'POST /api/v1/returns/:id/submit': 'submit return',
  'GET /api/v1/returns/:id/proof': 'approve',
  'POST /api/v1/returns/:id/check': 'approve',
  'POST /api/v1/returns/:id/send-back': 'approve',
  'POST /api/v1/returns/:id/publish': 'approve',
  'POST /api/v1/returns/:id/withdraw': 'withdraw',
  'POST /api/v1/corrections': 'correct',
  'PUT /api/v1/corrections/:id/boxes/:position': 'correct',
  'POST /api/v1/corrections/:id/boxes': 'correct',
  'POST /api/v1/corrections/:id/reopen': 'correct',
  'POST /api/v1/corrections/:id/submit': 'correct',
  'POST /api/v1/withdrawals': 'withdraw',
  'GET /api/v1/exemptions': 'exempt',
  'POST /api/v1/exemptions': 'exempt',
  'POST /api/v1/exemptions/release': 'release',
  'GET /api/v1/proposals': 'approve definitions',
  'POST /api/v1/proposals': 'propose definitions',
  'POST /api/v1/proposals/:id/decision': 'approve definitions',
  'GET /api/v1/returns/:id/template.csv': 'read drafts',
  'GET /api/v1/returns/:id/template.xlsx': 'read drafts',
  'POST /api/v1/returns/:id/file': 'enter return',
  'POST /api/v1/returns/:id/paste': 'enter return',
  'POST /api/v1/corrections/:id/file': 'correct',
  'POST /api/v1/corrections/:id/paste': 'correct',
  'POST /api/v1/work-programme/:date/:position/move': 'plan work',
  'POST /api/v1/decisions': 'record decisions',
  'GET /api/v1/decisions/:kind/:id': 'answer requests',
  'PUT /api/v1/decisions/:kind/:id': 'record decisions',
  'POST /api/v1/decisions/request/:id/closing': 'answer requests',
  'PUT /api/v1/papers/meetings/:date': 'add papers',
  'POST /api/v1/papers/meetings/:date/items': 'add papers',
  'POST /api/v1/papers/documents': 'add papers',
  'POST /api/v1/papers/documents/:id/figures': 'add papers',
  'POST /api/v1/papers/:id/boxes-wanted': 'add papers',
  'PUT /api/v1/papers/:id/boxes/:position': 'add papers',
  'POST /api/v1/papers/:id/boxes': 'add papers',
  'POST /api/v1/papers/:id/file': 'add papers',
  'POST /api/v1/papers/:id/paste': 'add papers',
  'POST /api/v1/papers/:id/reopen': 'add papers',
  'POST /api/v1/papers/:id/submit': 'add papers',
  'POST /api/v1/imports': 'import',
  'GET /api/v1/meetings/:date/brief/private': 'read',
  'GET /api/v1/meetings/:date/brief/private.css': 'read',
  'GET /api/v1/notes': 'keep notes',
  'GET /api/v1/notes.json': 'keep notes',
  'GET /api/v1/notes.csv': 'keep notes',
  'PUT /api/v1/notes/:id': 'keep notes',
  'DELETE /api/v1/notes/:id': 'keep notes',
  'GET /api/v1/presentations/:date': 'present',
  'POST /api/v1/presentations/:date': 'present',
  'POST /api/v1/presentations/:date/steps': 'present',
  'DELETE /api/v1/presentations/:date': 'present',
  'POST /api/v1/presentations/:date/admissions': 'present',
  'POST /api/v1/meetings/:date/exclusions': 'record decisions',
  'POST /api/v1/screens/:code': 'read',
};

const began = new Date('2026-11-22T12:00:00Z');
let now = began;
const connection = await openDatabase('PGlite');
afterAll(() => connection.close());
const { db } = connection;
const { app, rules } = createApp(
  {
    db,
    log: pino({ level: 'silent' }),
    today: () => '2026-11-22',
    now: () => now,
    signIn: { linksOnPages: true, proxies: 0 },
  },
  { render: async () => ({ status: 200, html: 'a page' }), settings: {}, assets: '/none' },
);

test('the table of access is the one agreed, in every cell', () => {
  expect(Object.keys(expected).sort()).toEqual([...actions].sort());
  expect(roles).toEqual(everyone);
  for (const action of actions) {
    for (const visibility of ['public', 'private'] as const) {
      const granted = expected[action][visibility];
      for (const role of everyone) {
        const name = `${role}: ${action}, ${visibility}`;
        const right = granted === 'anyone' || granted.includes(role);
        expect(may({ roles: [role] }, action, visibility), name).toBe(right);
      }
      expect(may({ roles: [] }, action, visibility), `no one: ${action}, ${visibility}`).toBe(
        granted === 'anyone',
      );
    }
  }
});

test('an administrator reads nothing exempt by being one, and an approver enters nothing', () => {
  expect(may({ roles: ['administrator'] }, 'read', 'private')).toBe(false);
  for (const action of ['enter return', 'add papers', 'correct', 'import'] as const) {
    expect(may({ roles: ['approver'] }, action, 'public'), action).toBe(false);
  }
});

test('a route without its rule, or with something before it, does not start', () => {
  const open = new Hono().get('/open', (c) => c.text('x'));
  expect(() => rulesOf(open.routes)).toThrow('GET /open');
  const late = new Hono().post(
    '/late',
    async (_, next) => next(),
    allow('approve'),
    (c) => c.text('x'),
  );
  expect(() => rulesOf(late.routes)).toThrow('POST /late');
  const all = new Hono().all('/all', (c) => c.text('x'));
  expect(() => rulesOf(all.routes)).toThrow('ALL /all');
  const inner = new Hono().route(
    '/in',
    new Hono().delete('/side', (c) => c.text('x')),
  );
  expect(() => rulesOf(inner.routes)).toThrow('DELETE /in/side');
  const right = new Hono()
    .use(async (_, next) => next())
    .get('/right', allow('read'), (c) => c.text('x'));
  expect(rulesOf(right.routes)).toHaveLength(1);
});

test('every route that does more than read what is public is listed, with its action', () => {
  const found = rules.flatMap(({ method, path, rule }): [string, Action][] =>
    rule.action === 'read' && rule.visibility === 'public' && ['GET', 'ALL'].includes(method)
      ? []
      : [[`${method} ${path}`, rule.action]],
  );
  expect(Object.fromEntries(found)).toEqual(guarded);
});

type Kind = Role | 'no one' | 'disabled' | 'expired';
const kinds: readonly Kind[] = [...everyone, 'no one', 'disabled', 'expired'];

const cells = rules.flatMap(({ method, path, rule }) =>
  kinds.map((kind): [string, string, Kind, 'in' | 401 | 403] => {
    const granted = expected[rule.action][rule.visibility];
    if (granted === 'anyone') return [method, path, kind, 'in'];
    if (kind === 'no one' || kind === 'disabled' || kind === 'expired') {
      return [method, path, kind, 401];
    }
    return [method, path, kind, granted.includes(kind) ? 'in' : 403];
  }),
);

test.each(cells)('%s %s by %s is answered with %s', async (method, path, kind, answer) => {
  now = began;
  const headers = await headersOf(kind);
  const response = await app.request(addressOf(path), {
    method: method === 'ALL' ? 'PUT' : method,
    headers,
    ...(['POST', 'PATCH', 'PUT'].includes(method) ? { body: '{}' } : {}),
  });
  if (answer === 'in') {
    expect([401, 403]).not.toContain(response.status);
    expect(response.status).toBeLessThan(500);
  } else {
    expect(response.status).toBe(answer);
    expect(response.headers.get('Content-Type')).toContain('application/problem+json');
  }
  const isAsset = response.headers.get('Cache-Control')?.includes('immutable');
  // What tells of the server itself is the same for all and kept by nobody.
  const isOfServer = path.endsWith('z') || path.startsWith('/.well-known/');
  if (headers['Cookie'] && !isAsset && !isOfServer) {
    expect(response.headers.get('Cache-Control')).toBe('private, no-store');
  }
});

/** What the browser of such a person sends. */
async function headersOf(kind: Kind): Promise<Record<string, string>> {
  switch (kind) {
    case 'no one':
      return fromOurPage;
    case 'disabled': {
      const { person, headers } = await visitor(db, now, ...everyone);
      await disablePerson(db, person, { actor: 'command line', at: now });
      return headers;
    }
    case 'expired': {
      const { headers } = await visitor(db, new Date(now.getTime() - idleFor), ...everyone);
      return headers;
    }
    default:
      return (await visitor(db, now, kind)).headers;
  }
}

function addressOf(path: string): string {
  return path
    .replace(/:file\{[^/]*$/, 'robots.txt')
    .replace(':date', '2024-11-28')
    .replace(/:\w+/g, '1')
    .replace('*', 'x');
}
