/** Text from outside in the prompt of an agent that runs in a workflow: it holds the tools and the token, and reads the text as orders. */
import { textOf } from '#analysis/configuration/lookup.ts';
import type { ConfigValue } from '#analysis/configuration-facts.ts';
import { defineRule } from '../rule.ts';
import { expressionsIn } from './expressions.ts';
import { spanInText } from './text-place.ts';
import { untrustedTexts } from './untrusted-contexts.ts';
import { exposureOf, inputOf, readWorkflow, saysOf, stepsOf, type Step } from './workflow.ts';

export const rule = defineRule({
  meta: {
    title: 'An agent in a workflow is given text from outside as its task',
    area: 'workflows',
    severity: 'high',
    confidence: 'high',
    cwe: [1427, 94],
    owasp: 'A03:2021',
  },
  needs: 'workflow',
  check({ side, path, facts }, report) {
    for (const step of facts.documents.flatMap((document) => stepsOf(readWorkflow(document)))) {
      const agent = agentOf(step);
      if (agent === null) continue;
      const exposure = exposureOf(step.job.workflow);
      for (const prompt of agent.prompts) {
        const text = textOf(prompt) ?? '';
        for (const { contexts, index, text: expression } of expressionsIn(text)) {
          const outside = untrustedTexts(contexts, step).find(({ trust }) => trust === 'outside');
          if (outside === undefined) continue;
          report({
            place: { path, side, span: spanInText(prompt, text, index) },
            message: `${agent.name} is told \${{ ${expression.replace(/[^\x20-\x7e]/g, '').slice(0, 80)} }}, which anyone outside may write, in the words of its task`,
            remedy:
              'Keep the task fixed, and let the agent read the text itself, as something to judge; give it no tool that writes, no secret, and a token that only reads.',
            symbol: step.job.symbol,
            identity: `${outside.context} in ${step.job.id}`,
            ...(exposure === 'privileged'
              ? {
                  severity: 'critical',
                  adjustments: ['severity raised: the workflow runs with secrets and a token that may write'],
                }
              : {}),
          });
        }
      }
      const open = agent.openTo;
      if (open !== null && exposure !== 'inside') {
        report({
          place: { path, side, span: open.span },
          message: `${agent.name} takes orders from anyone who can write a comment`,
          remedy: 'Name the people it listens to, or leave the check for write access on.',
          symbol: step.job.symbol,
          identity: 'open to everyone',
        });
      }
    }
  },
});

interface Agent {
  readonly name: string;
  readonly prompts: readonly ConfigValue[];
  /** The setting that lets anyone give orders; null where there is none. */
  readonly openTo: ConfigValue | null;
}

/** Inputs that are the agent's instructions, by action; as each action's documentation names them. */
const AGENTS: Readonly<Record<string, readonly string[]>> = {
  'anthropics/claude-code-action': ['prompt', 'direct_prompt', 'override_prompt', 'custom_instructions', 'claude_args'],
  'anthropics/claude-code-base-action': ['prompt', 'system_prompt', 'append_system_prompt'],
  'openai/codex-action': ['prompt'],
  'google-github-actions/run-gemini-cli': ['prompt'],
  'google-gemini/gemini-cli-action': ['prompt'],
  'actions/ai-inference': ['prompt', 'system-prompt'],
  'cursor/agent-action': ['prompt'],
  'warpdotdev/oz-agent-action': ['prompt'],
  'warpdotdev/warp-agent-action': ['prompt'],
  'qodo-ai/pr-agent': ['prompt'],
  'sst/opencode/github': ['prompt'],
  'anomalyco/opencode/github': ['prompt'],
  'all-hands-ai/openhands': ['prompt'],
};

/** Command lines of agents that take their task as an argument or from standard input. */
const COMMAND =
  /\b(?:claude\s+(?:[^\n]{0,200}\s)?(?:-p|--print)|codex\s+exec|gemini\s+(?:[^\n]{0,200}\s)?(?:-p|--prompt|-i)|aider\s+(?:[^\n]{0,200}\s)?(?:--message|-m)|cursor-agent\s+(?:[^\n]{0,200}\s)?-p|copilot\s+(?:[^\n]{0,200}\s)?(?:-p|--prompt)|opencode\s+run|goose\s+run|amp\s+(?:-x|--execute)|q\s+chat|qwen\s+-p|llm\s+(?:-m|prompt|'|"))/;

function agentOf(step: Step): Agent | null {
  const { action } = step;
  if (action !== null && Object.hasOwn(AGENTS, action)) {
    const open = inputOf(step, 'allowed_non_write_users') ?? inputOf(step, 'allow-users');
    const bots = inputOf(step, 'allowed_bots');
    return {
      name: action.replace(/[^\w./-]/g, ''),
      prompts: (AGENTS[action] ?? []).flatMap((name) => inputOf(step, name) ?? []),
      openTo: [open, bots].find((value) => saysOf(value ?? null) === '*') ?? null,
    };
  }
  const script = textOf(step.run) ?? '';
  const command = COMMAND.exec(script);
  if (command === null || step.run === null) return null;
  // What the script hands over by the environment is in the task as well.
  return {
    name: command[0].split(/\s/)[0] ?? 'an agent',
    prompts: [step.run, ...step.env.map(({ value }) => value)],
    openTo: null,
  };
}
