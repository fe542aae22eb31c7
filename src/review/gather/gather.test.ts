import { describe, expect, it } from '@jest/globals';
import { EXTRACTOR_VERSION, type ModuleFacts } from '#analysis/module-facts.ts';
import type { Commit, SecretFact } from '#domain/snapshot.ts';
import {
  createMemoryRepository,
  type MemoryOptions,
  type MemoryTree,
} from '../../../test/repositories/memory-repository.ts';
import type { ExtractionResult, ExtractionTask, FactsStore, KeptFacts, ScanTask } from '../ports.ts';
import { factsKey } from './facts-loader.ts';
import { gather } from './gather.ts';
import type { GatherPorts } from './gathered.ts';

const SPAN = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };

/** Facts that hold imports alone: one for each line `import '…'`. `// broken` and `// unparsable` do as they say. */
function extract({ text, dialect }: ExtractionTask): ExtractionResult {
  if (text.includes('// unparsable')) return { failed: 'the parser gave up' };
  const imports = text.split('\n').flatMap((line, index) => {
    const module = /^import(?: type)? '([^']+)'/.exec(line)?.[1];
    if (module === undefined) return [];
    const span = { ...SPAN, startLine: index + 1, endLine: index + 1 };
    return [{ module, imported: '*', local: null, typeOnly: line.startsWith('import type'), span }];
  });
  const broken = text.includes('// broken') ? [SPAN] : [];
  const facts: ModuleFacts = {
    kind: 'module',
    version: EXTRACTOR_VERSION,
    dialect,
    lineCount: 1,
    imports,
    exports: [],
    functions: [],
    classes: [],
    comments: [],
    broken,
  };
  return { facts };
}

interface Asked {
  readonly extracted: ExtractionTask[];
  readonly scanned: ScanTask[];
  readonly steps: string[];
}

async function gathered(base: MemoryTree, head: MemoryTree, options: MemoryOptions & Partial<GatherPorts> = {}) {
  const repository = createMemoryRepository(base, head, options);
  const asked: Asked = { extracted: [], scanned: [], steps: [] };
  const ports: GatherPorts = {
    repository,
    factsStore: { load: () => Promise.resolve(new Map()), save: () => Promise.resolve() },
    extractor: {
      extract(tasks) {
        asked.extracted.push(...tasks);
        return Promise.resolve(tasks.map(extract));
      },
      close: () => Promise.resolve(),
    },
    secretScanner: {
      scan(tasks) {
        asked.scanned.push(...tasks);
        return Promise.resolve({ found: [], failed: [] });
      },
    },
    progress: { step: (stage) => void asked.steps.push(stage) },
    ...options,
  };
  const result = await gather(ports, repository.range, { pullRequest: null, decidedAt: '2030-01-01T00:00:00.000Z' });
  const notes = result.notChecked.map(({ path, reason, lines }) => [
    path,
    reason,
    ...(lines === null ? [] : [lines.start]),
  ]);
  return { ...result, asked, repository, notes };
}

