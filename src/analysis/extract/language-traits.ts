/** The little that extraction must be told about a language beyond its IR. Each language folder supplies its own. */

export interface LanguageTraits {
  /** Functions that load a module by a literal name and give the module itself, such as CommonJS `require`. */
  readonly moduleLoaders: ReadonlySet<string>;
  /** Global objects whose properties are the module's exports (`exports`), and paths whose value is the module (`module.exports`). */
  readonly exportObjects: ReadonlySet<string>;
  readonly moduleValues: ReadonlySet<string>;
  /** Methods that put their arguments into the collection they are called on. */
  readonly mutators: ReadonlySet<string>;
  /** Of these, the methods that, given two arguments, put the second under the name of the first. */
  readonly keyedMutators: ReadonlySet<string>;
  /** Words in a comment that make it worth keeping; matched as whole words, whatever their case. */
  readonly commentMarkers: readonly string[];
}
