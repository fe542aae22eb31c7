/** A function that by its name decides who may do what decides nothing: it always permits, or says of itself that it is not done. */
import { entryOf } from '#analysis/dataflow/entry/entry-points.ts';
import { speaksOfAccess, wordsOf } from '#analysis/dataflow/models/access-words.ts';
import { type FunctionRef, type Program, valueIn } from '#analysis/dataflow/link/program.ts';
import { nameOf } from '#analysis/dataflow/link/operands.ts';
import { knownValues } from '#analysis/dataflow/taint/known-values.ts';
import type { Span } from '#domain/span.ts';
import { changedFunctions, placeIn, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'What should decide who may do what always permits, or is not done',
    area: 'auth',
    severity: 'high',
    confidence: 'medium',
    cwe: [285, 862],
    owasp: 'A01:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const ref of changedFunctions(program)) {
      const name = ref.fn.name ?? '';
      if (!decides(name)) continue;
      const todo = noteIn(ref);
      const permits = alwaysPermits(program, ref);
      if (todo === null && !permits) continue;
      report({
        place: placeIn(ref, side, ref.fn.nameSpan),
        symbol: symbolIn(ref),
        message: permits
          ? `\`${name}\` permits whoever asks: nothing in it refuses`
          : `\`${name}\` says of itself that it is not done`,
        remedy: 'Let it refuse until it is done: `return false`, or throw.',
        identity: `unfinished ${name}`,
        ...(todo === null ? {} : { evidence: [{ place: placeIn(ref, side, todo), message: 'the note' }] }),
        ...(permits ? (todo === null ? {} : { confidence: 'high' as const }) : { severity: 'medium' as const }),
      });
    }
  },
});

const DECIDING: ReadonlySet<string> = new Set([
  'can',
  'may',
  'is',
  'has',
  'check',
  'verify',
  'validate',
  'authorize',
  'authorise',
  'authenticate',
  'ensure',
  'assert',
  'require',
  'requires',
]);
const SUBJECTS: ReadonlySet<string> = new Set([
  'token',
  'signature',
  'session',
  'authenticated',
  'authorized',
  'password',
  'credentials',
  'login',
  'auth',
  'jwt',
]);

/** `canEdit`, `isAdmin`, `verifyToken`; not `canvas` or `isOpen`. */
function decides(name: string): boolean {
  const [first = '', ...rest] = wordsOf(name);
  if (!DECIDING.has(first)) return false;
  if (first.startsWith('authori') || first === 'authenticate') return true;
  if (first === 'can' || first === 'may')
    return /^(?:view|edit|read|write|delete|access|manage|update|create|remove|see|approve|publish|administer|invite)$/.test(
      rest[0] ?? '',
    );
  return speaksOfAccess(rest.join('_')) || rest.some((word) => SUBJECTS.has(word));
}

/** `TODO: check the role`, inside the function. */
function noteIn(ref: FunctionRef): Span | null {
  const found = ref.module.facts.comments.find(
    ({ span, text }) =>
      span.startLine >= ref.fn.span.startLine &&
      span.endLine <= ref.fn.span.endLine &&
      /\b(?:TODO|FIXME|XXX|HACK)\b|not implemented|for now|temporar/i.test(text),
  );
  return found?.span ?? null;
}

/** It gives `true` (or, as a middleware, goes on) on every way, and calls nothing that could refuse. */
function alwaysPermits(program: Program, ref: FunctionRef): boolean {
  const { exits, branches, calls } = ref.fn;
  if (branches.length > 0 || exits.some((exit) => exit.kind === 'throw')) return false;
  const returned = exits.flatMap(({ value }) => (value === null ? [] : [value]));
  const entry = entryOf(program, ref);
  const isMiddleware =
    [...(entry?.roles.values() ?? [])].includes('next') || ref.fn.params.some(({ name }) => name === 'next');
  if (isMiddleware)
    return calls.length === 1 && calls.every((call) => nameOf(ref, call.callee) === 'next' && call.args.length === 0);
  if (calls.some((call) => !/^(?:log|info|debug|warn)$/.test(nameOf(ref, call.callee)))) return false;
  return (
    returned.length > 0 &&
    ref.fn.params.length > 0 &&
    returned.every((id) => {
      const { values, open } = knownValues(program, valueIn(ref, id));
      return !open && values.length > 0 && values.every((one) => one === true);
    })
  );
}
