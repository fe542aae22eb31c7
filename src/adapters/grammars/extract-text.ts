/** One text to its facts, by its dialect. What cannot be read is answered with the reason, never thrown. */
import type { ExtractionResult, ExtractionTask } from '#review/ports.ts';
import { extractConfiguration } from '#analysis/configuration/extract.ts';
import { extractModule } from '#analysis/extract/extract-module.ts';
import type { Dialect, FileFacts } from '#analysis/file-facts.ts';
import { extractDockerfile } from '#analysis/languages/dockerfile/extract.ts';
import { extractTerraform } from '#analysis/languages/terraform/extract.ts';
import { lowerModule } from '#analysis/languages/typescript/lower.ts';
import { TYPESCRIPT_TRAITS } from '#analysis/languages/typescript/traits.ts';
import { extractInstructions } from '#analysis/instructions/extract.ts';
import { extractManifest } from '#analysis/manifests/extract.ts';
import { isManifestFormat } from '#analysis/manifests/formats.ts';
import type { Tree } from 'web-tree-sitter';
import type { Grammars } from './grammars.ts';
import type { GrammarName } from './locate-wasm.ts';

/** Throws `ParserCrashed` alone: the grammars of this thread are then not to be used again. */
export async function extractText(
  grammars: Grammars,
  task: Pick<ExtractionTask, 'dialect' | 'text'>,
): Promise<ExtractionResult> {
  const { dialect, text } = task;
  if (isManifestFormat(dialect)) return { facts: extractManifest(dialect, text) };
  switch (dialect) {
    case 'yaml':
    case 'json':
    case 'toml':
      return { facts: extractConfiguration(dialect, text) };
    case 'dockerfile':
      return { facts: extractDockerfile(text) };
    case 'instructions':
      return { facts: extractInstructions(text) };
    case 'terraform':
      return withTree(grammars, dialect, text, (tree) => extractTerraform(tree, text));
    case 'typescript':
    case 'tsx':
    case 'javascript':
      return withTree(grammars, dialect, text, (tree) => extractProgram(tree, text, dialect));
  }
}

function extractProgram(tree: Tree, text: string, dialect: Dialect): FileFacts {
  return extractModule(lowerModule(tree, text), { dialect, lineCount: countLines(text), traits: TYPESCRIPT_TRAITS });
}

async function withTree(
  grammars: Grammars,
  grammar: GrammarName,
  text: string,
  read: (tree: Tree) => FileFacts,
): Promise<ExtractionResult> {
  const parser = await grammars.parser(grammar);
  const outcome = parser.parse(text);
  if ('failed' in outcome) return outcome;
  try {
    return { facts: read(outcome.tree) };
  } catch (error) {
    // The bounds of the walk make this unreachable for what we know; a file that finds a way is that file's problem alone.
    return {
      failed: `its structure could not be read (${error instanceof RangeError ? 'nested too deeply' : 'unexpected shape'})`,
    };
  } finally {
    outcome.tree.delete();
  }
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return text.endsWith('\n') && lines > 1 ? lines - 1 : lines;
}
