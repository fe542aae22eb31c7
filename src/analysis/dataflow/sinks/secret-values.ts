/** Whether anything of a secret may be left in a value, whatever it is called. */
import type { NodeId } from '../../module-facts.ts';
import { symbolsOf } from '../link/meaning.ts';
import { wordsOf } from '../models/access-words.ts';
import { CONSTRAINING_FUNCTIONS, CONSTRAINING_METHODS } from '../models/conversions.ts';
import { isMaskedName, MASKING_WORDS } from '../models/secret-names.ts';
import { nameOf } from '../link/operands.ts';
import { isPlainType } from '../taint/plain-types.ts';
import { functionOf, type FunctionRef, nodeOf, type Program, type ValueRef } from '../link/program.ts';

/** Values are looked into this deep, and in so many steps. What lies beyond may hold a secret. */
const MAX_LOOK = 8;
const MAX_STEPS = 200;

/** Whether a call leaves nothing of a secret in its result. */
export function masksSecrets(program: Program, ref: FunctionRef, callee: NodeId, args: readonly NodeId[]): boolean {
  const name = nameOf(ref, callee);
  if (name === 'slice' || name === 'substring' || name === 'substr') return !cutsPrefix(ref, args);
  if (name === 'stringify' && args.length > 1) {
    const replacer = ref.fn.nodes[args[1] ?? -1];
    if (replacer?.kind !== 'literal' && replacer?.kind !== 'absent') return true;
  }
  if (CONSTRAINING_METHODS.has(name)) return true;
  if (wordsOf(name).some((word) => MASKING_WORDS.has(word))) return true;
  return symbolsOf(program, { ...ref, node: callee }).some((symbol) => CONSTRAINING_FUNCTIONS.has(symbol));
}

/** `header.slice(7)` takes `Bearer ` off and leaves the secret. */
function cutsPrefix(ref: FunctionRef, args: readonly NodeId[]): boolean {
  const from = args.length === 1 ? ref.fn.nodes[args[0] ?? -1] : undefined;
  return from?.kind === 'literal' && typeof from.value === 'number';
}

/** Whether a value may be a text that is not written in the code: no constant, number, truth value or mask. */
export function isOpaque(program: Program, value: ValueRef, look = MAX_LOOK, steps = { left: MAX_STEPS }): boolean {
  steps.left -= 1;
  if (look <= 0 || steps.left <= 0) return true;
  const node = nodeOf(value);
  const at = (id: NodeId): boolean => isOpaque(program, { ...value, node: id }, look - 1, steps);
  switch (node.kind) {
    case 'literal':
    case 'absent':
    case 'unary':
    case 'binary':
    case 'regex':
    case 'function':
    case 'class':
    case 'object':
    case 'array':
    case 'markup':
    case 'this':
      return false;
    case 'await':
    case 'spread':
      return at(node.of);
    case 'concat':
      return node.parts.some(at);
    case 'join':
      return node.of.some(at);
    case 'logical':
      return node.operator === '&&' ? at(node.right) : at(node.left) || at(node.right);
    case 'conditional':
      return at(node.then) || at(node.otherwise);
    case 'member':
      return !isMaskedName(node.name) && node.name !== 'length' && !isEnumeration(value, node.of);
    case 'param': {
      const param = value.fn.params[node.index];
      return !isPlainType(param?.type ?? null) && !isMaskedName(param?.name ?? '');
    }
    case 'call': {
      const call = value.fn.calls[node.call];
      return call !== undefined && !masksSecrets(program, value, call.callee, call.args);
    }
    case 'captured': {
      const values = functionOf(value.module, node.fn).fn.variables[node.variable]?.values ?? [];
      return values.some((given) =>
        isOpaque(program, { ...functionOf(value.module, given.in), node: given.node }, look - 1, steps),
      );
    }
    default:
      return true;
  }
}

/** `GrantType.Password`: a list of kinds, not of secrets. The environment is none. */
export function isEnumeration(at: ValueRef, id: NodeId): boolean {
  const name = nameOf(at, id);
  if (!/^[A-Z]/.test(name) || /^(?:ENV|Env|CONFIG|Config|SETTINGS|Settings|CONF|Secrets|SECRETS)$/.test(name))
    return false;
  return true;
}
