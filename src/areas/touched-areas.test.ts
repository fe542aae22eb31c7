import { afterAll, describe, expect, it } from '@jest/globals';
import { createExtractor } from '#adapters/grammars/extractor.ts';
import { classify } from '#analysis/classify.ts';
import { linkProgram } from '#analysis/dataflow/link/link.ts';
import type { FileFacts } from '#analysis/file-facts.ts';
import type { ModuleFacts } from '#analysis/module-facts.ts';
import type { AreaName, AreaTouch } from '#domain/area.ts';
import type { FileChange } from '#domain/change.ts';
import type { LineRange, Side } from '#domain/span.ts';
import { touchedAreas, type AreaSide } from './touched-areas.ts';

const extractor = createExtractor({ threads: 1 });
afterAll(() => extractor.close());

/** One file, by its lines; `-` and `+` mark what the change takes and adds. */
interface Edited {
  readonly path: string;
  readonly lines: readonly string[];
}

async function areasOf(files: readonly Edited[], policyAreas = new Map<AreaName, string[]>()): Promise<AreaTouch[]> {
  const changes = files.map(changeOf);
  const base = await sideOf(files, changes, 'base');
  const head = await sideOf(files, changes, 'head');
  return touchedAreas({ changes, base, head, policyAreas });
}

async function namesOf(path: string, ...lines: string[]): Promise<AreaName[]> {
  return (await areasOf([{ path, lines }])).map((touch) => touch.area);
}

function textOf({ lines }: Edited, side: Side): string {
  const other = side === 'base' ? '+' : '-';
  return lines
    .filter((line) => !line.startsWith(other))
    .map((line) => `${line.slice(1)}\n`)
    .join('');
}

function changeOf(file: Edited): FileChange {
  const at = { base: 1, head: 1 };
  const hunks: { base: LineRange; head: LineRange }[] = [];
  for (const line of file.lines) {
    const last = hunks.at(-1);
    const open = last !== undefined && last.base.end + 1 === at.base && last.head.end + 1 === at.head ? last : null;
    const grown = open ?? { base: { start: at.base, end: at.base - 1 }, head: { start: at.head, end: at.head - 1 } };
    const mark = line[0];
    if (mark !== ' ') {
      const hunk = {
        base: { ...grown.base, end: grown.base.end + (mark === '-' ? 1 : 0) },
        head: { ...grown.head, end: grown.head.end + (mark === '+' ? 1 : 0) },
      };
      if (open !== null) hunks.pop();
      hunks.push(hunk);
    }
    if (mark !== '+') at.base += 1;
    if (mark !== '-') at.head += 1;
  }
  const version = (side: Side) =>
    textOf(file, side) === '' ? null : ({ path: file.path, oid: side, kind: 'file', executable: false } as const);
  const [base, head] = [version('base'), version('head')];
  return { status: base === null ? 'added' : head === null ? 'removed' : 'modified', base, head, hunks };
}

async function sideOf(files: readonly Edited[], changes: readonly FileChange[], side: Side): Promise<AreaSide> {
  const texts = new Map(files.map((file) => [file.path, textOf(file, side)]));
  const facts = new Map<string, FileFacts>();
  const modules = new Map<string, ModuleFacts>();
  for (const [path, text] of texts) {
    const { dialect } = classify(path, new TextEncoder().encode(text));
    if (dialect === null || text === '') continue;
    const [result] = await extractor.extract([{ oid: '', dialect, text }]);
    if (result === undefined || 'failed' in result) throw new Error(`${path} could not be read`);
    if (result.facts.kind === 'module') modules.set(path, result.facts);
    else facts.set(path, result.facts);
  }
  const changedLines = new Map(
    changes.flatMap((change) => {
      const version = change[side];
      return version === null ? [] : [[version.path, (change.hunks ?? []).map((hunk) => hunk[side])] as const];
    }),
  );
  const program = linkProgram({ side, modules, changedLines, resolve: () => null });
  return { program, facts, textOf: (path) => texts.get(path) ?? null };
}

