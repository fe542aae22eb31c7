/** Which areas a path belongs to: by the built-in globs, and by those of a policy. Knows nothing of contents. */
import picomatch from 'picomatch';
import type { AreaName } from '#domain/area.ts';
import type { Evidence } from './evidence.ts';
import { isProgramSource, isProse, roleOf } from './file-role.ts';
import { AREA_PATHS, type AreaPaths } from './paths.ts';

export interface PathMatcher {
  /** By built-in paths that hold whatever the file says: manifests, workflows, Terraform. */
  ofAnyFile(path: string): readonly Evidence[];
  /** By built-in paths of program source, which hold where code is changed. */
  ofCode(path: string): readonly Evidence[];
  /** By the globs of a policy, matched against the path as it is. */
  ofPolicy(path: string): readonly Evidence[];
}

interface Compiled {
  readonly paths: AreaPaths;
  readonly matches: readonly { readonly glob: string; readonly test: (path: string) => boolean }[];
}

/** Areas whose files mean what they say in a folder of tests or examples, too. */
const WHEREVER: ReadonlySet<AreaName> = new Set(['agents', 'governance']);

export function createPathMatcher(policyAreas: ReadonlyMap<AreaName, readonly string[]>): PathMatcher {
  const compiled = AREA_PATHS.map(compile);
  const own = [...policyAreas].flatMap(([area, globs]) =>
    globs.map((glob) => ({ area, glob, test: picomatch(glob, { dot: true }) })),
  );
  return {
    ofAnyFile(path) {
      const found = builtIn(
        isProse(path) ? compiled.filter(({ paths }) => paths.prose === true) : compiled,
        'any',
        path,
      );
      return roleOf(path) === null ? found : found.filter(({ area }) => WHEREVER.has(area));
    },
    ofCode(path) {
      return isProgramSource(path) && roleOf(path) === null ? builtIn(compiled, 'code', path) : [];
    },
    ofPolicy: (path) =>
      own
        .filter(({ test }) => test(path))
        .map(({ area, glob }) => evidence(area, path, `path matches ${glob}, by policy`, glob)),
  };
}

function compile(paths: AreaPaths): Compiled {
  return { paths, matches: paths.globs.map((glob) => ({ glob, test: picomatch(glob, { dot: true }) })) };
}

function builtIn(compiled: readonly Compiled[], kind: AreaPaths['kind'], path: string): Evidence[] {
  const name = inKebabCase(path);
  return compiled.flatMap(({ paths, matches }) => {
    const match = paths.kind === kind ? matches.find(({ test }) => test(name)) : undefined;
    if (match === undefined) return [];
    const found = evidence(paths.area, path, `the path is that of ${paths.holds}`, match.glob);
    return [paths.permissions === true ? { ...found, permissions: true as const } : found];
  });
}

function evidence(area: AreaName, path: string, detail: string, topic: string): Evidence {
  return { area, reason: { kind: 'path', detail, place: null, path }, strength: 'clear', topic };
}

/** `src/OAuthGuard_v2.ts` is `src/oauth-guard-v2.ts`. */
function inKebabCase(path: string): string {
  return path
    .replace(/OAuth/g, 'Oauth')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
}
