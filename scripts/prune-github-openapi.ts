/**
 * Cuts GitHub's OpenAPI description down to what the stand-in in `test/github` answers and sends. The package that
 * carries the description unpacks to 385 MB and is no dependency: this fetches it with `npm pack` into a temporary
 * folder, and is run by hand when an operation is added or GitHub's description has moved on:
 * `node scripts/node.mjs scripts/prune-github-openapi.ts [VERSION]`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPERATIONS_IN_USE, WEBHOOKS_IN_USE } from '../test/github/description/operations-in-use.ts';
import { pruneDescription, type OpenApiDescription } from './github-openapi/prune.ts';
import { ROOT } from './rule-files.ts';

const PACKAGE = '@octokit/openapi';
const DESCRIPTION = 'package/generated/api.github.com.json';

const version = process.argv[2] ?? 'latest';
const folder = mkdtempSync(join(tmpdir(), 'github-openapi-'));
try {
  const run = (program: string, ...args: string[]): string =>
    execFileSync(program, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 20 });
  const archive = run('npm', 'pack', `${PACKAGE}@${version}`, '--silent').trim();
  run('tar', '-xzf', archive, DESCRIPTION, 'package/package.json');
  const { version: exact } = JSON.parse(readFileSync(join(folder, 'package/package.json'), 'utf8')) as {
    version: string;
  };
  const description = JSON.parse(readFileSync(join(folder, DESCRIPTION), 'utf8')) as OpenApiDescription;
  const source = `${PACKAGE} ${exact}, ${description.info.license.name} licence`;
  const pruned = pruneDescription(description, OPERATIONS_IN_USE, WEBHOOKS_IN_USE);
  for (const [name, parts] of Object.entries(pruned)) {
    const text = oneEntryALine(source, parts);
    writeFileSync(join(ROOT, `test/github/description/${name}.json`), text);
    console.log(`test/github/description/${name}.json: ${Math.round(text.length / 1024)} KiB`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** Small, and still readable as a difference: one operation, webhook or schema a line. */
function oneEntryALine(
  source: string,
  parts: Readonly<Record<string, readonly (readonly [string, unknown])[]>>,
): string {
  const blocks = Object.entries(parts).map(([name, entries]) => {
    const lines = entries.map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
    return `  ${JSON.stringify(name)}: {\n${lines.join(',\n')}\n  }`;
  });
  return `{\n  "source": ${JSON.stringify(source)},\n${blocks.join(',\n')}\n}\n`;
}
