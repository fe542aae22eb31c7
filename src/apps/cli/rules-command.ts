/** `countersign rules [ID]`: the rules by area, or one rule's page. */
import type { RegisteredRule } from '#checks/rule.ts';
import { UserError } from '#domain/user-error.ts';
import { nearest } from '#policy/nearest.ts';
import type { Ink } from '#review/render/ink.ts';
import { createInk, SEVERITY_STYLE } from '#review/render/ink.ts';
import { wrapIndented } from '#review/render/wrap.ts';
import type { Command, Context } from './command.ts';
import { EXIT } from './exit-codes.ts';

export const rulesCommand: Command = {
  name: 'rules',
  summary: 'Lists the rules, or shows what one of them reports and why',
  positional: '[ID]',
  options: [],
  details: ['A policy turns a rule off, or gives it another severity, by its id.'],
  async run(given, context) {
    const { RULES } = await import('#checks/registry.ts');
    const [id] = given.positionals;
    const text = id === undefined ? ruleList(RULES, context) : await rulePage(findRule(RULES, id), context);
    await context.terminal.print(text);
    return EXIT.passed;
  },
};

function ruleList(rules: readonly RegisteredRule[], { terminal }: Context): string {
  const ink = createInk(terminal.colour);
  const widest = Math.max(0, ...rules.map((rule) => rule.id.length));
  const areas = [...new Set(rules.map((rule) => rule.definition.meta.area))];
  const blocks = areas.map((area) => {
    const lines = rules
      .filter((rule) => rule.definition.meta.area === area)
      .map(({ id, definition: { meta } }) => {
        const severity = ink(meta.severity.padEnd(8), SEVERITY_STYLE[meta.severity]);
        return wrapIndented(
          meta.title,
          terminal.width,
          ' '.repeat(widest + 14),
          `  ${id.padEnd(widest)}  ${severity}  `,
        );
      });
    return [ink(area, 'bold'), ...lines].join('\n');
  });
  return `${blocks.join('\n\n')}\n\ncountersign rules ID shows a rule's page.\n`;
}

function findRule(rules: readonly RegisteredRule[], id: string): RegisteredRule {
  const found = rules.find((rule) => rule.id === id) ?? rules.find((rule) => rule.id.endsWith(`/${id}`));
  if (found !== undefined) return found;
  const near = nearest(
    id,
    rules.map((rule) => rule.id),
  );
  const hint = near === null ? '' : `Did you mean ${near}? `;
  throw new UserError('usage', `There is no rule "${id}".`, `${hint}countersign rules lists them.`);
}

async function rulePage({ id, definition: { meta } }: RegisteredRule, context: Context): Promise<string> {
  const { readRulePage } = await import('./rule-pages.ts');
  const { terminal, root } = context;
  const ink = createInk(terminal.colour);
  const page = await readRulePage(root, id);
  const facts = [meta.area, meta.severity, `${meta.confidence} confidence`, ...meta.cwe.map((cwe) => `CWE-${cwe}`)];
  if (meta.owasp !== undefined) facts.push(`OWASP ${meta.owasp}`);
  const head = [ink(id, 'bold'), wrapIndented(`${meta.title}.`, terminal.width, ''), ink(facts.join(' · '), 'dim')];
  const sections = [...(page?.sections.values() ?? [])].map(({ heading, text }) => {
    return `${ink(heading, 'bold')}\n${pageText(text, terminal.width, ink)}`;
  });
  return `${[head.join('\n'), ...sections].join('\n\n')}\n`;
}

/** The little Markdown of a page: paragraphs wrapped, code as it is, list items hanging. */
function pageText(text: string, width: number, ink: Ink): string {
  const lines: string[] = [];
  let paragraph: string[] = [];
  let fence: string | null = null;
  const flush = (): void => {
    if (paragraph.length > 0) lines.push(paragraphText(paragraph.join(' '), width));
    paragraph = [];
  };
  for (const line of text.split('\n')) {
    const mark: string | undefined = /^`{3,}/.exec(line)?.[0];
    if (fence !== null) {
      if (mark === fence) fence = null;
      else lines.push(ink(`    ${line}`.trimEnd(), 'cyan'));
    } else if (mark !== undefined) {
      flush();
      fence = mark;
    } else if (line.trim() === '') {
      flush();
      if (lines.at(-1) !== '') lines.push('');
    } else if (line.startsWith('- ')) {
      flush();
      paragraph.push(line);
    } else {
      paragraph.push(line.trim());
    }
  }
  flush();
  return lines.join('\n').trimEnd();
}

function paragraphText(text: string, width: number): string {
  const item = text.startsWith('- ');
  return item ? wrapIndented(text.slice(2), width, '    ', '  - ') : wrapIndented(text, width, '  ');
}
