/** A request leaves over plain http: whoever is on the way reads it, and may answer in place of the other side. */
import { knownText } from '#analysis/dataflow/sinks/sql-text.ts';
import { nodeOf, type CallRef, type Program, type ValueRef } from '#analysis/dataflow/link/program.ts';
import { knownValues } from '#analysis/dataflow/taint/known-values.ts';
import { givenValues, optionOf } from '#analysis/dataflow/taint/written-options.ts';
import type { Place } from '#domain/span.ts';
import { argumentOf, calledSymbols, changedCalls, placeIn, symbolIn } from '../call-places.ts';
import { replaceWith } from '../fix-edits.ts';
import { defineRule } from '../rule.ts';
import { OUTGOING } from './outgoing-calls.ts';

export const rule = defineRule({
  meta: {
    title: 'A request leaves over plain http',
    area: 'integrations',
    severity: 'medium',
    confidence: 'high',
    cwe: [319],
    owasp: 'A02:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const ref of changedCalls(program)) {
      for (const value of addressesOf(program, ref)) {
        const text = startOf(program, value);
        const host = text === null ? undefined : /^http:\/\/([^/?#\s]*)/i.exec(text)?.[1];
        if (host === undefined || isNear(host)) continue;
        const node = nodeOf(value);
        const place: Place = placeIn(value, side, node.span);
        const fix = node.kind === 'literal' && value.module === ref.module ? schemeOf(place) : null;
        report({
          place: placeIn(ref, side, ref.call.span),
          symbol: symbolIn(ref),
          message: `\`http://${host.slice(0, 80)}\` is asked over plain http, which others on the way read and change`,
          remedy: 'Ask over https.',
          ...(fix === null ? {} : { fix: replaceWith(fix, 'https', 'Ask over https') }),
        });
        break;
      }
    }
  },
});

function addressesOf(program: Program, ref: CallRef): ValueRef[] {
  const symbols = calledSymbols(program, ref);
  const api = OUTGOING.find(({ symbol }) => symbols.some((one) => symbol.test(one)));
  if (api === undefined) return [];
  const first = argumentOf(ref, 0);
  const options = argumentOf(ref, api.options);
  return [
    ...(first === null ? [] : [first]),
    ...['url', 'baseURL', 'uri', 'baseUrl', 'prefixUrl'].flatMap((key) => [
      ...givenValues(optionOf(program, first, key)),
      ...givenValues(optionOf(program, options, key)),
    ]),
  ];
}

/** What an address begins with. */
function startOf(program: Program, value: ValueRef): string | null {
  const node = nodeOf(value);
  if (node.kind === 'concat') {
    const [first] = node.parts;
    const known = first === undefined ? [] : knownValues(program, { ...value, node: first }).values;
    return typeof known[0] === 'string' ? known[0] : knownText(value);
  }
  const { values } = knownValues(program, value);
  return values.length === 1 && typeof values[0] === 'string' ? values[0] : null;
}

/** This machine, a private network, a name without a domain, an example, or a host that is not known. */
function isNear(host: string): boolean {
  const name = host
    .replace(/^[^@]*@/, '')
    .replace(/:\d*$/, '')
    .toLowerCase();
  if (name === '' || name.startsWith('[') || !name.includes('.') || /[${}]/.test(name)) return true;
  return (
    /^(?:127\.|10\.|0\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(name) ||
    /\.(?:local|localhost|internal|test|lan|home|svc|cluster|invalid|docker|localdomain|onion)$/.test(name)
  );
}

/** The scheme inside the quotes. */
function schemeOf(place: Place): Place {
  const { startLine, startColumn } = place.span;
  return {
    ...place,
    span: { startLine, startColumn: startColumn + 1, endLine: startLine, endColumn: startColumn + 5 },
  };
}