describe('areas by what the code does', () => {
  it('knows a use by its import, wherever the file lies and whatever it is called', async () => {
    const [touch] = await areasOf([
      {
        path: 'src/shapes/circle.ts',
        lines: [
          " import { verify as check } from 'jsonwebtoken';",
          '-export const read = () => null;',
          '+export const read = (text, key) => check(text, key);',
        ],
      },
    ]);
    expect(touch).toMatchObject({
      area: 'auth',
      paths: ['src/shapes/circle.ts'],
      reasons: [
        { kind: 'content', detail: 'calls jsonwebtoken.verify', place: { side: 'head', span: { startLine: 2 } } },
      ],
    });
  });

  it('knows a use that is taken away', async () => {
    const [touch] = await areasOf([
      {
        path: 'src/a.ts',
        lines: [" import { verify } from 'jsonwebtoken';", '-verify(text, key);', ' work();'],
      },
    ]);
    expect(touch?.reasons[0]).toMatchObject({ detail: 'calls jsonwebtoken.verify', place: { side: 'base' } });
  });

  it('takes a touched function with the tokens that it verifies, but not its neighbour', async () => {
    const lines = [
      " import { verify } from 'jsonwebtoken';",
      ' export function one(text, key) {',
      '   const found = verify(text, key);',
      '   return found.name;',
      ' }',
      ' export function two(list) {',
      '   return list.length;',
      ' }',
    ];
    const edit = (at: number) =>
      lines.flatMap((line, index) =>
        index === at ? [line.replace(/^ /, '-'), line.replace(/^ /, '+').replace(/;$/, ' ?? 1;')] : [line],
      );
    expect(await namesOf('src/a.ts', ...edit(3))).toEqual(['auth']);
    expect(await namesOf('src/a.ts', ...edit(6))).toEqual([]);
  });

  it.each<[AreaName, string[]]>([
    [
      'data',
      [" import { Pool } from 'pg';", ' const pool = new Pool();', '+export const all = () => pool.query(statement);'],
    ],
    ['data', ['+run(`select id from shapes where id = ${id}`);']],
    ['crypto', [" import { createHash } from 'node:crypto';", '+export const mark = createHash(kind).update(text);']],
    ['logging', ["+console.log('done');"]],
    ['integrations', ['+const answer = await fetch(address);']],
    [
      'prompts',
      [" import OpenAI from 'openai';", ' const client = new OpenAI();', '+await client.responses.create({ input });'],
    ],
    ['prompts', ["+const text = 'You are a helpful gardener. Answer in rhymes.';"]],
    ['secrets', ['+const key = process.env.PAYMENT_API_KEY;']],
    ['auth', ['+if (!user) return response.status(401).end();']],
    ['auth', ['+const open = canView(reader, page) && isAdmin;']],
  ])('%s: %j', async (area, lines) => {
    expect(await namesOf('src/a.ts', ...lines)).toContain(area);
  });

  it.each([
    [['+const total = list.length + 1;']],
    [["+import { randomUUID } from 'node:crypto';", '+const id = randomUUID();'].slice(1)],
    [['+const token = lexer.next();']],
    [['+const port = process.env.PORT;']],
    [['+// select * from users where password = authenticate(token)']],
    [["+const help = 'login, logout and permissions are explained elsewhere';"]],
    [["+import type { Pool } from 'pg';"]],
  ])('is silent on %j', async (lines) => {
    expect(await namesOf('src/a.ts', ...lines)).toEqual([]);
  });
});

