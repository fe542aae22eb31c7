/**
 * Where the grammars' `.wasm` files lie: in `node_modules` for a checkout, beside the bundle for the published build.
 * Nothing here loads anything.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';

export type GrammarName = 'typescript' | 'tsx' | 'javascript' | 'terraform';

/** The parser's own runtime, or a grammar. */
export type WasmName = 'web-tree-sitter' | GrammarName;

/** Absolute path of a `.wasm` file. Throws where it is not installed. */
export type LocateWasm = (name: WasmName) => string;

const MODULE_PATHS: Readonly<Record<WasmName, string>> = {
  'web-tree-sitter': 'web-tree-sitter/web-tree-sitter.wasm',
  typescript: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  tsx: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
  javascript: 'tree-sitter-javascript/tree-sitter-javascript.wasm',
  terraform: '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm',
};

/** File names as a bundle keeps them; the build copies each `locateInPackages(name)` to `wasmFileName(name)`. */
export function wasmFileName(name: WasmName): string {
  return MODULE_PATHS[name].slice(MODULE_PATHS[name].lastIndexOf('/') + 1);
}

export const WASM_NAMES = Object.keys(MODULE_PATHS) as readonly WasmName[];

/** The files of the installed packages. */
export function locateInPackages(name: WasmName): string {
  return createRequire(import.meta.url).resolve(MODULE_PATHS[name]);
}

/** The files of one folder, under the names of `wasmFileName`. */
export function locateInFolder(folder: string): LocateWasm {
  return (name) => join(folder, wasmFileName(name));
}
