/**
 * What the rules say about other people's code: `node scripts/node.mjs scripts/accuracy/real-code.ts --sources DIR
 * [--only PACKAGE] [--sample 100 --seed 1]`. DIR holds packages as `<name>/<version>/package/`, two versions each, `/`
 * in a name written as `_`. Each is reviewed as if all of its later version was added, and as a release over the earlier
 * one, by the command that a user starts. Prints findings as lines of JSON; with `--sample`, so many of them, drawn by
 * a hash, without confidence and severity, for whoever labels them.
 */
import { createHash } from 'node:crypto';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Finding } from '#domain/finding.ts';
import type { Verdict } from '#domain/verdict.ts';
import { ROOT } from '../rule-files.ts';

interface Reported {
  readonly package: string;
  readonly versions: string;
  /** `all`: as if all was added; `release`: over the version before. */
  readonly as: 'all' | 'release';
  readonly rule: string;
  readonly place: string;
  readonly severity: string;
  readonly confidence: string;
  readonly fingerprint: string;
  readonly message: string;
  readonly evidence: readonly string[];
}

const { values } = parseArgs({
  options: {
    sources: { type: 'string' },
    only: { type: 'string' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
if (values.sources === undefined) throw new Error('--sources DIR is missing');
const reported = packagesIn(values.sources).flatMap((name) => reviewPackage(values.sources ?? '', name));
print(values.sample === undefined ? reported : sampled(reported, Number(values.sample), values.seed));

function packagesIn(sources: string): string[] {
  return readdirSync(sources, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && (values.only === undefined || entry.name === values.only))
    .map(({ name }) => name)
    .sort();
}

function reviewPackage(sources: string, name: string): Reported[] {
  const [from, to] = readdirSync(join(sources, name)).sort((one, other) =>
    one.localeCompare(other, 'en', { numeric: true }),
  );
  if (from === undefined || to === undefined) return [];
  const repository = mkdtempSync(join(tmpdir(), 'real-code-'));
  try {
    const git = (...args: string[]): void => void execFileSync('git', ['-C', repository, ...args], { stdio: 'ignore' });
    git('init', '-q', '-b', 'empty');
    git('config', 'user.name', 'Ada Example');
    git('config', 'user.email', 'ada@example.com');
    git('commit', '-q', '--allow-empty', '-m', 'nothing');
    for (const version of [from, to]) {
      git('switch', '-q', '-c', `v${version}`);
      for (const entry of readdirSync(repository))
        if (entry !== '.git') rmSync(join(repository, entry), { recursive: true });
      cpSync(join(sources, name, version, 'package'), repository, { recursive: true });
      git('add', '-A', '-f');
      git('commit', '-q', '-m', version);
    }
    const about = { package: name, versions: `${from}..${to}` };
    return [
      ...review(repository, 'empty', `v${to}`).map((finding) => describe(finding, { ...about, as: 'all' })),
      ...review(repository, `v${from}`, `v${to}`).map((finding) => describe(finding, { ...about, as: 'release' })),
    ];
  } finally {
    rmSync(repository, { recursive: true, force: true });
  }
}

function review(repository: string, base: string, head: string): readonly Finding[] {
  const command = ['review', '--repo', repository, '--base', base, '--head', head, '--format', 'json'];
  const run = spawnSync(
    process.execPath,
    [join(ROOT, 'bin', 'countersign.js'), ...command, '--fail-on', 'never', '--offline'],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 29,
    },
  );
  if (run.status !== 0) throw new Error(`the review ended with ${String(run.status)}: ${run.stderr}`);
  return (JSON.parse(run.stdout) as Verdict).findings.filter(({ state }) => state === 'new');
}

function describe(finding: Finding, about: Pick<Reported, 'package' | 'versions' | 'as'>): Reported {
  const { ruleId, place, severity, confidence, fingerprint, message, evidence } = finding;
  return {
    ...about,
    rule: ruleId,
    place: `${place.path}:${place.span.startLine}`,
    ...{ severity, confidence, fingerprint, message },
    evidence: evidence.map((step) => `${step.place.path}:${step.place.span.startLine} ${step.message}`),
  };
}

/** Of findings about code: a new dependency of a package that is new as a whole tells nothing. */
function sampled(all: readonly Reported[], count: number, seed: string): Partial<Reported>[] {
  const drawn = (one: Reported): string =>
    createHash('sha256').update(`${seed} ${one.package} ${one.fingerprint}`).digest('hex');
  const once = new Map(all.map((one) => [`${one.package} ${one.fingerprint}`, one]));
  return [...once.values()]
    .filter(({ rule }) => !rule.startsWith('dependencies/'))
    .sort((one, other) => (drawn(one) < drawn(other) ? -1 : 1))
    .slice(0, count)
    .map(({ severity: _severity, confidence: _confidence, ...rest }) => rest);
}

function print(lines: readonly unknown[]): void {
  for (const line of lines) console.log(JSON.stringify(line));
}
