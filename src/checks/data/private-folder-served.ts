/** A folder that holds what nobody is meant to read is served: the project itself, its packages, a home, the root. */
import { plainSymbols } from '../call-places.ts';
import { nodeOf, type Program, type ValueRef, valueIn } from '#analysis/dataflow/link/program.ts';
import { knownValues } from '#analysis/dataflow/taint/known-values.ts';
import { givenValues, optionOf } from '#analysis/dataflow/taint/written-options.ts';
import { argumentOf, calledSymbols, changedCalls, placeIn, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A folder that nobody is meant to read is served',
    area: 'data',
    severity: 'medium',
    confidence: 'high',
    cwe: [200, 548],
    owasp: 'A05:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const ref of changedCalls(program)) {
      const folder = servedFolder(program, calledSymbols(program, ref), (position) => argumentOf(ref, position));
      const told = folder === null ? null : privateFolder(pathOf(program, folder, 8));
      if (told === null) continue;
      report({
        place: placeIn(ref, side, ref.call.span),
        symbol: symbolIn(ref),
        message: `${told} is served as it lies there`,
        remedy: 'Serve a folder that holds nothing but what is to be read (`public`, `dist`).',
      });
    }
  },
});

const SERVING = /^(?:express\.static|connect\.static|serve-static|koa-static|koa-serve|@koa\/static|ecstatic|st)$/;
const SERVING_OPTIONS: readonly (readonly [RegExp, number, readonly string[]])[] = [
  [/^serve-handler$/, 2, ['public']],
  [/^(?:http-server|node-static|live-server)\.(?:createServer|Server|start)$/, 0, ['root']],
];

/** The value that names the folder; none where a whole set of options is not given. */
function servedFolder(
  program: Program,
  symbols: readonly string[],
  at: (position: number) => ValueRef | null,
): ValueRef | null {
  if (symbols.some((symbol) => SERVING.test(symbol))) return at(0);
  for (const [symbol, position, keys] of SERVING_OPTIONS)
    if (symbols.some((one) => symbol.test(one)))
      return keys.flatMap((key) => givenValues(optionOf(program, at(position), key)))[0] ?? null;
  return null;
}

const HOME = '<home>';
const HERE = '<here>';

/** A path as far as it is written; null where a part of it is not known. */
function pathOf(program: Program, value: ValueRef, look: number): string | null {
  if (look <= 0) return null;
  const node = nodeOf(value);
  const { values, open } = knownValues(program, value);
  if (!open && values.length === 1 && typeof values[0] === 'string') return values[0];
  if (
    plainSymbols(program, value).some((symbol) => /^(?:__dirname|process\.cwd\(\)|import\.meta\.dirname)$/.test(symbol))
  )
    return HERE;
  if (plainSymbols(program, value).some((symbol) => /^os\.homedir\(\)$|^process\.env\.HOME$/.test(symbol))) return HOME;
  const joined = (ids: readonly number[], between: string): string | null => {
    const parts = ids.map((id) => pathOf(program, valueIn(value, id), look - 1));
    return parts.includes(null) ? null : parts.join(between);
  };
  if (node.kind === 'concat') return joined(node.parts, '');
  if (node.kind !== 'call') return null;
  const call = value.fn.calls[node.call];
  const joins =
    call !== undefined &&
    plainSymbols(program, valueIn(value, call.callee)).some((one) =>
      /^path\.(?:posix\.)?(?:join|resolve|normalize)$/.test(one),
    );
  return joins ? joined(call.args, '/') : null;
}

/** What is private of it, in words. */
function privateFolder(path: string | null): string | null {
  if (path === null) return null;
  const segments = path.split(/[/\\]+/).filter((segment) => segment !== '' && segment !== '.');
  if (segments.length === 0)
    return path.startsWith('/')
      ? 'The root of the machine'
      : 'The folder of the process, its sources and settings among it,';
  if (segments[0] === HOME && segments.length === 1) return 'A home';
  if (segments.length === 1 && segments[0] === HERE)
    return 'The folder of the program, its sources and settings among it,';
  const at = segments.indexOf('node_modules');
  if (at < 0) return segments.some((segment) => segment === '.git' || segment === '.ssh') ? 'A hidden folder' : null;
  // `node_modules/package/dist` is what a package offers to browsers.
  const below = segments.slice(at + 1);
  const scoped = below[0]?.startsWith('@') === true ? 2 : 1;
  return below.length > scoped ? null : 'A folder of packages, with all that they hold,';
}
