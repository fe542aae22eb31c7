/** Calls that write what they are given to a log: by package, by `console`, by the name of the logger. */
import type { FunctionFacts, NodeId } from '../../module-facts.ts';
import { callsOf } from '../taint/invocations.ts';
import { functionsOf, propertyOf, symbolsOf } from '../link/meaning.ts';
import { wordsOf } from '../models/access-words.ts';
import {
  CONSOLE_METHODS,
  LEVEL_METHODS,
  LOG_FUNCTIONS,
  LOG_METHODS,
  LOGGER_PACKAGES,
  PLAIN_LOGGERS,
} from '../models/log-calls.ts';
import { nameOf } from '../link/operands.ts';
import { type CallRef, type LinkedModule, type Program, valueIn } from '../link/program.ts';
import { isRootedIn } from '../taint/schema-constraints.ts';

export interface LogSink {
  readonly call: CallRef;
  /** `console` writes as it is; a logger may leave out what it was told to. */
  readonly kind: 'console' | 'logger';
}

export function logSinksIn(program: Program, module: LinkedModule): LogSink[] {
  return module.facts.functions.flatMap((fn) =>
    fn.calls.flatMap((call) => {
      const ref: CallRef = { module, fn, call };
      const kind = call.args.length === 0 || call.construct ? null : logKind(program, ref);
      return kind === null ? [] : [{ call: ref, kind }];
    }),
  );
}

function logKind(program: Program, ref: CallRef): LogSink['kind'] | null {
  const callee = ref.fn.nodes[ref.call.callee];
  const name = nameOf(ref, ref.call.callee);
  if (callee?.kind === 'member' && !LOG_METHODS.has(name) && !CONSOLE_METHODS.has(name)) return null;
  const symbols = symbolsOf(program, valueIn(ref, ref.call.callee));
  if (callee?.kind === 'member') {
    const owner = ref.fn.nodes[callee.of];
    if (owner?.kind === 'global' && owner.name === 'console') return CONSOLE_METHODS.has(name) ? 'console' : null;
    if (!LOG_METHODS.has(name)) return null;
    const known = LOGGER_PACKAGES.some((logger) => symbols.some((symbol) => isRootedIn(symbol, logger.name)));
    if (known) return 'logger';
    if (!LEVEL_METHODS.has(name) || !isLoggerName(nameOf(ref, callee.of) || calledName(ref, callee.of))) return null;
  } else if (!symbols.some((symbol) => PLAIN_LOGGERS.has(symbol))) {
    if (!LOG_FUNCTIONS.has(name) || callee?.kind === 'param') return null;
  }
  return leavesOut(program, ref) ? null : 'logger';
}

/** The repository's own logger, which makes what it is given harmless first. */
function leavesOut(program: Program, ref: CallRef): boolean {
  return functionsOf(program, valueIn(ref, ref.call.callee)).some((callee) =>
    callee.fn.calls.some((call) =>
      wordsOf(nameOf(callee, call.callee)).some((word) => /^(?:redact|mask|sanitize|sanitise|scrub|censor)/.test(word)),
    ),
  );
}

/** `getLogger()` in `getLogger().info()`. */
function calledName(ref: CallRef, id: number): string {
  const node = ref.fn.nodes[id];
  const call = node?.kind === 'call' ? ref.fn.calls[node.call] : undefined;
  return call === undefined ? '' : nameOf(ref, call.callee);
}

/** `log`, `requestLogger`, `this._logger`; not `catalog` or `dialog`. */
function isLoggerName(name: string): boolean {
  const last = wordsOf(name).at(-1);
  return last === 'log' || last === 'logger' || last === 'logging';
}

/** Names that some logger of the program is told to leave out: `pino({ redact: ['password', '*.token'] })`. */
export function leftOutNames(program: Program): ReadonlySet<string> {
  return program.memo.once<ReadonlySet<string>>('left out of logs', program.modules, 0, new Set<string>(), () => {
    const names = new Set<string>();
    for (const ref of callsOf(program))
      if (ref.call.args.some((id) => isMade(ref.fn, id))) for (const name of redactedBy(ref)) names.add(name);
    return names;
  });
}

/** Options that may name what to leave out: written in place, or in a variable. */
function isMade(fn: FunctionFacts, id: NodeId): boolean {
  const node = fn.nodes[id];
  if (node?.kind === 'captured') return true;
  return node?.kind === 'object' && node.properties.some(({ key }) => key === 'redact' || key === 'logger');
}

function redactedBy(ref: CallRef): string[] {
  const options = ref.call.args.map((id) => valueIn(ref, id));
  const redact = options.flatMap((one) => [
    ...propertyOf(one, 'redact', 8),
    ...propertyOf(one, 'logger', 8).flatMap((logger) => propertyOf(logger, 'redact', 8)),
  ]);
  const lists = redact.flatMap((one) => [one, ...propertyOf(one, 'paths', 8)]);
  return lists.flatMap((list) => {
    const node = list.fn.nodes[list.node];
    if (node?.kind !== 'array') return [];
    return node.items.flatMap((item) => {
      const literal = list.fn.nodes[item];
      if (literal?.kind !== 'literal' || typeof literal.value !== 'string') return [];
      const last = literal.value
        .split(/[.[\]"']+/)
        .filter((part) => part !== '')
        .at(-1);
      return last === undefined ? [] : [last.toLowerCase()];
    });
  });
}
