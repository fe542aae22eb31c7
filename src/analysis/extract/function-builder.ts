/** Collects the nodes, calls, points, branches and exits of one function while it is walked. Knows no syntax. */
import type { Span } from '#domain/span.ts';
import type {
  Branch,
  CallFact,
  Exit,
  FlowNode,
  FunctionId,
  LocalFact,
  NodeId,
  ParamFact,
  Point,
  PointId,
  VariableFact,
} from '../module-facts.ts';
import { createEnvironment, type Environment, type Scope, type Variable } from './variables.ts';

type Unplaced<P> = P extends { readonly parent: unknown } ? Omit<P, 'parent'> : never;

export interface FunctionBuilder {
  readonly id: FunctionId;
  readonly symbol: string;
  readonly environment: Environment;
  readonly nodes: FlowNode[];
  readonly madeAt: PointId[];
  readonly calls: CallFact[];
  readonly points: Point[];
  readonly branches: Branch[];
  readonly exits: Exit[];
  readonly params: ParamFact[];
  readonly captured: Variable[];
  readonly locals: LocalFact[];
  /** How many functions of each name were met inside, so that symbols stay apart. */
  readonly innerNames: Map<string, number>;
  scope: Scope;
  /** The nearest step that lies on every way to where the walk is. */
  point: PointId;
  tryDepth: number;

  node(node: FlowNode): NodeId;
  /** One value for several: itself when they are one. `branch`: the `if` whose two sides give them, in that order. */
  join(of: readonly NodeId[], span: Span, branch?: number): NodeId;
  /** Adds a step below the current one and moves there. */
  step(point: Exclude<Unplaced<Point>, { kind: 'entry' }>): PointId;
}

export function createFunctionBuilder(id: FunctionId, symbol: string, scope: Scope): FunctionBuilder {
  const nodes: FlowNode[] = [];
  const points: Point[] = [{ kind: 'entry', parent: null }];
  return {
    id,
    symbol,
    environment: createEnvironment(),
    nodes,
    madeAt: [],
    calls: [],
    points,
    branches: [],
    exits: [],
    params: [],
    captured: [],
    locals: [],
    innerNames: new Map(),
    scope,
    point: 0,
    tryDepth: 0,
    node(node) {
      this.madeAt.push(this.point);
      return nodes.push(node) - 1;
    },
    join(of, span, branch) {
      const distinct = [...new Set(of)];
      const [only] = distinct;
      if (distinct.length === 1 && only !== undefined) return only;
      return this.node({ kind: 'join', of: distinct, ...(branch === undefined ? {} : { branch }), span });
    },
    step(point) {
      this.point = points.push({ ...point, parent: this.point }) - 1;
      return this.point;
    },
  };
}

/** Refers to a variable of an enclosing function. */
export function capture(owner: FunctionBuilder, variable: Variable): number {
  if (variable.captured < 0) variable.captured = owner.captured.push(variable) - 1;
  return variable.captured;
}

export function capturedFacts(builder: FunctionBuilder): VariableFact[] {
  return builder.captured.map((variable) => ({ name: variable.name, values: [...variable.values] }));
}
