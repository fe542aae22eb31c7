/** A sign-in at another service is begun without a value that ties the answer to this browser: no `state`, no PKCE. */
import { type CallRef, type FunctionRef, type Program, valueIn } from '#analysis/dataflow/link/program.ts';
import { isAlways, knownValues } from '#analysis/dataflow/taint/known-values.ts';
import { givenValues, optionOf } from '#analysis/dataflow/taint/written-options.ts';
import { nameOf } from '#analysis/dataflow/link/operands.ts';
import type { FlowNode } from '#analysis/module-facts.ts';
import type { Span } from '#domain/span.ts';
import { argumentOf, calledSymbols, changedFunctions, placeIn, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A sign-in at another service is not tied to the browser that began it',
    area: 'auth',
    severity: 'medium',
    confidence: 'medium',
    cwe: [352, 287],
    owasp: 'A07:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const ref of changedFunctions(program)) {
      for (const { span, what } of begunWithoutState(program, ref))
        report({
          place: placeIn(ref, side, span),
          symbol: symbolIn(ref),
          message: `${what} without \`state\` or PKCE: an answer that was made for somebody else is taken`,
          remedy: 'Send a random `state` that is kept in the session and compared when the answer comes, or use PKCE.',
        });
    }
  },
});

interface Begun {
  readonly span: Span;
  readonly what: string;
}

/** Strategies whose `state` is off unless it is asked for (www.passportjs.org/packages/passport-oauth2). */
const STRATEGIES =
  /^passport-(?:oauth2(?:\.(?:OAuth2)?Strategy)?|google-oauth20\.Strategy|github2?\.Strategy|facebook\.Strategy|gitlab2\.Strategy|discord\.Strategy|linkedin-oauth2\.Strategy)$/;
const BUILDERS =
  /^(?:simple-oauth2\.AuthorizationCode\(\)\.authorizeURL|google-auth-library\.OAuth2Client\(\)\.generateAuthUrl|googleapis\.google\.auth\.OAuth2\(\)\.generateAuthUrl|client-oauth2\(\)\.code\.getUri)$/;
const TIES = ['state', 'pkce', 'store', 'code_challenge', 'codeChallenge', 'nonce', 'request_uri'];

function* begunWithoutState(program: Program, ref: FunctionRef): Generator<Begun> {
  for (const call of ref.fn.calls) {
    const at: CallRef = { ...ref, call };
    const symbols = calledSymbols(program, at);
    if (call.construct && symbols.some((symbol) => STRATEGIES.test(symbol))) {
      const options = argumentOf(at, 0);
      if (options !== null && isWithout(program, at, 0))
        yield { span: call.span, what: 'The strategy signs people in' };
    } else if (symbols.some((symbol) => BUILDERS.test(symbol)) && isWithout(program, at, 0))
      yield { span: call.span, what: 'The address to sign in at is made' };
  }
  const pieces = new Set(ref.fn.nodes.flatMap((node) => (node.kind === 'concat' ? node.parts : [])));
  for (const [id, node] of ref.fn.nodes.entries()) {
    const text = pieces.has(id) ? null : addressText(program, ref, node);
    if (text !== null && isBegin(text)) yield { span: node.span, what: 'The address to sign in at is made' };
    if (
      node.kind === 'object' &&
      isQuery(node) &&
      !isSetLater(ref) &&
      TIES.every((tie) => optionOf(program, valueIn(ref, id), tie).kind === 'absent')
    )
      yield { span: node.span, what: 'The query to sign in with is made' };
  }
}

function isWithout(program: Program, ref: CallRef, position: number): boolean {
  const options = argumentOf(ref, position);
  return TIES.every((tie) => {
    const option = optionOf(program, options, tie);
    return option.kind === 'absent' || givenValues(option).some((value) => isAlways(program, value, false));
  });
}

/** What is written of an address; its unknown parts are left out. */
function addressText(program: Program, ref: FunctionRef, node: FlowNode): string | null {
  if (node.kind === 'literal') return typeof node.value === 'string' ? node.value : null;
  if (node.kind !== 'concat') return null;
  return node.parts
    .map((part) => {
      const [text] = knownValues(program, valueIn(ref, part)).values;
      return typeof text === 'string' ? text : '?';
    })
    .join('');
}

function isBegin(text: string): boolean {
  if (text.length > 2_000 || !/[?&]response_type=code\b/.test(text) || !/[?&]client_id=/.test(text)) return false;
  return !/[?&](?:state|code_challenge|nonce)=/.test(text);
}

function isQuery(node: Extract<FlowNode, { kind: 'object' }>): boolean {
  const keys = new Set(node.properties.map(({ key }) => key));
  return keys.has('client_id') && keys.has('response_type') && (keys.has('redirect_uri') || keys.has('scope'));
}

/** `query.set('state', …)`, `query.state = …`. */
function isSetLater(ref: FunctionRef): boolean {
  const literal = (id: number): boolean => {
    const node = ref.fn.nodes[id];
    return node?.kind === 'literal' && typeof node.value === 'string' && TIES.includes(node.value);
  };
  return (
    ref.fn.nodes.some((node) => node.kind === 'update' && node.name !== null && TIES.includes(node.name)) ||
    ref.fn.calls.some((call) => /^(?:set|append)$/.test(nameOf(ref, call.callee)) && call.args.some(literal))
  );
}
