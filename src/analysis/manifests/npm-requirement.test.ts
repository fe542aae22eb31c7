import { describe, expect, it } from '@jest/globals';
import { requirementSource } from './npm-requirement.ts';

describe('what an npm requirement takes a package from', () => {
  it.each([
    ['^1.2.3', { kind: 'range' }],
    ['1.x || >=2.0.0 <3', { kind: 'range' }],
    ['v1.0.0-beta.1', { kind: 'range' }],
    ['1.0.0 - 2.0.0', { kind: 'range' }],
    ['jsr:^1.0.0', { kind: 'range' }],
    ['*', { kind: 'any', tag: null }],
    ['', { kind: 'any', tag: null }],
    ['X', { kind: 'any', tag: null }],
    ['latest', { kind: 'any', tag: 'latest' }],
    ['next', { kind: 'any', tag: 'next' }],
    ['npm:@acme/fork@^2', { kind: 'alias', target: '@acme/fork', range: '^2' }],
    ['npm:other', { kind: 'alias', target: 'other', range: '' }],
    ['github:acme/tool', { kind: 'git', pinned: false }],
    ['acme/tool#v2', { kind: 'git', pinned: false }],
    ['git+ssh://git@git.example.com/acme/tool.git#semver:^1', { kind: 'git', pinned: false }],
    ['https://git.example.com/acme/tool.git#0123456789abcdef0123456789abcdef01234567', { kind: 'git', pinned: true }],
    ['git@git.example.com:acme/tool.git', { kind: 'git', pinned: false }],
    ['https://files.example.com/tool-1.0.0.tgz', { kind: 'url', encrypted: true }],
    ['http://files.example.com/tool-1.0.0.tgz', { kind: 'url', encrypted: false }],
    ['file:../tool', { kind: 'local' }],
    ['./tool', { kind: 'local' }],
    ['workspace:^', { kind: 'local' }],
    ['catalog:', { kind: 'local' }],
  ])('%j', (requirement, expected) => {
    expect(requirementSource(requirement)).toEqual(expected);
  });
});
