/** Where a file uses a language model, or is there for agents: packages, names of models, servers, instructions. From its facts alone. */
import { agentFileOf } from '#analysis/agent-files.ts';
import { textOf } from '#analysis/configuration/lookup.ts';
import type { ConfigFacts } from '#analysis/configuration-facts.ts';
import type { FileFacts } from '#analysis/file-facts.ts';
import type { ManifestFacts } from '#analysis/manifest-facts.ts';
import type { ModuleFacts } from '#analysis/module-facts.ts';
import type { Span } from '#domain/span.ts';
import { identityOf, serversIn, settingsIn } from './agent-settings.ts';
import { modelOf, sdkProvider } from './ai-names.ts';

export interface AiUse {
  readonly kind: 'package' | 'model' | 'server' | 'instructions';
  readonly name: string;
  /** Whose it is, where that is known. */
  readonly provider: string | null;
  readonly span: Span;
  /** Of a server that is called: its address. */
  readonly url?: string;
}

const FIRST_LINE: Span = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

export function aiUsesIn(path: string, facts: FileFacts): AiUse[] {
  switch (facts.kind) {
    case 'manifest':
      return inManifest(facts);
    case 'module':
      return inModule(facts);
    case 'configuration':
      return inConfiguration(path, facts);
    case 'instructions':
      return [{ kind: 'instructions', name: path, provider: null, span: FIRST_LINE }];
  }
}

function inManifest({ ecosystem, dependencies }: ManifestFacts): AiUse[] {
  return dependencies.flatMap(({ name, span }): AiUse[] => {
    const provider = sdkProvider(ecosystem, name);
    return provider === null ? [] : [{ kind: 'package', name, provider, span }];
  });
}

/** Names of models among the texts of a module; once each. */
function inModule({ functions }: ModuleFacts): AiUse[] {
  const found = new Map<string, AiUse>();
  for (const { nodes } of functions) {
    for (const node of nodes) {
      const model = node.kind === 'literal' && typeof node.value === 'string' ? modelOf(node.value) : null;
      if (model !== null && !found.has(model.name)) found.set(model.name, { kind: 'model', ...model, span: node.span });
    }
  }
  return [...found.values()];
}

function inConfiguration(path: string, facts: ConfigFacts): AiUse[] {
  const found = new Map<string, AiUse>();
  for (const { keys, entry } of settingsIn(facts)) {
    const model = /model/i.test(keys.slice(-2).join('.')) ? modelOf(textOf(entry.value) ?? '') : null;
    if (model !== null && !found.has(model.name))
      found.set(model.name, { kind: 'model', ...model, span: entry.value.span });
  }
  if (agentFileOf(path) !== 'configuration') return [...found.values()];
  const servers = serversIn(facts, path).map((server): AiUse => {
    return {
      kind: 'server',
      name: identityOf(server),
      provider: null,
      span: server.span,
      ...(server.url === null ? {} : { url: server.url }),
    };
  });
  return [...found.values(), ...servers];
}
