/**
 * Parameters whose callers are not in sight: what a function takes from modules that were not loaded. What reaches a
 * statement from there may have been sent or not; it is told where the text around it says that it is a value.
 */
import { invocationsOf } from './invocations.ts';
import { rolesIn } from '../entry/request-data.ts';
import type { FlowState, Source } from './flow-state.ts';
import { wordsOf } from '../models/access-words.ts';
import { isPlainType } from './plain-types.ts';
import { type FunctionRef, nodeOf, type Program } from '../link/program.ts';

/** Names of parts of statements, which code passes on and people do not send. */
const STRUCTURE: ReadonlySet<string> = new Set([
  ...['table', 'tables', 'column', 'columns', 'schema', 'sql', 'query', 'where', 'clause', 'field', 'fields', 'key'],
  ...['keys', 'order', 'join', 'alias', 'database', 'db', 'statement', 'condition', 'conditions', 'expression', 'type'],
  ...['prefix', 'suffix', 'index', 'constraint', 'view', 'operator', 'limit', 'offset', 'count', 'options', 'config'],
  ...['connection', 'settings', 'opts', 'env', 'context', 'ctx', 'client', 'pool', 'knex', 'trx', 'adapter', 'model'],
  ...['hours', 'days', 'minutes', 'seconds', 'ago', 'num', 'number', 'size', 'page', 'timeout', 'interval', 'year'],
  ...['placeholder', 'placeholders', 'values', 'params', 'text', 'dialect', 'version', 'role', 'migration', 'sequence'],
]);

/** The parameter that a walk has come to, where nobody is seen to call its function. */
export function openParameter(program: Program, state: FlowState): Source | null {
  const node = nodeOf(state.at);
  if (node.kind !== 'param' || state.context !== null || state.path.length > 1) return null;
  const param = state.at.fn.params[node.index];
  if (param === undefined || param.rest || isPlainType(param.type) || !isOffered(state.at)) return null;
  const text = [param.name ?? '', ...state.path].filter((part) => part !== '' && part !== '[]').join('.');
  if (text === '' || wordsOf(text).some((word) => STRUCTURE.has(word))) return null;
  const { at } = state;
  const { index } = node;
  if (program.memo.once('number by default', at.fn, index, false, () => isNumberByDefault(at, index))) return null;
  if (rolesIn(program, state.at) !== null || invocationsOf(program, state.at).length > 0) return null;
  return { text, at: state.at, span: node.span, certainty: 'sure', kind: 'parameter' };
}

/** `hours = 24`. */
function isNumberByDefault({ fn }: FunctionRef, index: number): boolean {
  const own = fn.params[index]?.node;
  return fn.nodes.some((node) => {
    if (node.kind !== 'join' || own === undefined || !node.of.includes(own)) return false;
    return node.of.some((id) => {
      const other = fn.nodes[id];
      return other?.kind === 'literal' && typeof other.value === 'number';
    });
  });
}

/** A function that other modules can call: at the top of its module, or a method. */
function isOffered({ fn, module }: FunctionRef): boolean {
  if (fn.class !== null || fn.parent === 0) return fn.kind !== 'constructor';
  const parent = fn.parent === null ? undefined : module.facts.functions[fn.parent];
  return parent?.kind === 'module';
}
