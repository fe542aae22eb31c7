/** `countersign bom` on a repository of its own: what it writes is a bill of materials by its own schema, and says who brought what. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { createScratchRepository, type ScratchRepository } from '../repositories/scratch-repository.ts';
import { runCli } from './run-cli.ts';

interface Bom {
  readonly metadata: { readonly component: { readonly version: string }; readonly properties: readonly Property[] };
  readonly components: readonly {
    readonly type: string;
    readonly name: string;
    readonly version?: string;
    readonly purl?: string;
    readonly publisher?: string;
    readonly properties?: readonly Property[];
  }[];
  readonly services: readonly { readonly name: string; readonly endpoints?: readonly string[] }[];
}

interface Property {
  readonly name: string;
  readonly value: string;
}

const VALIDATOR = new Validation.JsonStrictValidator(Spec.Version.v1dot6);

describe('countersign bom', () => {
  let repository: ScratchRepository | null = null;
  afterEach(() => {
    repository?.dispose();
    repository = null;
  });

  it('lists packages with the commit that brought each, models, servers, and the share of AI', async () => {
    repository = createScratchRepository();
    const manifest = (dependencies: Record<string, string>): string => `${JSON.stringify({ dependencies }, null, 2)}\n`;
    repository.write('package.json', manifest({ express: '5.0.0' }));
    repository.commit('A server');
    repository.write('package.json', manifest({ express: '5.1.0', openai: '5.1.0', ['__proto__']: '1.0.0' }));
    repository.write('src/summary.ts', "export const model = 'gpt-4o-mini';\n");
    repository.write('AGENTS.md', '# Rules\n');
    const url = 'https://u:p@mcp.acme.example/docs?key=abc';
    repository.write('.mcp.json', JSON.stringify({ mcpServers: { docs: { url } } }));
    const second = repository.commit('Summaries\n\nCo-Authored-By: Claude <noreply@anthropic.com>');
    const { stdout, code } = await runCli(['bom', '--repo', repository.dir, '--no-cache']);
    expect(code).toBe(0);
    expect(await VALIDATOR.validate(stdout)).toBeNull();
    const bom = JSON.parse(stdout) as Bom;
    const library = (name: string) => bom.components.find((one) => one.name === name);
    expect(bom.metadata.component.version).toBe(second);
    expect(library('openai')?.properties).toEqual(
      expect.arrayContaining([
        { name: 'countersign:added-by:commit', value: second },
        { name: 'countersign:added-by:provenance', value: 'assisted' },
        { name: 'countersign:added-by:tool', value: 'claude-code' },
      ]),
    );
    expect(library('express')?.properties).toContainEqual({
      name: 'countersign:added-by:provenance',
      value: 'no-evidence',
    });
    expect(library('gpt-4o-mini')).toMatchObject({ type: 'machine-learning-model', publisher: 'OpenAI' });
    expect(bom.components).toContainEqual(expect.objectContaining({ type: 'file', name: 'AGENTS.md' }));
    expect(bom.services).toMatchObject([
      { name: 'mcp.acme.example/docs', endpoints: ['https://mcp.acme.example/docs'] },
    ]);
    expect(stdout).not.toContain('key=abc');
    const share = bom.metadata.properties.find(({ name }) => name === 'countersign:history:ai-assisted-percent');
    expect(Number(share?.value)).toBeGreaterThan(0);
    expect(Number(share?.value)).toBeLessThan(100);
  });

  it('is held to a schema that refuses what is no bill of materials', async () => {
    expect(await VALIDATOR.validate('{ "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 0 }')).not.toBeNull();
  });

  it('writes to a file, and says that a revision is not there', async () => {
    repository = createScratchRepository();
    repository.write('go.mod', 'module acme.example/a\n\ngo 1.24\n\nrequire github.com/acme/b v1.2.0\n');
    repository.commit('A module');
    const file = join(repository.dir, 'bom.json');
    expect((await runCli(['bom', '--repo', repository.dir, '--output', file, '--no-cache'])).code).toBe(0);
    expect(await VALIDATOR.validate(await readFile(file, 'utf8'))).toBeNull();
    const wrong = await runCli(['bom', '--repo', repository.dir, '--ref', 'nowhere', '--no-cache']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('nowhere');
  });
});
