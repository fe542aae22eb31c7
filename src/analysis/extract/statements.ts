/** Statements to points: what has happened, and what holds, on every way to each call. */
import type { Span } from '#domain/span.ts';
import type { Expr, LoopStmt, Pattern, Stmt, SwitchCase, TryStmt } from '../ir.ts';
import type { NodeId, PointId } from '../module-facts.ts';
import { assignedNames } from './assigned-names.ts';
import { decide, joinCompletions, leavesOf, type OpenBranch, openSide } from './branching.ts';
import type { FunctionBuilder } from './function-builder.ts';
import { createScope, declare, lookUp, type Variable } from './variables.ts';
import { type Completion, MAX_DEPTH, type Walk } from './walk.ts';

/** Runs a list of statements in the scope that is open. What stands after a statement that leaves is still walked. */
export function runStatements(walk: Walk, at: FunctionBuilder, statements: readonly Stmt[]): Completion {
  declareNames(at, statements);
  for (const statement of statements) {
    if (statement.kind !== 'function' || statement.fn.name === null) continue;
    const variable = lookUp(at.scope, statement.fn.name) ?? declare(at.scope, statement.fn.name);
    walk.write(
      at,
      variable,
      at.node({
        kind: 'function',
        fn: walk.function(at, statement.fn, { hint: '', class: null }),
        span: statement.span,
      }),
    );
  }
  let completion: Completion = 'normal';
  for (const statement of statements) {
    const one = runStatement(walk, at, statement);
    if (completion === 'normal') completion = one;
  }
  return completion;
}

function runBlock(walk: Walk, at: FunctionBuilder, statements: readonly Stmt[]): Completion {
  if (walk.depth >= MAX_DEPTH) {
    const [first] = statements;
    if (first !== undefined) walk.broken.push(first.span);
    return 'normal';
  }
  const outer = at.scope;
  at.scope = createScope(outer, at.id);
  walk.depth += 1;
  const completion = runStatements(walk, at, statements);
  walk.depth -= 1;
  at.scope = outer;
  return completion;
}

/** Names declared straight in these statements are bound in the whole block, before their line. */
function declareNames(at: FunctionBuilder, statements: readonly Stmt[]): void {
  for (const statement of statements) {
    if (statement.kind === 'declare' && !statement.hoisted)
      for (const name of namesOf(statement.target)) declare(at.scope, name);
    else if (statement.kind === 'class' && statement.class.name !== null) declare(at.scope, statement.class.name);
    else if (statement.kind === 'function' && statement.fn.name !== null) declare(at.scope, statement.fn.name);
  }
}

export function namesOf(pattern: Pattern): string[] {
  switch (pattern.kind) {
    case 'bind':
      return [pattern.name];
    case 'default':
      return namesOf(pattern.target);
    case 'object':
      return [
        ...pattern.properties.flatMap((property) => namesOf(property.target)),
        ...(pattern.rest === null ? [] : namesOf(pattern.rest)),
      ];
    case 'array':
      return [
        ...pattern.items.flatMap((item) => (item === null ? [] : namesOf(item))),
        ...(pattern.rest === null ? [] : namesOf(pattern.rest)),
      ];
    case 'place':
      return [];
  }
}

function runStatement(walk: Walk, at: FunctionBuilder, statement: Stmt): Completion {
  switch (statement.kind) {
    case 'expression':
      walk.value(at, statement.expression, { used: false });
      return 'normal';
    case 'declare': {
      const hint = statement.target.kind === 'bind' ? statement.target.name : '';
      if (statement.init !== null) walk.bind(at, statement.target, walk.value(at, statement.init, { hint }), 'declare');
      return 'normal';
    }
    case 'block':
      return runBlock(walk, at, statement.body);
    case 'broken':
      runBlock(walk, at, statement.body);
      return 'normal';
    case 'if':
      return runIf(walk, at, statement);
    case 'loop':
      return runLoop(walk, at, statement);
    case 'switch':
      return runSwitch(walk, at, statement.subject, statement.cases, statement.span);
    case 'try':
      return runTry(walk, at, statement);
    case 'return':
    case 'throw': {
      const value = statement.value === null ? null : walk.value(at, statement.value);
      at.exits.push({ kind: statement.kind, value, point: at.point, span: statement.span });
      return statement.kind;
    }
    case 'break':
    case 'continue':
      return statement.kind;
    case 'labeled': {
      const completion = runBlock(walk, at, statement.body);
      return completion === 'break' || completion === 'mixed' ? 'normal' : completion;
    }
    case 'function':
      return 'normal';
    case 'class': {
      const node = walk.class(at, statement.class, '');
      if (statement.class.name !== null) walk.write(at, declare(at.scope, statement.class.name), node);
      return 'normal';
    }
  }
}

