/**
 * IR to facts: walks a module once, in order of evaluation, and keeps what later questions need. Depends on the
 * module's bytes alone. Decides nothing: what is a guard, an effect or a route is found when modules are linked.
 */
import type { CommentIr, ModuleIr } from '../ir.ts';
import { EXTRACTOR_VERSION, type ExportFact, type ModuleFacts } from '../module-facts.ts';
import { evaluate } from './expressions.ts';
import { createFunctionBuilder, type FunctionBuilder } from './function-builder.ts';
import { extractClass, extractFunction, fillVariables, finishFunction, hoistedNames, moduleSpan } from './functions.ts';
import type { LanguageTraits } from './language-traits.ts';
import { bindPattern, readName, THIS, writeVariable } from './patterns.ts';
import { runStatements } from './statements.ts';
import { createScope, declare } from './variables.ts';
import type { Walk } from './walk.ts';

export interface ModuleSource {
  readonly dialect: string;
  readonly lineCount: number;
  readonly traits: LanguageTraits;
}

export function extractModule(ir: ModuleIr, source: ModuleSource): ModuleFacts {
  const walk = createWalk(ir, source.traits);
  const at = createFunctionBuilder(0, '', createScope(null, 0));
  walk.builders.push(at);
  writeVariable(at, declare(at.scope, THIS), at.node({ kind: 'this', span: moduleSpan(source.lineCount) }));
  bindImports(walk, at);
  for (const name of hoistedNames(ir.body)) declare(at.scope, name);
  walk.run(at, ir.body);
  const exports = [...ir.exports.map((one) => exportFact(walk, at, one)), ...walk.exports];
  const span = moduleSpan(source.lineCount);
  finishFunction(walk, at, {
    name: null,
    kind: 'module',
    parent: null,
    class: null,
    static: false,
    async: true,
    generator: false,
    directives: moduleDirectives(ir),
    decorators: [],
    span,
    nameSpan: span,
  });
  return {
    kind: 'module',
    version: EXTRACTOR_VERSION,
    dialect: source.dialect,
    lineCount: source.lineCount,
    imports: walk.imports,
    exports,
    functions: fillVariables(walk),
    classes: walk.classes,
    comments: ir.comments.filter((comment) => isWorthKeeping(comment, source.traits)),
    broken: [...ir.broken, ...walk.broken],
  };
}

function createWalk(ir: ModuleIr, traits: LanguageTraits): Walk {
  const walk: Walk = {
    traits,
    imports: ir.imports.map(({ module, imported, local, typeOnly, span }) => ({
      module,
      imported,
      local,
      typeOnly,
      span,
    })),
    exports: [],
    functions: [],
    builders: [],
    classes: [],
    broken: [],
    depth: 0,
    value: (at, expression, use) => evaluate(walk, at, expression, use),
    run: (at, statements) => runStatements(walk, at, statements),
    bind: (at, pattern, value, mode) => bindPattern(walk, at, pattern, value, mode),
    function: (at, fn, place) => extractFunction(walk, at, fn, place),
    class: (at, one, hint) => extractClass(walk, at, one, hint),
    read: (at, name, span) => readName(walk, at, name, span),
    write: writeVariable,
  };
  return walk;
}

function bindImports(walk: Walk, at: FunctionBuilder): void {
  walk.imports.forEach((made, index) => {
    if (made.local !== null)
      writeVariable(at, declare(at.scope, made.local), at.node({ kind: 'import', import: index, span: made.span }));
  });
}

function exportFact(walk: Walk, at: FunctionBuilder, ir: ModuleIr['exports'][number]): ExportFact {
  const { exported, module, imported, span } = ir;
  const value = module === null && ir.local !== null ? readName(walk, at, ir.local, span) : null;
  return { exported, value, valueIn: at.id, module, imported, span };
}

/** `use server` and its like: text alone, as the first statements. */
function moduleDirectives(ir: ModuleIr): string[] {
  const directives: string[] = [];
  for (const statement of ir.body) {
    if (
      statement.kind !== 'expression' ||
      statement.expression.kind !== 'literal' ||
      typeof statement.expression.value !== 'string'
    )
      break;
    directives.push(statement.expression.value);
  }
  return directives;
}

function isWorthKeeping(comment: CommentIr, traits: LanguageTraits): boolean {
  const text = comment.text.toLowerCase();
  return traits.commentMarkers.some((marker) => new RegExp(`\\b${marker}\\b`).test(text));
}
