/** The one door from configuration text to facts. Terraform has a grammar, and a door of its own beside the languages. */
import type { ConfigFacts } from '../configuration-facts.ts';
import { extractJson } from './json.ts';
import { extractYaml } from './yaml.ts';

/** Pure, never throws on any text; what could not be read is in the facts' `broken`. */
export function extractConfiguration(dialect: 'yaml' | 'json', text: string): ConfigFacts {
  return dialect === 'yaml' ? extractYaml(text) : extractJson(text);
}
