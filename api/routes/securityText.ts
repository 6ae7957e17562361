import { Hono } from 'hono';
import { allow } from '../access.ts';
import type { Deps } from '../deps.ts';

/** Where whoever finds a weakness reports it (RFC 9116). Anyone may read; absent without a contact. */
export function securityTextRoutes({ now, securityContact, signIn }: Deps) {
  return new Hono().get('/.well-known/security.txt', allow('read'), (c) => {
    if (securityContact === undefined) return c.notFound();
    const expires = new Date(now().getTime() + lasts);
    expires.setUTCHours(0, 0, 0, 0);
    const home = signIn.publicUrl;
    const lines = [
      `Contact: ${securityContact}`,
      `Expires: ${expires.toISOString()}`,
      'Preferred-Languages: en',
      ...(home ? [`Canonical: ${new URL('/.well-known/security.txt', home).href}`] : []),
    ];
    return c.text(`${lines.join('\n')}\n`, 200, { 'Cache-Control': 'public, max-age=86400' });
  });
}

/** The standard asks for less than a year. */
const lasts = 180 * 24 * 60 * 60 * 1000;
