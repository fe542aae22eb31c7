/** What `token` means in a module: something that lets somebody in, a word of a language, a page of results, money. */
import { wordsOf } from '../models/access-words.ts';
import {
  AUTH_VOCABULARY,
  LANGUAGE_VOCABULARY,
  RECORD_PROPERTIES,
  STRONG_AUTH_VOCABULARY,
} from '../models/secret-names.ts';
import { nameOf } from '../link/operands.ts';
import type { LinkedModule, Program } from '../link/program.ts';

/** Whether what is called `token` here lets somebody in, by the words around it and by how it is used. */
export function opensSomething(program: Program, module: LinkedModule, name: string): boolean {
  if (isRecord(program, module, name)) return false;
  const { about, all } = vocabularyOf(program, module);
  for (const word of about) if (LANGUAGE_VOCABULARY.has(word)) return false;
  for (const word of about) if (AUTH_VOCABULARY.has(word)) return true;
  for (const word of all) if (STRONG_AUTH_VOCABULARY.has(word)) return true;
  return false;
}

/** Something with properties of its own is no text. */
function isRecord(program: Program, module: LinkedModule, name: string): boolean {
  const records = program.memo.once<ReadonlySet<string>>('records', module, 0, new Set(), () => {
    const names = new Set<string>();
    for (const fn of module.facts.functions)
      for (const node of fn.nodes)
        if (node.kind === 'member' && RECORD_PROPERTIES.has(node.name)) names.add(nameOf({ module, fn }, node.of));
    return names;
  });
  return records.has(name);
}

interface Vocabulary {
  /** Of its path, its imports and the names of its functions. */
  readonly about: ReadonlySet<string>;
  /** Of its properties too. */
  readonly all: ReadonlySet<string>;
}

function vocabularyOf(program: Program, module: LinkedModule): Vocabulary {
  const nothing: Vocabulary = { about: new Set(), all: new Set() };
  return program.memo.once('vocabulary', module, 0, nothing, () => {
    const about = new Set<string>();
    for (const word of wordsOf(module.path)) about.add(word);
    for (const made of module.facts.imports) for (const word of wordsOf(made.module)) about.add(word);
    for (const fn of module.facts.functions) for (const word of wordsOf(fn.name ?? '')) about.add(word);
    const all = new Set(about);
    for (const fn of module.facts.functions)
      for (const node of fn.nodes) if (node.kind === 'member') for (const word of wordsOf(node.name)) all.add(word);
    return { about, all };
  });
}
