import { describe, expect, it } from '@jest/globals';
import { createSecretFinder } from './find-secrets.ts';

const finder = createSecretFinder([]);

/** What is found, and the value it is found in. Values are invented, and put together so that no scanner stumbles over this file. */
function found(text: string): string[] {
  return finder.find(text, () => undefined).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);
}

const drawn = ['k2Lm8vRw4Yu6', 'Bn1Cd5Ee0GhT'].join('');
const token = ['ghp', 'a8F3kq9ZxL2mW7vR4tY6uB1nC5dE0gHsJ2k1'].join('_');

describe('a value beside a name that says what it is', () => {
  it.each([
    ['API_TOKEN=%', 'an environment file'],
    ['export API_TOKEN=%', 'a shell'],
    ['ENV API_TOKEN %', 'a Dockerfile'],
    ['  apiToken: "%",', 'an object'],
    ['  "api_token" => "%"', 'Ruby or PHP'],
    ['var apiToken string = "%"', 'Go'],
    ['String apiToken = "%";', 'Java'],
    ['let api_token: &str = "%";', 'Rust'],
    ['api_token := `%`', 'Go, raw'],
    ['API_TOKEN ?= %', 'a Makefile'],
    ['<apiToken>\n    %\n</apiToken>', 'XML'],
    ['<add key="ApiToken" value="%" />', 'an attribute beside it'],
    ['- name: API_TOKEN\n  value: "%"', 'a list of variables'],
    ['{"name":"API_TOKEN","value":"%"}', 'a list of variables in JSON'],
    ['System.setProperty("API_TOKEN", "%")', 'a call'],
    ['os.environ.get("API_TOKEN", "%")', 'a default'],
    ['const t = process.env.API_TOKEN || "%"', 'another default'],
    ['{"source": ["API_TOKEN = \\"%\\"\\n"]}', 'a notebook'],
    ['{"config.ini": "API_TOKEN=%\\nDEBUG=1"}', 'a file inside a string'],
    ['run --api-token %', 'a command line'],
    ["-H 'Authorization: Bearer %'", 'a header'],
    ['variables:\n  DEPLOY_TOKEN: %', 'a pipeline'],
    ['"attributes": {"secret_key": "%"}', 'the state of Terraform'],
    ['https://api.acme.internal/v1?access_token=%&page=2', 'a URL'],
  ])('is found in %s (%s)', (text) => {
    expect(found(text.replace('%', drawn)).map((one) => one.split(' ')[1])).toEqual([drawn]);
  });

  it.each([
    ['publicKey = "%"'],
    ['csrf-token=%'],
    ['tokenId: "%"'],
    ['key_name: "%"'],
    ['cacheKey = "%"'],
    ['invalidToken = "%"'],
    ['integrity: "%"'],
    ['MantleApi_version=%'],
    ['next_page_token: "%"'],
  ])('is not found where the name says that it opens nothing: %s', (text) => {
    expect(found(text.replace('%', drawn))).toEqual([]);
  });

  it.each([
    ['password: "password"'],
    ['password: "changeMe123"'],
    ['password = "${var.database_password}"'],
    ['token: ${{ secrets.DEPLOY_TOKEN }}'],
    ['token: {{ vault_token }}'],
    ['api_key = "<your key here>"'],
    ['secret: "xxxxxxxxxxxxxxxxxxxxxxxx"'],
    ['token = "abcdefghijklmnop1234567890"'],
    ['token: "0000000000000000000000000000"'],
    ['secret = getSecret("projects/acme/secrets/orders")'],
    ['apiKey: config.get("api.key")'],
    ['tokenEndpoint: "https://id.acme.internal/oauth2/token"'],
    ['passwordFile: /run/secrets/database_password'],
    ['"password": "Contraseña"'],
    ['password: "Must be at least 8 characters"'],
    ['authToken = await this.tokens.issue(user)'],
    ['secretKeyRef:\n  name: orders-database'],
    ['token_type = "AuthorizationCodeGrant"'],
    ['authorization: Basic dXNlcm5hbWU6cGFzc3dvcmQ='],
    ['[![cover](https://cover.acme.internal/badge.svg?token=k2Lm8vRw4Y)](https://cover.acme.internal)'],
    ['secrets: inherit'],
    ['keyVaultToStoreSecrets: orders-qa-1208358310'],
  ])('is not found in %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('takes a password that was thought up, not only one that was drawn', () => {
    expect(found('password = "kangaroo7Xy"')).toEqual(['assigned-password kangaroo7Xy']);
  });
});

