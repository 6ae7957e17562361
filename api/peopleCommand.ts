import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import {
  addPerson,
  bringUpToDate,
  type Database,
  disablePerson,
  enablePerson,
  findPerson,
  listPeople,
  localTenant,
  type Person,
} from '@throughline/db';
import { type Role, roles } from '@throughline/domain/access';
import { newSignInLink } from './signInLink.ts';

/** Where the command speaks, and what its links lead to. */
export interface PeopleTalk {
  say: (line: string) => void;
  publicUrl: URL;
  at: Date;
}

const usage = [
  'pnpm people invite --name NAME --role ROLE [--role ROLE …]   adds a person and makes their link',
  'pnpm people link NUMBER                                      makes a link for a person',
  'pnpm people list                                             says who may sign in',
  'pnpm people roles NUMBER --role ROLE [--role ROLE …]         changes what a person may do',
  'pnpm people disable NUMBER                                   ends all their sessions at once',
  'pnpm people enable NUMBER                                    lets them sign in again',
  `A role is one of ${roles.join(', ')}.`,
].join('\n');

/** `pnpm people …`. Returns the exit code: 0 done, 1 refused, 2 not understood. */
export async function runPeople(
  db: Database,
  words: readonly string[],
  talk: PeopleTalk,
): Promise<0 | 1 | 2> {
  const asked = read(words);
  if ('problem' in asked) {
    talk.say(asked.problem);
    talk.say(usage);
    return 2;
  }
  const { verb, name, given } = asked;
  const doing = { actor: 'command line', at: talk.at } as const;
  if (verb === 'list') {
    for (const person of await listPeople(db)) talk.say(inWords(person));
    return 0;
  }
  if (verb === 'invite') {
    const wanted = { tenant: localTenant, object: randomUUID(), name, roles: given };
    return sayLink(await addPerson(db, wanted, doing));
  }

  const person = await findPerson(db, asked.number);
  if (person === undefined) return refuse(`There is no person ${asked.number}.`);
  switch (verb) {
    case 'link':
      if (person.disabledAt) return refuse(`${person.name} is disabled.`);
      return sayLink(person);
    case 'roles':
      if (person.tenant !== localTenant) {
        return refuse(`The identity provider says what ${person.name} may do.`);
      }
      await bringUpToDate(db, person, { name: person.name, roles: given }, doing);
      break;
    case 'disable':
      await disablePerson(db, person, doing);
      break;
    case 'enable':
      await enablePerson(db, person, doing);
      break;
  }
  talk.say(inWords((await findPerson(db, person.id)) ?? person));
  return 0;

  async function sayLink(one: Person): Promise<0> {
    const { address } = await newSignInLink(db, one, talk.publicUrl, doing);
    talk.say(inWords(one));
    talk.say(`Their link, good once and for 15 minutes: ${address}`);
    return 0;
  }

  function refuse(why: string): 1 {
    talk.say(why);
    return 1;
  }
}

type Asked = { name: string; given: Role[]; number: number } & {
  verb: 'invite' | 'list' | 'link' | 'roles' | 'disable' | 'enable';
};

function read(words: readonly string[]): Asked | { problem: string } {
  const parsed = parse(words);
  if (typeof parsed === 'string') return { problem: parsed };
  const [verb, number = '', ...more] = parsed.positionals;
  const name = parsed.values.name?.trim() ?? '';
  const wanted = parsed.values.role ?? [];
  const given = roles.filter((role) =>
    wanted.some((one) => one.replaceAll('-', ' ') === role.replaceAll('-', ' ')),
  );
  const unknown = wanted.filter(
    (one) => !roles.some((role) => one.replaceAll('-', ' ') === role.replaceAll('-', ' ')),
  );

  if (unknown.length > 0) return { problem: `There is no role ${unknown.join(', ')}.` };
  if (more.length > 0) return { problem: `“${more.join(' ')}” is too much.` };
  switch (verb) {
    case 'list':
      return { verb, name, given, number: 0 };
    case 'invite':
      if (name === '' || name.length > 100) return { problem: 'Give a name, --name NAME.' };
      if (given.length === 0) return { problem: 'Give at least one role, --role ROLE.' };
      return { verb, name, given, number: 0 };
    case 'link':
    case 'roles':
    case 'disable':
    case 'enable':
      if (!/^\d{1,9}$/.test(number)) return { problem: 'Give the number of a person.' };
      if (verb === 'roles' && given.length === 0) {
        return { problem: 'Give at least one role, --role ROLE.' };
      }
      return { verb, name, given, number: Number(number) };
    default:
      return { problem: verb === undefined ? 'Say what to do.' : `“${verb}” is not known.` };
  }
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { name: { type: 'string' }, role: { type: 'string', multiple: true } },
    });
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

function inWords({ id, name, roles: held, tenant, disabledAt }: Person): string {
  const by = tenant === localTenant ? 'by link' : 'by the identity provider';
  return `${id}  ${name}: ${held.join(', ') || 'no role'}; ${disabledAt ? 'disabled' : `signs in ${by}`}`;
}