describe('what a review decides from', () => {
  it('holds the change, the texts and the facts of both sides, read in one batch', async () => {
    const { snapshot, facts, sources, repository, notes } = await gathered(
      { 'a.ts': 'old\n', 'else/same.ts': 'x\n', 'gone.tf': 'g\n' },
      { 'a.ts': 'new\r\nlines\r\n', 'else/same.ts': 'x\n', 'package.json': '{}' },
    );
    expect(snapshot.changes.map((change) => [change.status, (change.head ?? change.base)?.path])).toEqual([
      ['modified', 'a.ts'],
      ['removed', 'gone.tf'],
      ['added', 'package.json'],
    ]);
    expect([[...facts.base.keys()], [...facts.head.keys()]]).toEqual([
      ['a.ts', 'gone.tf'],
      ['a.ts', 'package.json'],
    ]);
    expect(sources.text('base', 'a.ts')).toBe('old\n');
    expect(sources.lines('head', 'a.ts')).toEqual(['new', 'lines', '']);
    expect(sources.text('head', 'gone.tf')).toBeNull();
    expect(sources.lines('head', '__proto__')).toBeNull();
    // The second one is the index of what was there before.
    expect(repository.batches).toHaveLength(2);
    expect(notes).toEqual([]);
    expect(snapshot.decidedAt).toBe('2030-01-01T00:00:00.000Z');
  });

  it('is the same each time', async () => {
    const trees = [
      { 'b.ts': '', 'a.js': "import './b'\n" },
      { 'b.ts': '1', 'a.js': "import './b'\n2", c: 'x' },
    ] as const;
    const [one, other] = [await gathered(...trees), await gathered(...trees)];
    expect(JSON.stringify(one.snapshot)).toBe(JSON.stringify(other.snapshot));
  });

  it('says what was not read, one note a path', async () => {
    const { notes, facts } = await gathered(
      { 'gone.png': Buffer.from([0]), 'was-bad.ts': Buffer.from([0xff]) },
      {
        'logo.png': Buffer.from([0]),
        'main.py': 'pass\n',
        'latin.ts': Buffer.from([0xe9]),
        'large.ts': 'x\n'.repeat(600_000),
        'huge.sql': 'x\n'.repeat(5_000_000),
        'broken.ts': '// broken',
        'unparsable.ts': '// unparsable',
        'was-bad.ts': 'ok\n',
      },
    );
    expect(notes).toEqual([
      ['broken.ts', 'unparsable', 1],
      ['gone.png', 'binary'],
      ['huge.sql', 'no-analyser'],
      ['large.ts', 'too-large'],
      ['large.ts', 'budget'],
      ['latin.ts', 'not-utf8'],
      ['logo.png', 'binary'],
      ['main.py', 'no-analyser'],
      ['unparsable.ts', 'unparsable'],
      ['was-bad.ts', 'not-utf8'],
    ]);
    expect([...facts.head.keys()]).toEqual(['broken.ts', 'was-bad.ts']);
  });

  it('names links, submodules, and content that is not here', async () => {
    const { notes, asked } = await gathered(
      {},
      { link: 'x', module: 'y', 'lost.ts': 'z', 'here.ts': 'z2' },
      {
        missing: ['lost.ts'],
        changes: (found) =>
          found.map((change) => {
            const kind = { link: 'symlink', module: 'submodule' }[change.head?.path ?? ''] as 'symlink' | undefined;
            return change.head === null || kind === undefined ? change : { ...change, head: { ...change.head, kind } };
          }),
      },
    );
    expect(notes).toEqual([
      ['link', 'symlink'],
      ['lost.ts', 'unreadable'],
      ['module', 'submodule'],
    ]);
    expect(asked.scanned.map(({ path }) => path)).toEqual(['here.ts']);
  });

  it('counts every line as changed where git compared none of what is text', async () => {
    const { snapshot } = await gathered(
      { 'a.ts': '1\n2' },
      { 'a.ts': '1\0\n2\n3\n', 'b.png': Buffer.from([0]) },
      {
        changes: (found) => found.map((change) => ({ ...change, hunks: null })),
      },
    );
    expect(snapshot.changes.map(({ hunks }) => hunks)).toEqual([
      [{ base: { start: 1, end: 2 }, head: { start: 1, end: 3 } }],
      null,
    ]);
  });

  it('takes a file for generated only if it was so before', async () => {
    const generated = (content: string) => `// @generated\n${content}`;
    const { notes, facts } = await gathered(
      { 'was.ts': generated('1'), 'claims.ts': '1', 'stopped.ts': generated('1'), 'gone.ts': generated('1') },
      { 'was.ts': generated('2'), 'claims.ts': generated('2'), 'stopped.ts': '2', 'new.ts': generated('2') },
    );
    expect(notes).toEqual([
      ['gone.ts', 'generated'],
      ['was.ts', 'generated'],
    ]);
    expect([...facts.head.keys()].sort()).toEqual(['claims.ts', 'new.ts', 'stopped.ts']);
    expect([...facts.base.keys()].sort()).toEqual(['claims.ts', 'stopped.ts']);
  });

  it('keeps 10,000 commits, and says so', async () => {
    const commit = (index: number): Commit => ({
      sha: String(index),
      parents: [],
      author: { name: '', email: '' },
      committer: { name: '', email: '' },
      authoredAt: '',
      message: '',
    });
    const commits = Array.from({ length: 10_005 }, (_, index) => commit(index));
    const { snapshot, notes } = await gathered({}, {}, { commits });
    expect([snapshot.commits.length, snapshot.commits[0]?.sha]).toEqual([10_000, '5']);
    expect(notes).toEqual([[null, 'budget']]);
  });
});

