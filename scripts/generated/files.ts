/** All generated files with their texts, for writing them and for seeing that they are not stale. */
import { existsSync, readFileSync } from 'node:fs';
import { parseRulePage } from '#checks/rule-page.ts';
import { policyJsonSchema } from '#policy/json-schema.ts';
import { verdictJsonSchema } from '#review/render/verdict-schema.ts';
import { findRules, loadRule } from '../rule-files.ts';
import { registryText } from './registry.ts';
import { docFileName, ruleDocText, ruleIndexText, type DocumentedRule } from './rule-docs.ts';

/** Folders that hold nothing but generated files: what is no longer made is removed. */
export const OWNED_FOLDERS: readonly string[] = ['docs/rules'];

/** Texts by path from the repository's root. A half-written rule (no page yet, or no rule) is left out. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const rules: DocumentedRule[] = [];
  for (const files of findRules()) {
    if (!existsSync(files.source) || !existsSync(files.page)) continue;
    const page = parseRulePage(readFileSync(files.page, 'utf8'));
    rules.push({ id: files.id, definition: await loadRule(files), page });
  }
  const files = new Map<string, string>([
    ['src/checks/registry.ts', registryText(rules.map((rule) => rule.id))],
    ['docs/rules/README.md', ruleIndexText(rules)],
    [
      'schemas/policy.schema.json',
      jsonText(policyJsonSchema(rules.map(({ id, definition }) => ({ id, title: definition.meta.title })))),
    ],
    ['schemas/verdict.schema.json', jsonText(verdictJsonSchema())],
  ]);
  for (const rule of rules) files.set(`docs/rules/${docFileName(rule.id)}`, ruleDocText(rule));
  return files;
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
