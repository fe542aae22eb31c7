/** The text of `src/checks/registry.ts`: the rules by id, so that nobody keeps a list by hand. */

const HEADER = `/**
 * All rules, by id. Generated from the folders beside it: \`npm run generate\` after adding, moving or removing a rule.
 */
import type { RegisteredRule } from './rule.ts';
`;

/** `ids` in the order in which they are to be listed. */
export function registryText(ids: readonly string[]): string {
  const imports = ids.map((id) => `import { rule as ${identifier(id)} } from './${id}.ts';\n`);
  const names = ids.map((id) => `  '${id}',\n`);
  const rules = ids.map((id) => `  { id: '${id}', definition: ${identifier(id)} },\n`);
  return [
    HEADER,
    ...imports,
    '\nexport const RULE_IDS = [\n',
    ...names,
    '] as const;\n',
    '\nexport type RuleId = (typeof RULE_IDS)[number];\n',
    '\nexport const RULES: readonly (RegisteredRule & { readonly id: RuleId })[] = [\n',
    ...rules,
    '];\n',
  ].join('');
}

/** `auth/late-guard` → `authLateGuard`. */
function identifier(id: string): string {
  return id.replace(/[/-](\w)/g, (_, letter: string) => letter.toUpperCase());
}
