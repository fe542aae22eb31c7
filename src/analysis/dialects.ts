/** How a file is to be read, told by its name and, where that has no ending, by its first line. */
import { agentFileOf } from './agent-files.ts';
import type { Dialect } from './file-facts.ts';
import { manifestFormatOf } from './manifests/formats.ts';

const BY_EXTENSION: ReadonlyMap<string, Dialect> = new Map([
  ['ts', 'typescript'],
  ['mts', 'typescript'],
  ['cts', 'typescript'],
  ['tsx', 'tsx'],
  ['js', 'javascript'],
  ['mjs', 'javascript'],
  ['cjs', 'javascript'],
  ['jsx', 'javascript'],
  ['tf', 'terraform'],
  ['tofu', 'terraform'],
  ['tfvars', 'terraform'],
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
  ['json', 'json'],
  ['jsonc', 'json'],
  ['dockerfile', 'dockerfile'],
  ['containerfile', 'dockerfile'],
]);

/** Written by package managers for themselves, and read by nobody here: not configuration, whatever their syntax. */
const LOCK_FILES: ReadonlySet<string> = new Set(['project.assets.json', 'deno.lock', 'bun.lockb', 'mix.lock']);

const PROGRAMS: ReadonlySet<Dialect> = new Set<Dialect>(['typescript', 'tsx', 'javascript']);

/** `Dockerfile`, and `Dockerfile.dev`, whose ending is no format. */
const IMAGE_FILE = /^(?:Dockerfile|Containerfile)(?:[.-][\w.-]{1,100})?$/i;

const SHEBANG = /^#![^\n]{0,200}?\b(node|nodejs|bun|deno|ts-node|tsx)\b/;

/** @param firstLine of the content, for names without an ending */
export function dialectOf(path: string, firstLine: string): Dialect | null {
  const manifest = manifestFormatOf(path);
  if (manifest !== null) return manifest;
  const agent = agentDialectOf(path);
  if (agent !== null) return agent;
  const name = fileName(path);
  if (LOCK_FILES.has(name)) return null;
  const extension = extensionOf(name);
  if (IMAGE_FILE.test(name) && !BY_EXTENSION.has(extension ?? '')) return 'dockerfile';
  if (extension !== null) return BY_EXTENSION.get(extension) ?? null;
  const interpreter = SHEBANG.exec(firstLine)?.[1];
  if (interpreter === undefined) return null;
  return interpreter === 'node' || interpreter === 'nodejs' ? 'javascript' : 'typescript';
}

/** Instructions are prose, whatever their ending; of TOML only what agents are configured by is read. */
function agentDialectOf(path: string): Dialect | null {
  const kind = agentFileOf(path);
  if (kind === 'instructions') return 'instructions';
  return kind === 'configuration' && extensionOf(fileName(path)) === 'toml' ? 'toml' : null;
}

export function isProgram(dialect: Dialect | null): boolean {
  return dialect !== null && PROGRAMS.has(dialect);
}

export function isLockFile(path: string): boolean {
  return LOCK_FILES.has(fileName(path));
}

/** In lower case, without the dot; null for `Makefile`, `.gitignore` and the like. */
export function extensionOf(path: string): string | null {
  const name = fileName(path);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? null : name.slice(dot + 1).toLowerCase();
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