describe('secrets of several words', () => {
  it('finds a private key, also with its line breaks escaped', () => {
    const body = `MIIEow${drawn}`.repeat(4);
    const header = ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' ');
    expect(found(`${header}\n${body}\n-----END`)).toHaveLength(1);
    expect(found(`key = "${header}\\n${body}\\n-----END"`)).toHaveLength(1);
    expect(found(`${header}\n...\n-----END`)).toEqual([]);
    expect(found(`${header.replace('PRIVATE', 'PUBLIC')}\n${body}\n-----END`)).toEqual([]);
  });

  it('finds what a Kubernetes Secret holds, and says nothing of an empty or an external one', () => {
    const secret = 'apiVersion: v1\nkind: Secret\ndata:\n  user: YWRtaW4=\n  config: %\ntype: Opaque\n';
    const encoded = Buffer.from(drawn).toString('base64');
    expect(found(secret.replace('%', encoded))).toContain(`kubernetes-secret ${encoded}`);
    expect(found(secret.replace('%', '""'))).toEqual([]);
    expect(found(secret.replace('kind: Secret', 'kind: ExternalSecret').replace('%', 'orders/database'))).toEqual([]);
  });

  it.each([
    ['curl -u "robot:k2Lm8vRw4Y" https://api.acme.internal', ['command-line-password k2Lm8vRw4Y']],
    ['curl -sS \\\n  --user robot:k2Lm8vRw4Y https://api.acme.internal', ['command-line-password k2Lm8vRw4Y']],
    ['curl -u "${USER}:${PASSWORD}" https://api.acme.internal', []],
    ['curl -u user:password https://api.acme.internal', []],
  ])('reads the command line %j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe('what hides a token', () => {
  it.each([
    ['base64', Buffer.from(`token=${token}`).toString('base64')],
    ['hexadecimal', Buffer.from(token).toString('hex')],
    ['base64 twice', Buffer.from(Buffer.from(`x ${token}`).toString('base64')).toString('base64')],
    ['percent-encoding', `url=https%3A%2F%2Fapi.acme.internal%2F%3Fauth%3D${token.replace('_', '%5F')}`],
    ['a sum of strings', `'${token.slice(0, 12)}' + '${token.slice(12)}'`],
    ['a sum over lines', `"${token.slice(0, 12)}" +\n      "${token.slice(12)}"`],
    ['strings in a row', `("${token.slice(0, 12)}"\n "${token.slice(12)}")`],
    ['a list that is joined', `['${token.slice(0, 3)}', '${token.slice(3)}'].join('')`],
  ])('is looked through: %s', (_, text) => {
    expect(found(text).map((one) => one.split(' ')[0])).toEqual(['github-token']);
  });
});

// Their time is measured by the bench; here they only have to end.
describe('hostile texts', () => {
  const LENGTH = 100_000;
  it.each([
    'token',
    'token="',
    'key=',
    'eyJ',
    '://a:',
    '%3a',
    '"+"',
    '["a",',
    'kind: secret\n',
    '-u a:',
    'private key',
    'ghp_',
    '-----BEGIN ',
  ])('many times %j end', (piece) => {
    expect(finder.find(piece.repeat(LENGTH / piece.length), () => undefined).length).toBeLessThan(LENGTH);
  });
});
