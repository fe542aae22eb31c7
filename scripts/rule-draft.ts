/** What `npm run new-rule` writes: two files that are complete in form and fail until someone has filled them in. */
import type { Need } from '#checks/rule-inputs.ts';

const BODY: Readonly<Record<Need, string>> = {
  program: `  check({ program }, report) {
    for (const module of program.changed) {
      void module;
      void report;
    }
  },`,
  'governed-program': `  check({ program, policy, assisted }, report) {
    for (const module of program.changed) {
      void [module, policy, assisted];
      void report;
    }
  },`,
  'program-change': `  check({ base, head, renames }, report) {
    for (const module of base.changed) {
      const after = head.modules.get(renames.get(module.path) ?? module.path);
      void after;
      void report;
    }
  },`,
  infrastructure: `  check({ side, path, resources, scope }, report) {
    for (const resource of resources) {
      void [side, path, resource, scope];
      void report;
    }
  },`,
  'infrastructure-change': `  check({ path, base, head }, report) {
    for (const resource of head?.resources ?? []) {
      void [path, base, resource];
      void report;
    }
  },`,
  workflow: `  check({ side, path, facts }, report) {
    for (const document of facts.documents) {
      void [side, path, document];
      void report;
    }
  },`,
  manifest: `  check({ path, base, head }, report) {
    for (const dependency of head?.dependencies ?? []) {
      void [path, base, dependency];
      void report;
    }
  },`,
  dependencies: `  check({ path, additions, factOf }, report) {
    for (const addition of additions) {
      void [path, factOf(addition.ecosystem, addition.name, addition.version)];
      void report;
    }
  },`,
  'agent-settings': `  check({ side, path, facts }, report) {
    for (const document of facts.documents) {
      void [side, path, document];
      void report;
    }
  },`,
  'agent-servers': `  check({ path, base, head }, report) {
    for (const document of head?.documents ?? []) {
      void [path, base, document];
      void report;
    }
  },`,
  instructions: `  check({ side, path, facts }, report) {
    for (const request of facts.requests) {
      void [side, path, request];
      void report;
    }
  },`,
  'ai-use': `  check({ base, head }, report) {
    for (const use of head) {
      void [base, use];
      void report;
    }
  },`,
  secrets: `  check({ secrets }, report) {
    for (const secret of secrets) {
      void secret;
      void report;
    }
  },`,
};

/** The fence's language, a case of it, and the path that the harness gives it. */
const SAMPLE: Readonly<Record<Need, { readonly info: string; readonly text: string; readonly path: string }>> = {
  program: { info: 'ts', text: 'export {};\n', path: 'src/app.ts' },
  'governed-program': { info: 'ts', text: 'export {};\n', path: 'src/app.ts' },
  'program-change': { info: 'diff', text: '-export const before = 1;\n+export const after = 1;\n', path: 'src/app.ts' },
  infrastructure: { info: 'hcl', text: 'resource "example_thing" "this" {\n}\n', path: 'main.tf' },
  'infrastructure-change': {
    info: 'diff',
    text: '-resource "example_thing" "before" {}\n+resource "example_thing" "after" {}\n',
    path: 'main.tf',
  },
  workflow: { info: 'yaml', text: 'on: push\njobs: {}\n', path: '.github/workflows/build.yml' },
  manifest: { info: 'json', text: '{ "dependencies": {} }\n', path: 'package.json' },
  dependencies: { info: 'json', text: '{ "dependencies": {} }\n', path: 'package.json' },
  'agent-settings': { info: 'json path=.mcp.json', text: '{ "mcpServers": {} }\n', path: '.mcp.json' },
  'agent-servers': { info: 'json path=.mcp.json', text: '{ "mcpServers": {} }\n', path: '.mcp.json' },
  instructions: { info: 'md path=AGENTS.md', text: '# Rules\n', path: 'AGENTS.md' },
  'ai-use': { info: 'json', text: '{ "dependencies": {} }\n', path: 'package.json' },
  secrets: { info: 'ts', text: 'export {};\n', path: 'src/app.ts' },
};

export function sourceDraft(area: string, needs: Need): string {
  return `/** Which code this recognises, by which evidence, and what it leaves alone on purpose. */
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'Say in one sentence what is wrong when this rule reports',
    area: '${area}',
    severity: 'medium',
    confidence: 'medium',
    cwe: [],
  },
  needs: '${needs}',
${BODY[needs]}
});
`;
}

export function pageDraft(needs: Need): string {
  const { info, text, path } = SAMPLE[needs];
  return `## What

What the rule sees, in the words of someone who has never heard of it.

## Why

What goes wrong, for whom.

## Fix

What to write instead.

## Limits

What it does not see, and what it may take for something else.

## Reported

What makes this one wrong:

\`\`\`${info}
${text}\`\`\`

\`\`\`findings
${path}:1 medium/medium what is wrong here
  1. ${path}:1 the place that shows it
\`\`\`

## Not reported

What makes this one right, though it looks alike:

\`\`\`${info}
${text}\`\`\`
`;
}