describe('facts', () => {
  function memoryStore(kept: ReadonlyMap<string, KeptFacts> = new Map()) {
    const store = new Map(kept);
    const asked: FactsStore = {
      load: (keys) => Promise.resolve(new Map([...store].filter(([key]) => keys.includes(key)))),
      save: (entries) => Promise.resolve(entries.forEach((facts, key) => store.set(key, facts))),
    };
    return { store, asked };
  }

  it('are extracted once for each blob and dialect, and kept', async () => {
    const { store, asked: factsStore } = memoryStore();
    const trees = [{ 'a.ts': '1' }, { 'a.ts': '2', 'copy.ts': '2', 'copy.js': '2' }] as const;
    const first = await gathered(...trees, { factsStore });
    expect(first.asked.extracted.map(({ dialect, text }) => [dialect, text])).toEqual([
      ['typescript', '1'],
      ['typescript', '2'],
      ['javascript', '2'],
    ]);
    expect([...store.values()].filter(({ kind }) => kind === 'module')).toHaveLength(3);
    const second = await gathered(...trees, { factsStore });
    expect(second.asked.extracted).toEqual([]);
    expect(second.facts).toEqual(first.facts);
  });

  it('of other versions, and those that cannot be had, are extracted again', async () => {
    const oid = createMemoryRepository({}, { 'a.ts': '1' }).range.head.sha;
    const old = { kind: 'module', version: EXTRACTOR_VERSION - 1 } as ModuleFacts;
    const first = await gathered({}, { 'a.ts': '1' });
    const key = factsKey(first.asked.extracted[0]?.oid ?? oid, 'typescript');
    const { asked: factsStore } = memoryStore(new Map([[key, old]]));
    expect((await gathered({}, { 'a.ts': '1' }, { factsStore })).asked.extracted).toHaveLength(1);
    const failing: FactsStore = {
      load: () => Promise.reject(new Error('x')),
      save: () => Promise.reject(new Error('x')),
    };
    expect((await gathered({}, { 'a.ts': '1' }, { factsStore: failing })).facts.head.size).toBe(1);
  });
});

