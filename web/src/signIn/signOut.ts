import { send } from '../api.ts';

/** Signs out, and begins again at the first page: nothing read with rights stays in this one. */
export async function signOut(): Promise<void> {
  await send('DELETE', '/session');
  location.assign('/');
}
