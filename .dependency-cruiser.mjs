/**
 * The direction of imports, as rules. `domain ← policy, provenance, areas, owners, analysis ← checks ← review ← adapters ← apps`:
 * what decides stays free of what fetches, so that the same snapshot gives the same verdict everywhere.
 */

/** Rooms from the inside out; each knows itself, the rooms it is listed with here, and nothing else of the house. */
const MAY_IMPORT = {
  domain: [],
  policy: ['domain'],
  provenance: ['domain'],
  areas: ['domain', 'analysis'],
  owners: ['domain'],
  analysis: ['domain'],
  checks: ['domain', 'analysis', 'policy', 'provenance', 'areas'],
  review: ['domain', 'policy', 'provenance', 'areas', 'owners', 'analysis', 'checks'],
  adapters: ['domain', 'policy', 'provenance', 'areas', 'owners', 'analysis', 'checks', 'review'],
  apps: ['domain', 'policy', 'provenance', 'areas', 'owners', 'analysis', 'checks', 'review', 'adapters'],
};

const PURE_ROOMS = '^src/(domain|policy|provenance|areas|owners|analysis|checks|review)/';
const TEST = '\\.test\\.ts$';

const OUTSIDE_WORLD =
  '^(node:)?(fs|child_process|worker_threads|cluster|net|tls|dgram|dns|https?|http2|inspector|os|process|readline|sqlite|timers|vm)(/|$)';

const directions = Object.entries(MAY_IMPORT).map(([room, others]) => ({
  name: `${room}-imports-inwards`,
  comment: `src/${room} may import ${others.length === 0 ? 'nothing of the house' : others.join(', ')}: whatever it needs beyond that comes in as data or through a port.`,
  severity: 'error',
  from: { path: `^src/${room}/`, pathNot: TEST },
  to: { path: '^src/', pathNot: `^src/(${[room, ...others].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...directions,
    {
      name: 'rooms-are-known',
      comment: 'A new folder in src/ gets its place in MAY_IMPORT above, or nobody knows what it may touch.',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${Object.keys(MAY_IMPORT).join('|')})/` },
      to: {},
    },
    {
      name: 'adapters-know-nothing-of-each-other',
      comment: 'Each adapter can be replaced alone; what two of them share belongs to a port or to a room.',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/', pathNot: TEST },
      to: { path: '^src/adapters/', pathNot: '^src/adapters/$1/' },
    },
    {
      name: 'apps-know-nothing-of-each-other',
      comment:
        'An app is a composition root; what two of them share belongs below. On embedded defaults one process is server and worker, and one file says so.',
      severity: 'error',
      from: { path: '^src/apps/([^/]+)/', pathNot: '^src/apps/server/embedded-app\\.ts$' },
      to: { path: '^src/apps/', pathNot: '^src/apps/$1/' },
    },
    {
      name: 'pure-rooms-reach-nothing-outside',
      comment: 'From the snapshot on everything is a pure function: disks, processes and networks are the adapters’.',
      severity: 'error',
      from: { path: PURE_ROOMS, pathNot: TEST },
      to: { path: OUTSIDE_WORLD },
    },
    {
      name: 'facts-know-no-language',
      comment: 'Dataflow and extraction read the IR alone: a new language is one folder.',
      severity: 'error',
      from: { path: '^src/analysis/(dataflow|extract)/', pathNot: TEST },
      to: { path: '^src/analysis/languages/' },
    },
    {
      name: 'languages-know-nothing-of-each-other',
      comment: 'A language is one folder, which can be added and removed alone.',
      severity: 'error',
      from: { path: '^src/analysis/languages/([^/]+)/' },
      to: { path: '^src/analysis/languages/', pathNot: '^src/analysis/languages/$1/' },
    },
    {
      name: 'rules-know-no-language',
      comment: 'Rules read facts; what a syntax looks like is a language’s business.',
      severity: 'error',
      from: { path: '^src/checks/' },
      to: { path: '^src/analysis/(languages|extract|ir\\.ts)', pathNot: TEST },
    },
    {
      name: 'rules-do-not-run-rules',
      comment: 'A rule says what it sees when it is called; who is called, and what becomes of it, is the engine’s.',
      severity: 'error',
      from: { path: '^src/checks/[^/]+/', pathNot: TEST },
      to: { path: '^src/checks/(registry|engine|run-rule|compare-sides)\\.ts$' },
    },
    {
      name: 'across-rooms-by-name',
      comment: 'Imports across rooms start with `#`, so that the room is read first; inside a room they are relative.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/', pathNot: '^src/$1/', dependencyTypesNot: ['aliased-subpath-import'] },
    },
    {
      name: 'no-test-code-in-the-product',
      comment: 'What a test needs is no part of what runs.',
      severity: 'error',
      from: { path: '^(src|bin)/', pathNot: TEST },
      to: { path: `^(test|scripts)/|${TEST}` },
    },
    {
      name: 'no-circles',
      comment: 'Two modules that need each other are one module, or three.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'A module that nobody imports and that imports nobody does nothing.',
      severity: 'error',
      from: { orphan: true, path: '^(src|test|scripts)/', pathNot: `${TEST}|\\.d\\.ts$|\\.mjs$` },
      to: {},
    },
    {
      name: 'what-is-shipped-is-a-dependency',
      comment: 'A development dependency is not there after `npm install --omit=dev`.',
      severity: 'error',
      from: { path: '^(src|bin)/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'what-is-imported-is-declared',
      comment: 'A package that came along with another one leaves with it.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'undetermined'] },
    },
    {
      name: 'what-is-imported-is-there',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
};
