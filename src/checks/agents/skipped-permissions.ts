/** Settings of coding agents that take away what would stop them, or what they trust. A setting is a row, with where it is documented. */
import { itemsOf, textOf } from '#analysis/configuration/lookup.ts';
import type { ConfigEntry, ConfigValue } from '#analysis/configuration-facts.ts';
import type { Confidence, Severity } from '#domain/finding.ts';
import { defineRule } from '../rule.ts';
import { serversIn, settingsIn, shown } from './agent-settings.ts';

export const rule = defineRule({
  meta: {
    title: 'A setting lets agents act without asking, or sends what they see elsewhere',
    area: 'agents',
    severity: 'high',
    confidence: 'high',
    cwe: [1188, 250, 862],
    owasp: 'A05:2021',
  },
  needs: 'agent-settings',
  check({ side, path, facts }, report) {
    const tell = (entry: ConfigEntry, at: ConfigValue, { says, severity, confidence }: Told): void => {
      report({
        place: { path, side, span: at.span },
        message: says,
        remedy:
          'Leave it to each person, in settings of their own that are not committed; or have an owner say why everyone gets it.',
        symbol: null,
        identity: `${entry.key} ${says}`,
        severity,
        ...(confidence === undefined ? {} : { confidence }),
      });
    };
    for (const { keys, entry } of settingsIn(facts)) {
      for (const setting of SETTINGS) {
        const values = [entry.value, ...itemsOf(entry.value)];
        const at = setting.key.test(keys.join('/'))
          ? values.find((value) => setting.value.test(said(value)))
          : undefined;
        if (at !== undefined) tell(entry, at, { ...setting, says: setting.says.replace('%', shown(said(at))) });
      }
      const text = textOf(entry.value) ?? '';
      const flag =
        FLAGS.exec(text)?.[0] ??
        itemsOf(entry.value)
          .map((item) => FLAGS.exec(textOf(item) ?? '')?.[0])
          .find((one) => one !== undefined);
      if (flag !== undefined)
        tell(entry, entry.value, { says: `an agent is started with ${flag}, and asks for nothing`, severity: 'high' });
    }
    for (const server of serversIn(facts, path)) {
      for (const entry of server.value.kind === 'map' ? server.value.entries : []) {
        const isAll =
          entry.key === 'trust'
            ? said(entry.value) === 'true'
            : /^(?:autoApprove|alwaysAllow)$/.test(entry.key) &&
              itemsOf(entry.value).some((item) => textOf(item) === '*');
        if (isAll)
          tell(entry, entry.value, {
            says: `every tool of the server ${shown(server.name)} runs without asking`,
            severity: 'high',
          });
      }
    }
  },
});

interface Told {
  readonly says: string;
  readonly severity: Severity;
  readonly confidence?: Confidence;
}

interface Setting extends Told {
  /** Of the keys that lead there, joined by `/`. */
  readonly key: RegExp;
  readonly value: RegExp;
  readonly source: string;
}

const CLAUDE = 'https://code.claude.com/docs/en/settings';
const CODEX = 'https://developers.openai.com/codex/config-reference';
const GEMINI = 'https://geminicli.com/docs/reference/configuration/';
const COPILOT = 'https://code.visualstudio.com/docs/copilot/reference/copilot-settings';
const CURSOR = 'https://cursor.com/docs/cli/reference/permissions';
const OPENCODE = 'https://opencode.ai/docs/permissions/';
const TRUE = /^true$/;

