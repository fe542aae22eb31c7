/** How much of a configuration file is kept. Beyond these a file says so in `broken`; it never takes the review down. */

/** Levels of nesting. Those who read facts may recurse as deep as this. */
export const MAX_DEPTH = 100;
/** Values kept of one file, those that aliases repeat included. */
export const MAX_VALUES = 200_000;
/** Of a lockfile, which holds a dozen values for each of some thousand packages. */
export const MAX_LOCK_VALUES = 1_000_000;
/** Values that aliases may repeat: a bomb of nine aliases of nine aliases ends here. */
export const MAX_ALIASED_VALUES = 20_000;
/** Characters kept of an expression or a comment. */
export const MAX_EXPRESSION_TEXT = 1_000;
export const MAX_COMMENT_TEXT = 200;
/** Comments and broken regions kept of one file. */
export const MAX_COMMENTS = 5_000;
export const MAX_BROKEN = 100;
