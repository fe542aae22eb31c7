/**
 * Trailers of a commit message. `gitTrailers` is what git itself would say (`git interpret-trailers --parse`), whose
 * last paragraph is often not where tools and squashes leave theirs; `looseTrailers` reads any block of lines that
 * look like trailers, so its caller must ask for keys that prose does not use. Linear in the message.
 */

export interface Trailer {
  /** As written; compare it in lower case. */
  readonly key: string;
  /** Continuation lines joined by a space. */
  readonly value: string;
}

const CUT_LINE = '# ------------------------ >8 ------------------------';
const GIT_GENERATED = ['Signed-off-by: ', '(cherry picked from commit '];

/**
 * The trailers that git sees in a commit's message (as `%(trailers)` does), or, with `divider`, in the text of a mail
 * (as `git interpret-trailers` does by default), where a line `---` ends the message.
 */
export function gitTrailers(message: string, options: { readonly divider: boolean } = { divider: false }): Trailer[] {
  const all = message.split('\n');
  if (all.at(-1) === '') all.pop();
  const patch = options.divider ? all.findIndex((line) => /^---(?:\s|$)/.test(line)) : -1;
  const lines = withoutTail(patch === -1 ? all : all.slice(0, patch));
  const start = trailerStart(lines);
  const found: { key: string; value: string }[] = [];
  let open: { key: string; value: string } | null = null;
  for (const line of lines.slice(start)) {
    if (/^\s/.test(line) && open !== null) {
      open.value = `${open.value} ${line.trim()}`.trim();
      continue;
    }
    const separator = line.startsWith('#') ? -1 : separatorIn(line);
    open = separator < 1 ? null : { key: line.slice(0, separator).trim(), value: line.slice(separator + 1).trim() };
    if (open !== null) found.push(open);
  }
  return found;
}

/** Without what git ignores at a message's end: comments, a list of conflicts, everything below the cut line. */
function withoutTail(lines: readonly string[]): readonly string[] {
  const cut = lines.indexOf(CUT_LINE);
  const kept = cut === -1 ? lines : lines.slice(0, cut);
  let tail = -1;
  let inConflicts = false;
  kept.forEach((line, index) => {
    if (line === '' || line.startsWith('#')) tail = tail === -1 ? index : tail;
    else if (line === 'Conflicts:') {
      inConflicts = true;
      tail = tail === -1 ? index : tail;
    } else if (!(inConflicts && line.startsWith('\t')) && tail !== -1) {
      tail = -1;
      inConflicts = false;
    }
  });
  return tail === -1 ? kept : kept.slice(0, tail);
}

/**
 * Where the last paragraph begins, if it is all trailers, or a quarter of them where one is git's own; else the end.
 * The first paragraph is the title and holds none.
 */
function trailerStart(lines: readonly string[]): number {
  const titleEnd = lines.findIndex((line) => !line.startsWith('#') && line.trim() === '');
  if (titleEnd === -1) return lines.length;
  let trailers = 0;
  let others = 0;
  let continuations = 0;
  let recognised = false;
  for (let index = lines.length - 1; index >= titleEnd; index -= 1) {
    const line = lines[index] ?? '';
    if (line.startsWith('#')) {
      others += continuations;
      continuations = 0;
    } else if (line.trim() === '') {
      if (trailers + others + continuations === 0) continue;
      others += continuations;
      const enough = recognised ? trailers * 3 >= others : trailers > 0 && others === 0;
      return enough ? index + 1 : lines.length;
    } else if (GIT_GENERATED.some((prefix) => line.startsWith(prefix))) {
      trailers += 1;
      continuations = 0;
      recognised = true;
    } else if (/^\s/.test(line)) continuations += 1;
    else if (separatorIn(line) >= 1) {
      trailers += 1;
      continuations = 0;
    } else {
      others += 1 + continuations;
      continuations = 0;
    }
  }
  return lines.length;
}

/** Offset of the colon after a trailer's key, or -1: letters, digits and dashes, then perhaps spaces. */
function separatorIn(line: string): number {
  const match = /^([A-Za-z0-9-]+)[ \t]*:/.exec(line);
  return match === null ? -1 : match[0].length - 1;
}

export interface LooseLine {
  /** Trimmed. */
  readonly text: string;
  /** From 1. */
  readonly number: number;
}

const LOOSE = /^([A-Za-z][A-Za-z-]{1,40})\s{0,3}:\s+(\S.*)$/;

/**
 * Anything that looks like a trailer, wherever it stands and however it is indented. The caller leaves out quotes,
 * code, and what is only introduced as an example.
 */
export function looseTrailers(lines: readonly LooseLine[]): (Trailer & { readonly number: number })[] {
  const found: (Trailer & { readonly number: number })[] = [];
  for (const { text, number } of lines) {
    const match = LOOSE.exec(text);
    if (match !== null) found.push({ key: match[1] ?? '', value: (match[2] ?? '').trim(), number });
  }
  return found;
}
