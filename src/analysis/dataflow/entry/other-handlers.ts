/**
 * Functions that take what was sent without being handlers of a route: procedures, server actions, resolvers, listeners
 * of sockets. Which of their parameters hold it, and whether a schema in front of them leaves it no room.
 */
import type { NodeId } from '../../module-facts.ts';
import type { AccessPath, Source } from '../taint/flow-state.ts';
import {
  ACTION_METHODS,
  LOCAL_EVENTS,
  PROCEDURE_INPUTS,
  PROCEDURE_METHODS,
  PROCEDURE_SCHEMAS,
} from '../models/request-fields.ts';
import { nameOf } from '../link/operands.ts';
import { type CallRef, functionOf, type FunctionRef, type Program, valueIn } from '../link/program.ts';
import { schemaAnswer } from '../taint/schema-constraints.ts';

const MAX_CHAIN = 16;

/** How sure it is that this part of a parameter was sent; null where it was not. */
export function sentToOther(
  program: Program,
  ref: FunctionRef,
  index: number,
  path: AccessPath,
): Source['certainty'] | null {
  if (isServerAction(ref)) return 'sure';
  const resolver = index === 1 && isResolver(ref) ? 'likely' : null;
  return resolver ?? toProcedure(program, ref, index, path) ?? toListener(program, ref, index);
}

/** `'use server'`, in the function or over the module that exports it (nextjs.org/docs/app/api-reference/directives/use-server). */
function isServerAction({ module, fn }: FunctionRef): boolean {
  if (fn.directives.includes('use server')) return true;
  const top = module.facts.functions[0];
  return fn.parent === 0 && fn.class === null && fn.async && top?.directives.includes('use server') === true;
}

/** `(parent, args, context)` of GraphQL (graphql.org/graphql-js/resolvers). */
function isResolver({ fn }: FunctionRef): boolean {
  const [first, second, third] = fn.params.map((param) => param.name);
  if (first == null || !/^(?:_+|_?(?:parent|root|obj|source))$/.test(first) || fn.params.length < 2) return false;
  return second === 'args' || (third != null && /^_?(?:ctx|context)$/.test(third));
}

/** `procedure.input(schema).query(({ input }) => …)` of tRPC and its like. */
function toProcedure(program: Program, ref: FunctionRef, index: number, path: AccessPath): Source['certainty'] | null {
  const [field, ...rest] = path;
  const at = index === 0 ? takenBy(program, ref) : null;
  if (at === null || field === undefined || !PROCEDURE_INPUTS.has(field)) return null;
  const name = nameOf(at, at.call.callee);
  if (!PROCEDURE_METHODS.has(name) && !ACTION_METHODS.has(name)) return null;
  const chain = chainOf(at, at.call.callee);
  const schemas = chain.filter((link) => PROCEDURE_SCHEMAS.has(link.name)).flatMap(({ args }) => args.slice(0, 1));
  if (schemas.length === 0 && !chain.some((link) => /procedure|action/i.test(link.name))) return null;
  const constrained = schemas.some((schema) => schemaAnswer(program, valueIn(at, schema), rest) === 'constrained');
  return constrained ? null : 'sure';
}

/** `socket.on('message', (data) => …)`. */
function toListener(program: Program, ref: FunctionRef, index: number): Source['certainty'] | null {
  const at = index === 0 ? takenBy(program, ref) : null;
  if (at === null || nameOf(at, at.call.callee) !== 'on' || at.call.receiver === null) return null;
  const [event] = at.call.args;
  const node = event === undefined ? undefined : at.fn.nodes[event];
  if (node?.kind !== 'literal' || LOCAL_EVENTS.has(String(node.value))) return null;
  return /^(?:socket|ws|websocket)$/i.test(nameOf(at, at.call.receiver)) ? 'likely' : null;
}

interface Link {
  readonly name: string;
  readonly args: readonly NodeId[];
}

/** The names that a callee is reached by, with what the calls among them were given. */
function chainOf(ref: FunctionRef, callee: NodeId): Link[] {
  const links: Link[] = [];
  let at = callee;
  let args: readonly NodeId[] = [];
  for (let steps = 0; steps < MAX_CHAIN; steps += 1) {
    const node = ref.fn.nodes[at];
    if (node?.kind === 'call') {
      const call = ref.fn.calls[node.call];
      if (call === undefined) break;
      ({ args } = call);
      at = call.callee;
    } else {
      links.push({ name: nameOf(ref, at), args });
      args = [];
      if (node?.kind !== 'member') break;
      at = node.of;
    }
  }
  return links;
}

/** The call that a function is written into as an argument. */
function takenBy(program: Program, ref: FunctionRef): CallRef | null {
  return program.memo.once('taken by', ref.fn, 0, null as CallRef | null, () => findTaker(ref));
}

function findTaker({ module, fn }: FunctionRef): CallRef | null {
  if (fn.parent === null) return null;
  const parent = functionOf(module, fn.parent);
  const call = parent.fn.calls.find((one) =>
    one.args.some((id) => {
      const node = parent.fn.nodes[id];
      return node?.kind === 'function' && node.fn === fn.id;
    }),
  );
  return call === undefined ? null : { ...parent, call };
}