const SETTINGS: readonly Setting[] = [
  {
    key: /(?:^|\/)defaultMode$/,
    value: /^bypassPermissions$/,
    says: 'agents start with all permissions skipped (bypassPermissions)',
    severity: 'critical',
    source: CLAUDE,
  },
  {
    key: /(?:^|\/)defaultMode$/,
    value: /^(?:acceptEdits|dontAsk|auto)$/,
    says: 'agents start in the mode %, which asks for less',
    severity: 'medium',
    source: CLAUDE,
  },
  {
    key: /(?:^|\/)enableAllProjectMcpServers$/,
    value: TRUE,
    says: 'every server that this repository names is started without asking',
    severity: 'high',
    source: CLAUDE,
  },
  {
    key: /(?:^|\/)skip(?:Dangerous|Auto)\w*Prompt$/,
    value: TRUE,
    says: 'the question before skipping all permissions is skipped',
    severity: 'high',
    source: CLAUDE,
  },
  {
    key: /(?:^|\/)permissions\/allow$/,
    value: /^(?:\*|Bash(?:\((?:\*|:\*|\*:\*)?\))?|Shell\(\*\)|PowerShell(?:\(\*\))?)$/,
    says: 'any command may be run without asking (%)',
    severity: 'high',
    source: CLAUDE,
  },
  {
    key: /(?:^|\/)permissions\/allow$/,
    value: /^(?:Bash|Shell)\((?:sudo|curl|wget|rm|ssh|scp|nc|eval|bash|sh|python3?|node|npx)(?:\s*\*|:\*|\(\*\))\)$/,
    says: 'a command that can do anything may be run without asking (%)',
    severity: 'medium',
    source: CURSOR,
  },
  {
    key: /(?:^|\/)permissions\/allow$/,
    value: /^(?:Read|Edit|Write)\((?:\/\/\*\*|~\/\*\*|\/\*\*|\*\*\/\.env[^)]*|~\/\.(?:ssh|aws)[^)]*)\)$/,
    says: 'files outside of the repository, or secrets, may be read or written without asking (%)',
    severity: 'high',
    source: CLAUDE,
  },
  {
    key: /(?:^|\/)sandbox\/(?:enabled|network\/isolated)$/,
    value: /^false$/,
    says: 'the sandbox is switched off',
    severity: 'medium',
    source: CLAUDE,
  },
  {
    key: /(?:^|\/)allowUnsandboxedCommands$|(?:^|\/)dangerouslyDisableSandbox$/,
    value: TRUE,
    says: 'commands may run outside of the sandbox',
    severity: 'medium',
    source: CLAUDE,
  },
  {
    key: /(?:^|\/)env\/(?:\w+_)?(?:ANTHROPIC|OPENAI|GEMINI|GOOGLE_GEMINI|AZURE_OPENAI|MISTRAL|XAI|DEEPSEEK|OPENROUTER)_(?:BEDROCK_|VERTEX_)?(?:BASE_URL|API_BASE|ENDPOINT|API_URL)$/,
    value: /^(?!https:\/\/api\.(?:anthropic|openai)\.com\/?)(?:https?:)?\S+/,
    says: 'everything that agents see and say is sent to % instead of the provider',
    severity: 'high',
    source: CLAUDE,
  },
  {
    key: /(?:^|\/)(?:model_providers\/[^/]+\/base_url|openai_base_url|chatgpt_base_url|openai-api-base|baseURL|apiBase)$/,
    value: /^https?:\/\/(?!api\.(?:openai|anthropic)\.com|localhost|127\.0\.0\.1)/,
    says: 'everything that agents see and say is sent to %',
    severity: 'medium',
    confidence: 'medium',
    source: CODEX,
  },
  {
    key: /(?:^|\/)env\/(?:HTTPS?_PROXY|https?_proxy|ALL_PROXY)$/,
    value: /\S/,
    says: 'what agents send goes through a proxy that this repository names (%)',
    severity: 'high',
    confidence: 'medium',
    source: CLAUDE,
  },
  {
    key: /(?:^|\/)env\/NODE_TLS_REJECT_UNAUTHORIZED$/,
    value: /^0$/,
    says: 'agents do not verify with whom they talk',
    severity: 'high',
    source: CLAUDE,
  },
  {
    key: /(?:^|\/)env\/(?:NODE_OPTIONS|LD_PRELOAD|DYLD_INSERT_LIBRARIES|BASH_ENV|PYTHONSTARTUP)$/,
    value: /\S/,
    says: 'other code is loaded into everything that agents run (%)',
    severity: 'high',
    confidence: 'medium',
    source: CLAUDE,
  },
  {
    key: /(?:^|\/)approval_policy$/,
    value: /^never$/,
    says: 'agents never ask before they act (approval_policy)',
    severity: 'high',
    source: CODEX,
  },
  {
    key: /(?:^|\/)sandbox_mode$/,
    value: /^danger-full-access$/,
    says: 'agents run without a sandbox (danger-full-access)',
    severity: 'critical',
    source: CODEX,
  },
  {
    key: /(?:^|\/)sandbox_workspace_write\/network_access$/,
    value: TRUE,
    says: 'agents have the network inside their sandbox',
    severity: 'medium',
    source: CODEX,
  },
  {
    key: /(?:^|\/)projects\/[^/]+\/trust_level$/,
    value: /^trusted$/,
    says: 'a folder is trusted for everyone who opens this repository',
    severity: 'medium',
    source: CODEX,
  },
  {
    key: /(?:^|\/)(?:general\/)?(?:defaultApprovalMode|approvalMode)$/,
    value: /^(?:yolo|unrestricted)$/i,
    says: 'agents act without asking (%)',
    severity: 'critical',
    source: GEMINI,
  },
  {
    key: /(?:^|\/)(?:tools\/)?autoAccept$/,
    value: TRUE,
    says: 'what an agent takes for harmless runs without asking',
    severity: 'medium',
    source: GEMINI,
  },
  {
    key: /(?:^|\/)tools\/allowed$/,
    value: /^(?:run_shell_command|ShellTool)$/,
    says: 'any command may be run without asking (%)',
    severity: 'high',
    source: GEMINI,
  },
  {
    key: /(?:^|\/)chat\.tools\.(?:global\.)?autoApprove$|(?:^|\/)github\.copilot\.chat\.agent\.autoApprove$/,
    value: TRUE,
    says: 'every tool runs without asking, on the machine of everyone who opens this repository',
    severity: 'critical',
    source: COPILOT,
  },
  {
    key: /(?:^|\/)chat\.tools\.terminal\.autoApprove\/(?:\/\.\*\/|\/\^?\.\+\$?\/|\*)$/,
    value: TRUE,
    says: 'any command may be run without asking',
    severity: 'critical',
    source: COPILOT,
  },
  {
    key: /(?:^|\/)chat\.tools\.terminal\.(?:enableAutoApprove|ignoreDefaultAutoApproveRules)$/,
    value: TRUE,
    says: 'commands in the terminal may run without asking',
    severity: 'medium',
    source: COPILOT,
  },
  {
    key: /(?:^|\/)security\.workspace\.trust\.enabled$/,
    value: /^false$/,
    says: 'the question whether to trust a folder is switched off',
    severity: 'high',
    source: COPILOT,
  },
  {
    key: /(?:^|\/)task\.allowAutomaticTasks$/,
    value: /^on$/,
    says: 'tasks of a folder run as soon as it is opened',
    severity: 'high',
    source: COPILOT,
  },
  {
    key: /^permission$|(?:^|\/)permission\/(?:bash|edit|\*|webfetch)$/,
    value: /^allow$/,
    says: 'agents may do this without asking',
    severity: 'medium',
    source: OPENCODE,
  },
  {
    key: /(?:^|\/)permission\/bash\/\*$/,
    value: /^allow$/,
    says: 'any command may be run without asking',
    severity: 'high',
    source: OPENCODE,
  },
  {
    key: /^yes-always$/,
    value: TRUE,
    says: 'agents take every question for answered with yes',
    severity: 'high',
    source: 'https://aider.chat/docs/config/options.html',
  },
];

/** Options of command lines that take away all questions. */
const FLAGS =
  /--dangerously-skip-permissions\b|--allow-dangerously-skip-permissions\b|--dangerously-bypass-approvals-and-sandbox\b|--yolo\b|--allow-all-tools\b|--permission-mode[ =]bypassPermissions\b|--approval-mode[ =]yolo\b/;

function said(value: ConfigValue): string {
  return value.kind === 'scalar' && value.value !== null ? String(value.value) : '';
}
