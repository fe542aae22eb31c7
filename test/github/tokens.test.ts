/** Who gets in, and how far. */
import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { signClaims } from './app-token.ts';
import { createScene, octokitWith, refusalOf, SHOP, type Scene } from './scene.ts';

const scenes: Scene[] = [];
afterEach(async () => {
  for (const { github } of scenes.splice(0)) await github.close();
});

async function scene(...options: Parameters<typeof createScene>): Promise<Scene> {
  const made = await createScene(...options);
  scenes.push(made);
  return made;
}

const NOW = Date.UTC(2031, 4, 1) / 1000;

describe('an app', () => {
  it('is known by a token that it signed, under its id or its client id', async () => {
    const { github } = await scene({ now: () => new Date(NOW * 1000) });
    for (const iss of [github.app.id, String(github.app.id), github.app.clientId]) {
      const octokit = octokitWith(github, signClaims({ iss, iat: NOW - 60, exp: NOW + 540 }, github.privateKey));
      expect((await octokit.rest.apps.getAuthenticated()).data?.slug).toBe('countersign');
    }
    expect(github.problems()).toEqual([]);
  });

  it.each([
    ['is signed with another key', { iat: NOW, exp: NOW + 60 }, 'other', 'could not be decoded'],
    ['has ended', { iat: NOW - 600, exp: NOW }, 'own', 'exp'],
    ['lives longer than ten minutes', { iat: NOW, exp: NOW + 3600 }, 'own', 'too far in the future'],
    ['is from the future', { iat: NOW + 300, exp: NOW + 600 }, 'own', 'iat'],
    ['does not say when it was made', { exp: NOW + 60 }, 'own', 'iat'],
  ])('is refused where its token %s', async (_, claims, key, message) => {
    const { github } = await scene({ now: () => new Date(NOW * 1000) });
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const other = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    const token = signClaims({ iss: github.app.id, ...claims }, key === 'own' ? github.privateKey : other);
    const refusal = await refusalOf(octokitWith(github, token).rest.apps.getAuthenticated());
    expect(refusal.status).toBe(401);
    expect(refusal.message).toContain(message);
  });

  it('is refused under an id that nobody has, and with an algorithm that is none', async () => {
    const { github } = await scene({ now: () => new Date(NOW * 1000) });
    const claims = { iat: NOW, exp: NOW + 60 };
    const stranger = octokitWith(github, signClaims({ ...claims, iss: 5 }, github.privateKey));
    expect((await refusalOf(stranger.rest.apps.getAuthenticated())).status).toBe(404);
    const none = octokitWith(github, signClaims({ ...claims, iss: github.app.id }, github.privateKey, 'none'));
    expect((await refusalOf(none.rest.apps.getAuthenticated())).status).toBe(401);
  });

  it('cannot be registered for events that its permissions do not carry', async () => {
    const { github, acme } = await scene();
    const register = (permissions: Record<string, 'read'>, events: string[]): unknown =>
      github.registerApp({ slug: 'other', owner: acme, permissions, events });
    expect(() => register({ pull_requests: 'read' }, ['pull_request', 'issue_comment'])).toThrow(/issue_comment/);
    expect(() => register({ contents: 'read' }, ['installation'])).toThrow(/installation/);
    expect(() => register({ issues: 'read' }, ['issue_comment'])).not.toThrow();
  });

  it('is fetched once with the code that its manifest was given', async () => {
    const { github, acme } = await scene();
    const manifest = {
      name: 'Shop Bot',
      default_permissions: { checks: 'write' as const },
      default_events: ['check_run'],
    };
    const code = github.submitManifest(manifest, acme);
    const octokit = octokitWith(github, github.createToken(github.createUser('zoe')).value);
    const { data } = await octokit.rest.apps.createFromManifest({ code });
    expect(data).toMatchObject({ slug: 'shop-bot', permissions: { checks: 'write' } });
    expect(data.pem).toContain('RSA PRIVATE KEY');
    expect((await refusalOf(octokit.rest.apps.createFromManifest({ code }))).status).toBe(404);
  });
});

