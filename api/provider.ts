import type { Role } from '@throughline/domain/access';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import { derivedFrom } from './token.ts';

/** The council's identity provider, as it is set up. */
export interface ProviderSettings {
  /** Microsoft's is `https://login.microsoftonline.com/<tenant>/v2.0`. */
  issuer: URL;
  clientId: string;
  clientSecret: string;
  /** Which of our roles each of its app roles means. */
  roles: ReadonlyMap<string, Role>;
}

/** What the provider says of somebody, after everything about it has been checked. */
export interface Vouched {
  tenant: string;
  object: string;
  name: string;
  roles: Role[];
  /** Its own name of the session, by which it may end it. */
  providerSession: string | undefined;
}

/** The identity provider. */
export interface Provider {
  /** Where to send the browser that holds this secret. */
  begin(secret: string): Promise<URL>;
  /** Who came back with the secret and this query. Throws when anything about it is not right. */
  finish(secret: string, search: string): Promise<Vouched>;
  /** Whom a signed notice of sign-out is about. Throws when anything about it is not right. */
  readLogout(token: string): Promise<Pick<Vouched, 'tenant'> & Partial<Vouched>>;
}

/** Where the provider sends the browser back to. */
export const callbackPath = '/api/v1/sign-in/callback';

/** The one algorithm every provider of OpenID Connect must have; no other is taken. */
const algorithm = 'RS256';

/** The event of a notice of sign-out (OpenID Connect Back-Channel Logout 1.0, 2.4). */
const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';

/** The provider by OpenID Connect: authorisation code with PKCE, and ID tokens that are signed. */
export function createProvider(
  settings: ProviderSettings,
  publicUrl: URL,
  now: () => Date = () => new Date(),
): Provider {
  const callback = new URL(callbackPath, publicUrl);
  let known: Promise<oidc.Configuration> | undefined;
  /** Seconds that this computer's clock is off: tokens are good for minutes. */
  let knownOff = 0;

  return {
    begin: async (secret) =>
      oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: callback.href,
        scope: 'openid profile',
        response_mode: 'query',
        state: derivedFrom(secret, 'state'),
        nonce: derivedFrom(secret, 'nonce'),
        code_challenge: await oidc.calculatePKCECodeChallenge(derivedFrom(secret, 'verifier')),
        code_challenge_method: 'S256',
      }),

    finish: async (secret, search) => {
      const reply = new URL(callback);
      reply.search = search;
      const tokens = await oidc.authorizationCodeGrant(await configuration(), reply, {
        expectedState: derivedFrom(secret, 'state'),
        expectedNonce: derivedFrom(secret, 'nonce'),
        pkceCodeVerifier: derivedFrom(secret, 'verifier'),
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new Error('The reply has no ID token');
      return vouchedBy(claims, settings.roles);
    },

    readLogout: async (token) => {
      const { issuer, jwks_uri } = (await configuration()).serverMetadata();
      if (jwks_uri === undefined) throw new Error('The provider publishes no keys');
      const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(jwks_uri)), {
        issuer,
        audience: settings.clientId,
        algorithms: [algorithm],
        requiredClaims: ['iat', 'jti', 'events'],
        maxTokenAge: '5 minutes',
        currentDate: now(),
      });
      const { events, sid } = payload;
      if (typeof events !== 'object' || events === null || !(logoutEvent in events)) {
        throw new Error('The token is no notice of sign-out');
      }
      // With a nonce it could be an ID token put to another use.
      if ('nonce' in payload) throw new Error('A notice of sign-out has no nonce');
      const object = objectOf(payload);
      if (object === undefined && typeof sid !== 'string') {
        throw new Error('The notice names neither a person nor a session');
      }
      return {
        tenant: issuer,
        ...(object === undefined ? {} : { object }),
        ...(typeof sid === 'string' ? { providerSession: sid } : {}),
      };
    },
  };

  /** What the provider says of itself, read when first needed: it may be down while we start. */
  function configuration(): Promise<oidc.Configuration> {
    const off = Math.round((now().getTime() - Date.now()) / 1000);
    if (Math.abs(off - knownOff) > 10) {
      known = undefined;
      knownOff = off;
    }
    known ??= discover(settings, off).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  }
}

async function discover({ issuer, clientId, clientSecret }: ProviderSettings, off: number) {
  const configuration = await oidc.discovery(
    issuer,
    clientId,
    {
      client_secret: clientSecret,
      id_token_signed_response_alg: algorithm,
      [oidc.clockSkew]: off,
    },
    oidc.ClientSecretPost(clientSecret),
    // Only a provider on this machine may do without https; the settings see to that.
    issuer.protocol === 'http:' ? { execute: [oidc.allowInsecureRequests] } : {},
  );
  // By itself the library trusts a token for the connection it came by; we check its signature too.
  oidc.enableNonRepudiationChecks(configuration);
  configuration.timeout = 10;
  return configuration;
}

/** A person by what is never given to somebody else: never by e-mail address or user name. */
function vouchedBy(claims: oidc.IDToken, meanings: ReadonlyMap<string, Role>): Vouched {
  const { iss, name, sid } = claims;
  const object = objectOf(claims);
  if (object === undefined) throw new Error('The ID token does not say whom it is about');
  const given = Array.isArray(claims['roles']) ? claims['roles'] : [];
  const roles = given.flatMap((role) => meanings.get(String(role)) ?? []);
  return {
    tenant: iss,
    object,
    name: typeof name === 'string' && name.trim() !== '' ? name : 'No name given',
    roles: [...new Set(roles)],
    providerSession: typeof sid === 'string' ? sid : undefined,
  };
}

/** Microsoft's object id, the same in every application of the tenant; elsewhere the subject. */
function objectOf(claims: Record<string, unknown>): string | undefined {
  const object = claims['oid'] ?? claims['sub'];
  return typeof object === 'string' && object !== '' ? object : undefined;
}
