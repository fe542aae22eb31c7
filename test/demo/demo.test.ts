/** What the demo is asked for, and what it says where that cannot be shown. The demo itself is run by `.ci/run`. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createScratchRepository, type ScratchRepository } from '../repositories/scratch-repository.ts';
import { demoArguments } from './arguments.ts';
import { readLocalChange } from './local-change.ts';

describe('the arguments of the demo', () => {
  it.each([
    [[], { once: false, local: null }],
    [['--once'], { once: true, local: null }],
    [['--repo', 'a', '--base', 'b'], { once: false, local: { dir: 'a', base: 'b', head: 'HEAD' } }],
    [
      ['--repo', 'a', '--base', 'b', '--head', 'c', '--once'],
      { once: true, local: { dir: 'a', base: 'b', head: 'c' } },
    ],
    [['--repo', 'a'], null],
    [['--base', 'b'], null],
    [['--twice'], null],
  ])('%j', (args, expected) => {
    expect(demoArguments(args)).toEqual(expected);
  });
});

describe('a repository of this machine', () => {
  let scratch: ScratchRepository;
  beforeAll(() => {
    scratch = createScratchRepository();
    scratch.commit('Begin');
    scratch.write('a.ts', 'export {};\n');
    scratch.commit('Add a');
  });
  afterAll(() => scratch.dispose());

  it('is read', () => {
    const read = readLocalChange({ dir: scratch.dir, base: 'HEAD~1', head: 'main' });
    expect(read).toMatchObject({
      kind: 'read',
      change: { subject: 'Add a', headSha: scratch.git('rev-parse', 'main') },
    });
  });

  it.each([
    ['no revision', { base: 'nowhere', head: 'main' }, /^nowhere names no commit in /],
    ['an option', { base: 'main', head: '--all' }, /^--all names no commit in /],
    ['nothing that changed', { base: 'main', head: 'HEAD' }, /^main and HEAD are the same commit/],
    [
      'no repository',
      { dir: '/nonexistent', base: 'main', head: 'HEAD' },
      /^There is no git repository in \/nonexistent/,
    ],
  ])('that is %s is refused with a sentence', (_, given, reason) => {
    expect(readLocalChange({ dir: scratch.dir, ...given })).toEqual({
      kind: 'refused',
      reason: expect.stringMatching(reason),
    });
  });
});
