/** Text from outside that is put into a script before it runs: the shell, or a script's own interpreter, reads it as code. */
import { textOf } from '#analysis/configuration/lookup.ts';
import type { ConfigValue } from '#analysis/configuration-facts.ts';
import type { Confidence, Severity } from '#domain/finding.ts';
import { defineRule } from '../rule.ts';
import { codeInputsOf } from './code-inputs.ts';
import { expressionsIn, type Expression } from './expressions.ts';
import { spanInText } from './text-place.ts';
import { untrustedTexts, type UntrustedText } from './untrusted-contexts.ts';
import { exposureOf, inputOf, readWorkflow, stepsOf, type Exposure, type Step } from './workflow.ts';

export const rule = defineRule({
  meta: {
    title: 'Text from outside becomes part of a script',
    area: 'workflows',
    severity: 'high',
    confidence: 'high',
    cwe: [94, 78, 1336],
    owasp: 'A03:2021',
  },
  needs: 'workflow',
  check({ side, path, facts }, report) {
    const steps = facts.documents.flatMap((document) => stepsOf(readWorkflow(document)));
    for (const { step, code, text, expression } of steps.flatMap(expressionsInScripts)) {
      const [worst] = untrustedTexts(expression.contexts, step).sort((a, b) => RANK[a.trust] - RANK[b.trust]);
      if (worst === undefined) continue;
      report({
        place: { path, side, span: spanInText(code, text, expression.index) },
        message: `\${{ ${shown(expression.text)} }} is put into the script before it runs, and ${WHO[worst.trust]}`,
        remedy:
          'Hand it over as an environment variable, which the shell does not read as code: `env: { VALUE: ${{ … }} }`, then "$VALUE" in the script.',
        symbol: step.job.symbol,
        identity: `${worst.context} in ${step.job.id}`,
        ...weightOf(worst, exposureOf(step.job.workflow)),
      });
    }
  },
});

const RANK = { outside: 0, caller: 1, computed: 2 } as const;

const WHO = {
  outside: 'anyone outside may write what it holds',
  caller: 'whoever starts or calls this decides what it holds',
  computed: 'another step made it, of what someone outside may have written',
} as const;

interface InScript {
  readonly step: Step;
  readonly code: ConfigValue;
  readonly text: string;
  readonly expression: Expression;
}

function expressionsInScripts(step: Step): InScript[] {
  return scriptsOf(step).flatMap((code) => {
    const text = textOf(code) ?? '';
    return expressionsIn(text).map((expression) => ({ step, code, text, expression }));
  });
}

function scriptsOf(step: Step): ConfigValue[] {
  if (step.run !== null) return [step.run];
  return codeInputsOf(step.action ?? '').flatMap((name) => inputOf(step, name) ?? []);
}

/** An expression is written by whom the report may be about; only a short piece of plain text of it is shown. */
function shown(expression: string): string {
  return expression.replace(/[^\x20-\x7e]/g, '').slice(0, 100);
}

interface Weight {
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly adjustments?: readonly string[];
}

function weightOf({ trust }: UntrustedText, exposure: Exposure): Weight {
  if (trust === 'computed') {
    return {
      severity: 'low',
      confidence: 'low',
      adjustments: ['lowered: what the other step was given is not followed'],
    };
  }
  if (trust === 'caller') {
    return {
      severity: 'medium',
      confidence: 'medium',
      adjustments: ['lowered: to start or call it, one needs access'],
    };
  }
  if (exposure === 'privileged') {
    return {
      severity: 'critical',
      confidence: 'high',
      adjustments: ['severity raised: the workflow runs with the secrets and the token of this repository'],
    };
  }
  return exposure === 'forked'
    ? { severity: 'high', confidence: 'high' }
    : {
        severity: 'medium',
        confidence: 'medium',
        adjustments: ['lowered: what starts this workflow does not bring such a text'],
      };
}
