import { describe, expect, it } from '@jest/globals';
import { extractConfiguration } from '#analysis/configuration/extract.ts';
import type { ConfigFacts } from '#analysis/configuration-facts.ts';
import type { FileFacts } from '#analysis/file-facts.ts';
import { indexFolders, neighboursOf } from './infrastructure-neighbours.ts';
import { MAX_NEIGHBOURS } from './limits.ts';

const SPAN = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

function terraform(...sources: readonly string[]): ConfigFacts {
  const blocks = sources.map((source) => ({
    type: 'module',
    labels: ['m'],
    attributes: [{ key: 'source', keySpan: SPAN, value: { kind: 'scalar', value: source, span: SPAN } as const }],
    blocks: [],
    span: SPAN,
    headerSpan: SPAN,
  }));
  return { ...extractConfiguration('yaml', ''), format: 'terraform', blocks };
}

function near(changed: Readonly<Record<string, FileFacts>>, paths: readonly string[]) {
  return neighboursOf(new Map(Object.entries(changed)), indexFolders({ paths, oid: () => null }));
}

const OBJECT = extractConfiguration('yaml', 'apiVersion: v1\nkind: Pod\n');

describe('what is read beside changed infrastructure', () => {
  it('is the rest of a module, what it calls, and the folders above', () => {
    const paths = [
      'a/b/main.tf',
      'a/b/x.tf',
      'a/b/terraform.tfvars',
      'a/b/prod.tfvars',
      'a/m/m.tf',
      'a/top.tf',
      'c/c.tf',
    ];
    const { paths: found } = near({ 'a/b/main.tf': terraform('../m', 'example/registry/aws') }, paths);
    expect(found).toEqual(['a/b/terraform.tfvars', 'a/b/x.tf', 'a/m/m.tf', 'a/top.tf']);
  });

  it('stays inside of the repository, whatever a module names', () => {
    expect(near({ 'main.tf': terraform('../../../etc', './__proto__') }, ['main.tf']).paths).toEqual([]);
  });

  it('is the values of a chart for a template, and the templates for the values', () => {
    const paths = ['c/Chart.yaml', 'c/values.yaml', 'c/templates/a.yaml', 'c/templates/sub/b.yaml', 'd/e.yaml'];
    expect(near({ 'c/templates/a.yaml': OBJECT }, paths).paths).toEqual(['c/Chart.yaml', 'c/values.yaml']);
    const ofValues = near({ 'c/values.yaml': extractConfiguration('yaml', 'a: 1\n') }, paths).paths;
    expect(ofValues).toEqual(['c/Chart.yaml', 'c/templates/a.yaml', 'c/templates/sub/b.yaml']);
  });

  it('is the other manifests of a folder, and nothing for what is no manifest', () => {
    const paths = ['k/a.yaml', 'k/b.yml', 'k/sub/c.yaml'];
    expect(near({ 'k/a.yaml': OBJECT }, paths).paths).toEqual(['k/b.yml']);
    expect(near({ 'k/a.yaml': extractConfiguration('yaml', 'on: push\n') }, paths).paths).toEqual([]);
  });

  it('is bounded, and says how many were left out', () => {
    const paths = Array.from({ length: MAX_NEIGHBOURS + 7 }, (_, n) => `m/f${n}.tf`);
    const { paths: found, leftOut } = near({ 'm/main.tf': terraform() }, paths);
    expect([found.length, leftOut]).toEqual([MAX_NEIGHBOURS, 7]);
  });
});
