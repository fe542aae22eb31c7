/** What changed lines speak of: the words of areas in the names that stand on them and around them, whatever the language. */
import type { LinkedModule } from '#analysis/dataflow/link/program.ts';
import type { FunctionFacts } from '#analysis/module-facts.ts';
import type { BuiltInArea } from '#domain/area.ts';
import type { Side } from '#domain/span.ts';
import { ownChangedLines } from './changed-code.ts';
import { identifiersIn, wordsOf } from './code-words.ts';
import type { Evidence } from './evidence.ts';
import { TOPICS } from './models/names.ts';
import type { NameMatcher } from './name-matching.ts';

interface ChangedFile {
  readonly path: string;
  readonly side: Side;
  readonly lines: ReadonlySet<number>;
}

/** Lines so near to a changed one say what it is about, though not what it does. */
const NEAR = 3;

/** A word is noted once in so many lines. */
const STRETCH = 10;

/** `masked` are a file's lines without comments and texts. */
export function contentOfNames(file: ChangedFile, masked: readonly string[], matcher: NameMatcher): Evidence[] {
  const found = new Map<string, Evidence>();
  const read = (line: number, near: boolean): void => {
    for (const name of identifiersIn(masked[line - 1] ?? '')) {
      for (const { area, phrase, strength } of matcher(name)) {
        const key = `${area} ${phrase} ${Math.floor(line / STRETCH)}`;
        if (found.has(key) || (near && strength === 'vague')) continue;
        const says = near ? `stands beside "${phrase}"` : `speaks of "${phrase}"`;
        found.set(key, evidence(area, says, phrase, near ? 'vague' : strength, file, line));
      }
    }
  };
  for (const line of file.lines) read(line, false);
  for (const line of linesNear(file.lines, masked.length)) read(line, true);
  return [...found.values()];
}

function linesNear(lines: ReadonlySet<number>, last: number): Set<number> {
  const near = new Set<number>();
  for (const line of lines) {
    for (let at = Math.max(1, line - NEAR); at <= Math.min(last, line + NEAR); at += 1)
      if (!lines.has(at)) near.add(at);
  }
  return near;
}

/** The functions and classes that changed lines lie in, by what they are called. */
export function enclosingNames(module: LinkedModule, file: ChangedFile, matcher: NameMatcher): Evidence[] {
  const found = new Map<string, Evidence>();
  for (const [id, own] of ownChangedLines(module, file.lines)) {
    const line = Math.min(...own);
    for (const name of namesAround(module, id)) {
      for (const { area, phrase, strength } of matcher(name)) {
        const key = `${area} ${phrase}`;
        if (!found.has(key)) found.set(key, evidence(area, `is in ${name}`, phrase, strength, file, line));
      }
    }
  }
  return [...found.values()];
}

/** Nearest first. A name that was made up for a function without one is left out. */
function namesAround(module: LinkedModule, id: number): string[] {
  const names: string[] = [];
  let fn: FunctionFacts | undefined = module.facts.functions[id];
  for (let steps = 0; fn !== undefined && fn.parent !== null && steps < 20; steps += 1) {
    if (fn.name !== null) names.push(fn.name);
    const ofClass = fn.class === null ? undefined : module.facts.classes[fn.class];
    if (ofClass?.name != null) names.push(ofClass.name);
    fn = module.facts.functions[fn.parent];
  }
  return names;
}

/** Areas that ask an owner whoever wrote the change: a vague word and something far away are too little. */
const CAUTIOUS: ReadonlySet<BuiltInArea> = new Set(['auth', 'secrets']);

/** What surrounds a change from afar: the words of its path, and of what its file imports. */
export function contextOf(module: LinkedModule | undefined, file: ChangedFile, matcher: NameMatcher): Evidence[] {
  const folders = file.path
    .replace(/\.[^/.]*$/, '')
    .split('/')
    .slice(-3);
  const imported = (module?.facts.imports ?? []).filter(({ typeOnly }) => !typeOnly);
  const names = [...folders, ...imported.flatMap(({ module: specifier }) => specifier.split('/').slice(-2))];
  const line = Math.min(...file.lines);
  const found = new Map<string, Evidence>();
  for (const name of new Set(names)) {
    for (const { area, phrase } of matcher(name.replaceAll(/[-.@]/g, '_'))) {
      if (!CAUTIOUS.has(area))
        found.set(area, evidence(area, `lies beside "${phrase}"`, phrase, 'context', file, line));
    }
  }
  return [...found.values()];
}

/** A word in at least this share of a file's names, and so many times, is what the file is about. */
const TOPIC_SHARE = 0.03;
const TOPIC_COUNT = 8;

/** What the file as a whole is about, by words that are dense in it. */
export function topicsOf(file: ChangedFile, masked: readonly string[]): Evidence[] {
  const names = new Map<string, number>();
  let total = 0;
  for (const line of masked) {
    for (const name of identifiersIn(line)) {
      total += 1;
      names.set(name, (names.get(name) ?? 0) + 1);
    }
  }
  const counts = new Map<string, number>();
  for (const [name, count] of names) {
    for (const word of new Set(wordsOf(name))) counts.set(word, (counts.get(word) ?? 0) + count);
  }
  const line = Math.min(...file.lines);
  return Object.entries(TOPICS).flatMap(([area, topics]) =>
    topics
      .filter((word) => (counts.get(word) ?? 0) >= Math.max(TOPIC_COUNT, total * TOPIC_SHARE))
      .map((word) => evidence(area as BuiltInArea, `the file is about "${word}"`, word, 'clear', file, line)),
  );
}

function evidence(
  area: BuiltInArea,
  detail: string,
  topic: string,
  strength: Evidence['strength'],
  { path, side }: ChangedFile,
  line: number,
): Evidence {
  const span = { startLine: line, startColumn: 1, endLine: line, endColumn: 1 };
  return { area, reason: { kind: 'content', detail, place: { path, side, span }, path }, strength, topic };
}
