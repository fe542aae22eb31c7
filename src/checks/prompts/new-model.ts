/** A language model, or a provider of one, that the program did not ask before. */
import { modelCallsIn } from '#analysis/dataflow/sinks/model-calls.ts';
import { MODEL_PACKAGES } from '#analysis/dataflow/models/prompt-apis.ts';
import { type LinkedModule, nodeOf, type Program, type ValueRef } from '#analysis/dataflow/link/program.ts';
import { isRootedIn } from '#analysis/dataflow/taint/schema-constraints.ts';
import { knownValues } from '#analysis/dataflow/taint/known-values.ts';
import { givenValues, optionOf } from '#analysis/dataflow/taint/written-options.ts';
import type { Span } from '#domain/span.ts';
import { argumentOf } from '../call-places.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A language model or a provider that the program did not ask before',
    area: 'prompts',
    severity: 'low',
    confidence: 'high',
    cwe: [1357],
    owasp: 'A06:2021',
  },
  needs: 'program-change',
  check({ base, head }, report) {
    const before = new Set(
      [...base.modules.values()].flatMap((module) => [...askedIn(base, module)].map(({ name }) => name)),
    );
    const told = new Set<string>();
    for (const module of head.changed) {
      for (const { name, what, span } of askedIn(head, module)) {
        if (before.has(name) || told.has(name)) continue;
        told.add(name);
        report({
          place: { path: module.path, side: 'head', span },
          symbol: null,
          message: `The ${what} \`${name}\` was not asked before: what is told goes somewhere else, and what is answered may be another`,
          remedy: 'Have whoever owns the prompts look at what it is told, where it runs and what it keeps.',
          identity: `${what} ${name}`,
        });
      }
    }
  },
});

interface Asked {
  readonly name: string;
  readonly what: 'model' | 'provider';
  readonly span: Span;
}

function* askedIn(program: Program, module: LinkedModule): Generator<Asked> {
  for (const { module: from, span, typeOnly } of module.facts.imports) {
    const provider = typeOnly ? undefined : [...MODEL_PACKAGES].find((name) => isRootedIn(from, name) || from === name);
    if (provider !== undefined) yield { name: provider, what: 'provider', span };
  }
  for (const ref of modelCallsIn(program, module)) {
    const options: ValueRef | null = argumentOf(ref, 0);
    for (const value of givenValues(optionOf(program, options, 'model'))) {
      const [name] = knownValues(program, value).values;
      if (typeof name === 'string' && name !== '' && value.module === module)
        yield { name: name.slice(0, 80), what: 'model', span: nodeOf(value).span };
    }
  }
}
