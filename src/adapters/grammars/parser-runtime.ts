/**
 * Starts the WebAssembly runtime of the parser, with a stack that hostile text cannot overflow unnoticed and with a
 * memory that it cannot grow without end.
 *
 * As it comes, the runtime has a stack of 64 KiB right above its own data, and nothing looks where it ends: a few
 * thousand ambiguous constructs in a row (120 KB of `<a b={c}>d</a>;`, read as TypeScript) make the parser recurse
 * deeper, it writes over its data, and what follows is a trap at best and a wrong tree at worst. With a stack far larger
 * than what the engine's own limit on calls lets it use, nothing is overwritten: such text ends in a RangeError. The same
 * text takes memory by the square of its length, 2 GiB at 300 KB; here the parser aborts long before.
 */
import { readFile } from 'node:fs/promises';
import { Parser } from 'web-tree-sitter';

const STACK_BYTES = 16 * 1024 * 1024;

const PAGE_BYTES = 64 * 1024;
/** What the runtime starts with when it makes its memory itself. */
const FIRST_BYTES = 32 * 1024 * 1024;
/** The densest text of 1 MB (nothing but `;`) takes 300 MB. */
const MOST_BYTES = 512 * 1024 * 1024;

/** The little that is needed of the platform's `WebAssembly`, whose types come with browsers alone. */
interface WebAssemblyApi {
  compile(bytes: Uint8Array): Promise<object>;
  readonly Instance: new (module: object, imports: Imports) => object;
  readonly Memory: new (size: { readonly initial: number; readonly maximum: number }) => object;
}

type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Emscripten's settings and hooks, and what the runtime puts on the same object once it is there. */
interface RuntimeOptions {
  readonly wasmMemory: object;
  instantiateWasm(imports: Imports, done: (instance: object, module: object) => void): object;
  print(): void;
  printErr(): void;
  _malloc?: (bytes: number) => number;
}

/** `path` is that of `web-tree-sitter.wasm`. Works once a process: a runtime that is there already stays as it is. */
export async function startParserRuntime(path: string): Promise<void> {
  const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi };
  const module = await WebAssembly.compile(await readFile(path));
  let stackPointer: unknown = null;
  const options: RuntimeOptions = {
    wasmMemory: new WebAssembly.Memory({ initial: FIRST_BYTES / PAGE_BYTES, maximum: MOST_BYTES / PAGE_BYTES }),
    instantiateWasm(imports, done) {
      stackPointer = imports['env']?.['__stack_pointer'];
      done(new WebAssembly.Instance(module, imports), module);
      return {};
    },
    // An abort reaches the caller as an exception; the runtime need not print it besides.
    print: () => undefined,
    printErr: () => undefined,
  };
  await Parser.init(options);
  if (isMutableNumber(stackPointer) && options._malloc) {
    // The stack grows downwards, in steps of 16 bytes.
    stackPointer.value = (options._malloc(STACK_BYTES) + STACK_BYTES) & ~15;
  }
}

/** A `WebAssembly.Global` that holds a number. */
function isMutableNumber(value: unknown): value is { value: number } {
  return typeof value === 'object' && value !== null && 'value' in value && typeof value.value === 'number';
}
