/**
 * Tells code that a machine has squeezed onto few lines from code that someone wrote. A long text, a table of
 * numbers or a drawing on one line is not minified: what counts is statements without room between them.
 */

/** Longer than the lines that people write and formatters leave. */
const LONG_LINE = 400;

/** What is frequent in code and rare in texts, drawings, style sheets and regular expressions. */
const CODE_MARKS = /\breturn\b|\bfunction\b|=>|\)\{(?!\d)|&&|\|\||[=!]==|;\w{1,3}=/g;

/** Measured on long lines of 4,700 published files: minified code has 5 to 40 in a thousand characters, data under 3. */
const MARKS_PER_THOUSAND = 4;

/** Written code has a space in every 3 to 6 characters; minified code in 15 to 100. */
const CHARACTERS_PER_SPACE = 10;

/** Whether most of the code of this program text stands on dense lines. Linear in its length. */
export function isMinified(text: string): boolean {
  let dense = 0;
  let ordinary = 0;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const length = end - start;
    if (length <= LONG_LINE) ordinary += length;
    else if (isDense(text.slice(start, end))) dense += length;
    start = end + 1;
  }
  return dense > ordinary;
}

function isDense(line: string): boolean {
  const spaces = line.match(/\s/g)?.length ?? 0;
  if (spaces * CHARACTERS_PER_SPACE > line.length) return false;
  const marks = line.match(CODE_MARKS)?.length ?? 0;
  return marks * 1000 > line.length * MARKS_PER_THOUSAND;
}
