/**
 * How well areas are found, on hunks and releases of real packages: `node scripts/node.mjs scripts/accuracy/areas.ts
 * [--sources DIR] [--half look|measure] [--cases] [--only hunks|releases]`. DIR holds packages as `<name>/<version>/`;
 * what is missing there is fetched with npm. Half of the hunks, by a hash of their id, are only ever measured: what is
 * learnt is learnt from the others.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { AreaTouch } from '#domain/area.ts';
import { defaultArea, defaultPolicy } from '#policy/policy.ts';
import { createOutside, type ClosableOutside } from '../../test/rules/outside.ts';
import type { CaseFile } from '../../test/rules/cases.ts';
import { createCaseRepository } from '../../test/rules/case-repository.ts';
import { asCaseFile, readPair, type PackagePair, type VersionedFile } from './areas/package-pairs.ts';
import { review } from '#review/review.ts';

interface LabelledHunk extends PackagePair {
  readonly id: string;
  readonly path: string;
  readonly old_start: number;
  readonly old_lines: number;
  readonly new_start: number;
  readonly new_lines: number;
  readonly first: readonly string[];
  readonly second: readonly string[];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sources: { type: 'string', default: '.cache/areas' },
      half: { type: 'string' },
      cases: { type: 'boolean', default: false },
      only: { type: 'string' },
    },
  });
  const outside = createOutside();
  try {
    if (values.only !== 'releases') await measureHunks(outside, values);
    if (values.only !== 'hunks') await measureReleases(outside, values);
  } finally {
    await outside.close();
  }
}

interface Options {
  readonly sources: string;
  readonly half?: string | undefined;
  readonly cases: boolean;
}

// ── Hunks ───────────────────────────────────────────────────────────────────────────────────────────

const WITHOUT_AUTH = 'without packages that are about nothing but signing in';

interface Tally {
  found: number;
  missed: number;
  wrong: number;
  /** Reported where only one of the readings says so. */
  open: number;
}

async function measureHunks(outside: ClosableOutside, options: Options): Promise<void> {
  const hunks = readLines<LabelledHunk>('docs/accuracy/areas.jsonl').filter(
    ({ id }) => options.half === undefined || halfOf(id) === options.half,
  );
  const tallies = new Map<string, Tally>();
  let asked = 0;
  let askedRightly = 0;
  const ordinary = { all: 0, asked: 0 };
  for (const hunk of hunks) {
    const touches = await touchesOf(outside, hunkFiles(hunk, options.sources));
    count(hunk, touches, tallies, options.cases);
    if (!AUTH_PACKAGES.test(hunk.package)) {
      ordinary.all += 1;
      ordinary.asked += Number(asks(touches));
    }
    if (!asks(touches)) continue;
    asked += 1;
    if (touches.some((touch) => mayAsk(touch) && (hunk.first.includes(touch.area) || hunk.second.includes(touch.area))))
      askedRightly += 1;
  }
  printTallies(tallies);
  const half = options.half === undefined ? '' : ` of the half to ${options.half} at`;
  console.log(
    `\na countersign is asked on ${asked} of ${hunks.length} hunks${half}, on ${askedRightly} of them by a label`,
  );
  console.log(`${WITHOUT_AUTH}: on ${ordinary.asked} of ${ordinary.all}\n`);
}

function hunkFiles(hunk: LabelledHunk, sources: string): CaseFile[] {
  const range = (start: number, lines: number) => ({ start, end: start + lines - 1 });
  const within = { base: range(hunk.old_start, hunk.old_lines), head: range(hunk.new_start, hunk.new_lines) };
  return readPair(hunk, sources).flatMap((file): CaseFile[] => {
    if (file.path === hunk.path) return [asCaseFile(file, within)];
    // Everything else stands as it does in the later version, so that imports lead somewhere.
    return file.head === null ? [] : [asCaseFile({ ...file, base: file.head }, null)];
  });
}

