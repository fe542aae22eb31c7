/** Secrets of a pull request, and our own tokens: in no log, comment, check or row of the database. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { BLOG, SHOP } from '../demo/shop.ts';
import { runsOf } from '../github/state/checks.ts';
import { worldsOfThisFile } from './closing.ts';

const createWorld = worldsOfThisFile();

/** In the form of a secret, made here. */
const CANARY = `ghp_${'c4NarY'.repeat(6)}`;
const PASSWORD = 'canary-Pa55word-that-nobody-uses';

it('a canary in a pull request and the tokens of the App are nowhere afterwards', async () => {
  const world = await createWorld();
  const { standIn, people } = world;
  const files = {
    'src/token.js': `export const githubToken = '${CANARY}';\nexport const url = 'postgres://app:${PASSWORD}@10.1.2.3/app';\n`,
  };
  const pulls = [];
  for (const [name, base] of [
    ['shop', SHOP],
    ['blog', BLOG],
  ] as const) {
    const repository = await world.createRepository({ name, files: base });
    const title = `Use ${CANARY}`;
    const body = `The password is ${PASSWORD}`;
    pulls.push(await standIn.openPullRequest({ repository, author: people.rin, title, body, message: body, files }));
  }
  standIn.faults.add({ operation: 'checks/update', does: { kind: 'status', status: 502, message: CANARY } });
  await world.settled();

  const shown = pulls.flatMap((pull) => [
    ...pull.reviews.map(({ body }) => body),
    ...pull.threads.flatMap(({ comments }) => comments.map(({ body }) => body)),
    ...runsOf(pull.repository, pull.head.sha).map(({ output, annotations }) => JSON.stringify([output, annotations])),
  ]);
  expect(shown.join('\n')).toContain('secrets/hardcoded-secret');
  const texts = [['what GitHub shows', shown.join('\n')], ...filesBelow(world.folder)] as const;
  const forbidden = [
    CANARY,
    PASSWORD,
    standIn.app.webhookSecret,
    ...standIn.issuedTokens(),
    keyBody(standIn.privateKey),
  ];
  expect(forbidden.length).toBeGreaterThan(5);
  for (const [where, text] of texts) {
    for (const secret of forbidden) {
      // The mirror is a copy of the repository, and holds what is in it.
      if (where.includes('mirrors') && (secret === CANARY || secret === PASSWORD)) continue;
      expect({ where, holds: text.includes(secret) ? secret.slice(0, 8) : null }).toEqual({ where, holds: null });
    }
  }
});

function filesBelow(folder: string): (readonly [string, string])[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
    .map((path) => [path, readFileSync(path, 'latin1')] as const);
}

function keyBody(pem: string): string {
  return pem.split('\n')[3] ?? pem;
}
