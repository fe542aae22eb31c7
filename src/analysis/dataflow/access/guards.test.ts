import { describe, expect, it } from '@jest/globals';
import { functionNamed, programOf } from '../../../../test/programs/program-of.ts';
import { effectsIn } from './effects.ts';
import { guardsIn } from './guards.ts';
import { guardsBefore } from './outer-guards.ts';

async function guards(body: string, rest = ''): Promise<string[]> {
  const program = await programOf({ 'a.ts': `async function f(req, res, next) { ${body} }\n${rest}` });
  return guardsIn(program, functionNamed(program, 'a.ts', 'f')).map(
    (guard) => `${guard.kind} ${guard.asks} ${guard.refusal}`,
  );
}

describe('guards in a body', () => {
  it.each<[string, string, string[]]>([
    [
      'an answer of 403',
      'if (!(await canView(req.user, req.params.id))) return res.status(403).end(); work()',
      ['authorization canView(…) forbidden'],
    ],
    [
      'an answer of 401',
      'if (!req.user) return res.sendStatus(401); work()',
      ['authentication req.user unauthenticated'],
    ],
    [
      'a thrown refusal',
      'if (doc.ownerId !== req.user.id) throw new ForbiddenError(); work()',
      ['authorization doc.ownerId !== req.user.id forbidden'],
    ],
    [
      'a code',
      "if (!isMember(req.user, team)) throw new RpcError({ code: 'FORBIDDEN' }); work()",
      ['authorization isMember(…) forbidden'],
    ],
    [
      'a named constant',
      'if (!req.user.isAdmin) return res.status(Status.FORBIDDEN).end(); work()',
      ['authorization req.user.isAdmin forbidden'],
    ],
    [
      'next with an error',
      'if (!req.user.isAdmin) return next(createError(403)); work()',
      ['authorization req.user.isAdmin forbidden'],
    ],
    [
      'the positive form',
      'if (await canView(req.user, req.params.id)) { work() } else { res.status(403).end() }',
      ['authorization canView(…) forbidden'],
    ],
    [
      'not found instead of forbidden',
      'const doc = await load(req.params.id); if (doc.ownerId !== req.user.id) return res.sendStatus(404); work()',
      ['authorization doc.ownerId !== req.user.id not-found'],
    ],
    [
      'an asserting call',
      'await assertCanEdit(req.user, req.params.id); work()',
      ['authorization assertCanEdit(…) throws'],
    ],
    ['validation is none', 'if (!req.body.name) return res.status(400).end(); work()', []],
    [
      'an absent document is none',
      'const doc = await load(req.params.id); if (!doc) return res.sendStatus(404); work()',
      [],
    ],
    ['a feature that is off is none', 'if (!settings.enabled) return res.json([]); work()', []],
    ['a loop is none', 'while (req.user.roles.length) { work() }', []],
    ['a check of a value is none', 'checkLength(req.body.name); work()', []],
  ])('%s', async (_, body, expected) => {
    expect(await guards(body)).toEqual(expected);
  });

  it('a call is a guard by what stands behind it, whatever its name', async () => {
    const behind =
      "async function gate(who, what) { if (!(await store.permits(who, what))) throw new Forbidden('no'); }";
    expect(await guards('await gate(req.user, req.params.id); work()', behind)).toEqual([
      'authorization gate(…) forbidden',
    ]);
  });
});

describe('guards around a handler', () => {
  it('are middleware by name or by what they do', async () => {
    const source = `
      function onlyStaff(req, res, next) { if (!req.user.staff) return res.status(403).end(); next() }
      app.get('/x', parse, requireLogin, onlyStaff, (req, res) => res.json(load(req.params.id)));`;
    const program = await programOf({ 'a.ts': source });
    const found = guardsBefore(program, functionNamed(program, 'a.ts', "app.get('/x')"));
    expect(found.map((guard) => `${guard.kind} ${guard.asks} ${guard.evidence}`)).toEqual([
      'authentication requireLogin shape',
      'authorization onlyStaff clear',
    ]);
  });
});

describe('effects', () => {
  it.each<[string, string, string[]]>([
    ['an awaited call with what the caller chose', 'await reports.build(req.params.id)', ['read reports.build(…)']],
    ['a write', 'await store.remove(req.params.id)', ['write store.remove(…)']],
    [
      'a value that travelled',
      'const { id } = req.body; const key = `k:${id}`; await jobs.start(key)',
      ['work jobs.start(…)'],
    ],
    ['nothing of the caller', 'await warmUp()', []],
    ['only who the caller is', 'await loadMenu(req.user.id)', []],
    ['reading the request', 'const body = await req.json(); const form = await parseForm(req.body)', []],
    ['answering', 'await res.send(req.params.id)', []],
    ['computing', 'const n = toNumber(req.params.id)', []],
  ])('%s', async (_, body, expected) => {
    const program = await programOf({ 'a.ts': `async function f(req, res) { ${body} }` });
    const found = effectsIn(program, functionNamed(program, 'a.ts', 'f'));
    expect(found.map((effect) => `${effect.kind} ${effect.text}`)).toEqual(expected);
  });
});