// ── Branches ────────────────────────────────────────────────────────────────────────────────────────

function runIf(walk: Walk, at: FunctionBuilder, statement: Extract<Stmt, { kind: 'if' }>): Completion {
  const branch = decide(at, walk.value(at, statement.test), 'if', statement.span);
  const mark = at.environment.mark();
  const then = runSide(walk, at, statement.then, branch, true);
  const thenValues = at.environment.rewind(mark);
  const otherwise = runSide(walk, at, statement.otherwise, branch, false);
  const elseValues = at.environment.rewind(mark);
  const changed = new Set([...thenValues.keys(), ...elseValues.keys()]);
  for (const variable of changed) {
    const before = at.environment.get(variable);
    const ways = [
      then.completion === 'normal' ? thenValues : null,
      otherwise.completion === 'normal' ? elseValues : null,
    ];
    const values = ways.flatMap((way) => (way === null ? [] : [way.get(variable) ?? before]));
    mergeInto(
      walk,
      at,
      variable,
      values.length === 0 ? [thenValues.get(variable) ?? elseValues.get(variable) ?? before] : values,
      statement.span,
      values.length === 2 && !values.includes(undefined) ? branch.index : undefined,
    );
  }
  const goesOn =
    then.completion === 'normal'
      ? otherwise.completion === 'normal'
        ? undefined
        : then.end
      : otherwise.completion === 'normal'
        ? otherwise.end
        : undefined;
  branch.finish(goesOn);
  return joinCompletions(then.completion, otherwise.completion);
}

function runSide(
  walk: Walk,
  at: FunctionBuilder,
  body: readonly Stmt[],
  branch: OpenBranch,
  holds: boolean,
): { completion: Completion; end: PointId } {
  const side = openSide(at, branch, holds);
  const completion = runBlock(walk, at, body);
  return { completion, end: side.close(leavesOf(completion)) };
}

/** Gives a variable one value for all the ways that meet here; a way that never assigned it contributes nothing new. */
function mergeInto(
  walk: Walk,
  at: FunctionBuilder,
  variable: Variable,
  values: readonly (NodeId | undefined)[],
  span: Span,
  branch?: number,
): void {
  const known = values.filter((value) => value !== undefined);
  if (known.length > 0) at.environment.set(variable, at.join(known, span, branch));
}

function mergeAssigned(walk: Walk, at: FunctionBuilder, mark: number, span: Span): void {
  const assigned = at.environment.assignedSince(mark);
  at.environment.rewind(mark);
  for (const [variable, nodes] of assigned)
    mergeInto(walk, at, variable, [at.environment.get(variable), ...nodes], span);
}

function runSwitch(
  walk: Walk,
  at: FunctionBuilder,
  subject: Expr,
  cases: readonly SwitchCase[],
  span: Span,
): Completion {
  const value = walk.value(at, subject);
  const start = at.point;
  const mark = at.environment.mark();
  const outer = at.scope;
  at.scope = createScope(outer, at.id);
  let completion: Completion | null = null;
  for (const one of cases) {
    at.point = start;
    const test = one.test === null ? null : walk.value(at, one.test);
    const condition =
      test === null
        ? at.node({ kind: 'unknown', of: [value], span: one.span })
        : at.node({ kind: 'binary', operator: '===', left: value, right: test, span: one.span });
    const branch = decide(at, condition, 'case', one.span);
    const side = openSide(at, branch, true);
    const ended = runStatements(walk, at, one.body);
    side.close(leavesOf(ended));
    branch.finish(start);
    if (ended !== 'normal' || one === cases.at(-1))
      completion = completion === null ? ended : joinCompletions(completion, ended);
  }
  at.scope = outer;
  mergeAssigned(walk, at, mark, span);
  const covered = cases.some((one) => one.test === null);
  return !covered || completion === null || completion === 'break' || completion === 'mixed' ? 'normal' : completion;
}

// ── Loops and exceptions ────────────────────────────────────────────────────────────────────────────

