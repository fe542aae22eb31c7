import { describe, expect, it } from '@jest/globals';
import { programOf } from '../../../../test/programs/program-of.ts';
import type { FlowQuestion } from './flow-state.ts';
import { nameOf } from '../link/operands.ts';
import { type Program, valueIn } from '../link/program.ts';
import { requestSource } from '../entry/request-sources.ts';
import { createFlowBudget, flowsInto, type FlowBudget, type FlowsFound } from './taint.ts';

const QUESTION: FlowQuestion = {
  sourceAt: requestSource,
  isClean: () => false,
  cleans: () => false,
  wholeObject: null,
  guesses: false,
  maxCalls: 12,
  anyKey: true,
  barriers: true,
};

/** What reaches the first argument of each call of `sink`. */
function intoSinks(program: Program, question = QUESTION, budget: FlowBudget = createFlowBudget()): FlowsFound[] {
  return [...program.modules.values()].flatMap((module) =>
    module.facts.functions.flatMap((fn) =>
      fn.calls.flatMap((call) => {
        const ref = { module, fn, call };
        const [first] = call.args;
        if (nameOf(ref, call.callee) !== 'sink' || first === undefined) return [];
        return [flowsInto(program, [{ at: valueIn(ref, first), path: [], anchor: call.point }], question, budget)];
      }),
    ),
  );
}

async function sources(body: string, rest = '', question = QUESTION): Promise<string[]> {
  const program = await programOf({ 'a.ts': `export async function f(req, res) { ${body} }\n${rest}` });
  return intoSinks(program, question).flatMap(({ flows }) => flows.map(({ source }) => source.text));
}

describe('what reaches a sink', () => {
  it.each<[string, string, string[]]>([
    ['a property', 'sink(req.query.a)', ['req.query.a']],
    ['a destructured one', 'const { body: { a: b } } = req; sink(b)', ['req.body.a']],
    ['a template', 'sink(`x ${req.params.a} y`)', ['req.params.a']],
    ['a sum', "let s = 'x'; s += req.params.a; sink(s)", ['req.params.a']],
    ['the right part of an object', 'const o = { a: req.body.a, b: 1 }; sink(o.a); sink(o.b)', ['req.body.a']],
    ['what was assigned last', 'const o = { a: req.body.a }; o.a = 1; sink(o.a)', []],
    ['a rest without the part', 'const { a, ...rest } = { a: req.body.a, b: 1 }; sink(rest)', []],
    ['what a spread does not override', 'const o = { ...{ a: req.body.a }, a: 1 }; sink(o)', []],
    ['an element of a list', 'const l = []; l.push(req.body.a); sink(l.join())', ['req.body.a']],
    ['a value of a map', "const m = new Map(); m.set('k', req.body.a); sink(m.get('k'))", ['req.body.a']],
    ['another value of a map', "const m = new Map(); m.set('k', req.body.a); sink(m.get('l'))", []],
    ['a choice', "sink(req.query.a ? 'x' : 'y')", []],
    ['either side of a choice', 'sink(ok ? req.query.a : 1)', ['req.query.a']],
    ['a default', "sink(req.query.a ?? 'x')", ['req.query.a']],
    ['an awaited value', 'sink(await req.body.a)', ['req.body.a']],
    ['text functions', 'sink(String(req.query.a).trim().slice(1))', ['req.query.a']],
    ['numbers', 'sink(Number(req.query.a)); sink(+req.query.a); sink(req.query.a.length); sink(req.query.a * 2)', []],
    ['a look-up', 'sink(TABLE[req.query.a])', []],
    ['a callback', 'req.body.list.map((one) => sink(one.a))', ['req.body.list']],
    ['what a callback gives', 'sink(req.body.list.map((one) => `x${one}`).join())', ['req.body.list']],
    ['a promise', 'fetchIt().then(() => req.query.a).then((a) => sink(a))', ['req.query.a']],
    ['a new promise', 'sink(await new Promise((resolve) => later(() => resolve(req.query.a))))', ['req.query.a']],
    ['who is asking', 'sink(req.user.id)', []],
    ['the answer', 'sink(res.locals.a)', []],
  ])('%s', async (_, body, expected) => {
    expect(await sources(body)).toEqual(expected);
  });

  it('stops where the question says so', async () => {
    const body = 'sink(quote(req.query.a)); sink(other(req.query.a))';
    const rest = 'function quote(a) { return a } function other(a) { return a }';
    const cleans: FlowQuestion['cleans'] = (_, ref) => nameOf(ref, ref.call.callee) === 'quote';
    expect(await sources(body, rest, { ...QUESTION, cleans })).toEqual(['req.query.a']);
  });
});

