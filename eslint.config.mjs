/** What types cannot say: promises that nobody waits for, state that outlives a call, clocks and disks in pure rooms. */
import tseslint from 'typescript-eslint';

const TOP_LEVEL = ':matches(Program, Program > ExportNamedDeclaration)';

const STRUCTURE = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports: a thing has one name everywhere.' },
  {
    selector: `${TOP_LEVEL} > VariableDeclaration > VariableDeclarator > ArrowFunctionExpression`,
    message: 'At top level, `function`: it is hoisted, and reads as what it is.',
  },
  {
    selector: `${TOP_LEVEL} > VariableDeclaration[kind="let"]`,
    message: 'No module-level mutable state: make it in a createX(deps) that owns it.',
  },
  ...[':not([id.typeAnnotation])', '[id.typeAnnotation.typeAnnotation.typeName.name=/^(Weak)?(Map|Set)$/]'].map(
    (typed) => {
      return {
        selector: `${TOP_LEVEL} > VariableDeclaration > VariableDeclarator[init.callee.name=/^(Weak)?(Map|Set)$/]${typed}`,
        message: 'A module-level Map or Set is a table: type it ReadonlyMap or ReadonlySet.',
      };
    },
  ),
];

const CLOCKS_AND_CHANCE = [
  { object: 'Date', property: 'now', message: 'A review has one clock: the snapshot’s decidedAt.' },
  { object: 'performance', property: 'now', message: 'Budgets count steps, not time.' },
  { object: 'Math', property: 'random', message: 'The same input gives the same bytes.' },
  { object: 'process', property: 'env', message: 'Settings come in through the composition root.' },
];

const OUTSIDE_WORLD = [
  'fs',
  'child_process',
  'worker_threads',
  'cluster',
  'net',
  'tls',
  'dgram',
  'dns',
  'http',
  'http2',
  'https',
  'inspector',
  'os',
  'process',
  'readline',
  'sqlite',
  'timers',
  'vm',
];

/** Of the linter's own rules, those that the compiler and the typed rules leave out. */
const CORE = [
  'no-async-promise-executor',
  'no-case-declarations',
  'no-cond-assign',
  'no-constant-binary-expression',
  'no-control-regex',
  'no-empty',
  'no-empty-character-class',
  'no-loss-of-precision',
  'no-misleading-character-class',
  'no-prototype-builtins',
  'no-self-assign',
  'no-sparse-arrays',
  'no-unsafe-finally',
  'no-unsafe-optional-chaining',
  'no-unused-labels',
  'no-useless-assignment',
  'no-useless-catch',
  'no-useless-escape',
  'prefer-const',
  'require-yield',
  'use-isnan',
];

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'coverage/', 'bin/', '**/*.d.ts'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...Object.fromEntries(CORE.map((name) => [name, 'error'])),
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-else-return': 'error',
      'no-param-reassign': 'error',
      'max-depth': ['error', 4],
      'max-lines': ['error', { max: 400 }],
      'no-restricted-syntax': ['error', ...STRUCTURE],

      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unnecessary-condition': 'error',
      '@typescript-eslint/no-unnecessary-type-arguments': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/prefer-nullish-coalescing': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/use-unknown-in-catch-callback-variable': 'error',
      // A port's method is asynchronous because some adapter is; this one need not await anything.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/adapters/**', 'src/apps/**', '**/*.test.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'WebSocket'].map((name) => {
          return { name, message: 'Pure rooms reach nothing outside: ports do.' };
        }),
      ],
      'no-restricted-properties': ['error', ...CLOCKS_AND_CHANCE],
      'no-restricted-syntax': [
        'error',
        ...STRUCTURE,
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message: 'A review has one clock: the snapshot’s decidedAt.',
        },
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(?:node:)?(?:${OUTSIDE_WORLD.join('|')})(?:/|$)`,
              message: 'Pure rooms reach nothing outside: ports do.',
            },
          ],
        },
      ],
    },
  },
  { files: ['src/apps/**/*.ts', 'scripts/**/*.ts'], rules: { 'no-console': 'off' } },
  // A generated list is as long as what it lists.
  { files: ['src/checks/registry.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['**/*.test.ts', 'test/**/*.ts'],
    rules: {
      'max-lines': 'off',
      'no-restricted-syntax': 'off',
      'no-restricted-properties': [
        'error',
        ...['it', 'test', 'describe'].flatMap((object) =>
          ['only', 'skip', 'todo'].map((property) => {
            return { object, property, message: 'Every test runs, or is not there.' };
          }),
        ),
      ],
      // `expect(mock.method)` and tables of methods are fine in tests.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
