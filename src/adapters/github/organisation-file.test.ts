import { afterEach, describe, expect, it } from '@jest/globals';
import { openShop, type Shop } from '../../../test/github-adapter/shop.ts';
import { createOrganisationFiles } from './organisation-file.ts';

let shop: Shop;
afterEach(() => shop.close());

const PATH = '.github/countersign.yml';

async function open(files: Readonly<Record<string, string>> | null) {
  shop = await openShop();
  const { standIn, acme, ada } = shop;
  const defaults =
    files === null
      ? null
      : await standIn.createRepository({ owner: acme, name: '.github', files, collaborators: [[ada, 'write']] });
  let now = 0;
  const organisationFiles = createOrganisationFiles({ now: () => now });
  return {
    defaults,
    files: organisationFiles,
    later: () => void (now += 120_000),
    read: (path = PATH) => organisationFiles.read(shop.installation, 'acme', path),
  };
}

describe('a file of the organisation', () => {
  it('is read, kept for a while, and asked for again by its ETag', async () => {
    const { read, later, defaults } = await open({ [PATH]: 'version: 1\n' });
    const first = await read();
    expect(first.kind === 'found' && new TextDecoder().decode(first.bytes)).toBe('version: 1\n');
    await read();
    later();
    expect(await read()).toEqual(first);
    const asked = shop.standIn.requests.filter(({ operation }) => operation === 'repos/get-content');
    expect(asked.map(({ status }) => status)).toEqual([200, 304]);
    if (defaults === null) throw new Error('no defaults');
    await shop.standIn.push({ repository: defaults, by: shop.ada, branch: 'main', files: { [PATH]: 'version: 2\n' } });
    later();
    const second = await read();
    expect(second.kind === 'found' && new TextDecoder().decode(second.bytes)).toBe('version: 2\n');
  });

  it('is asked for at once after a push', async () => {
    const { read, files } = await open({ [PATH]: 'version: 1\n' });
    await read();
    files.forget('Acme');
    await read();
    expect(shop.operations()).toEqual(['repos/get-content', 'repos/get-content']);
  });

  it.each<[string, Readonly<Record<string, string>> | null]>([
    ['without the repository', null],
    ['without the file', { 'README.md': '# Defaults\n' }],
  ])('is absent %s', async (_, files) => {
    const { read } = await open(files);
    expect(await read()).toEqual({ kind: 'absent' });
    await read();
    expect(shop.operations()).toHaveLength(1);
  });

  it('is unreadable where it is a folder', async () => {
    const { read } = await open({ [`${PATH}/inner`]: 'x' });
    expect(await read()).toEqual({ kind: 'unreadable' });
  });

  it('is not absent where GitHub does not answer, and what was known is not taken for the answer', async () => {
    const { read, later } = await open({ [PATH]: 'version: 1\n' });
    await read();
    later();
    shop.standIn.faults.add({ operation: 'repos/get-content', does: { kind: 'status', status: 503 } });
    await expect(read()).rejects.toMatchObject({ code: 'unavailable' });
    expect((await read()).kind).toBe('found');
  });
});