describe('functions', () => {
  it('give back what they were given at this call, and not at another', async () => {
    const body = "sink(same('x')); same(req.query.a); sink(same(req.query.b))";
    expect(await sources(body, 'function same(a) { return a }')).toEqual(['req.query.b']);
  });

  it('take what any caller gives', async () => {
    const rest = 'function store(a, b) { sink(b) }';
    expect(await sources('store(req.query.a, req.query.b); store(1, req.params.c)', rest)).toEqual([
      'req.query.b',
      'req.params.c',
    ]);
  });

  it('take what is spread, applied, or gathered in a rest', async () => {
    const rest = 'function g(a, b) { sink(b) } function h(a, ...more) { sink(more[1]) }';
    expect(await sources('g(...req.body.l); g.call(null, 1, req.query.a); g.apply(null, req.body.m)', rest)).toEqual([
      'req.body.l',
      'req.query.a',
      'req.body.m',
    ]);
    expect(await sources('h(1, 2, req.query.a)', rest)).toEqual(['req.query.a']);
  });

  it('are called by whoever is given them', async () => {
    const rest = 'function each(list, run) { for (const one of list) run(1, one) }';
    expect(await sources('each(req.body.list, (n, one) => sink(one))', rest)).toEqual(['req.body.list']);
  });

  it('keep in fields what they are given', async () => {
    const rest =
      'class Box { constructor(a) { this.a = a } set(b) { this.b = b } show() { sink(this.a); sink(this.b) } }';
    expect(await sources('const box = new Box(req.query.a); box.set(req.query.b); box.show()', rest)).toEqual([
      'req.query.a',
      'req.query.b',
    ]);
  });

  it('may call themselves and each other', async () => {
    const rest =
      'function even(n, a) { return n ? odd(n - 1, a) : a } function odd(n, a) { return even(n - 1, `x${a}`) }';
    expect(await sources('sink(even(3, req.query.a))', rest)).toEqual(['req.query.a']);
  });

  it('are followed into other modules, under whatever name', async () => {
    const program = await programOf({
      'a.ts': `import { keep as hold } from './b.js'; import c from './c.js'; export function f(req, res) { hold(req.body.x); c.run({ y: req.body.y }) }`,
      'b.ts': `export { keep } from './d.js'`,
      'c.ts': `export default { run: ({ y }) => sink(y) }`,
      'd.ts': `export const keep = (x) => sink(x)`,
    });
    expect(intoSinks(program).flatMap(({ flows }) => flows.map(({ source }) => source.text))).toEqual([
      'req.body.y',
      'req.body.x',
    ]);
  });

  it('show the shortest way first', async () => {
    const program = await programOf({
      'a.ts': `export function f(req, res) { const a = wrap(wrap(req.body.far)); sink(a + req.body.near) } function wrap(x) { return x }`,
    });
    const [found] = intoSinks(program);
    expect(found?.flows.map(({ source }) => source.text)).toEqual(['req.body.near', 'req.body.far']);
  });
});

