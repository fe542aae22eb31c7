import { describe, expect, it } from '@jest/globals';
import { givesSecret, isMaskedName, isNameOfOther, isSecretHeader, isSecretName } from './secret-names.ts';

describe('names of secrets', () => {
  it.each([
    ...['password', 'dbPassword', 'DB_PASSWORD', 'user_password', 'passwd', 'secret', 'clientSecret', 'JWT_SECRET'],
    ...['apiKey', 'API_KEY', 'stripeApiKey', 'x-api-key', 'privateKey', 'accessToken', 'refresh_token', 'idToken'],
    ...['resetToken', 'sessionToken', 'encryptionKey', 'passphrase', 'githubToken', 'authHeader'],
  ])('%s', (name) => expect(isSecretName(name)).toBe(true));

  it.each([
    ...[
      'hasPassword',
      'isTokenValid',
      'passwordLength',
      'passwordResetRequested',
      'tokenCount',
      'maxTokens',
      'totalTokens',
    ],
    ...[
      'token',
      'tokens',
      'nextToken',
      'pageToken',
      'cancelToken',
      'tokenType',
      'secretName',
      'apiKeyId',
      'passwordField',
    ],
    ...[
      'hashedPassword',
      'maskedToken',
      'publicKey',
      'key',
      'primaryKey',
      'foreignKey',
      'keyboard',
      'author',
      'session',
    ],
    ...['passwordHash', 'validatePassword', 'forgotPassword', 'secretary', 'compassword2x', ''],
  ])('not %s', (name) => expect(isSecretName(name)).toBe(false));
});

it('tells what gives a secret from what asks about one', () => {
  expect(
    ['generateApiKey', 'getAccessToken', 'getToken', 'signToken', 'createClientSecret'].map(givesSecret),
  ).not.toContain(false);
  expect(
    ['validateToken', 'getTokenCount', 'tokenize', 'getUser', 'createTokenRow', 'token'].map(givesSecret),
  ).not.toContain(true);
});

it('knows headers that carry one', () => {
  expect(['authorization', 'Cookie', 'x-api-key', 'X-Acme-Token', 'set-cookie'].map(isSecretHeader)).not.toContain(
    false,
  );
  expect(['content-type', 'x-request-id', 'user-agent', 'x-tokens-used'].map(isSecretHeader)).not.toContain(true);
});

it('knows what was made harmless, and what stands for a secret', () => {
  expect([isMaskedName('maskedToken'), isMaskedName('tokenPreview'), isMaskedName('token')]).toEqual([
    true,
    true,
    false,
  ]);
  expect([isNameOfOther('credentialsFile'), isNameOfOther('secretId'), isNameOfOther('secret')]).toEqual([
    true,
    true,
    false,
  ]);
});
