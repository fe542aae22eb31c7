/**
 * YAML text as plain values with positions, for a file that anyone can propose. One document of mappings with distinct
 * string keys, lists and plain scalars; tags, merge keys, alias bombs and endless nesting are refused, each with its
 * place. Knows nothing of what a policy says.
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { pathText, word, type PathPart, type PolicyError, type Position } from './policy-error.ts';

const MAX_CHARACTERS = 256 * 1024;
const MAX_ALIASES = 50;
const MAX_NODES = 20_000;
const MAX_DEPTH = 20;
const MAX_ERRORS = 20;

export interface YamlSource {
  readonly value: unknown;
  /** Where a value starts; where it is missing, the nearest thing around it. */
  positionOf(path: readonly PathPart[]): Position;
  /** Where the key of a value stands; of a list's item, the item. */
  positionOfKey(path: readonly PathPart[]): Position;
}

export type YamlReading =
  { readonly ok: true; readonly source: YamlSource } | { readonly ok: false; readonly errors: readonly PolicyError[] };

/** Reads the text, or says why it cannot be read. Never throws for what the text holds. */
export function readYaml(text: string): YamlReading {
  if (text.length > MAX_CHARACTERS) {
    const size = `${String(MAX_CHARACTERS / 1024)} KB`;
    return failed(
      error([], { line: 1, column: 1 }, `a file of at most ${size}`, `${String(text.length)} characters`, {
        message: `The file is larger than ${size}: shorten it.`,
      }),
    );
  }
  const lines = new LineCounter();
  try {
    return readDocument(text, lines);
  } catch (cause) {
    // The library gives up with a RangeError on nesting that its recursion cannot hold, and says so on alias bombs.
    if (!Error.isError(cause)) throw cause;
    return failed(
      error([], { line: 1, column: 1 }, 'YAML of moderate depth', 'text that could not be read', {
        message: 'The file is nested too deeply, or repeats itself too often, to be read: write it plainly.',
      }),
    );
  }
}

function readDocument(text: string, lines: LineCounter): YamlReading {
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
    lineCounter: lines,
  });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(Math.max(0, offset));
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problems: PolicyError[] = [...document.errors, ...document.warnings].map((problem) =>
    error([], at(problem.pos[0]), 'YAML', 'text that is not', { message: sentenceFor(problem.code, problem.message) }),
  );
  if (document.directives.yaml.explicit === true && document.directives.yaml.version !== '1.2') {
    problems.push(
      error([], { line: 1, column: 1 }, 'YAML 1.2', `YAML ${document.directives.yaml.version}`, {
        message: 'Only YAML 1.2 is read: remove the %YAML line.',
      }),
    );
  }
  if (problems.length === 0) problems.push(...checkNodes(document, at));
  if (problems.length > 0) return failed(...problems);
  const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES * 4 });
  return {
    ok: true,
    source: {
      value,
      positionOf: (path) => at(locate(document, path).value),
      positionOfKey: (path) => at(locate(document, path).key),
    },
  };
}

/** What the library says, where it is not plain enough for someone who seldom writes YAML. */
function sentenceFor(code: string, message: string): string {
  switch (code) {
    case 'MULTIPLE_DOCS':
      return 'The file holds more than one document: remove the "---" line between them.';
    case 'TAB_AS_INDENT':
      return 'A tab is used for indentation: use spaces.';
    case 'TAG_RESOLVE_FAILED':
      return 'Tags (such as !something) are not supported: write the plain value.';
    default:
      return `This is not YAML: ${word(message.split('\n')[0] ?? '').replace(/\.?$/, '.')}`;
  }
}

interface Pending {
  readonly node: Node | null;
  readonly path: readonly PathPart[];
}

