import { readSettings, SettingsRefused } from '@throughline/api/settings';
import { expect, test } from 'vitest';

const whole = {
  PUBLIC_URL: 'https://figures.example.gov.uk',
  OIDC_ISSUER: 'https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0',
  OIDC_CLIENT_ID: 'client',
  OIDC_CLIENT_SECRET: 'the secret',
};

test('without an identity provider none is needed', () => {
  const { provider, publicUrl, proxies, isProduction } = readSettings({}, '/data');
  expect([provider, publicUrl, proxies, isProduction]).toEqual([undefined, undefined, 0, false]);
});

test('by itself an app role means the role of the same name', () => {
  const { provider } = readSettings(whole, '/data');
  expect(provider?.roles.get('co-opted-member')).toBe('co-opted member');
  expect(provider?.roles.get('administrator')).toBe('administrator');
});

test('app roles may be called otherwise', () => {
  const OIDC_ROLES = 'Throughline.Officer=officer, Throughline.CoOpted=co-opted-member';
  const { provider } = readSettings({ ...whole, OIDC_ROLES }, '/data');
  expect([...(provider?.roles ?? [])]).toEqual([
    ['Throughline.Officer', 'officer'],
    ['Throughline.CoOpted', 'co-opted member'],
  ]);
});

test.each([
  [
    'half a provider',
    { OIDC_ISSUER: whole.OIDC_ISSUER },
    /OIDC_CLIENT_ID.*\n.*OIDC_CLIENT_SECRET.*\n.*PUBLIC_URL/,
  ],
  [
    'a provider over plain http',
    { ...whole, OIDC_ISSUER: 'http://login.example.org' },
    /OIDC_ISSUER/,
  ],
  [
    'any tenant',
    { ...whole, OIDC_ISSUER: 'https://login.microsoftonline.com/common/v2.0' },
    /tenant/,
  ],
  ['a role that is not known', { ...whole, OIDC_ROLES: 'X=king' }, /OIDC_ROLES.*king/],
  ['roles without a provider', { OIDC_ROLES: 'X=officer' }, /OIDC_ROLES/],
  [
    'a public address over plain http',
    { PUBLIC_URL: 'http://figures.example.gov.uk' },
    /PUBLIC_URL/,
  ],
  ['a public address with a path', { PUBLIC_URL: 'https://example.gov.uk/figures' }, /PUBLIC_URL/],
  ['a public address with a password', { PUBLIC_URL: 'https://a:b@example.gov.uk' }, /PUBLIC_URL/],
  ['proxies in words', { PROXIES: 'yes' }, /PROXIES/],
])('%s is refused by name', (_, env, words) => {
  expect(() => readSettings(env, '/data')).toThrow(SettingsRefused);
  expect(() => readSettings(env, '/data')).toThrow(words);
});

test('no secret is repeated in a refusal', () => {
  const env = { ...whole, OIDC_ISSUER: 'x' };
  expect(() => readSettings(env, '/data')).toThrow(expect.not.stringContaining('the secret'));
});
