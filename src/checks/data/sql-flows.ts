/**
 * What the rules about SQL share: the flows into statements, which of them are about SQL at all, where they are shown,
 * and how they are told. Which sources count, the rules say.
 */
import { tellFlow } from '#analysis/dataflow/taint/flow-evidence.ts';
import { placeOf, shownAt, type Shown } from '#analysis/dataflow/taint/flow-place.ts';
import type { FlowQuestion } from '#analysis/dataflow/taint/flow-state.ts';
import { symbolsOf } from '#analysis/dataflow/link/meaning.ts';
import { SQL_QUOTING, SQL_QUOTING_METHODS } from '#analysis/dataflow/models/sql-clients.ts';
import { describe, nameOf } from '#analysis/dataflow/link/operands.ts';
import { type CallRef, type Program, type ValueRef, valueIn } from '#analysis/dataflow/link/program.ts';
import { matchesQuotes } from '#analysis/dataflow/taint/regular-expressions.ts';
import { SQL_KEYS, sqlSinksIn, type SqlSink } from '#analysis/dataflow/sinks/sql-sinks.ts';
import { isClause, isStatement, knownText } from '#analysis/dataflow/sinks/sql-text.ts';
import { createFlowBudget, flowsInto, type Flow } from '#analysis/dataflow/taint/taint.ts';
import type { Side } from '#domain/span.ts';
import type { Report, RuleReport } from '../rule.ts';

export interface SqlFlow {
  readonly sink: SqlSink;
  readonly flow: Flow;
  readonly place: Shown;
}

/**
 * The flows of a program into SQL that the change touches anywhere on their way. One place is told once for each
 * function that the value comes from, the shortest way.
 */
export function* sqlFlows(program: Program, sourceAt: FlowQuestion['sourceAt'], report: Report): Generator<SqlFlow> {
  const changed = new Set(program.changed.map((module) => module.path));
  const budget = createFlowBudget();
  const question = { ...QUESTION, sourceAt };
  for (const module of program.modules.values()) {
    for (const sink of sqlSinksIn(program, module)) {
      const { flows, complete } = flowsInto(program, sink.starts, question, budget);
      const told = flows.filter((flow) => flow.states.some(({ at }) => changed.has(at.module.path)));
      yield* placesOf(sink, told);
      if (!complete && changed.has(module.path)) report.unfinished(module.path);
    }
  }
}

function* placesOf(sink: SqlSink, flows: readonly Flow[]): Generator<SqlFlow> {
  const told = new Set<string>();
  for (const flow of flows) {
    if (!isSql(sink, flow)) continue;
    const place = placeOf(shownAt(sink.call), flow);
    const from = flow.source.at;
    const key = `${place.module.path} ${place.fn.id} ${place.call?.point ?? ''} ${from.module.path} ${from.fn.id}`;
    if (told.has(key)) continue;
    told.add(key);
    yield { sink, flow, place };
  }
}

/** Where SQL is not known by who takes it, it must be seen. */
function isSql(sink: SqlSink, flow: Flow): boolean {
  const texts = textsOf(flow).map((text) => knownText(text) ?? '');
  if (sink.seen) return true;
  return sink.known ? texts.length === 0 || texts.some((text) => text !== '') : texts.some(isStatement);
}

function textsOf(flow: Flow): ValueRef[] {
  return flow.states.flatMap(({ step, towards }) => (step.kind === 'text' && towards !== null ? [towards.at] : []));
}

const QUESTION: Omit<FlowQuestion, 'sourceAt'> = {
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

// ── Telling ─────────────────────────────────────────────────────────────────────────────────────────

/** All of a report but how sure and how grave it is. `origin` is said of the source: `comes from the request`. */
export function tellSqlFlow({ sink, flow, place }: SqlFlow, side: Side, origin: string): RuleReport {
  const { call } = sink.call;
  const callee = describe(place, place.call?.callee ?? call.callee);
  const { text, at } = flow.source;
  const isText = sink.seen || flow.states.some(({ step }) => step.kind === 'text');
  return {
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
      ofText: (value) => (isClause(knownText(value) ?? '') ? 'put together into SQL here' : null),
      end: {
        at: valueIn(sink.call, call.callee),
        span: call.span,
        message: `run by \`${describe(sink.call, call.callee)}\``,
      },
    }),
    ...(at.fn === place.fn ? {} : { identity: `${callee} ${at.fn.symbol} ${text}` }),
  };
}
