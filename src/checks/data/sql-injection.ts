/**
 * What someone sent becomes part of the text of an SQL statement. Followed from the statement back to the request,
 * through functions and files; values that can only be numbers, listed words or quoted texts are left alone.
 */
import { requestSource } from '#analysis/dataflow/request-sources.ts';
import { confidenceOf } from '#analysis/dataflow/flow-confidence.ts';
import { tellFlow } from '#analysis/dataflow/flow-evidence.ts';
import { placeOf, shownAt, type Shown } from '#analysis/dataflow/flow-place.ts';
import type { FlowQuestion } from '#analysis/dataflow/flow-state.ts';
import { symbolsOf } from '#analysis/dataflow/meaning.ts';
import { SQL_QUOTING, SQL_QUOTING_METHODS } from '#analysis/dataflow/models/sql-clients.ts';
import { openParameter } from '#analysis/dataflow/open-parameters.ts';
import { describe, nameOf } from '#analysis/dataflow/operands.ts';
import { type CallRef, nodeOf, type Program, type ValueRef, valueIn } from '#analysis/dataflow/program.ts';
import { matchesQuotes } from '#analysis/dataflow/regular-expressions.ts';
import { SQL_KEYS, sqlSinksIn, type SqlSink } from '#analysis/dataflow/sql-sinks.ts';
import { isClause, isStatement, knownText } from '#analysis/dataflow/sql-text.ts';
import { createFlowBudget, flowsInto, type Flow } from '#analysis/dataflow/taint.ts';
import type { Side } from '#domain/span.ts';
import { defineRule, type Report } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'What someone sent becomes part of an SQL statement',
    area: 'data',
    severity: 'critical',
    confidence: 'high',
    cwe: [89],
    owasp: 'A03:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    const changed = new Set(program.changed.map((module) => module.path));
    const budget = createFlowBudget();
    for (const module of program.modules.values()) {
      for (const sink of sqlSinksIn(program, module)) {
        const { flows, complete } = flowsInto(program, sink.starts, QUESTION, budget);
        const told = flows.filter((flow) => flow.states.some(({ at }) => changed.has(at.module.path)));
        reportFlows(sink, told, side, report);
        if (!complete && changed.has(module.path)) report.unfinished(module.path);
      }
    }
  },
});

const QUESTION: FlowQuestion = {
  name: 'sql',
  sourceAt: (program, state) => requestSource(program, state) ?? openParameter(program, state),
  isClean: () => false,
  cleans: isQuoting,
  wholeObject: SQL_KEYS,
  guesses: true,
  maxCalls: 12,
  anyKey: true,
  barriers: true,
};

/** `escape(x)`, `connection.escape(x)`, `x.replace(/'/g, "''")`. */
function isQuoting(program: Program, ref: CallRef): boolean {
  const name = nameOf(ref, ref.call.callee);
  if (ref.call.receiver !== null && SQL_QUOTING_METHODS.has(name)) return true;
  if (/^(?:escape|quote|sanitize|sanitise)[A-Z_]?\w*$/.test(name) && name !== 'escape') return true;
  if (name === 'replace' || name === 'replaceAll') return escapesQuotes(ref);
  return symbolsOf(program, valueIn(ref, ref.call.callee)).some((symbol) => SQL_QUOTING.has(symbol));
}

function escapesQuotes(ref: CallRef): boolean {
  const [first] = ref.call.args;
  const pattern = first === undefined ? undefined : ref.fn.nodes[first];
  if (pattern?.kind === 'regex') return matchesQuotes(pattern.pattern, pattern.flags);
  return (
    pattern?.kind === 'literal' &&
    nameOf(ref, ref.call.callee) === 'replaceAll' &&
    /^['"`\\]$/.test(String(pattern.value))
  );
}

// ── Reports ─────────────────────────────────────────────────────────────────────────────────────────

const UNSEEN_CALLERS = 'severity and confidence lowered: whether the value was sent is decided by callers out of sight';

/** One place is told once for each function that the value comes from, the shortest way. */
function reportFlows(sink: SqlSink, flows: readonly Flow[], side: Side, report: Report): void {
  const told = new Set<string>();
  for (const flow of flows) {
    if (!isSql(sink, flow) || !standsForValue(flow)) continue;
    const place = placeOf(shownAt(sink.call), flow);
    const from = flow.source.at;
    const key = `${place.module.path} ${place.fn.id} ${place.call?.point ?? ''} ${from.module.path} ${from.fn.id}`;
    if (told.has(key)) continue;
    told.add(key);
    reportFlow(sink, flow, place, side, report);
  }
}

/** What comes from callers out of sight is told only where it stands for a value, as `'…'` or behind `=` does. */
function standsForValue({ source, states }: Flow): boolean {
  if (source.kind !== 'parameter') return true;
  return states.some(({ at, step, towards }) => {
    const text = towards === null ? undefined : nodeOf(towards.at);
    if (step.kind !== 'text' || text?.kind !== 'concat') return false;
    const before = text.parts[text.parts.indexOf(at.node) - 1];
    const piece = before === undefined || towards === null ? undefined : towards.at.fn.nodes[before];
    return piece?.kind === 'literal' && /(?:['%]|[=<>(,]\s*|\blike\s+)$/i.test(String(piece.value).slice(-20));
  });
}

function reportFlow(sink: SqlSink, flow: Flow, place: Shown, side: Side, report: Report): void {
  const { call } = sink.call;
  const callee = describe(place, place.call?.callee ?? call.callee);
  const isText = flow.states.some(({ step }) => step.kind === 'text');
  const { confidence, adjustments } = confidenceOf(flow);
  const elsewhere = flow.source.at.fn !== place.fn;
  const { text, kind } = flow.source;
  const sent = kind === 'request';
  const origin = sent ? 'comes from the request' : 'is chosen by callers that are not in sight';
  report({
    place: { path: place.module.path, side, span: place.span },
    message: isText
      ? `\`${text}\`, which ${origin}, becomes part of the SQL that \`${callee}\` runs`
      : `\`${text}\`, which ${origin}, is run as SQL by \`${callee}\``,
    remedy:
      'Keep the statement constant and pass values beside it, as parameters. A column, a table or a direction cannot be a parameter: choose it from a fixed list.',
    symbol: place.fn.symbol === '' ? null : place.fn.symbol,
    evidence: tellFlow(flow, {
      side,
      origin,
      ofText: (text) => (isClause(knownText(text) ?? '') ? 'put together into SQL here' : null),
      end: {
        at: valueIn(sink.call, call.callee),
        span: call.span,
        message: `run by \`${describe(sink.call, call.callee)}\``,
      },
    }),
    ...(sent
      ? { confidence, ...(adjustments.length === 0 ? {} : { adjustments }) }
      : { severity: 'high', confidence: 'low', adjustments: [UNSEEN_CALLERS] }),
    ...(elsewhere ? { identity: `${callee} ${flow.source.at.fn.symbol} ${text}` } : {}),
  });
}

/** Where SQL is not known by who takes it, it must be seen. */
function isSql(sink: SqlSink, flow: Flow): boolean {
  const texts = textsOf(flow).map((text) => knownText(text) ?? '');
  return sink.known ? texts.length === 0 || texts.some((text) => text !== '') : texts.some(isStatement);
}

function textsOf(flow: Flow): ValueRef[] {
  return flow.states.flatMap(({ step, towards }) => (step.kind === 'text' && towards !== null ? [towards.at] : []));
}