describe('conditions', () => {
  it.each<[string, string, string[]]>([
    ['a list', "if (!['a'].includes(req.query.a)) return; sink(req.query.a)", []],
    ['a list that refuses nobody', "if (!['a'].includes(req.query.a)) note(); sink(req.query.a)", ['req.query.a']],
    ['a list about another value', "if (!['a'].includes(req.query.b)) return; sink(req.query.a)", ['req.query.a']],
    ['a position in a list', 'if (LIST.indexOf(req.query.a) === -1) return; sink(req.query.a)', []],
    ['a key', 'if (!(req.query.a in TABLE)) throw 1; sink(req.query.a)', []],
    ['a type', "if (typeof req.query.a !== 'number') return; sink(req.query.a)", []],
    ['a type that tells nothing', "if (typeof req.query.a !== 'string') return; sink(req.query.a)", ['req.query.a']],
    ['a number', 'if (isNaN(req.query.a)) return; sink(req.query.a)', []],
    ['a part of a number', 'if (isNaN(parseInt(req.query.a))) return; sink(req.query.a)', ['req.query.a']],
    ['a pattern', 'const a = req.query.a; if (!/^[a-z]+$/.test(a)) return; sink(`x${a}`)', []],
    [
      'a pattern that anything matches',
      'const a = req.query.a; if (!/[a-z]+/.test(a)) return; sink(a)',
      ['req.query.a'],
    ],
    ['a constant', "const a = req.query.a; if (a === 'x' || a === 'y') note(); else sink(a)", ['req.query.a']],
    ['being present', 'if (!req.query.a) return; sink(req.query.a)', ['req.query.a']],
    ['a side of an if', "let q = 'x'; if (LIST.includes(req.query.a)) q += req.query.a; sink(q)", []],
    [
      'the other side',
      "let q = 'x'; if (LIST.includes(req.query.a)) note(); else q += req.query.a; sink(q)",
      ['req.query.a'],
    ],
    [
      'a round that is left',
      'const l = []; for (const k in req.body) { if (!LIST.includes(k)) continue; l.push(`x${k}`) } sink(l.join())',
      [],
    ],
    ['a filter', 'sink(Object.keys(req.body).filter((k) => LIST.includes(k)).join())', []],
    ['a filter of entries', 'sink(Object.entries(req.body).filter(([k]) => k in TABLE).map(([k]) => k).join())', []],
    ['a filter that lets all through', 'sink(Object.keys(req.body).filter((k) => k.trim()).join())', ['req.body']],
    ['a filter by another part', "sink(req.body.l.find((m) => m.role === 'x').text)", ['req.body.l']],
    [
      'a callback made behind the check',
      'const { a } = req.query; if (!LIST.includes(a)) return; run(() => sink(a))',
      [],
    ],
  ])('%s', async (_, body, expected) => {
    expect(await sources(body)).toEqual(expected);
  });
});

describe('bounds', () => {
  it('are said where they cut a walk short', async () => {
    const chain = Array.from({ length: 30 }, (_, n) => `const v${n + 1} = \`\${v${n}}\`;`).join(' ');
    const program = await programOf({
      'a.ts': `export function f(req, res) { const v0 = req.body.a; ${chain} sink(v30) }`,
    });
    expect(intoSinks(program)).toMatchObject([{ complete: true, flows: [{}] }]);
    expect(intoSinks(program, QUESTION, { left: 1_000, perSink: 20 })).toMatchObject([{ complete: false, flows: [] }]);
    expect(intoSinks(program, QUESTION, { left: 20, perSink: 1_000 })).toMatchObject([{ complete: false, flows: [] }]);
  });

  it('hold for functions that call each other in every way', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `g${n}`);
    const bodies = names.map((name) => `function ${name}(a) { return ${names.map((one) => `${one}(a)`).join(' + ')} }`);
    const program = await programOf({
      'a.ts': `export function f(req, res) { sink(g0(req.body.a)) } ${bodies.join('\n')}`,
    });
    const budget = createFlowBudget();
    const [found] = intoSinks(program, QUESTION, budget);
    expect(found?.complete).toBe(false);
    expect(createFlowBudget().left - budget.left).toBeLessThanOrEqual(budget.perSink);
  });

  it('leave calls that are too far away', async () => {
    const body = 'sink(one(two(req.body.a)))';
    const rest = 'function one(a) { return a } function two(a) { return a }';
    expect(await sources(body, rest, { ...QUESTION, maxCalls: 1 })).toEqual([]);
    expect(await sources(body, rest, { ...QUESTION, maxCalls: 4 })).toEqual(['req.body.a']);
  });
});