describe('the modules around a change', () => {
  const chain = {
    'src/1.ts': "import './2'\n",
    'src/2.ts': "import './3.js'\nimport 'express'\n",
    'src/3.ts': "import '@/4'\nimport './data.json'\n",
    'src/4.ts': "import '../far/5'\n",
    'far/5.ts': '',
    'src/data.json': '{}',
    'tsconfig.json': '{"compilerOptions": {"paths": {"@/*": ["./src/*"]}}}',
  };

  it('are loaded as far as three imports, one batch a round, and what lies beyond is said', async () => {
    const { facts, repository, notChecked, sources } = await gathered(
      {},
      { ...chain, 'src/1.ts': `${chain['src/1.ts']}//` },
      {
        changes: (found) => found.filter((change) => change.head?.path === 'src/1.ts'),
      },
    );
    expect([...facts.head.keys()]).toEqual(['src/1.ts', 'src/2.ts', 'src/3.ts', 'src/4.ts']);
    expect(sources.text('head', 'src/4.ts')).toBe(chain['src/4.ts']);
    expect(repository.batches).toHaveLength(4);
    expect(notChecked).toEqual([
      {
        path: null,
        reason: 'context',
        detail:
          '1 module that the change reaches only through more than 3 imports, or beyond the first 400 modules, was not looked into.',
        lines: null,
        ruleId: null,
      },
    ]);
  });

  it('are loaded for both sides, each as its tree has it', async () => {
    const { facts, resolve } = await gathered(
      { 'a.ts': "import './old'\n", 'old.ts': '1', 'both.ts': '' },
      { 'a.ts': "import './new'\n", 'new.ts': "import './both'\n", 'both.ts': '' },
    );
    // `both.ts` is imported in head alone; in base it stands beside what is changed.
    expect([...facts.base.keys()].sort()).toEqual(['a.ts', 'both.ts', 'old.ts']);
    expect([...facts.head.keys()].sort()).toEqual(['a.ts', 'both.ts', 'new.ts']);
    expect([resolve.base('./old', 'a.ts'), resolve.head('./old', 'a.ts')]).toEqual(['old.ts', null]);
  });

  it('are read with their neighbours, in the same batch', async () => {
    const others = { 'src/b.ts': '', 'src/c.ts': '// unparsable', 'src/d.ts': '// @generated\n', 'src/e.ts': '' };
    const { facts, repository, notes } = await gathered(others, { ...others, 'src/a.ts': "import './e'\n" });
    expect([...facts.head.keys()].sort()).toEqual(['src/a.ts', 'src/b.ts', 'src/e.ts']);
    // The change, what it imports and stands beside, and the index of the base.
    expect([repository.batches.length, notes]).toEqual([3, []]);
  });

  it('are four hundred at most', async () => {
    const many = Object.fromEntries(Array.from({ length: 450 }, (_, index) => [`m${index}.ts`, String(index)]));
    const text = Object.keys(many)
      .map((path) => `import './${path}'\n`)
      .join('');
    const head = { ...many, 'a.ts': text };
    const { facts, notChecked } = await gathered(many, head);
    expect(facts.head.size).toBe(401);
    expect(notChecked.map(({ detail }) => detail)).toEqual([expect.stringMatching(/^50 modules that/)]);
  });

  it('go round in circles once, and say what could not be looked into', async () => {
    const head = {
      'a.ts': "import './b'\nimport './bad'\nimport './min'\nimport './gen'\n",
      'b.ts': "import './a'\n",
      'bad.ts': '// unparsable',
      'min.js': 'function a(b,c){if(!b&&c===1){return c}return d(b)};e=f(a,1);'.repeat(20),
      'gen.ts': '// @generated\n',
    };
    const { 'a.ts': _changed, ...base } = head;
    const { facts, notes } = await gathered(base, head);
    expect([...facts.head.keys()].sort()).toEqual(['a.ts', 'b.ts', 'gen.ts']);
    expect(notes).toEqual([
      ['bad.ts', 'context'],
      ['min.js', 'context'],
    ]);
  });

  it('are missed only where the change itself imports what is not there', async () => {
    const { notes } = await gathered(
      { 'a.ts': "import './was-never-there'\n" },
      { 'a.ts': "import './was-never-there'\nimport './new'\nimport type './types'\nimport 'pkg'\nimport '../out'\n" },
    );
    expect(notes).toEqual([
      ['a.ts', 'unresolved', 2],
      ['a.ts', 'unresolved', 5],
    ]);
  });
});