/** Everything that the library lets through and a policy has no use for. Iterative: depth is the file's to choose. */
function checkNodes(document: Document, at: (offset: number) => Position): PolicyError[] {
  const problems: PolicyError[] = [];
  const pending: Pending[] = [{ node: document.contents, path: [] }];
  let nodes = 0;
  let aliases = 0;
  for (let next = pending.pop(); next !== undefined && problems.length < MAX_ERRORS; next = pending.pop()) {
    const { node, path } = next;
    if (node === null) continue;
    nodes += 1;
    if (isAlias(node)) aliases += 1;
    const place = at(node.range?.[0] ?? 0);
    if (isAlias(node) && aliases <= MAX_ALIASES && node.resolve(document) === undefined) {
      problems.push(
        error(path, place, 'an anchor of this name', `the alias *${word(node.source)}`, {
          message: `${pathText(path)} is the alias *${word(node.source)}, but no &${word(node.source)} comes before it.`,
        }),
      );
    }
    if (nodes > MAX_NODES || aliases > MAX_ALIASES || path.length > MAX_DEPTH) {
      const what = path.length > MAX_DEPTH ? 'nested too deeply' : 'too large';
      return [
        error(path, place, 'a shorter file', 'more than a policy needs', {
          message: `The file is ${what}: write it plainly.`,
        }),
      ];
    }
    if (
      node.tag !== undefined &&
      !isAlias(node) &&
      !/^tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq)$/.test(node.tag)
    ) {
      problems.push(
        error(path, place, 'a plain value', `the tag ${word(node.tag)}`, {
          message: `${pathText(path) || 'The file'} has a tag (${word(node.tag)}): write the plain value.`,
        }),
      );
    }
    if (isSeq(node))
      node.items.forEach((item, index) => pending.push({ node: item as Node | null, path: [...path, index] }));
    if (!isMap(node)) continue;
    const seen = new Set<string>();
    for (const { key, value } of node.items) {
      const problem = keyProblem(key as Node | null, path, seen, at);
      if (problem !== null) problems.push(problem);
      else pending.push({ node: value as Node | null, path: [...path, keyText(key) ?? ''] });
    }
  }
  return problems;
}

function keyProblem(
  key: Node | null,
  path: readonly PathPart[],
  seen: Set<string>,
  at: (offset: number) => Position,
): PolicyError | null {
  const place = at(key?.range?.[0] ?? 0);
  const text = keyText(key);
  if (text === null) {
    const where = path.length === 0 ? 'the file' : pathText(path);
    return error(path, place, 'a word as key', 'something else', {
      message: `A key in ${where} is not a plain word: write it as "key: value".`,
    });
  }
  const full = [...path, text];
  if (text === '<<') {
    return error(full, place, 'a key', 'a merge key', {
      message: `${pathText(full)}: merge keys (<<) are not supported. Write the values out.`,
    });
  }
  if (text === '__proto__') {
    return error(full, place, 'a key of a policy', 'the name __proto__', {
      message: `${pathText(full)} is not a key that a policy has: remove it.`,
    });
  }
  if (seen.has(text)) {
    return error(full, place, 'each key once', 'a second one', {
      message: `${pathText(full)} is given twice: keep one of them.`,
    });
  }
  seen.add(text);
  return null;
}

function keyText(key: unknown): string | null {
  if (!isScalar(key)) return null;
  return typeof key.value === 'string'
    ? key.value
    : typeof key.value === 'number'
      ? String(key.source ?? key.value)
      : null;
}

/** Offsets of a path's value and key, as far as the path exists. */
function locate(document: Document, path: readonly PathPart[]): { readonly value: number; readonly key: number } {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  let keyOffset = offset;
  for (const part of path) {
    const inside = isAlias(node) ? node.resolve(document) : node;
    if (isMap(inside)) {
      const pair = inside.items.find((item) => keyText(item.key) === String(part));
      if (pair === undefined) break;
      keyOffset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
      // An empty value stands nowhere: its key is where one would look.
      const value = pair.value as Node | null;
      offset = isScalar(value) && value.source === '' ? keyOffset : (value?.range?.[0] ?? keyOffset);
    } else if (isSeq(inside) && typeof part === 'number') {
      const item = inside.items[part] as Node | null | undefined;
      if (item === undefined) break;
      node = item;
      offset = item?.range?.[0] ?? offset;
      keyOffset = offset;
    } else break;
  }
  return { value: offset, key: keyOffset };
}

function error(
  path: readonly PathPart[],
  position: Position,
  expected: string,
  found: string,
  rest: { readonly message: string },
): PolicyError {
  return { path: pathText(path), ...position, expected, found, nearest: null, ...rest };
}

function failed(...errors: readonly PolicyError[]): YamlReading {
  return { ok: false, errors: errors.slice(0, MAX_ERRORS) };
}
