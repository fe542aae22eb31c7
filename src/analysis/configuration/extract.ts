/** The one door from configuration text to facts. Terraform has a grammar, and a door of its own beside the languages. */
import type { ConfigFacts } from '../configuration-facts.ts';
import { EXTRACTOR_VERSION } from '../module-facts.ts';
import { extractJson } from './json.ts';
import { readToml } from './toml.ts';
import { extractYaml } from './yaml.ts';

/** Pure, never throws on any text; what could not be read is in the facts' `broken`. */
export function extractConfiguration(dialect: 'yaml' | 'json' | 'toml', text: string): ConfigFacts {
  if (dialect === 'toml') return extractToml(text);
  return dialect === 'yaml' ? extractYaml(text) : extractJson(text);
}

function extractToml(text: string): ConfigFacts {
  const { lineCount, root, broken } = readToml(text);
  const documents = root === null ? [] : [root];
  return {
    kind: 'configuration',
    version: EXTRACTOR_VERSION,
    format: 'toml',
    lineCount,
    documents,
    blocks: [],
    comments: [],
    broken,
  };
}
