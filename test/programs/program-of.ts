/** Programs for tests, from source texts by path, through the real parser, lowering and extraction. */
import { createExtractor } from '#adapters/grammars/extractor.ts';
import { linkProgram } from '#analysis/dataflow/link/link.ts';
import type { FunctionRef, LinkedModule, Program } from '#analysis/dataflow/link/program.ts';
import type { FunctionFacts, ModuleFacts } from '#analysis/module-facts.ts';

export async function factsOf(
  text: string,
  dialect: 'typescript' | 'tsx' | 'javascript' = 'typescript',
): Promise<ModuleFacts> {
  const extractor = createExtractor({ threads: 1 });
  const [result] = await extractor.extract([{ oid: '', dialect, text }]);
  await extractor.close();
  if (result === undefined || !('facts' in result) || result.facts.kind !== 'module')
    throw new Error('the source has no facts');
  return result.facts;
}

/** A program in which every module counts as changed. Relative specifiers mean the module of that path, with any ending. */
export async function programOf(sources: Readonly<Record<string, string>>): Promise<Program> {
  const modules = new Map<string, ModuleFacts>();
  for (const [path, text] of Object.entries(sources)) modules.set(path, await factsOf(text));
  const everything = new Map([...modules.keys()].map((path) => [path, [{ start: 1, end: 100_000 }]]));
  return linkProgram({
    side: 'head',
    modules,
    changedLines: everything,
    resolve: (specifier, from) => resolve(modules, specifier, from),
  });
}

function resolve(modules: ReadonlyMap<string, unknown>, specifier: string, from: string): string | null {
  if (!specifier.startsWith('.')) return null;
  const path = new URL(specifier, `file:///${from}`).pathname.slice(1).replace(/\.js$/, '');
  return [path, `${path}.ts`, `${path}/index.ts`].find((one) => modules.has(one)) ?? null;
}

export function moduleAt(program: Program, path: string): LinkedModule {
  const module = program.modules.get(path);
  if (module === undefined) throw new Error(`no module ${path}`);
  return module;
}

export function functionNamed(program: Program, path: string, symbol: string): FunctionRef {
  const module = moduleAt(program, path);
  return { module, fn: factsNamed(module.facts, symbol) };
}

export function factsNamed(facts: ModuleFacts, symbol: string): FunctionFacts {
  const fn = facts.functions.find((one) => one.symbol === symbol);
  if (fn === undefined)
    throw new Error(`no function ${symbol} among ${facts.functions.map((one) => one.symbol).join(', ')}`);
  return fn;
}
