/**
 * A secret is written to a log: a password, a key, a token, a header that lets somebody in, or a whole object that holds
 * one. Told by names, so that what is a number, a constant, a truth value, or was masked is left alone.
 */
import { tellFlow } from '#analysis/dataflow/taint/flow-evidence.ts';
import { placeOf, shownAt } from '#analysis/dataflow/taint/flow-place.ts';
import type { FlowQuestion, Move, Source } from '#analysis/dataflow/taint/flow-state.ts';
import { leftOutNames, logSinksIn, type LogSink } from '#analysis/dataflow/sinks/log-sinks.ts';
import { isMaskedName, isNameOfOther } from '#analysis/dataflow/models/secret-names.ts';
import { describe, nameOf } from '#analysis/dataflow/link/operands.ts';
import { nodeOf, type Program, valueIn } from '#analysis/dataflow/link/program.ts';
import { secretSource } from '#analysis/dataflow/sinks/secret-sources.ts';
import { masksSecrets } from '#analysis/dataflow/sinks/secret-values.ts';
import { createFlowBudget, flowsInto, type Flow } from '#analysis/dataflow/taint/taint.ts';
import { localNames } from '#analysis/dataflow/taint/value-names.ts';
import type { Confidence, Severity } from '#domain/finding.ts';
import type { Side } from '#domain/span.ts';
import { defineRule, type Report } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A secret is written to a log',
    area: 'logging',
    severity: 'high',
    confidence: 'medium',
    cwe: [532],
    owasp: 'A09:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    const changed = new Set(program.changed.map((module) => module.path));
    const budget = createFlowBudget();
    for (const module of program.modules.values()) {
      for (const sink of logSinksIn(program, module)) {
        const anchor = sink.call.call.point;
        const starts = sink.call.call.args.map((id) => ({ at: valueIn(sink.call, id), path: [], anchor }));
        const { flows, complete } = flowsInto(program, starts, QUESTION, budget);
        const told = flows.filter((flow) => flow.states.some(({ at }) => changed.has(at.module.path)));
        reportFlows(program, sink, told, side, report);
        if (!complete && changed.has(module.path)) report.unfinished(module.path);
      }
    }
  },
});

const QUESTION: FlowQuestion = {
  sourceAt: secretSource,
  isClean: isMasked,
  cleans: (program, ref) => masksSecrets(program, ref, ref.call.callee, ref.call.args),
  wholeObject: null,
  guesses: false,
  maxCalls: 3,
  anyKey: false,
  barriers: false,
};

/** Called masked, or called like something that stands for a secret. */
function isMasked(program: Program, { at }: Move): boolean {
  const name = nameOf(at, at.node);
  if (isErrorName(name)) return true;
  if (isMaskedName(name) || (nodeOf(at).kind === 'param' && isNameOfOther(name))) return true;
  return localNames(program, at, at.node).some((local) => isMaskedName(local) || isNameOfOther(local));
}

/** What was thrown may say anything, and is followed nowhere. */
function isErrorName(name: string): boolean {
  return /^_?(?:e|err|error|ex|exception|reason|cause)$/i.test(name);
}

/** An object in a sum is written as `[object Object]`: what it holds shows only where it is made a text, or written as it is. */
function isWrittenWhole({ source, states }: Flow): boolean {
  if (source.kind !== 'body' && source.kind !== 'headers' && source.kind !== 'environment') return true;
  if ((states.at(-1)?.calls ?? 0) > 1) return false;
  for (const { at, step } of [...states].reverse()) {
    if (nodeOf(at).kind === 'call') return true;
    if (step.kind === 'text') return false;
  }
  return true;
}

function reportFlows(program: Program, sink: LogSink, flows: readonly Flow[], side: Side, report: Report): void {
  const leftOut = sink.kind === 'logger' ? leftOutNames(program) : new Set<string>();
  const told = new Set<string>();
  for (const flow of flows.filter(isWrittenWhole)) {
    const name =
      flow.source.text
        .split(/[.('[]+/)
        .at(-1)
        ?.toLowerCase() ?? '';
    if (leftOut.has(name) || (flow.source.kind === 'headers' && leftOut.has('authorization'))) continue;
    const place = placeOf(shownAt(sink.call), flow);
    const key = `${place.module.path} ${place.fn.id} ${place.call?.point ?? ''}`;
    if (told.has(key)) continue;
    told.add(key);
    const { call } = sink.call;
    const callee = describe(place, place.call?.callee ?? call.callee);
    report({
      place: { path: place.module.path, side, span: place.span },
      message: MESSAGES[flow.source.kind]?.(flow.source.text, callee) ?? '',
      remedy: REMEDIES[flow.source.kind] ?? '',
      symbol: place.fn.symbol === '' ? null : place.fn.symbol,
      evidence: tellFlow(flow, {
        side,
        origin: ORIGINS[flow.source.kind] ?? '',
        ofText: () => null,
        end: {
          at: valueIn(sink.call, call.callee),
          span: call.span,
          message: `written to the log by \`${describe(sink.call, call.callee)}\``,
        },
      }),
      ...weightOf(flow.source),
    });
  }
}

const MESSAGES: Readonly<Record<string, (text: string, callee: string) => string>> = {
  named: (text, callee) => `The secret \`${text}\` is written to the log by \`${callee}\``,
  headers: (text, callee) =>
    `\`${text}\`, in which credentials and cookies come, is written to the log as a whole by \`${callee}\``,
  body: (text, callee) =>
    `\`${text}\`, in which passwords and personal data come, is written to the log as a whole by \`${callee}\``,
  environment: (text, callee) =>
    `\`${text}\`, which holds the secrets of the process, is written to the log as a whole by \`${callee}\``,
};

const NAME_WHAT_YOU_NEED =
  'Write the properties that are needed, one by one, or have the logger leave out what is secret (redaction by path).';

const REMEDIES: Readonly<Record<string, string>> = {
  named:
    'Leave it out, or write that it is there (`Boolean(token)`) or a few characters of it; change it where it was written already.',
  headers: NAME_WHAT_YOU_NEED,
  body: NAME_WHAT_YOU_NEED,
  environment: NAME_WHAT_YOU_NEED,
};

const ORIGINS: Readonly<Record<string, string>> = {
  named: 'is a secret by its name',
  headers: 'carries credentials',
  body: 'carries what was sent, whatever it is',
  environment: 'holds the secrets of the process',
};

function weightOf({ kind, certainty }: Source): {
  severity?: Severity;
  confidence: Confidence;
  adjustments?: string[];
} {
  if (kind === 'body' || kind === 'headers')
    return {
      severity: 'medium',
      confidence: 'medium',
      adjustments: ['severity lowered: not every request carries a secret there'],
    };
  if (certainty === 'sure') return { confidence: 'high' };
  return { confidence: 'medium', adjustments: ['confidence lowered: the name alone does not tell'] };
}
