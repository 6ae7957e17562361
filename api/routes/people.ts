import { randomUUID } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import {
  addPerson,
  bringUpToDate,
  disablePerson,
  enablePerson,
  findPerson,
  listPeople,
  localTenant,
  type Person,
} from '@throughline/db';
import type { Context } from 'hono';
import { allow } from '../access.ts';
import { toPerson } from '../answer/person.ts';
import { answers, nothing, router } from '../ask.ts';
import type { Deps } from '../deps.ts';
import { refusal } from '../problem.ts';
import { askingPerson } from '../session.ts';
import { newSignInLink } from '../signInLink.ts';
import { newPerson, person, personChange, personList, signInLink } from '../wire/person.ts';

const one = z.object({ id: z.coerce.number().int() });
const link = { description: 'The link', content: { 'application/json': { schema: signInLink } } };
const notHere = { description: 'Links are not made here: problem details' };

const list = createRoute({
  method: 'get',
  path: '/',
  middleware: allow('manage people'),
  summary: 'Everyone who may sign in, or might once',
  request: { query: nothing },
  responses: answers(personList, 'People'),
});

const invite = createRoute({
  method: 'post',
  path: '/',
  middleware: allow('manage people'),
  summary: 'Adds a person and makes their first sign-in link',
  request: { body: { required: true, content: { 'application/json': { schema: newPerson } } } },
  responses: { 201: link, 400: { description: 'Problem details' }, 403: notHere },
});

const linkAgain = createRoute({
  method: 'post',
  path: '/{id}/links',
  middleware: allow('manage people'),
  summary: 'Makes a sign-in link for a person',
  request: { params: one },
  responses: { 201: link, 403: notHere, 404: { description: 'Problem details' } },
});

const change = createRoute({
  method: 'patch',
  path: '/{id}',
  middleware: allow('manage people'),
  summary: 'Changes a person’s roles, disables or enables them',
  request: {
    params: one,
    body: { required: true, content: { 'application/json': { schema: personChange } } },
  },
  responses: {
    200: { description: 'The person', content: { 'application/json': { schema: person } } },
    404: { description: 'There is no such person: problem details' },
    409: { description: 'It cannot be changed here: problem details' },
  },
});

/** People, their roles and their sign-in links. For administrators. */
export function peopleRoutes({ db, now, signIn }: Deps) {
  const links = signIn.provider
    ? ('identity provider' as const)
    : signIn.linksOnPages
      ? ('here' as const)
      : ('command line' as const);

  return router()
    .openapi(list, async (c) => {
      const you = await askingPerson(c);
      const people = await listPeople(db);
      return c.json({ people: people.map((found) => toPerson(found, you.person)), links }, 200);
    })
    .openapi(invite, async (c) => {
      const you = await askingPerson(c);
      refuseElsewhere();
      const { name, roles } = c.req.valid('json');
      const wanted = {
        tenant: localTenant,
        object: randomUUID(),
        name,
        roles: [...new Set(roles)],
      };
      const added = await addPerson(db, wanted, { actor: you, at: now() });
      return c.json(await linkFor(c, added, you.person), 201);
    })
    .openapi(linkAgain, async (c) => {
      const you = await askingPerson(c);
      refuseElsewhere();
      const found = await find(c.req.valid('param').id);
      if (found.disabledAt) throw refusal(409, `${found.name} is disabled`);
      if (found.tenant !== localTenant) throw refusal(409, `${found.name} signs in elsewhere`);
      return c.json(await linkFor(c, found, you.person), 201);
    })
    .openapi(change, async (c) => {
      const you = await askingPerson(c);
      const { roles, disabled } = c.req.valid('json');
      const found = await find(c.req.valid('param').id);
      if (found.id === you.person) {
        throw refusal(409, 'Somebody else must change what you may do');
      }
      if (roles && found.tenant !== localTenant) {
        throw refusal(409, `The identity provider says what ${found.name} may do`);
      }
      const doing = { actor: you, at: now() };
      if (roles) {
        const { name } = found;
        await bringUpToDate(db, found, { name, roles: [...new Set(roles)] }, doing);
      }
      if (disabled === true) await disablePerson(db, found, doing);
      if (disabled === false) await enablePerson(db, found, doing);
      return c.json(toPerson(await find(found.id), you.person), 200);
    });

  async function find(id: number): Promise<Person> {
    const found = await findPerson(db, id);
    if (found === undefined) throw refusal(404, 'There is no such person');
    return found;
  }

  async function linkFor(c: Context, found: Person, you: number) {
    const home = signIn.publicUrl ?? new URL('/', c.req.url);
    const made = await newSignInLink(db, found, home, { actor: { person: you }, at: now() });
    const { address, endsAt } = made;
    return { person: toPerson(found, you), address, ends_at: endsAt.toISOString() };
  }

  function refuseElsewhere(): void {
    switch (links) {
      case 'here':
        return;
      case 'command line':
        throw refusal(403, 'Here links are made only on the command line: pnpm people invite');
      case 'identity provider':
        throw refusal(403, 'People are added and sign in through the identity provider');
    }
  }
}
