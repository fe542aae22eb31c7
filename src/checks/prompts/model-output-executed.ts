/** What a language model answered is run, queried, shown as markup, opened or fetched, as if it were the program's own. */
import { modelSource } from '#analysis/dataflow/sinks/model-calls.ts';
import { sqlSinksIn } from '#analysis/dataflow/sinks/sql-sinks.ts';
import { isStatement, knownText } from '#analysis/dataflow/sinks/sql-text.ts';
import { nameOf } from '#analysis/dataflow/link/operands.ts';
import { type LinkedModule, type Program, valueIn } from '#analysis/dataflow/link/program.ts';
import { shownAt } from '#analysis/dataflow/taint/flow-place.ts';
import type { FlowQuestion } from '#analysis/dataflow/taint/flow-state.ts';
import type { Severity } from '#domain/finding.ts';
import { calledSymbols, placeIn, symbolIn } from '../call-places.ts';
import { type Sink, sunkFlows, wayOf } from '../flow-reports.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'What a language model answered is run, shown, opened or fetched as it is',
    area: 'prompts',
    severity: 'high',
    confidence: 'high',
    cwe: [94, 1426],
    owasp: 'A03:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const found of sunkFlows(program, sinksIn, QUESTION, report)) {
      const { place, flow, sink } = found;
      report({
        place: placeIn(place, side, place.span),
        symbol: symbolIn(place),
        message: `What \`${flow.source.text}\` answered ${sink.done}`,
        remedy: sink.remedy,
        evidence: wayOf(found, side, 'asks a language model', sink.done),
        severity: sink.severity,
        ...(sink.guessed ? { confidence: 'medium' as const } : {}),
      });
    }
  },
});

const QUESTION: FlowQuestion = {
  sourceAt: modelSource,
  isClean: () => false,
  cleans: (_, ref) => /sanitize|sanitise|purify|escape|encode|validate|allow/i.test(nameOf(ref, ref.call.callee)),
  wholeObject: null,
  guesses: true,
  maxCalls: 8,
  anyKey: true,
  barriers: true,
};

interface DangerousSink extends Sink {
  readonly done: string;
  readonly remedy: string;
  readonly severity: Severity;
  readonly guessed: boolean;
}

interface Danger {
  readonly symbol: RegExp;
  /** Positions that matter. */
  readonly positions: readonly number[];
  readonly done: string;
  readonly remedy: string;
  readonly severity: Severity;
}

const CHOOSE =
  'Let the model choose from a list of your own, and check what it chose; run nothing that it wrote outside of a sandbox.';
const INSIDE = 'Resolve the path and check that it lies in the folder it has to lie in.';

const DANGERS: readonly Danger[] = [
  {
    symbol:
      /^(?:eval|Function|setTimeout|setInterval|vm\.(?:runIn\w*Context|compileFunction|Script)|vm2\.VM\(\)\.run|isolated-vm\..*)$/,
    positions: [0],
    done: 'is run as code',
    remedy: CHOOSE,
    severity: 'critical',
  },
  {
    symbol:
      /^(?:child_process|execa|shelljs|zx)\.(?:exec|execSync|spawn|spawnSync|execFile|execFileSync|execaCommand|command|\$)$|^execa$|^shelljs\.exec$/,
    positions: [0, 1],
    done: 'is run as a command',
    remedy: CHOOSE,
    severity: 'critical',
  },
  {
    symbol:
      /^(?:fs|fs\/promises|fs-extra)(?:\.promises)?\.(?:readFile|readFileSync|writeFile|writeFileSync|unlink|unlinkSync|rm|rmSync|createReadStream|createWriteStream|appendFile|appendFileSync|readdir|mkdir|open)$/,
    positions: [0],
    done: 'chooses a file',
    remedy: INSIDE,
    severity: 'high',
  },
  {
    symbol:
      /^(?:fetch|axios(?:\.(?:get|post|put|delete|request|head|patch))?|got(?:\.\w+)?|undici\.(?:fetch|request)|node-fetch|needle|superagent\.\w+|https?\.(?:get|request))$/,
    positions: [0],
    done: 'chooses what is fetched',
    remedy: 'Check the host against a list, and refuse addresses inside your own network.',
    severity: 'high',
  },
];

function* sinksIn(program: Program, module: LinkedModule): Generator<DangerousSink> {
  for (const fn of module.facts.functions) {
    for (const call of fn.calls) {
      const ref = { module, fn, call };
      if (call.args.length === 0) continue;
      const symbols = calledSymbols(program, ref);
      const danger = DANGERS.find(({ symbol }) => symbols.some((one) => symbol.test(one)));
      for (const position of danger?.positions ?? []) {
        const id = call.args[position];
        if (id === undefined || danger === undefined || fn.nodes[id]?.kind === 'function') continue;
        const { done, remedy, severity } = danger;
        const value = valueIn(ref, id);
        yield {
          value,
          starts: [{ at: value, path: [], anchor: call.point }],
          shown: shownAt(ref),
          done,
          remedy,
          severity,
          guessed: false,
        };
      }
      if (danger === undefined && nameOf(ref, call.callee) === 'insertAdjacentHTML')
        yield* markup(ref, call.args[1], call.span, call.point);
    }
    for (const [id, node] of fn.nodes.entries()) {
      const ref = { module, fn };
      if (node.kind === 'update' && node.name !== null && /^(?:innerHTML|outerHTML|srcdoc)$/.test(node.name))
        yield* markup(ref, node.value, node.span, fn.madeAt[id] ?? null);
      if (node.kind === 'object') {
        const html = node.properties.find(({ key }) => key === '__html');
        if (html !== undefined) yield* markup(ref, html.value, node.span, fn.madeAt[id] ?? null);
      }
    }
  }
  for (const sink of sqlSinksIn(program, module)) {
    const seen = sink.seen || sink.known || sink.starts.some(({ at }) => isStatement(knownText(at) ?? ''));
    if (seen)
      yield {
        value: valueIn(sink.call, sink.call.call.callee),
        starts: sink.starts,
        shown: shownAt(sink.call),
        done: 'is run as SQL',
        remedy: 'Let it run with a role that may only read what its user may read, and check the statement first.',
        severity: 'high',
        guessed: !sink.known,
      };
  }
}

function* markup(
  ref: { module: LinkedModule; fn: Sink['value']['fn'] },
  id: number | undefined,
  span: Sink['shown']['span'],
  anchor: number | null,
): Generator<DangerousSink> {
  if (id === undefined) return;
  const value = valueIn(ref, id);
  yield {
    value,
    starts: [{ at: value, path: [], anchor }],
    shown: { ...ref, span, call: null },
    done: 'is shown as markup, scripts among it',
    remedy: 'Show it as text, or sanitise the markup (DOMPurify) first.',
    severity: 'high',
    guessed: false,
  };
}
