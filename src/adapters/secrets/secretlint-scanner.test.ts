import { describe, expect, it } from '@jest/globals';
import type { SecretScanner } from '#review/ports.ts';
import { createSecretScanner } from './secretlint-scanner.ts';

// Put together here, so that scanners of this repository see no secret in it. They open nothing.
const body = 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8';
const githubToken = ['ghp', body].join('_');
const awsKey = ['q8W3', 'e9R1t7', 'Y5u2I0', 'o4P6a8', 'S3d1F9', 'g7H5j2', 'K0l4Zx'].join('');
const privateKey = [
  `-----BEGIN RSA PRIVATE ${'KEY'}-----`,
  `MI${'IEow'.repeat(40)}`,
  `-----END RSA PRIVATE ${'KEY'}-----`,
];
const databaseUrl = `postgres://reports:${['Tr0ub4', 'dor'].join('')}@db.acme.internal:5432/reports`;

const scanner = createSecretScanner({ salt: 'a salt' });

function scan(text: string, path = 'src/app.ts', by: SecretScanner = scanner): ReturnType<SecretScanner['scan']> {
  return by.scan([{ path, side: 'head', text }]);
}

describe('the secret scanner', () => {
  it('says what was found and where, and shows four characters of it', async () => {
    const { found, failed } = await scan(`const a = 1;\nconst token = '${githubToken}';\n`);
    expect(failed).toEqual([]);
    expect(found).toEqual([
      {
        kind: 'github-token',
        description: 'GitHub token',
        place: {
          path: 'src/app.ts',
          side: 'head',
          span: { startLine: 2, startColumn: 16, endLine: 2, endColumn: 16 + githubToken.length },
        },
        preview: 'ghp_',
        hash: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    ]);
  });

  it('points at the value, not at the name before it', async () => {
    const { found } = await scan(`AWS_SECRET_ACCESS_KEY=${awsKey}\n`, '.env');
    expect(found).toMatchObject([
      {
        kind: 'aws-secret-access-key',
        preview: awsKey.slice(0, 4),
        place: { span: { startColumn: 23, endColumn: 63 } },
      },
    ]);
  });

  it('never lets a value out, whatever happens', async () => {
    const values = [githubToken, awsKey, privateKey[1] ?? '', databaseUrl];
    const text = [
      `t = '${githubToken}'`,
      `AWS_SECRET_ACCESS_KEY=${awsKey}`,
      ...privateKey,
      `url = "${databaseUrl}"`,
      `// secretlint-disable-line ${githubToken}`,
    ].join('\n');
    const answers = [
      await scan(text),
      await scan(text, '.npmrc'),
      await scan(`_authToken=${githubToken}`, '.npmrc'),
      await scan(JSON.stringify({ private_key_id: 'x', private_key: privateKey.join('\n') }, null, 1), 'key.json'),
      await scan(text, 'a.ts', createSecretScanner({ salt: '', maxLength: 10 })),
    ];
    expect(answers.map((answer) => answer.found.length)).toEqual([5, 5, 1, 1, 0]);
    const written = JSON.stringify(answers);
    for (const value of values) {
      for (let at = 0; at + 8 <= value.length; at += 1) expect(written).not.toContain(value.slice(at, at + 8));
    }
  });

  it('hashes the same value alike under one salt, and not under another', async () => {
    const [a, b] = [await scan(`x = '${githubToken}'`), await scan(`y: ${githubToken}`)];
    const other = await scan(githubToken, 'a.ts', createSecretScanner({ salt: 'another' }));
    expect(a.found[0]?.hash).toBe(b.found[0]?.hash);
    expect(other.found[0]?.hash).not.toBe(a.found[0]?.hash);
  });

  it('is not switched off by the text it checks', async () => {
    const { found } = await scan(`/* secretlint-disable */\nconst token = '${githubToken}';\n`);
    expect(found).toHaveLength(1);
  });

  it.each([
    ['postgres://postgres:postgres@localhost:5432/app', []],
    ['postgres://reports:changeme1@db/app', []],
    ['mysql://app:Xk29vvQw@mysql:3306/app', ['database-url-local']],
    ['mongodb://app:Xk29vvQw@cluster0.acme.internal/app', ['database-url']],
    ['mysql://app:changeme1@db.acme.internal/app', ['database-url-placeholder']],
    ['https://deploy:Xk29vvQw@docs.example.com/x', []],
    ['https://deploy:Xk29vvQw@registry.acme.internal/x', ['basic-auth']],
  ])('tells where the password of %s opens something', async (url, kinds) => {
    expect((await scan(`url = "${url}"`)).found.map((fact) => fact.kind)).toEqual(kinds);
  });

  it('says a key file is one secret, where its key is', async () => {
    const text = JSON.stringify(
      { type: 'service_account', private_key_id: 'x', private_key: privateKey.join('\n') },
      null,
      2,
    );
    const { found } = await scan(text, 'deploy/key.json');
    expect(found).toMatchObject([{ kind: 'gcp-service-account-key', place: { span: { startLine: 4, endLine: 4 } } }]);
  });

  it('counts positions with a byte order mark', async () => {
    const { found } = await scan(`\uFEFF${githubToken}`);
    expect(found[0]?.place.span).toMatchObject({ startLine: 1, startColumn: 2 });
  });

  it('looks at one file after another that failed, and says which', async () => {
    const small = createSecretScanner({ salt: 's', maxLength: 100 });
    const { found, failed } = await small.scan([
      { path: 'big.ts', side: 'head', text: 'x'.repeat(101) },
      { path: 'a.ts', side: 'base', text: githubToken },
    ]);
    expect(failed).toEqual([{ path: 'big.ts', reason: 'longer than 100 characters' }]);
    expect(found).toMatchObject([{ place: { path: 'a.ts', side: 'base' } }]);
  });

  it('lists the first hundred of a file full of them, and says so', async () => {
    const text = Array.from({ length: 3_000 }, (_, n) => `ghp_${String(n)}${body}`.slice(0, 40)).join('\n');
    const { found, failed } = await scan(text);
    expect(found).toHaveLength(100);
    expect(failed).toEqual([{ path: 'src/app.ts', reason: 'only the first 100 of 3000 secrets are listed' }]);
  });

  it('reads nothing from the disk by a name it is given', async () => {
    const { found, failed } = await scan('not the bytes of a key', '/proc/self/environ.p12');
    expect([found, failed]).toEqual([[], []]);
  });
});