describe('an installation token', () => {
  it('is made for less than the installation has, and never for more', async () => {
    const { github, installation } = await scene({ now: () => new Date(NOW * 1000) });
    const octokit = octokitWith(github, signClaims({ iss: github.app.id, iat: NOW, exp: NOW + 60 }, github.privateKey));
    const wanted = {
      installation_id: installation.id,
      permissions: { checks: 'read' as const },
      repositories: ['shop'],
    };
    const { data } = await octokit.rest.apps.createInstallationAccessToken(wanted);
    expect(data.permissions).toEqual({ checks: 'read', metadata: 'read' });
    expect(data.repositories?.map((one) => one.full_name)).toEqual(['acme/shop']);
    const more = { installation_id: installation.id, permissions: { contents: 'write' as const } };
    expect((await refusalOf(octokit.rest.apps.createInstallationAccessToken(more))).status).toBe(422);
    const elsewhere = { installation_id: installation.id, repositories: ['shop', 'bank'] };
    expect((await refusalOf(octokit.rest.apps.createInstallationAccessToken(elsewhere))).status).toBe(422);
    expect(github.problems()).toEqual([]);
  });

  it('does what its permissions allow and nothing else, and says what would have been needed', async () => {
    const { octokit, openPull, github } = await scene();
    await openPull();
    const reader = octokit({ pull_requests: 'read' });
    await reader.rest.pulls.get({ ...SHOP, pull_number: 1 });
    const review = reader.rest.pulls.createReview({ ...SHOP, pull_number: 1, event: 'COMMENT', body: 'Hm.' });
    const { status, message, headers } = await refusalOf(review);
    expect(status).toBe(403);
    expect(message).toContain('Resource not accessible by integration');
    expect(headers['x-accepted-github-permissions']).toBe('pull_requests=write');
    expect((await refusalOf(reader.rest.repos.getContent({ ...SHOP, path: 'README.md' }))).status).toBe(403);
    expect(github.requests.at(-1)).toMatchObject({
      operation: 'repos/get-content',
      permissions: { pull_requests: 'read', metadata: 'read' },
    });
  });

  it('needs `pull_requests: write` to write into the conversation: `issues: write` is not enough', async () => {
    const permissions = { issues: 'write', pull_requests: 'write' } as const;
    const { octokit, openPull } = await scene({ app: { permissions, events: [] } });
    await openPull();
    const comment = { ...SHOP, issue_number: 1, body: 'Hello.' };
    expect((await refusalOf(octokit({ issues: 'write' }).rest.issues.createComment(comment))).status).toBe(403);
    const { data } = await octokit({ pull_requests: 'write' }).rest.issues.createComment(comment);
    expect(data.user?.login).toBe('countersign[bot]');
  });

  it('does not see repositories that it was not made for', async () => {
    const { github, acme, installation } = await scene();
    await github.createRepository({ owner: acme, name: 'bank' });
    const octokit = octokitWith(github, github.issueToken(installation, { repositories: ['shop'] }).value);
    expect((await refusalOf(octokit.rest.repos.get({ owner: 'acme', repo: 'bank' }))).status).toBe(404);
    const { data } = await octokit.rest.apps.listReposAccessibleToInstallation();
    expect(data.repositories.map(({ name }) => name)).toEqual(['shop']);
  });

  it('lives for an hour, until it is revoked, and as long as its installation is at work', async () => {
    let now = NOW;
    const { github, installation } = await scene({ now: () => new Date(now * 1000) });
    const { value } = github.issueToken(installation);
    const octokit = octokitWith(github, value);
    const status = async (): Promise<number> => (await refusalOf(octokit.rest.repos.get(SHOP))).status;
    await octokit.rest.repos.get(SHOP);
    github.suspend(installation);
    expect(await status()).toBe(403);
    github.unsuspend(installation);
    await octokit.rest.repos.get(SHOP);
    now += 3601;
    expect(await status()).toBe(401);
    const second = octokitWith(github, github.issueToken(installation).value);
    await second.rest.apps.revokeInstallationAccessToken();
    expect((await refusalOf(second.rest.repos.get(SHOP))).status).toBe(401);
    const third = octokitWith(github, github.issueToken(installation).value);
    github.uninstall(installation);
    expect((await refusalOf(third.rest.repos.get(SHOP))).status).toBe(401);
  });

  it('keeps the permissions that were consented to until the newer are accepted', async () => {
    const { github, installation } = await scene();
    github.app.permissions = { ...github.app.permissions, statuses: 'write' };
    expect(() => github.issueToken(installation, { permissions: { statuses: 'write' } })).toThrow(/not granted/);
    github.acceptPermissions(installation);
    expect(github.issueToken(installation, { permissions: { statuses: 'write' } }).permissions['statuses']).toBe(
      'write',
    );
  });
});

describe('a person', () => {
  it('may do what their role allows', async () => {
    const { octokitOf, bob, eve, github } = await scene();
    await octokitOf(bob).rest.issues.createLabel({ ...SHOP, name: 'auth' });
    expect((await refusalOf(octokitOf(eve).rest.repos.get(SHOP))).status).toBe(404);
    const checks = octokitOf(bob).rest.checks.create({ ...SHOP, name: 'Countersign', head_sha: 'a'.repeat(40) });
    expect((await refusalOf(checks)).status).toBe(403);
    const reader = octokitWith(github, github.createToken(bob, { readOnly: true }).value);
    expect((await refusalOf(reader.rest.issues.createLabel({ ...SHOP, name: 'data' }))).status).toBe(403);
  });

  it('has a role by ownership, membership, team, and invitation, the highest of which counts', async () => {
    const { github, acme, repository, octokit, bob } = await scene();
    const [carol, dan] = [github.createUser('carol'), github.createUser('dan')];
    acme.members.set(carol, 'member').set(dan, 'member');
    const identity = github.createTeam(acme, 'identity', { repositories: [[repository, 'maintain']] });
    github.createTeam(acme, 'tokens', { members: [carol], parent: identity });
    const roleOf = async (username: string): Promise<unknown[]> => {
      const { data } = await octokit().rest.repos.getCollaboratorPermissionLevel({ ...SHOP, username });
      return [data.permission, data.role_name];
    };
    expect(await roleOf('ada')).toEqual(['admin', 'admin']);
    expect(await roleOf(bob.login)).toEqual(['write', 'write']);
    expect(await roleOf('carol')).toEqual(['write', 'maintain']);
    expect(await roleOf('dan')).toEqual(['read', 'read']);
    expect(await roleOf('eve')).toEqual(['none', 'none']);
  });

  it('is nobody without a token, and sees only what is public', async () => {
    const { github, acme } = await scene();
    await github.createRepository({ owner: acme, name: 'open', public: true });
    const get = async (path: string, headers: Record<string, string> = {}): Promise<number> =>
      (await fetch(`${github.url}${path}`, { headers })).status;
    expect(await get('/repos/acme/open')).toBe(200);
    expect(await get('/repos/acme/shop')).toBe(404);
    expect(await get('/repos/acme/open', { authorization: 'Bearer ghs_nonsense' })).toBe(401);
    expect(await get('/repos/acme/open', { authorization: 'token' })).toBe(401);
  });
});
