/** A name is taken from a module of the repository that does not give it: what was written from memory, or renamed since. */
import { nearest } from '#policy/nearest.ts';
import { meaningsOf } from '#analysis/dataflow/link/meaning.ts';
import { type LinkedModule, nodeOf, type Program, type ValueRef } from '#analysis/dataflow/link/program.ts';
import type { ImportFact } from '#analysis/module-facts.ts';
import type { Span } from '#domain/span.ts';
import { placeIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';
import { replaceWith } from '../fix-edits.ts';
import { offersOf } from './offered-names.ts';

export const rule = defineRule({
  meta: {
    title: 'A name is taken from a module that does not give it',
    area: 'dependencies',
    severity: 'medium',
    confidence: 'high',
    cwe: [],
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const module of program.changed) {
      const [top] = module.facts.functions;
      if (top === undefined) continue;
      for (const { name, from, span, isName } of taken(program, module)) {
        const offered = offersOf(program, from);
        if (offered === null || offered.has(name)) continue;
        const near = nearest(
          name,
          [...offered].filter((one) => one !== 'default' && one !== '='),
        );
        const place = placeIn({ module, fn: top }, side, span);
        report({
          place,
          symbol: null,
          message:
            name === 'default'
              ? `\`${from.path}\` has no default export`
              : `\`${from.path}\` gives nothing by the name \`${name}\``,
          remedy: near === null ? 'Look up what it gives, or add what is missing there.' : `Did you mean \`${near}\`?`,
          identity: `${name} of ${from.path}`,
          ...(near !== null && isName ? { fix: replaceWith(place, near, `Take \`${near}\``) } : {}),
        });
      }
    }
  },
});

interface Taken {
  readonly name: string;
  readonly from: LinkedModule;
  readonly span: Span;
  /** The span is the name's own, and nothing else. */
  readonly isName: boolean;
}

function* taken(program: Program, module: LinkedModule): Generator<Taken> {
  const used = usedAsValues(module);
  for (const [index, made] of module.facts.imports.entries()) {
    const from = targetOf(program, module, index);
    // What is used in types alone is one: those are not among what a module is known to give.
    if (from === null || made.typeOnly || made.imported === '*' || !used.has(index)) continue;
    yield { name: made.imported, from, span: made.span, isName: isNameAlone(made) };
  }
  for (const fn of module.facts.functions) {
    for (const call of fn.calls) {
      const callee = fn.nodes[call.callee];
      if (callee?.kind !== 'member' || callee.optional) continue;
      const from = wholeModule(program, { module, fn, node: callee.of });
      if (from !== null) yield { name: callee.name, from, span: callee.span, isName: false };
    }
  }
}

/** Imports that are called, read from, made, extended or drawn: types are not. */
function usedAsValues(module: LinkedModule): ReadonlySet<number> {
  const used = new Set<number>();
  for (const fn of module.facts.functions) {
    const note = (id: number | null): void => {
      const node = id === null ? undefined : fn.nodes[id];
      if (node?.kind === 'import') used.add(node.import);
    };
    for (const call of fn.calls) for (const id of [call.callee, ...call.args]) note(id);
    for (const node of fn.nodes) {
      if (node.kind === 'member') note(node.of);
      else if (node.kind === 'markup') note(node.tag);
    }
    for (const made of module.facts.classes) if (made.in === fn.id) note(made.extends);
  }
  return used;
}

/** The module that a value is as a whole: `import * as m`, `require('./m')`. */
function wholeModule(program: Program, value: ValueRef): LinkedModule | null {
  const { kind } = nodeOf(value);
  if (kind !== 'import' && kind !== 'captured') return null;
  const modules = meaningsOf(program, value).flatMap((one) => (one.kind === 'module' ? [one.module] : []));
  return modules.length === 1 ? (modules[0] ?? null) : null;
}

function targetOf(program: Program, module: LinkedModule, index: number): LinkedModule | null {
  const path = module.resolvedImports[index];
  return path == null ? null : (program.modules.get(path) ?? null);
}

function isNameAlone({ span, local, imported }: ImportFact): boolean {
  return local === imported && span.startLine === span.endLine && span.endColumn - span.startColumn === imported.length;
}
