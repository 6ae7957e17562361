import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { Provider } from 'oidc-provider';

/** Somebody the council's provider vouches for. */
export interface Account {
  sub: string;
  name: string;
  email?: string;
  roles?: string[];
}

/** A provider that a test started. */
export interface TestProvider {
  issuer: string;
  stop(): Promise<void>;
}

/** The client that the product is, at each provider, and another one of the same council. */
export const client = { id: 'throughline', secret: 'the-secret-of-the-test' };
export const otherClient = { id: 'other', secret: 'the-secret-of-another' };

/** A real provider of OpenID Connect: it signs in, without asking, whoever is in `next`. */
export async function startCouncil(callback: string): Promise<TestProvider & { next: Account }> {
  const { server, issuer } = await listen();
  const accounts = new Map<string, Account>();
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const council = {
    issuer,
    next: { sub: 'nobody', name: 'Nobody' } as Account,
    stop: () => close(server),
  };
  const registered = ({ id, secret }: typeof client) => ({
    client_id: id,
    client_secret: secret,
    redirect_uris: [callback],
    token_endpoint_auth_method: 'client_secret_post' as const,
  });
  const provider = new Provider(issuer, {
    clients: [registered(client), registered(otherClient)],
    jwks: {
      keys: [{ ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256', kid: 'council' }],
    },
    cookies: { keys: ['a key for the cookies of a test'] },
    ttl: { AccessToken: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'roles'], profile: ['name'], email: ['email'] },
    pkce: { required: () => false },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: async () => ({ ...accounts.get(sub), sub }),
    }),
    loadExistingGrant: async (ctx) => {
      const { client: asking, session } = ctx.oidc;
      const grant = new ctx.oidc.provider.Grant({
        ...(asking ? { clientId: asking.clientId } : {}),
        ...(session?.accountId ? { accountId: session.accountId } : {}),
      });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
    accounts.set(council.next.sub, council.next);
    const login = { accountId: council.next.sub };
    void provider.interactionFinished(request, response, { login });
  });
  return council;
}

/** What a hostile provider answers with in place of an honest ID token. */
export type Forge = (honest: JWTPayload, keys: Keys) => Promise<string>;

/** The keys of a hostile provider: its own, and one that it does not publish. */
export interface Keys {
  own: CryptoKey;
  unknown: CryptoKey;
  /** Its own public key, as anyone can read it. */
  publicText: string;
}

/** A token signed as it should be. */
export function signed(payload: JWTPayload, key: CryptoKey): Promise<string> {
  return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'hostile' }).sign(key);
}

/**
 * A provider that says what the test wants. Its codes are the nonce they were asked with, and it
 * remembers what it was asked for.
 */
export async function startHostile(): Promise<
  TestProvider & {
    forge: Forge;
    keys: Keys;
    honest(nonce: string): JWTPayload;
  }
> {
  const { server, issuer } = await listen();
  const pair = await generateKeyPair('RS256', { extractable: true });
  const keys = {
    own: pair.privateKey,
    unknown: (await generateKeyPair('RS256')).privateKey,
    publicText: await exportSPKI(pair.publicKey),
  };
  const jwk = { ...(await exportJWK(pair.publicKey)), use: 'sig', alg: 'RS256', kid: 'hostile' };
  const hostile = {
    issuer,
    keys,
    forge: ((honest, { own }) => signed(honest, own)) as Forge,
    honest(nonce: string): JWTPayload {
      const now = Math.floor(Date.now() / 1000);
      return {
        iss: issuer,
        aud: client.id,
        sub: 'visitor',
        name: 'A visitor',
        roles: ['member'],
        nonce,
        iat: now,
        exp: now + 300,
      };
    },
    stop: () => close(server),
  };
  server.on('request', async (request, response) => {
    const send = (body: object) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(body));
    };
    switch (new URL(request.url ?? '/', issuer).pathname) {
      case '/.well-known/openid-configuration':
        return send({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
        });
      case '/keys':
        return send({ keys: [jwk] });
      case '/token': {
        let body = '';
        for await (const chunk of request) body += chunk;
        const nonce = new URLSearchParams(body).get('code') ?? '';
        const idToken = await hostile.forge(hostile.honest(nonce), keys);
        return send({ access_token: 'x', token_type: 'bearer', expires_in: 60, id_token: idToken });
      }
      default:
        response.statusCode = 404;
        return send({});
    }
  });
  return hostile;
}

async function listen(): Promise<{ server: Server; issuer: string }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port is free');
  return { server, issuer: `http://127.0.0.1:${address.port}` };
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
