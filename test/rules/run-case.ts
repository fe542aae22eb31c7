/** Runs rules on one case through what a review runs: extraction, linking, secret scan, engine. */
import { createHash } from 'node:crypto';
import type { FileFacts } from '#analysis/file-facts.ts';
import type { Program } from '#analysis/dataflow/program.ts';
import { runRules, type RulesResult } from '#checks/engine.ts';
import type { InputsByNeed } from '#checks/rule-inputs.ts';
import { NO_SETTINGS } from '#checks/rule-settings.ts';
import type { RegisteredRule } from '#checks/rule.ts';
import type { FileChange, FileVersion } from '#domain/change.ts';
import type { SecretFact } from '#domain/snapshot.ts';
import type { Side, Span } from '#domain/span.ts';
import type { CaseFile } from './cases.ts';

/** The review's own parts, so that a case is read as a pull request would be. */
export interface Pipeline {
  /** Null for text that no analyser reads. */
  extract(path: string, text: string): Promise<FileFacts | null>;
  link(files: ReadonlyMap<string, FileFacts>, changes: readonly FileChange[], side: Side): Program;
  secrets(
    files: readonly { readonly path: string; readonly text: string }[],
    side: Side,
  ): Promise<readonly SecretFact[]>;
  isWorkflow(path: string): boolean;
}

export interface CaseResult extends RulesResult {
  /** Regions that a parser could not read, in either side of the case. */
  readonly broken: readonly { readonly path: string; readonly side: Side; readonly span: Span }[];
}

export async function runCase(
  rules: readonly RegisteredRule[],
  files: readonly CaseFile[],
  pipeline: Pipeline,
): Promise<CaseResult> {
  const changes = files.map(changeOf).filter((change) => change !== null);
  const base = await gatherSide(files, 'base', pipeline);
  const head = await gatherSide(files, 'head', pipeline);
  const inputs = await inputsOf(changes, base, head, pipeline);
  const textOf = (side: Side, path: string): string | null => (side === 'base' ? base : head).texts.get(path) ?? null;
  const result = runRules(rules, { inputs, changes, textOf, settings: NO_SETTINGS });
  return { ...result, broken: [...brokenIn(base), ...brokenIn(head)] };
}

interface SideOfCase {
  readonly side: Side;
  readonly texts: ReadonlyMap<string, string>;
  readonly facts: ReadonlyMap<string, FileFacts>;
}

async function gatherSide(files: readonly CaseFile[], side: Side, pipeline: Pipeline): Promise<SideOfCase> {
  const texts = new Map<string, string>();
  const facts = new Map<string, FileFacts>();
  for (const file of files) {
    const text = file[side];
    if (text === null) continue;
    const path = side === 'base' ? (file.from ?? file.path) : file.path;
    texts.set(path, text);
    const found = await pipeline.extract(path, text);
    if (found !== null) facts.set(path, found);
  }
  return { side, texts, facts };
}

async function inputsOf(
  changes: readonly FileChange[],
  base: SideOfCase,
  head: SideOfCase,
  pipeline: Pipeline,
): Promise<InputsByNeed> {
  const [programOfBase, programOfHead] = [base, head].map((one) => pipeline.link(one.facts, changes, one.side));
  if (programOfBase === undefined || programOfHead === undefined) throw new RangeError('a case has two sides');
  const renames = new Map<string, string>();
  for (const { base: from, head: to } of changes) {
    if (from !== null && to !== null && from.path !== to.path) renames.set(from.path, to.path);
  }
  const configuration = [base, head].flatMap((one) => configFilesOf(one, changes));
  return {
    program: [
      { side: 'base', program: programOfBase },
      { side: 'head', program: programOfHead },
    ],
    'program-change': [{ base: programOfBase, head: programOfHead, renames }],
    terraform: configuration.filter((file) => file.facts.format === 'terraform'),
    workflow: configuration.filter((file) => pipeline.isWorkflow(file.path)),
    manifest: changes.flatMap((change) => manifestOf(change, base, head)),
    secrets: [await secretsOf(base, changes, pipeline), await secretsOf(head, changes, pipeline)],
  };
}

function configFilesOf(one: SideOfCase, changes: readonly FileChange[]) {
  return changedPaths(changes, one.side).flatMap((path) => {
    const facts = one.facts.get(path);
    return facts?.kind === 'configuration' ? [{ side: one.side, path, facts }] : [];
  });
}

function manifestOf(change: FileChange, base: SideOfCase, head: SideOfCase) {
  const of = (one: SideOfCase, version: FileVersion | null) => {
    const facts = version === null ? undefined : one.facts.get(version.path);
    return facts?.kind === 'manifest' ? facts : null;
  };
  const pair = { base: of(base, change.base), head: of(head, change.head) };
  const path = (change.head ?? change.base)?.path ?? '';
  return pair.base === null && pair.head === null ? [] : [{ path, ...pair }];
}

async function secretsOf(one: SideOfCase, changes: readonly FileChange[], pipeline: Pipeline) {
  const files = changedPaths(changes, one.side).map((path) => ({ path, text: one.texts.get(path) ?? '' }));
  return { side: one.side, secrets: await pipeline.secrets(files, one.side) };
}

function changedPaths(changes: readonly FileChange[], side: Side): string[] {
  return changes.flatMap((change) => change[side]?.path ?? []);
}

function* brokenIn(one: SideOfCase) {
  for (const [path, facts] of one.facts) {
    for (const region of facts.broken) yield { path, side: one.side, span: 'span' in region ? region.span : region };
  }
}

/** Null for a file that the change leaves alone. */
function changeOf(file: CaseFile): FileChange | null {
  const base = file.base === null ? null : version(file.from ?? file.path, file.base);
  const head = file.head === null ? null : version(file.path, file.head);
  if (base !== null && head !== null && base.oid === head.oid && base.path === head.path) return null;
  const moved = base !== null && head !== null && base.path !== head.path;
  const status = base === null ? 'added' : head === null ? 'removed' : moved ? 'renamed' : 'modified';
  return { status, base, head, hunks: file.hunks };
}

function version(path: string, text: string): FileVersion {
  return { path, oid: createHash('sha1').update(text).digest('hex'), kind: 'file', executable: false };
}
