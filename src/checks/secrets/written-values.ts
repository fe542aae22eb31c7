/** The constants that a value is made of where it is written down: through names, functions that give one, and encodings. */
import { functionsOf } from '#analysis/dataflow/link/meaning.ts';
import { nameOf } from '#analysis/dataflow/link/operands.ts';
import { exportedValue, importedFrom } from '#analysis/dataflow/link/exported-value.ts';
import { functionOf, nodeOf, type Program, type ValueRef, valueIn } from '#analysis/dataflow/link/program.ts';
import { plainSymbols } from '../call-places.ts';

const MAX_LOOK = 8;
/** Encodings and parsers of keys: what goes in is the key. */
const ENCODING =
  /^(?:Buffer\.from|buffer\.Buffer\.from|TextEncoder\(\)\.encode|jose\.base64url\.decode|crypto\.create(?:SecretKey|PrivateKey|PublicKey)|jose\.import(?:SPKI|PKCS8|JWK)|Uint8Array\.from|crypto-js(?:\.|\/)enc\.\w+\.parse)$/;

/** Literals; a text that is only in part a constant is none. */
export function literalsBehind(program: Program, value: ValueRef, look = MAX_LOOK): readonly ValueRef[] {
  if (look <= 0) return [];
  const node = nodeOf(value);
  const next = (one: ValueRef): readonly ValueRef[] => literalsBehind(program, one, look - 1);
  switch (node.kind) {
    case 'literal':
      return [value];
    case 'await':
      return next(valueIn(value, node.of));
    case 'captured': {
      const values = functionOf(value.module, node.fn).fn.variables[node.variable]?.values ?? [];
      return values.length > 3
        ? []
        : values.flatMap((given) => next({ ...functionOf(value.module, given.in), node: given.node }));
    }
    case 'import': {
      const made = value.module.facts.imports[node.import];
      const target = importedFrom(program, value.module, node.import);
      return made === undefined || target === null ? [] : exportedValue(program, target, made.imported).flatMap(next);
    }
    case 'array':
      return node.items.slice(0, 4).flatMap((item) => next(valueIn(value, item)));
    case 'call': {
      const call = value.fn.calls[node.call];
      if (call === undefined) return [];
      const callee = valueIn(value, call.callee);
      const [first] = call.args;
      const encodes = plainSymbols(program, callee).some((symbol) => ENCODING.test(symbol));
      if (encodes && first !== undefined) return next(valueIn(value, first));
      if (call.receiver !== null && /^(?:trim|toString)$/.test(nameOf(value, call.callee)))
        return next(valueIn(value, call.receiver));
      return functionsOf(program, callee).flatMap((fn) =>
        fn.fn.exits.length === 1
          ? fn.fn.exits.flatMap((exit) =>
              exit.kind === 'return' && exit.value !== null ? next(valueIn(fn, exit.value)) : [],
            )
          : [],
      );
    }
    default:
      return [];
  }
}