function count(
  hunk: LabelledHunk,
  touches: readonly AreaTouch[],
  tallies: Map<string, Tally>,
  withCases: boolean,
): void {
  const reported = new Map(touches.map((touch) => [touch.area, touch]));
  const [first, second] = [new Set(hunk.first), new Set(hunk.second)];
  for (const area of new Set([...reported.keys(), ...first, ...second])) {
    const tally = tallies.get(area) ?? { found: 0, missed: 0, wrong: 0, open: 0 };
    tallies.set(area, tally);
    const touch = reported.get(area);
    const labels = Number(first.has(area)) + Number(second.has(area));
    const outcome =
      labels === 2
        ? touch === undefined
          ? 'missed'
          : 'found'
        : touch === undefined
          ? null
          : labels === 0
            ? 'wrong'
            : 'open';
    if (outcome === null) continue;
    tally[outcome] += 1;
    if (withCases && (outcome === 'missed' || outcome === 'wrong')) {
      const why = touch?.reasons.map(({ detail }) => detail).join('; ') ?? '';
      console.log(
        `${outcome.padEnd(6)} ${area.padEnd(14)} ${hunk.id} ${hunk.package} ${hunk.path}:${hunk.new_start} ${why}`,
      );
    }
  }
}

function printTallies(tallies: ReadonlyMap<string, Tally>): void {
  console.log(`\n${'area'.padEnd(16)} found  missed  recall  wrong  precision  one reading`);
  for (const [area, { found, missed, wrong, open }] of [...tallies].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const share = (part: number, whole: number): string =>
      (whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`).padStart(7);
    const number = (value: number): string => String(value).padStart(6);
    console.log(
      `${area.padEnd(15)}${number(found)} ${number(missed)} ${share(found, found + missed)} ${number(wrong)} ${share(found, found + wrong)} ${number(open)}`,
    );
  }
}

// ── Releases ────────────────────────────────────────────────────────────────────────────────────────

/** Packages that are about nothing but signing in and who may: a release of theirs is not ordinary. */
const AUTH_PACKAGES =
  /^(?:express-session|@fastify\/(?:cookie|session|jwt)|express-openid-connect|passport|@node-oauth\/.*|koa-session|jsonwebtoken|oidc-provider|@feathersjs\/authentication)$/;

/** What a package ships, and its repository makes. */
const BUILT = /(?:^|\/)(?:dist|built|build|umd|cjs|esm|es)\//;

async function measureReleases(outside: ClosableOutside, options: Options): Promise<void> {
  const tally = { all: 0, asked: 0, ordinary: 0, ordinaryAsked: 0 };
  for (const release of readLines<PackagePair>('docs/accuracy/releases.jsonl')) {
    const files = readPair(release, options.sources)
      .filter(({ path }) => !BUILT.test(path))
      .map((file: VersionedFile) => asCaseFile(file, null));
    const touches = await touchesOf(outside, files);
    const asked = asks(touches);
    const ordinary = !AUTH_PACKAGES.test(release.package);
    tally.all += 1;
    tally.asked += Number(asked);
    tally.ordinary += Number(ordinary);
    tally.ordinaryAsked += Number(ordinary && asked);
    if (options.cases && asked) printRelease(release, touches, ordinary);
  }
  console.log(`\na countersign is asked on ${tally.asked} of ${tally.all} patch releases`);
  console.log(`${WITHOUT_AUTH}: on ${tally.ordinaryAsked} of ${tally.ordinary}`);
}

function printRelease(release: PackagePair, touches: readonly AreaTouch[], ordinary: boolean): void {
  console.log(`${ordinary ? '' : '(auth) '}${release.package} ${release.from} to ${release.to}`);
  for (const { area, reasons } of touches.filter(mayAsk)) {
    for (const { detail, path, place } of reasons.slice(0, 6)) {
      console.log(`    ${area}: ${detail}  ${path}${place === null ? '' : `:${place.span.startLine} (${place.side})`}`);
    }
  }
}

// ── Both ────────────────────────────────────────────────────────────────────────────────────────────

async function touchesOf(outside: ClosableOutside, files: readonly CaseFile[]): Promise<readonly AreaTouch[]> {
  const repository = createCaseRepository(files);
  const { verdict } = await review(
    { ...outside, repository },
    {
      range: repository.range,
      pullRequest: null,
      policy: defaultPolicy(),
      policyUse: { source: 'built-in default', digest: '', mode: 'observe', warnings: [] },
      rules: [],
      engine: 'accuracy',
      decidedAt: '2030-01-01T00:00:00Z',
    },
  );
  return verdict.areas;
}

/** Whether an owner must countersign under the default policy, whoever wrote the change. */
function asks(touches: readonly AreaTouch[]): boolean {
  return touches.some(mayAsk);
}

function mayAsk({ area, permissions }: AreaTouch): boolean {
  return permissions === true || defaultArea(area).countersign === 'always';
}

function halfOf(id: string): 'look' | 'measure' {
  return (createHash('sha256').update(id).digest()[0] ?? 0) % 2 === 0 ? 'look' : 'measure';
}

function readLines<Line>(path: string): Line[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

await main();