describe('areas by what a line is part of', () => {
  it('takes a line by the function and class it lies in', async () => {
    const lines = [
      ' class TokenIssuer {',
      '   async refreshAccessToken(input) {',
      '-    return one(input);',
      '+    return two(input);',
      '   }',
      ' }',
    ];
    expect(await namesOf('src/a.ts', ...lines)).toEqual(['auth']);
  });

  it('takes a line by what its file is about, where a word is dense in it', async () => {
    const dense = Array.from({ length: 10 }, (_, at) => ` export const session${at} = store.session(${at});`);
    expect(await namesOf('src/a.ts', ...dense, '-pick(1);', '+pick(2);')).toEqual(['auth']);
  });

  it('takes two vague words close by for a clear one, and neither alone nor far apart', async () => {
    const apart = Array.from({ length: 30 }, (_, at) => ` work(${at});`);
    expect(await namesOf('src/a.ts', '+const tenant = read(scope);')).toEqual(['auth']);
    expect(await namesOf('src/a.ts', '+const tenant = read(input);')).toEqual([]);
    expect(await namesOf('src/a.ts', '+const tenant = read(input);', ...apart, '+const scope = read(input);')).toEqual(
      [],
    );
  });

  it('takes a vague word with the company of an import or a folder, where no owner is asked for it', async () => {
    expect(
      await namesOf('src/a.ts', " import { all } from './repositories/pages';", '+const found = all(transaction);'),
    ).toEqual(['data']);
    expect(await namesOf('src/a.ts', " import { all } from './auth/pages';", '+const found = all(scope);')).toEqual([]);
  });

  it('sees a request by what a call is given, and a refusal by where its status goes', async () => {
    expect(await namesOf('src/a.ts', '+const answer = send({ url, method, body });')).toEqual(['integrations']);
    expect(await namesOf('src/a.ts', '+const answer = draw({ url, color });')).toEqual([]);
    expect(await namesOf('src/a.ts', '+output.status(403).end();')).toEqual(['auth']);
    expect(await namesOf('src/a.ts', '+if (answer.status === 403) again();')).toEqual([]);
  });

  it('leaves types out, which run nowhere', async () => {
    expect(await namesOf('src/a.ts', ' interface Shape {', '+  accessToken: string;', ' }')).toEqual([]);
  });

  it('reads names in languages that have no analyser', async () => {
    expect(
      await namesOf(
        'app/views.py',
        ' def show(request):',
        '+    if not current_user.is_admin: # later',
        '+        return None',
      ),
    ).toEqual(['auth']);
    expect(await namesOf('app/views.py', '+    size = 3 # is_admin')).toEqual([]);
  });
});

describe('areas by where a file lies', () => {
  it.each<[string, AreaName[]]>([
    ['src/auth/roles.ts', ['auth']],
    ['src/server/AuthGuard.ts', ['auth']],
    ['src/author/list.ts', []],
    ['src/authority.ts', []],
    ['db/migrations/0001_shapes.sql', ['data']],
    ['Dockerfile', ['infrastructure']],
    ['deploy/values.yaml', ['infrastructure']],
    ['.github/workflows/build.yml', ['workflows']],
    ['test/fixtures/.github/workflows/build.yml', []],
    ['AGENTS.md', ['agents']],
    ['packages/shapes/CLAUDE.md', ['agents']],
    ['.mcp.json', ['agents']],
    ['.github/CODEOWNERS', ['governance']],
    ['.github/PULL_REQUEST_TEMPLATE.md', ['governance']],
    ['SECURITY.md', ['governance']],
    ['.github/countersign.yml', ['governance']],
    ['package-lock.json', ['dependencies']],
    ['requirements.txt', ['dependencies']],
    ['.env.production', ['secrets']],
    ['docs/auth/login.md', []],
    ['README.md', []],
    ['test/auth/login.test.ts', []],
    ['src/auth/login.spec.ts', []],
  ])('%s: %j', async (path, areas) => {
    expect(await namesOf(path, '+first', '+second')).toEqual(areas);
  });

  it('is not touched by comments and blank lines alone', async () => {
    expect(await namesOf('src/auth/a.ts', '+// what follows is odd', '+', '+/* and', '+ * long */', ' f();')).toEqual(
      [],
    );
    expect(await namesOf('src/auth/a.ts', ' /* a', '+*/ f(); /*', ' */')).toEqual(['auth']);
  });

  it('is not touched by layout and names of locals, but by what stands before a function that stays', async () => {
    const around = (before: string[], inside: string[]) => [...before, ...inside, '   return work(3);', ' });'];
    const open = " app.get('/a', requireLogin, (input, output) => {";
    const local = [
      '-  const one = load(input);',
      '-  show(one);',
      '+  const first = load(input);',
      '+',
      '+  show(first);',
    ];
    expect(await namesOf('src/auth/a.ts', ...around([open], local))).toEqual([]);
    const removed = ["-app.get('/a', requireLogin, (input, output) => {", "+app.get('/a', (input, output) => {"];
    expect(await namesOf('src/a.ts', ...around(removed, []))).toEqual(['auth']);
    const decorated = [
      ' class Pages {',
      "   @Get('a')",
      '-  @UseGuards(LoginGuard)',
      "   @Header('a', 'b')",
      '   read(id: string) {',
      '     return work(id);',
      '   }',
      ' }',
    ];
    expect(await namesOf('src/a.ts', ...decorated)).toEqual(['auth']);
  });

  it('is touched on both ends of a move', async () => {
    const change: FileChange = {
      status: 'renamed',
      base: { path: 'src/auth/check.ts', oid: 'a', kind: 'file', executable: false },
      head: { path: 'src/shapes/check.ts', oid: 'a', kind: 'file', executable: false },
      hunks: null,
    };
    const side = await sideOf([], [], 'base');
    const touches = touchedAreas({ changes: [change], base: side, head: side, policyAreas: new Map() });
    expect(touches).toMatchObject([{ area: 'auth', paths: ['src/shapes/check.ts'] }]);
  });

  it('is that of a dependency where a submodule points elsewhere', async () => {
    const version = { path: 'vendor/charts', oid: 'a', kind: 'submodule', executable: false } as const;
    const change: FileChange = { status: 'modified', base: version, head: { ...version, oid: 'b' }, hunks: null };
    const side = await sideOf([], [], 'base');
    const touches = touchedAreas({ changes: [change], base: side, head: side, policyAreas: new Map() });
    expect(touches.map(({ area }) => area)).toEqual(['dependencies']);
  });

  it('is told by a policy, tests included', async () => {
    const policy = new Map<AreaName, string[]>([
      ['auth', ['src/shapes/**']],
      ['billing', ['**/invoices/**']],
    ]);
    const touches = await areasOf(
      [
        { path: 'src/shapes/a.test.ts', lines: ['+f();'] },
        { path: 'lib/invoices/b.md', lines: ['+text'] },
      ],
      policy,
    );
    expect(touches.map(({ area, paths }) => [area, paths])).toEqual([
      ['auth', ['src/shapes/a.test.ts']],
      ['billing', ['lib/invoices/b.md']],
    ]);
  });
});

