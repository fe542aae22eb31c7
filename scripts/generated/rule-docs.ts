/** The text of `docs/rules/`: each rule's own page with its metadata above, and an index. */
import { PAGE_SECTIONS, type RulePage } from '#checks/rule-page.ts';
import type { RuleDefinition } from '#checks/rule.ts';

export interface DocumentedRule {
  readonly id: string;
  readonly definition: RuleDefinition;
  readonly page: RulePage;
}

const NOTE = '<!-- Generated from the rule: change the page beside it in src/checks, then `npm run generate`. -->\n';

/** `auth/late-guard` → `auth-late-guard.md`: one folder, so that links between pages stay short. */
export function docFileName(id: string): string {
  return `${id.replace('/', '-')}.md`;
}

export function ruleDocText({ id, definition, page }: DocumentedRule): string {
  const { meta } = definition;
  const cwe = meta.cwe.map((number) => `[CWE-${number}](https://cwe.mitre.org/data/definitions/${number}.html)`);
  const facts = [
    `area **${meta.area}**`,
    `severity **${meta.severity}**`,
    `confidence **${meta.confidence}**`,
    ...cwe,
    ...(meta.owasp === undefined ? [] : [`OWASP ${meta.owasp}`]),
  ];
  const sections = PAGE_SECTIONS.map((name) => `## ${name}\n\n${page.sections.get(name)?.text ?? ''}\n`);
  return [`${NOTE}\n# ${id}\n\n${meta.title}.\n\n${facts.join(' · ')}\n`, ...sections].join('\n');
}

export function ruleIndexText(rules: readonly DocumentedRule[]): string {
  const rows = rules.map(({ id, definition: { meta } }) => {
    return `| [${id}](${docFileName(id)}) | ${meta.title} | ${meta.severity} | ${meta.confidence} |\n`;
  });
  return [`${NOTE}\n# Rules\n\n| rule | reports | severity | confidence |\n|---|---|---|---|\n`, ...rows].join('');
}
