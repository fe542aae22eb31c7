/** What is wrong with a policy file, so that whoever wrote it can put it right at once: where, what, what instead. */

export interface PolicyError {
  /** `areas.auth.countersing`, `areas.billing.paths[2]`; empty for the file as a whole. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  readonly expected: string;
  readonly found: string;
  /** The word that was probably meant. */
  readonly nearest: string | null;
  /** One or two sentences without the place: what is wrong, and what to write instead. */
  readonly message: string;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

export type PathPart = string | number;

/** `.github/countersign.yml:4:5: …`, a line for each error, in the order of the file. */
export function renderPolicyErrors(errors: readonly PolicyError[], fileName: string): string {
  return errors
    .map((error) => `${fileName}:${String(error.line)}:${String(error.column)}: ${error.message}`)
    .join('\n');
}

export function pathText(path: readonly PathPart[]): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${String(part)}]`;
    else text += text === '' ? word(part) : `.${word(part)}`;
  }
  return text;
}

/** What a value is, for people: `"alwys"`, `a list`, `nothing`. */
export function foundText(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return `"${word(value)}"`;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  return Array.isArray(value) ? 'a list' : 'a mapping';
}

/** `a, b or c` */
export function oneOf(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

const LONGEST_WORD = 60;

/** Text from the file, made harmless and short: it is shown in terminals and in Markdown. */
export function word(text: string): string {
  const cut = text.length > LONGEST_WORD ? `${text.slice(0, LONGEST_WORD)}…` : text;
  return cut.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '�');
}
