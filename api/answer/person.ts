import { localTenant, type Person, type Session } from '@throughline/db';
import { allowedTo } from '@throughline/domain/access';
import type { Asking } from '../session.ts';
import type { WireOwnSessions, WirePerson, WireSession } from '../wire/person.ts';

/** Who is asking, as they are told. */
export function toSession(reader: Asking, provider: boolean): WireSession {
  return {
    signed_in: reader.kind === 'person',
    name: reader.kind === 'person' ? reader.name : undefined,
    roles: [...reader.roles],
    may: allowedTo(reader, 'public'),
    may_private: allowedTo(reader, 'private'),
    ways: { provider },
  };
}

/** One of one's own sessions. */
export function toOwnSession(
  session: Session,
  current: number,
): WireOwnSessions['sessions'][number] {
  return {
    id: session.id,
    started_at: session.startedAt.toISOString(),
    seen_at: session.seenAt.toISOString(),
    device: session.device,
    current: session.id === current,
  };
}

/** A person as an administrator sees them. */
export function toPerson(person: Person, you: number): WirePerson {
  return {
    id: person.id,
    name: person.name,
    roles: person.roles,
    by: person.tenant === localTenant ? 'link' : 'identity provider',
    added_at: person.addedAt.toISOString(),
    disabled: person.disabledAt !== null,
    you: person.id === you,
  };
}