function runLoop(walk: Walk, at: FunctionBuilder, loop: LoopStmt): Completion {
  const outer = at.scope;
  at.scope = createScope(outer, at.id);
  declareNames(at, loop.init);
  for (const statement of loop.init) runStatement(walk, at, statement);
  const over = loop.each === null ? null : walk.value(at, loop.each.over);
  const start = at.point;
  const heads = openHeads(at, loop);
  const mark = at.environment.mark();
  at.step({ kind: 'loop' });
  if (loop.each !== null && over !== null) {
    const element = at.node({ kind: 'element', of: over, yields: loop.each.yields, span: loop.each.target.span });
    for (const name of namesOf(loop.each.target)) declare(at.scope, name);
    walk.bind(at, loop.each.target, element, 'declare');
  }
  const completion = runLoopBody(walk, at, loop);
  const assigned = at.environment.assignedSince(mark);
  at.environment.rewind(mark);
  for (const [variable, nodes] of assigned) {
    heads.get(variable)?.push(...nodes);
    mergeInto(walk, at, variable, [at.environment.get(variable), ...nodes], loop.span);
  }
  at.scope = outer;
  at.point = start;
  return loop.testAfter && (completion === 'return' || completion === 'throw') ? completion : 'normal';
}

function runLoopBody(walk: Walk, at: FunctionBuilder, loop: LoopStmt): Completion {
  if (loop.test === null || loop.testAfter) {
    const completion = runBlock(walk, at, loop.body);
    if (loop.test !== null) walk.value(at, loop.test);
    return completion;
  }
  const branch = decide(at, walk.value(at, loop.test), 'loop', loop.test.span);
  const side = openSide(at, branch, true);
  const completion = runBlock(walk, at, loop.body);
  if (loop.update !== null) walk.value(at, loop.update, { used: false });
  side.close(leavesOf(completion));
  branch.finish();
  return completion;
}

/** A variable that the body assigns has, at the loop's head, the value from before or one from an earlier round. */
function openHeads(at: FunctionBuilder, loop: LoopStmt): Map<Variable, NodeId[]> {
  const heads = new Map<Variable, NodeId[]>();
  for (const name of assignedNames(loop)) {
    const variable = lookUp(at.scope, name);
    const before = variable === null ? undefined : at.environment.get(variable);
    if (variable === null || before === undefined) continue;
    const of = [before];
    heads.set(variable, of);
    at.environment.set(variable, at.node({ kind: 'join', of, span: loop.span }));
  }
  return heads;
}

function runTry(walk: Walk, at: FunctionBuilder, statement: TryStmt): Completion {
  const start = at.point;
  const mark = at.environment.mark();
  at.tryDepth += 1;
  at.step({ kind: 'try', try: at.tryDepth });
  const body = runBlock(walk, at, statement.body);
  const bodyEnd = at.point;
  let completion = body;
  let goesOn = bodyEnd;
  if (statement.handler !== null) {
    const assigned = at.environment.assignedSince(mark);
    const bodyValues = at.environment.rewind(mark);
    // An exception may come before or after any assignment of the body.
    for (const [variable, nodes] of assigned)
      mergeInto(walk, at, variable, [at.environment.get(variable), ...nodes], statement.span);
    at.point = start;
    at.step({ kind: 'catch', try: at.tryDepth });
    const handled = runHandler(walk, at, statement.handler);
    const handlerEnd = at.point;
    const handlerValues = at.environment.rewind(mark);
    for (const variable of new Set([...bodyValues.keys(), ...handlerValues.keys()])) {
      const ways = [body === 'normal' ? bodyValues : null, handled === 'normal' ? handlerValues : null];
      const met = ways.flatMap((way) => (way === null ? [] : [way.get(variable) ?? at.environment.get(variable)]));
      mergeInto(walk, at, variable, met.length === 0 ? [handlerValues.get(variable)] : met, statement.span);
    }
    completion = joinCompletions(body, handled);
    goesOn = handled !== 'normal' ? bodyEnd : body !== 'normal' ? handlerEnd : start;
  }
  at.point = goesOn;
  if (statement.finalizer === null) return completion;
  const last = runBlock(walk, at, statement.finalizer);
  return last === 'normal' ? completion : last;
}

function runHandler(walk: Walk, at: FunctionBuilder, handler: NonNullable<TryStmt['handler']>): Completion {
  const outer = at.scope;
  at.scope = createScope(outer, at.id);
  if (handler.param !== null) {
    for (const name of namesOf(handler.param)) declare(at.scope, name);
    walk.bind(at, handler.param, at.node({ kind: 'caught', span: handler.param.span }), 'declare');
  }
  const completion = runBlock(walk, at, handler.body);
  at.scope = outer;
  return completion;
}