describe('areas of configuration', () => {
  it('tell who may do what from the rest of infrastructure', async () => {
    const terraform = (type: string) => [` resource "${type}" "this" {`, '-  name = "a"', '+  name = "b"', ' }'];
    const permissions = async (path: string, lines: string[]) =>
      (await areasOf([{ path, lines }]))[0]?.permissions ?? false;
    expect(await permissions('main.tf', terraform('aws_iam_role'))).toBe(true);
    expect(await permissions('main.tf', terraform('aws_security_group_rule'))).toBe(true);
    expect(await permissions('main.tf', terraform('google_project_iam_member'))).toBe(true);
    expect(await permissions('main.tf', terraform('aws_instance'))).toBe(false);
    expect(await permissions('k8s/a.yaml', [' kind: RoleBinding', '+metadata: { name: a }'])).toBe(true);
    expect(await permissions('k8s/a.yaml', [' kind: Deployment', ' spec:', '+  replicas: 2'])).toBe(false);
    expect(
      await permissions('k8s/a.yaml', [' kind: Deployment', ' spec:', '+  securityContext: { privileged: true }']),
    ).toBe(true);
    expect(await permissions('compose.yaml', [' services:', '   a:', '+    privileged: true'])).toBe(true);
  });

  it('see dependencies where the lines that ask for them change, and not in a new version of the package itself', async () => {
    const manifest = (version: string[], dependency: string[]) => [
      ' {',
      ...version,
      '   "dependencies": {',
      ...dependency,
      '   }',
      ' }',
    ];
    const kept = '   "version": "1.0.0",';
    expect(
      await namesOf(
        'package.json',
        ...manifest(['-  "version": "1.0.0",', '+  "version": "1.0.1",'], ['     "acme-charts": "1.0.0"']),
      ),
    ).toEqual([]);
    expect(
      await namesOf(
        'package.json',
        ...manifest([kept], ['-    "acme-charts": "1.0.0"', '+    "acme-charts": "1.1.0"']),
      ),
    ).toEqual(['dependencies']);
    expect(
      await namesOf(
        'package.json',
        ...manifest([kept], ['-    "acme-dates": "1.0.0",', '     "acme-charts": "1.0.0"']),
      ),
    ).toEqual(['dependencies']);
  });
});
