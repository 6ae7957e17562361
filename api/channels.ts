import { type Channel, type Counting, isPrivateKey } from '@throughline/db';
import { may, type Visibility } from '@throughline/domain/access';
import type { Context } from 'hono';
import type { Deps } from './deps.ts';
import { stillAsking } from './session.ts';

/**
 * What of a channel whoever asks may hear at this moment: nothing, what is public, or both. Asked
 * when somebody begins to listen, before anything private is told, at once when anybody's rights
 * changed, and every fifteen seconds.
 */
type Right = (c: Context, id: string, deps: Deps) => Promise<readonly Visibility[]>;

/** Who may hear what, by the first word of a channel. One that is not here does not exist. */
const rights: Readonly<Record<string, Right>> = {
  record: reader,
  meeting: reader,
  presentation: presenter,
  private: admitted,
};

/** Anyone hears what is public; what is private, those who may read it. */
async function reader(c: Context): Promise<readonly Visibility[]> {
  return may(await stillAsking(c), 'read', 'private') ? ['public', 'private'] : ['public'];
}

/** Whoever knows its code hears a presentation's public steps; the chair and the clerk all of them. */
async function presenter(c: Context): Promise<readonly Visibility[]> {
  return may(await stillAsking(c), 'present', 'private') ? ['public', 'private'] : ['public'];
}

/** The screens let into a private part are told its key, which nobody is heard by after it. */
async function admitted(_: Context, key: string, { db }: Deps): Promise<readonly Visibility[]> {
  return (await isPrivateKey(db, key)) ? ['public'] : [];
}

/** The countings of a channel that whoever asks may hear; none where there is no such channel. */
export async function countingsOf(c: Context, channel: string, deps: Deps): Promise<Counting[]> {
  const [kind = '', id = ''] = channel.split(':');
  const right = Object.hasOwn(rights, kind) ? rights[kind] : undefined;
  if (right === undefined || (kind === 'record') !== (id === '')) return [];
  const visibilities = await right(c, id, deps);
  return visibilities.map((visibility) => ({ channel: channel as Channel, visibility }));
}
