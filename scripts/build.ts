/**
 * Makes `dist/` (or the folder that is named), what a published package runs: the command line and the App's server as
 * bundles with shared, lazily loaded chunks, the worker thread, the grammars' `.wasm` files and the rules' pages beside
 * them, and the licences of everything taken in.
 */
import { build, type Metafile } from 'esbuild';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { locateInPackages, WASM_NAMES, wasmFileName } from '#adapters/grammars/locate-wasm.ts';
import { findRules, ROOT } from './rule-files.ts';

const DIST = resolve(process.argv[2] ?? join(ROOT, 'dist'));

/** CommonJS packages in an ESM bundle ask for these. */
const BANNER = `import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);`;

rmSync(DIST, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: {
    cli: join(ROOT, 'src/apps/cli/main.ts'),
    server: join(ROOT, 'src/apps/server/main.ts'),
    'extraction-thread': join(ROOT, 'src/adapters/grammars/extraction-thread.ts'),
  },
  outdir: DIST,
  absWorkingDir: ROOT,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // jsonc-parser's CommonJS half requires its parts by names that no bundler can follow.
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  chunkNames: 'chunks/[name]-[hash]',
  banner: { js: BANNER },
  metafile: true,
  logLevel: 'warning',
});
for (const name of WASM_NAMES) cpSync(locateInPackages(name), join(DIST, wasmFileName(name)));
for (const rule of findRules()) {
  if (!existsSync(rule.page)) continue;
  const copy = join(DIST, 'rules', `${rule.id}.md`);
  mkdirSync(dirname(copy), { recursive: true });
  cpSync(rule.page, copy);
}
const packages = packagesOf(metafile);
writeFileSync(join(DIST, 'THIRD-PARTY-NOTICES.txt'), packages.map(notice).join(`\n${'-'.repeat(80)}\n\n`));
console.log(`dist/: ${packages.length} packages taken in, ${kilobytes(metafile)} kB of JavaScript`);

/** Folders of the packages that end up in `dist/`. */
function packagesOf(meta: Metafile): string[] {
  const folders = new Set(WASM_NAMES.map((name) => packageFolder(locateInPackages(name))));
  for (const [path, { bytes }] of Object.entries(meta.inputs)) {
    if (bytes > 0 && path.includes('node_modules/')) folders.add(packageFolder(join(ROOT, path)));
  }
  return [...folders].sort();
}

function packageFolder(file: string): string {
  const at = file.lastIndexOf('node_modules/') + 'node_modules/'.length;
  const [scope = '', name = ''] = file.slice(at).split('/');
  return join(file.slice(0, at), scope.startsWith('@') ? join(scope, name) : scope);
}

function notice(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i.test(file));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (texts.length === 0 && license === undefined) throw new Error(`${name} says nothing of its licence`);
  return `${name} ${version} (${license ?? 'see below'})\n\n${texts.join('\n\n')}\n`;
}

function kilobytes(meta: Metafile): number {
  const bytes = Object.entries(meta.outputs).reduce((sum, [, output]) => sum + output.bytes, 0);
  return Math.round(bytes / 1000);
}
