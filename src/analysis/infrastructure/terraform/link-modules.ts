/**
 * All Terraform modules of one side: each folder once, callers before those whom they call, so that arguments are known.
 * A cycle of calls ends because each folder is read once.
 */
import { posix } from 'node:path';
import type { ConfigFacts } from '../../configuration-facts.ts';
import type { Resource } from '../resource.ts';
import type { Named } from './expressions.ts';
import { readModule, type ModuleFile, type TerraformModule } from './module.ts';

export interface LinkedFile {
  readonly resources: readonly Resource[];
  readonly scope: readonly Resource[];
}

export function linkModules(files: ReadonlyMap<string, ConfigFacts>): ReadonlyMap<string, LinkedFile> {
  const folders = byFolder(files);
  const given = new Map<string, Map<string, Named | null>>();
  const linked = new Map<string, LinkedFile>();
  const modules = new Map<string, TerraformModule>();
  for (const folder of callersFirst(folders)) {
    const own = folders.get(folder) ?? [];
    const module = readModule(own, given.get(folder) ?? new Map());
    modules.set(folder, module);
    for (const { source, args } of module.calls) {
      const target = posix.join(folder, source);
      given.set(target, agreed(given.get(target), args));
    }
  }
  for (const [folder, module] of modules) {
    for (const { path } of folders.get(folder) ?? []) {
      const own = module.resources.filter((one) => one.path === path);
      // What a module makes of this file's arguments is this file's, too.
      const called = module.calls.filter((call) => call.path === path);
      const targets = new Set(called.map(({ source }) => posix.join(folder, source)));
      const made = [...targets].flatMap((target) => (target === folder ? [] : (modules.get(target)?.resources ?? [])));
      linked.set(path, { resources: [...own, ...made], scope: [...module.resources, ...made] });
    }
  }
  return linked;
}

function byFolder(files: ReadonlyMap<string, ConfigFacts>): Map<string, ModuleFile[]> {
  const folders = new Map<string, ModuleFile[]>();
  for (const [path, facts] of files) {
    const folder = posix.dirname(path);
    const known = folders.get(folder);
    if (known === undefined) folders.set(folder, [{ path, facts }]);
    else known.push({ path, facts });
  }
  return folders;
}

/** What two callers set differently is not known. */
function agreed(
  before: Map<string, Named | null> | undefined,
  args: ReadonlyMap<string, Named>,
): Map<string, Named | null> {
  if (before === undefined) return new Map(args);
  const both = new Map<string, Named | null>();
  for (const name of new Set([...before.keys(), ...args.keys()])) {
    const [one, other] = [before.get(name), args.get(name)];
    const isSame = one != null && other !== undefined && sameConstant(one, other);
    both.set(name, isSame ? one : null);
  }
  return both;
}

function sameConstant(one: Named, other: Named): boolean {
  const [a, b] = [one.value, other.value];
  return a.kind === 'scalar' && b.kind === 'scalar' && a.value === b.value;
}

/** Folders in an order in which callers stand before whom they call, as far as there is one. */
function callersFirst(folders: ReadonlyMap<string, readonly ModuleFile[]>): string[] {
  const targets = new Map([...folders].map(([folder, own]) => [folder, targetsOf(folder, own, folders)]));
  const callers = new Map<string, number>([...folders.keys()].map((folder) => [folder, 0]));
  for (const called of targets.values()) for (const to of called) callers.set(to, (callers.get(to) ?? 0) + 1);
  const ready = [...callers].filter(([, count]) => count === 0).map(([folder]) => folder);
  const order: string[] = [];
  for (let folder = ready.pop(); folder !== undefined; folder = ready.pop()) {
    order.push(folder);
    for (const to of targets.get(folder) ?? []) {
      const left = (callers.get(to) ?? 0) - 1;
      callers.set(to, left);
      if (left === 0) ready.push(to);
    }
  }
  const inCycles = [...folders.keys()].filter((folder) => !order.includes(folder));
  return [...order, ...inCycles];
}

function targetsOf(
  folder: string,
  files: readonly ModuleFile[],
  folders: ReadonlyMap<string, unknown>,
): ReadonlySet<string> {
  const sources = files.flatMap(({ facts }) =>
    facts.blocks.flatMap((block) => {
      const source = block.type === 'module' ? block.attributes.find(({ key }) => key === 'source')?.value : undefined;
      return source?.kind === 'scalar' && typeof source.value === 'string' ? [source.value] : [];
    }),
  );
  const targets = sources.map((source) => posix.join(folder, source));
  return new Set(targets.filter((target) => target !== folder && folders.has(target)));
}
