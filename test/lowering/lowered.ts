/** Modules for tests, from source text through the real parser to the IR. */
import { createGrammars, type Grammars } from '#adapters/grammars/grammars.ts';
import type { ModuleIr, Stmt } from '#analysis/ir.ts';
import { lowerModule } from '#analysis/languages/typescript/lower.ts';
import type { Span } from '#domain/span.ts';
import { sketchBody } from './sketch.ts';

export type ProgramDialect = 'typescript' | 'tsx' | 'javascript';

export interface Lowered {
  readonly ir: ModuleIr;
  readonly text: string;
}

export interface Lowerer {
  lowered(text: string, dialect?: ProgramDialect): Promise<Lowered>;
  /** The body as one line of sketch. */
  sketch(text: string, dialect?: ProgramDialect): Promise<string>;
  close(): void;
}

/** One parser for a whole test file; close it afterwards. */
export function createLowerer(grammars: Grammars = createGrammars()): Lowerer {
  async function lowered(text: string, dialect: ProgramDialect = 'typescript'): Promise<Lowered> {
    const outcome = (await grammars.parser(dialect)).parse(text);
    if ('failed' in outcome) throw new Error(outcome.failed);
    try {
      return { ir: lowerModule(outcome.tree, text), text };
    } finally {
      outcome.tree.delete();
    }
  }
  return {
    lowered,
    async sketch(text, dialect) {
      return sketchBody((await lowered(text, dialect)).ir.body);
    },
    close: () => grammars.close(),
  };
}

/** What a span covers. */
export function textAt(text: string, span: Span): string {
  const lines = text.split('\n').map((line) => `${line}\n`);
  const offset = (line: number, column: number) => lines.slice(0, line - 1).join('').length + column - 1;
  return text.slice(offset(span.startLine, span.startColumn), offset(span.endLine, span.endColumn));
}

/** Every object of a kind in an IR, in order of the text. */
export function allOf<K extends string>(root: readonly Stmt[], kind: K): { kind: K; span: Span }[] {
  const found: { kind: K; span: Span }[] = [];
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    if ('kind' in value && value.kind === kind && 'span' in value) found.push(value as { kind: K; span: Span });
    for (const part of Object.values(value) as unknown[]) open.push(part);
  }
  const order = ({ span }: { span: Span }) => span.startLine * 1e6 + span.startColumn;
  return found.sort((a, b) => order(a) - order(b));
}
