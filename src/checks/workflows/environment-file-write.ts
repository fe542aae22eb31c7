/** Lines written to GITHUB_ENV or GITHUB_PATH: they become the environment of every later step, PATH and NODE_OPTIONS among it. */
import { textOf } from '#analysis/configuration/lookup.ts';
import { defineRule } from '../rule.ts';
import { expressionsIn } from './expressions.ts';
import { spanInText } from './text-place.ts';
import { trustOf, untrustedTexts } from './untrusted-contexts.ts';
import { exposureOf, readWorkflow, stepsOf, type Step } from './workflow.ts';

export const rule = defineRule({
  meta: {
    title: 'Text from outside is written into the environment of later steps',
    area: 'workflows',
    severity: 'high',
    confidence: 'medium',
    cwe: [94, 454],
    owasp: 'A03:2021',
  },
  needs: 'workflow',
  check({ side, path, facts }, report) {
    for (const step of facts.documents.flatMap((document) => stepsOf(readWorkflow(document)))) {
      const script = textOf(step.run) ?? '';
      if (step.run === null || !/GITHUB_(?:ENV|PATH)/.test(script)) continue;
      const privileged = exposureOf(step.job.workflow) === 'privileged';
      for (const { index, file, line } of writes(script)) {
        const why = reasonIn(line, step) ?? (privileged ? computedIn(line) : null);
        if (why === null) continue;
        report({
          place: { path, side, span: spanInText(step.run, script, index) },
          message: `${why} is written to ${file}: a line break in it sets any variable of the later steps`,
          remedy:
            'Hand it on as an output of the step, or check that it is one line of the characters you expect before writing it.',
          symbol: step.job.symbol,
          identity: `${file} ${line.replace(/\s+/g, ' ').slice(0, 120)}`,
          ...(why === COMPUTED
            ? {
                severity: 'medium',
                confidence: 'low',
                adjustments: ['lowered: what the command prints is not followed'],
              }
            : {}),
        });
      }
    }
  },
});

const COMPUTED = 'what a command prints, in a workflow that strangers can start,';
const WRITE = /(?:>>?|\btee\s+(?:-a\s+)?)\s*["']?(?:\$\{?|\$env:|%)(GITHUB_ENV|GITHUB_PATH)\b/gi;

/** Each write, with its line; a group of commands that is written together is read as a whole. */
function writes(script: string): { index: number; file: string; line: string }[] {
  return [...script.matchAll(WRITE)].map(({ 1: file = '', index }) => {
    const from = script.lastIndexOf('\n', index) + 1;
    const line = script.slice(from, index);
    const opening = /^\s*[})]/.test(line) ? script.lastIndexOf('{', from) : from;
    return { index: from, file: file.toUpperCase(), line: script.slice(Math.max(0, opening), index).slice(0, 2_000) };
  });
}

/** A template or an environment variable that holds text from outside. */
function reasonIn(line: string, step: Step): string | null {
  for (const { contexts, text } of expressionsIn(line)) {
    if (untrustedTexts(contexts, step).some(({ trust }) => trust === 'outside')) return `\${{ ${text.slice(0, 80)} }}`;
  }
  const scopes = [...step.env, ...step.job.env, ...step.job.workflow.env];
  for (const { key, value } of scopes) {
    if (!new RegExp(`\\$\\{?${key.replace(/[^\w]/g, '')}\\b`).test(line)) continue;
    const contexts = expressionsIn(textOf(value) ?? '').flatMap((one) => one.contexts);
    if (contexts.some((context) => trustOf(context) === 'outside')) return `$${key}`;
  }
  return null;
}

function computedIn(line: string): string | null {
  return /\$\([^)]*\b(?:cat|jq|unzip|curl|head|tail|grep|sed|awk)\b|`[^`]*\bcat\b|^\s*(?:cat|jq|unzip|sed|awk|grep)\b/.test(
    line,
  )
    ? COMPUTED
    : null;
}
