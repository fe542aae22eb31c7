/** A command that an agent's tool runs by itself, at the start, before or after each step: it needs nobody's leave. */
import { entriesOf, itemsOf, textOf } from '#analysis/configuration/lookup.ts';
import type { ConfigEntry, ConfigFacts, ConfigValue } from '#analysis/configuration-facts.ts';
import type { Span } from '#domain/span.ts';
import { defineRule } from '../rule.ts';
import { settingsIn, shown } from './agent-settings.ts';

export const rule = defineRule({
  meta: {
    title: 'A tool for agents runs a command by itself that it did not run before',
    area: 'agents',
    severity: 'medium',
    confidence: 'high',
    cwe: [829, 78],
    owasp: 'A08:2021',
  },
  needs: 'agent-servers',
  check({ path, base, head }, report) {
    if (head === null) return;
    const before = new Set(
      base === null ? [] : commandsIn(base.facts).map(({ where, command }) => `${where} ${command}`),
    );
    for (const { where, command, span } of commandsIn(head)) {
      if (before.has(`${where} ${command}`)) continue;
      const isRemote = /\b(?:curl|wget|iwr|irm|nc|ncat)\b|https?:\/\//.test(command);
      report({
        place: { path, side: 'head', span },
        message: `${where} runs \`${shown(command)}\` without asking, on the machine of everyone who opens this repository`,
        remedy:
          'Someone should read what it does. A script of this repository that is called by name is easier to review than a command in a string.',
        symbol: null,
        identity: `${where} ${command}`,
        ...(isRemote ? { severity: 'high', adjustments: ['severity raised: it talks to the network'] } : {}),
      });
    }
  },
});

interface OwnCommand {
  readonly where: string;
  readonly command: string;
  readonly span: Span;
}

/** Settings whose value is a command, by the last key; as the tools' documentation names them. */
const COMMANDS: ReadonlySet<string> = new Set([
  ...['apiKeyHelper', 'awsAuthRefresh', 'awsCredentialExport', 'otelHeadersHelper', 'statusLine', 'fileSuggestion'],
  ...['notify', 'toolDiscoveryCommand', 'toolCallCommand', 'discoveryCommand', 'callCommand', 'postCreateCommand'],
  ...[
    'postStartCommand',
    'postAttachCommand',
    'initializeCommand',
    'onCreateCommand',
    'updateContentCommand',
    'lint-cmd',
    'test-cmd',
  ],
]);

function commandsIn(facts: ConfigFacts): OwnCommand[] {
  return settingsIn(facts).flatMap(({ keys, entry }) => {
    if (entry.key === 'hooks' && keys.length <= 2) return hooksIn(entry);
    if (!COMMANDS.has(entry.key) || keys.includes('hooks')) return [];
    return textsOf(entry.value).map((command) => ({ where: entry.key, command, span: entry.keySpan }));
  });
}

/** `hooks: { PreToolUse: [{ matcher, hooks: [{ type, command }] }] }`, or without the middle; whatever lies between, a `command` is one. */
function hooksIn({ key, value }: ConfigEntry): OwnCommand[] {
  const found: OwnCommand[] = [];
  const pending: { value: ConfigValue; where: string; depth: number }[] = entriesOf(value).map((entry) => ({
    value: entry.value,
    where: `the ${key.replace(/s$/, '')} ${shown(entry.key)}`,
    depth: 0,
  }));
  for (let next = pending.shift(); next !== undefined && found.length < 500; next = pending.shift()) {
    for (const entry of entriesOf(next.value)) {
      const isCommand = ['command', 'bash', 'powershell', 'url', 'prompt'].includes(entry.key);
      const { where } = next;
      if (isCommand) found.push(...textsOf(entry.value).map((command) => ({ where, command, span: entry.value.span })));
      else if (next.depth < 6) pending.push({ value: entry.value, where, depth: next.depth + 1 });
    }
    const { where, depth } = next;
    if (depth < 6) pending.push(...itemsOf(next.value).map((item) => ({ value: item, where, depth: depth + 1 })));
  }
  return found;
}

/** A command as one text: a string, a list of words, or what stands under `command`. */
function textsOf(value: ConfigValue): string[] {
  const text = textOf(value);
  if (text !== null) return text === '' ? [] : [text];
  const words = itemsOf(value).flatMap((item) => textOf(item) ?? []);
  if (words.length > 0) return [words.join(' ')];
  return entriesOf(value).flatMap((entry) => (entry.key === 'command' ? textsOf(entry.value) : []));
}
