import { z } from '@hono/zod-openapi';
import { actions, roles } from '@throughline/domain/access';

const role = z.enum(roles);
const instant = z.iso.datetime();

/** Who is asking, what they may do, and how one can sign in here. */
export const session = z
  .object({
    signed_in: z.boolean(),
    name: z.string().optional(),
    roles: z.array(role),
    /** What they may do to what is public, and to what is private. */
    may: z.array(z.enum(actions)),
    may_private: z.array(z.enum(actions)),
    ways: z.object({ provider: z.boolean() }),
  })
  .openapi('Session');
export type WireSession = z.infer<typeof session>;

/** What signs a person in: what their link holds after `#link=`. */
export const linkToken = z.strictObject({ token: z.string().min(1).max(200) });

/** A session of one's own. */
export const ownSession = z.object({
  id: z.number().int(),
  started_at: instant,
  seen_at: instant,
  device: z.string(),
  /** The one that asks. */
  current: z.boolean(),
});
export const ownSessionList = z.object({ sessions: z.array(ownSession) }).openapi('OwnSessions');
export type WireOwnSessions = z.infer<typeof ownSessionList>;

/** Somebody who may sign in, or might once. */
export const person = z
  .object({
    id: z.number().int(),
    name: z.string(),
    roles: z.array(role),
    /** How they sign in. */
    by: z.enum(['identity provider', 'link']),
    added_at: instant,
    disabled: z.boolean(),
    /** The one who asks. */
    you: z.boolean(),
  })
  .openapi('Person');
export type WirePerson = z.infer<typeof person>;

export const personList = z
  .object({
    people: z.array(person),
    /** Whether links can be made here, or only on the command line, or not at all. */
    links: z.enum(['here', 'command line', 'identity provider']),
  })
  .openapi('People');
export type WirePeople = z.infer<typeof personList>;

/** A person to be. */
export const newPerson = z.strictObject({
  name: z.string().trim().min(1, 'Give a name').max(100, 'Give a name of at most 100 letters'),
  roles: z.array(role).min(1, 'Give at least one role'),
});

/** A change to a person. */
export const personChange = z
  .strictObject({
    roles: z.array(role).min(1, 'Give at least one role').optional(),
    disabled: z.boolean().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'Say what to change');

/** A link that signs one person in once. Nobody is ever shown it again. */
export const signInLink = z
  .object({ person, address: z.string(), ends_at: instant })
  .openapi('SignInLink');
export type WireSignInLink = z.infer<typeof signInLink>;
