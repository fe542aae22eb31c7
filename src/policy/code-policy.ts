/**
 * What a repository asks of its code: which fields, types and tables are sensitive and where they may go, and how
 * involved a function may be that AI assisted. Plain data.
 */

/** Where data of a class can go. `prompts`: to language models; `requests`: to other systems. */
export const DESTINATIONS = ['logs', 'prompts', 'requests', 'responses'] as const;
export type Destination = (typeof DESTINATIONS)[number];

export interface DataClass {
  /** Names of properties, `diagnosis`, or of a property of something, `patient.notes`. */
  readonly fields: readonly string[];
  /** Names of types and classes. */
  readonly types: readonly string[];
  /** Names of tables, collections and models. */
  readonly tables: readonly string[];
  readonly mayReach: readonly Destination[];
}

export interface CodePolicy {
  /** By the name that the policy gives the class. */
  readonly dataClasses: ReadonlyMap<string, DataClass>;
  /** Of functions in changes that AI assisted: more ways through them, or deeper nesting, is reported. */
  readonly assisted: { readonly maximumComplexity: number; readonly maximumNesting: number };
}

/** Without a word in the policy: nothing is declared sensitive. */
export function defaultCodePolicy(): CodePolicy {
  return { dataClasses: new Map(), assisted: { maximumComplexity: 25, maximumNesting: 5 } };
}

/** What either declares is declared, and may go only where both let it. */
export function stricterCode(a: CodePolicy, b: CodePolicy): CodePolicy {
  const names = new Set([...a.dataClasses.keys(), ...b.dataClasses.keys()]);
  return {
    dataClasses: new Map(
      [...names].map((name) => [name, stricterClass(a.dataClasses.get(name), b.dataClasses.get(name))]),
    ),
    assisted: {
      maximumComplexity: Math.min(a.assisted.maximumComplexity, b.assisted.maximumComplexity),
      maximumNesting: Math.min(a.assisted.maximumNesting, b.assisted.maximumNesting),
    },
  };
}

const EMPTY: DataClass = { fields: [], types: [], tables: [], mayReach: [] };

function stricterClass(a: DataClass | undefined, b: DataClass | undefined): DataClass {
  if (a === undefined || b === undefined) return a ?? b ?? EMPTY;
  const both = (one: readonly string[], other: readonly string[]): readonly string[] => [
    ...new Set([...one, ...other]),
  ];
  return {
    fields: both(a.fields, b.fields),
    types: both(a.types, b.types),
    tables: both(a.tables, b.tables),
    mayReach: a.mayReach.filter((one) => b.mayReach.includes(one)),
  };
}