describe('what imports the change', () => {
  const base = {
    'src/routes/users.ts': 'old',
    'src/routes/index.ts': "import './users'\n",
    'src/app.ts': "import './routes/index.js'\nimport './guards'\n",
    'src/guards.ts': "import './deep'\n",
    'src/deep.ts': '',
    'src/other/users.ts': '',
    'src/other/main.ts': "import './users'\n",
    'src/far.ts': "import './app'\n",
  };

  it('is looked into with what it imports itself, two steps up; who imports another of the name is not', async () => {
    const { facts, notes } = await gathered(base, { ...base, 'src/routes/users.ts': 'new' });
    for (const side of ['base', 'head'] as const) {
      expect([...facts[side].keys()].sort()).toEqual([
        'src/app.ts',
        'src/guards.ts',
        'src/routes/index.ts',
        'src/routes/users.ts',
      ]);
    }
    expect(notes).toEqual([]);
  });

  it('is found by the name of a package whose entry changed', async () => {
    const tree = {
      'packages/mail/package.json': '{"name":"@acme/mail","main":"src/main.ts"}',
      'packages/mail/src/main.ts': 'old',
      'web/a.ts': "import '@acme/mail'\n",
    };
    const { facts } = await gathered(tree, { ...tree, 'packages/mail/src/main.ts': 'new' });
    expect([...facts.head.keys()]).toContain('web/a.ts');
  });

  it('is counted where there is too much of it', async () => {
    const users = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`src/u${index}.ts`, "import './lib'\n"]),
    );
    const { facts, notChecked } = await gathered({ ...users, 'src/lib.ts': '1' }, { ...users, 'src/lib.ts': '2' });
    expect(facts.head.size).toBe(31);
    expect(notChecked.map(({ detail }) => detail)).toEqual([expect.stringContaining('40 further modules')]);
  });

  it('is known from the last review, and what came since is added', async () => {
    const kept = new Map<string, KeptFacts>();
    const factsStore: FactsStore = {
      load: (keys) => Promise.resolve(new Map([...kept].filter(([key]) => keys.includes(key)))),
      save: (entries) => Promise.resolve(entries.forEach((facts, key) => kept.set(key, facts))),
    };
    const change = { ...base, 'src/routes/users.ts': 'new' };
    await gathered(base, change, { factsStore });
    const again = await gathered(base, change, { factsStore });
    expect(again.repository.batches.flat()).not.toContain(again.trees.base.oid('src/far.ts'));
    const index = [...kept.values()].find(({ kind }) => kind === 'import-index');
    expect(index).toMatchObject({ commit: '1'.repeat(40), leftOut: 0 });
  });
});

describe('the search for secrets', () => {
  it('sees every changed text of both sides, whatever reads it', async () => {
    const { asked } = await gathered(
      { 'a.ts': '1', 'gone.env': 'x' },
      { 'a.ts': '2', 'latin.txt': Buffer.from([0xe9]), 'min.js': '// @generated', 'logo.png': Buffer.from([0]) },
    );
    expect(asked.scanned.map(({ path, side, text }) => [path, side, text])).toEqual([
      ['a.ts', 'head', '2'],
      ['a.ts', 'base', '1'],
      ['gone.env', 'base', 'x'],
      ['latin.txt', 'head', 'é'],
      ['min.js', 'head', '// @generated'],
    ]);
  });

  it('sees of a large text the lines that changed, where they are', async () => {
    const text = Array.from({ length: 400_000 }, (_, index) => String(index)).join('\n');
    const { asked, notes } = await gathered(
      {},
      { 'data.sql': text, 'other.sql': `${text}\n` },
      {
        changes: (found) =>
          found.map((change) =>
            change.head?.path === 'data.sql'
              ? { ...change, hunks: [{ base: { start: 1, end: 0 }, head: { start: 3, end: 4 } }] }
              : change,
          ),
      },
    );
    expect(asked.scanned.map((task) => [task.path, task.text.trim().split('\n'), task.text.indexOf('2')])).toEqual([
      ['data.sql', ['2', '3'], 2],
    ]);
    expect(notes.filter(([, reason]) => reason !== 'no-analyser')).toEqual([['other.sql', 'budget']]);
  });

  it('brings what was found by place, and says where it failed', async () => {
    const secret = (path: string, startLine: number): SecretFact => ({
      kind: 'token',
      description: 'token',
      place: { path, side: 'head', span: { ...SPAN, startLine } },
      preview: 'abcd',
      hash: '0',
    });
    const found = [secret('b', 1), secret('a', 2), secret('a', 1)];
    const head = { a: 'x', b: 'y' };
    const { snapshot, notChecked } = await gathered({}, head, {
      secretScanner: { scan: () => Promise.resolve({ found, failed: [{ path: 'b', reason: 'it took too long' }] }) },
    });
    expect(snapshot.secrets.map(({ place }) => [place.path, place.span.startLine])).toEqual([
      ['a', 1],
      ['a', 2],
      ['b', 1],
    ]);
    expect(notChecked.map(({ path, reason, detail }) => [path, reason, detail])).toContainEqual([
      'b',
      'source-unavailable',
      'It was not searched for secrets: it took too long.',
    ]);
    const broken = await gathered({}, head, { secretScanner: { scan: () => Promise.reject(new Error('no rules')) } });
    expect(broken.notes[0]).toEqual([null, 'source-unavailable']);
  });
});
