/** Calls in which a text from outside does harm, as data: what is called, which argument, and where that is documented. */

export interface SinkModel {
  /** Modules or globals that the callee comes from: `node:child_process`, `axios`, `eval`. */
  readonly packages: readonly string[];
  /** Names of what is called; empty where the package itself is. */
  readonly methods: readonly string[];
  /** Positions of the argument; `all` for each. */
  readonly arguments: readonly number[] | 'all';
  /** Properties that hold it, where an object is given. */
  readonly keys: readonly string[];
  readonly source: string;
}

/** A row of a table: `keys` are none where nothing is said. */
export function sink(
  packages: readonly string[],
  methods: readonly string[],
  positions: readonly number[] | 'all',
  source: string,
  keys: readonly string[] = [],
): SinkModel {
  return { packages, methods, arguments: positions, keys, source };
}
