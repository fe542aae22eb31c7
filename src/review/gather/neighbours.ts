/**
 * Which unchanged modules tell about the changed ones although no import leads from or to them: those in the same
 * folder and those of the same name where a framework finds its routes by name, for what they have in common; and those
 * that a framework runs before all routes. Chosen by path alone. Pure.
 */
import { dialectOf, isProgram } from '#analysis/dialects.ts';
import { folderOf, foldersFrom } from '#analysis/dataflow/link/repository-paths.ts';

export interface NeighbourLimits {
  readonly siblings: number;
  readonly cousins: number;
  readonly first: number;
}

/** Enough for a convention of each changed file, and for the usual entry files of a service. */
const NEIGHBOUR_LIMITS: NeighbourLimits = { siblings: 16, cousins: 12, first: 8 };

/** Names of files that frameworks run first (nextjs.org middleware and proxy, svelte.dev hooks), or put applications together in. */
const FIRST =
  /^(?:middleware|proxy|_middleware|hooks\.server|\+layout\.server|_layout|main|app\.module)\.[cm]?[jt]sx?$/;

/** Names that frameworks give meaning to wherever they stand. */
const ROUTE_BY_NAME = /^(?:route|\+server|\+page\.server|actions?|loader)\.[cm]?[jt]sx?$/;

const INSTALLED = /(?:^|\/)(?:node_modules|dist|build|vendor|\.next)\//;
const TEST = /(?:^|\/)(?:tests?|__tests__|__mocks__|fixtures|e2e)\/|[._-](?:test|spec|stories|d)\.[cm]?[jt]sx?$/;

/** Nearest first; without the changed ones themselves. */
export function neighboursOf(
  changed: readonly string[],
  paths: Iterable<string>,
  limits: NeighbourLimits = NEIGHBOUR_LIMITS,
): string[] {
  const code = changed.filter((path) => isProgram(dialectOf(path, '')));
  const own = new Set(code.map(folderOf));
  const around = new Set(code.flatMap((path) => foldersFrom(folderOf(path))));
  const names = new Set(code.map(nameOf).filter((name) => ROUTE_BY_NAME.test(name)));
  const found = { siblings: [] as string[], cousins: [] as string[], first: [] as string[] };
  const known = new Set(changed);
  for (const path of paths) {
    if (known.has(path) || !isProgram(dialectOf(path, '')) || INSTALLED.test(path) || TEST.test(path)) continue;
    const folder = folderOf(path);
    if (FIRST.test(nameOf(path)) && isAround(folder, around)) found.first.push(path);
    else if (own.has(folder)) found.siblings.push(path);
    else if (names.has(nameOf(path))) found.cousins.push(path);
  }
  return (['first', 'siblings', 'cousins'] as const).flatMap((kind) => nearest(found[kind], code, limits[kind]));
}

/** Entry files also lie one folder below: `src/main.ts` beside `app/`. */
function isAround(folder: string, around: ReadonlySet<string>): boolean {
  if (around.has(folder)) return true;
  return /(?:^|\/)(?:src|server|app|api|lib)$/.test(folder) && around.has(folderOf(folder));
}

function nearest(paths: readonly string[], changed: readonly string[], limit: number): string[] {
  if (paths.length <= limit) return [...paths].sort();
  const folders = [...new Set(changed.map(folderOf))].slice(0, 64);
  const distance = new Map(
    paths.map((path) => [path, Math.min(...folders.map((folder) => stepsBetween(folder, path)))]),
  );
  const of = (path: string): number => distance.get(path) ?? 0;
  return [...paths].sort((one, other) => of(one) - of(other) || (one < other ? -1 : 1)).slice(0, limit);
}

/** Folders to leave and to enter on the way from one to the other. */
function stepsBetween(folder: string, path: string): number {
  const [from, to] = [folder.split('/'), folderOf(path).split('/')];
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared += 1;
  return from.length + to.length - 2 * shared;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
