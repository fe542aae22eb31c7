/** The shape in which a provider's token formats are written down. A format without a source is not one. */

export interface Provider {
  readonly name: string;
  /** Where the format, or an example of it, is published. */
  readonly source: string;
  readonly tokens: readonly TokenFormat[];
}

export interface TokenFormat {
  /** What the token is, behind the provider's name: `access token`. */
  readonly what: string;
  /**
   * A regular expression over ASCII without groups that repeat, whose every repetition ends where its next part begins, so
   * that it never tries a text twice. Matched from its first character.
   */
  readonly pattern: string;
  /** Literals of which every token holds one, in lower case; by default what the pattern begins with. */
  readonly words?: readonly string[];
  /** How many characters stand before the word, where it is not the beginning. */
  readonly lead?: readonly number[];
}
