/** Lexical scopes and the values that names have while a function is walked. */
import type { FunctionId, NodeId } from '../module-facts.ts';

/** A name bound somewhere in the module. `values` is every value ever given to it, in order of the walk. */
export interface Variable {
  readonly name: string;
  readonly owner: FunctionId;
  readonly values: { readonly in: FunctionId; readonly node: NodeId }[];
  /** Index into the owner's `variables`, given out when an inner function first refers to it; -1 until then. */
  captured: number;
  /** Written by a function inside its owner: its value at any point may be any of `values`. */
  shared: boolean;
}

export interface Scope {
  readonly parent: Scope | null;
  readonly owner: FunctionId;
  readonly names: Map<string, Variable>;
}

export function createScope(parent: Scope | null, owner: FunctionId): Scope {
  return { parent, owner, names: new Map() };
}

export function declare(scope: Scope, name: string): Variable {
  const known = scope.names.get(name);
  if (known !== undefined) return known;
  const variable: Variable = { name, owner: scope.owner, values: [], captured: -1, shared: false };
  scope.names.set(name, variable);
  return variable;
}

export function lookUp(scope: Scope, name: string): Variable | null {
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    const variable = at.names.get(name);
    if (variable !== undefined) return variable;
  }
  return null;
}

/** A change of one variable's value, kept so that branches can be undone and joined. */
interface Change {
  readonly variable: Variable;
  readonly before: NodeId | undefined;
  readonly after: NodeId;
}

/** The current value of each variable in one function, with a log. Branching costs what the branch assigns, not what is in scope. */
export interface Environment {
  get(variable: Variable): NodeId | undefined;
  set(variable: Variable, node: NodeId): void;
  mark(): number;
  /** Undoes all since `mark` and gives what each changed variable's value was at the end. */
  rewind(mark: number): Map<Variable, NodeId>;
  /** Every value given to each variable since `mark`. */
  assignedSince(mark: number): Map<Variable, NodeId[]>;
}

export function createEnvironment(): Environment {
  const values = new Map<Variable, NodeId>();
  const log: Change[] = [];
  return {
    get: (variable) => values.get(variable),
    set(variable, node) {
      log.push({ variable, before: values.get(variable), after: node });
      values.set(variable, node);
    },
    mark: () => log.length,
    rewind(mark) {
      const last = new Map<Variable, NodeId>();
      while (log.length > mark) {
        const change = log.pop();
        if (change === undefined) break;
        if (!last.has(change.variable)) last.set(change.variable, change.after);
        if (change.before === undefined) values.delete(change.variable);
        else values.set(change.variable, change.before);
      }
      return last;
    },
    assignedSince(mark) {
      const assigned = new Map<Variable, NodeId[]>();
      for (const { variable, after } of log.slice(mark)) {
        const list = assigned.get(variable);
        if (list === undefined) assigned.set(variable, [after]);
        else if (!list.includes(after)) list.push(after);
      }
      return assigned;
    },
  };
}
