/**
 * What every report says in the same words. Whoever shows it neutralises it for where it goes; only paths are made
 * visible here, because a line break in a path is part of its name and not layout.
 */
import type { AreaReason, AreaTouch } from '#domain/area.ts';
import type { Finding, Severity } from '#domain/finding.ts';
import { SEVERITIES } from '#domain/finding.ts';
import type { NotChecked, NotCheckedReason } from '#domain/not-checked.ts';
import type { LineOrigin, NotRead, Provenance, ProvenanceSignal, SignalSource } from '#domain/provenance.ts';
import type { Revision } from '#domain/snapshot.ts';
import type { LineRange, Place } from '#domain/span.ts';
import type { ChangeSize, Outcome } from '#domain/verdict.ts';
import { titleOf } from '#provenance/tools/title.ts';
import { cut, visible } from './neutralise.ts';

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  pass: 'passed',
  'needs-countersign': 'needs a countersign',
  blocked: 'blocked',
  incomplete: 'incomplete',
};

const REASON_WORDS: Readonly<Record<NotCheckedReason, string>> = {
  binary: 'binary',
  minified: 'minified',
  generated: 'generated',
  'too-large': 'too large',
  'not-utf8': 'not UTF-8',
  unparsable: 'could not be parsed',
  unreadable: 'could not be read',
  'no-analyser': 'no analyser for it',
  submodule: 'submodule',
  symlink: 'symbolic link',
  budget: 'step budget used up',
  context: 'around the change',
  'rule-crashed': 'rule crashed',
  'source-unavailable': 'source of facts did not answer',
  unresolved: 'could not be resolved',
};

export function countOf(count: number, noun: string, plural: string = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** `a`, `a and b`, `a, b and c`; of more than `limit`, the rest as a number. */
export function listOf(items: readonly string[], limit: number = items.length): string {
  const shown = items.length > limit ? [...items.slice(0, limit), `${items.length - limit} more`] : items;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

export function revisionWords(revision: Revision): string {
  if (revision.sha === 'WORKTREE') return 'the working tree';
  if (revision.sha === 'STAGED') return 'what is staged';
  const short = revision.sha.slice(0, 7);
  return revision.ref === '' || revision.sha.startsWith(revision.ref) ? short : `${revision.ref} (${short})`;
}

export function sizeWords(size: ChangeSize): string {
  return `${countOf(size.files, 'file')}, +${size.addedLines} −${size.removedLines}`;
}

/** A path as people read it. */
export function pathWords(path: string): string {
  return visible(cut(path, 300));
}

/** `src/a.ts:3:7`, and that it is gone where it is on the base side. */
export function placeWords(place: Place): string {
  const where = `${pathWords(place.path)}:${place.span.startLine}:${place.span.startColumn}`;
  return place.side === 'base' ? `${where} (before the change)` : where;
}

/** `2 high, 1 low`, gravest first. */
export function severityCounts(findings: readonly Finding[]): string {
  return SEVERITIES.toReversed()
    .map((severity: Severity) => [findings.filter((each) => each.severity === severity).length, severity] as const)
    .filter(([count]) => count > 0)
    .map(([count, severity]) => `${count} ${severity}`)
    .join(', ');
}

const PROVENANCE_WORDS: Readonly<Record<Provenance['verdict'], string>> = {
  assisted: 'AI-assisted',
  denied: 'declared to be without AI assistance',
  undeclared: 'AI assistance is not declared, and a declaration is required',
  'no-evidence': 'no evidence of AI assistance',
  contradicted: 'AI assistance is denied, and there is evidence of it',
};

export function provenanceWords(provenance: Provenance): string {
  const named = [...provenance.tools.map(toolWords), ...provenance.models];
  const words = PROVENANCE_WORDS[provenance.verdict];
  return named.length === 0 ? words : `${words}: ${listOf(named)}`;
}

/** A tool as people call it. */
function toolWords(tool: string): string {
  return titleOf(tool);
}

/** `Of 120 added lines, 80 (67 %) from Claude Code commits, 40 hand-written`; null where nothing is known of lines. */
export function shareWords({ lines }: Provenance): string | null {
  if (lines === null) return null;
  const { unit, total, byTool, handWritten, undetermined } = lines;
  const part = (count: number): string => `${count} (${Math.round((count / total) * 100)} %)`;
  const parts = Object.entries(byTool).map(([tool, count]) =>
    tool === 'unnamed' ? `${part(count)} with AI that is not named` : `${part(count)} by ${toolWords(tool)}`,
  );
  if (handWritten > 0) parts.push(`${part(handWritten)} hand-written`);
  if (undetermined > 0) parts.push(`${part(undetermined)} by commits that do not say`);
  if (parts.length === 0) return null;
  const of =
    unit === 'lines' ? countOf(total, 'added line') : `${countOf(total, 'commit')} (too large to tell by line)`;
  return `Of ${of}: ${parts.join(', ')}`;
}

/** Where a finding's line comes from: `line from a Claude Code commit (abc1234)`, `hand-written line`. */
export function originWords(origin: LineOrigin): string {
  const commit = origin.commit === null ? '' : ` (${origin.commit.slice(0, 7)})`;
  switch (origin.kind) {
    case 'assisted': {
      const tools = origin.tools.length === 0 ? 'AI-assisted' : listOf(origin.tools.map(toolWords));
      return `line from ${/^[aeiou]/i.test(tools) ? 'an' : 'a'} ${tools} commit${commit}`;
    }
    case 'hand-written':
      return `hand-written line${commit}`;
    case 'undetermined':
      return `line from a commit that does not say who wrote it${commit}`;
  }
}

/** What may say who wrote the change, and could not be read. */
export function notReadWords({ source, reason }: NotRead): string {
  return `${sourceWords(source)}: not read. ${reason}`;
}

export function signalWords(signal: ProvenanceSignal): string {
  const says = { assisted: 'assistance', denied: 'no assistance', automation: 'automation' }[signal.says];
  const earlier = signal.earlier === true ? ' (seen before, and not there any more)' : '';
  return `${sourceWords(signal.source)}, ${signal.strength}, says ${says}${earlier}: ${signal.text}`;
}

function sourceWords(source: SignalSource): string {
  switch (source.kind) {
    case 'commit':
      return `commit ${source.sha.slice(0, 7)}`;
    case 'note':
      return source.sha === '' ? 'notes of tools' : `note on commit ${source.sha.slice(0, 7)}`;
    case 'trace':
      return `.agent-trace/traces.jsonl, line ${source.line}`;
    case 'pull-request-body':
      return `pull request body, line ${source.line}`;
    case 'pull-request-title':
      return 'pull request title';
    case 'pull-request-author':
      return 'author of the pull request';
    case 'branch':
      return 'branch name';
    case 'label':
      return 'label';
  }
}

export function reasonWords(reason: AreaReason): string {
  const line = reason.place === null ? '' : `:${reason.place.span.startLine}`;
  return `${pathWords(reason.path)}${line}: ${reason.detail}`;
}

export function areaWords(touch: AreaTouch): string {
  return touch.permissions === true ? `${touch.area} (permissions)` : touch.area;
}

/** Places about which the same is to be said. */
export interface NotCheckedGroup {
  readonly reason: string;
  /** How many entries of the verdict it stands for. */
  readonly count: number;
  /** What was left out and why, the same sentence once: `a.md, b.md and 3 more: …`. */
  readonly sentences: readonly string[];
}

/** What was not checked, by reason, the most frequent first; of places alike at most `limit` are named. */
export function notCheckedGroups(items: readonly NotChecked[], limit: number): readonly NotCheckedGroup[] {
  return groupsOf(items, (item) => item.reason)
    .map((group) => ({
      reason: REASON_WORDS[group[0].reason],
      count: group.length,
      sentences: groupsOf(group, (item) => JSON.stringify([item.detail, item.ruleId])).map((alike) =>
        sentenceOf(alike, limit),
      ),
    }))
    .sort((a, b) => b.count - a.count);
}

type Some<T> = readonly [T, ...T[]];

function groupsOf<T>(items: readonly T[], keyOf: (item: T) => string): readonly Some<T>[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function sentenceOf(alike: Some<NotChecked>, limit: number): string {
  const [{ detail, ruleId }] = alike;
  const places = alike.flatMap(({ path, lines }) => (path === null ? [] : [pathWords(path) + lineWords(lines)]));
  const where = places.length === 0 ? '' : `${listOf(places, limit)}: `;
  return `${where}${detail}${ruleId === null ? '' : ` (${ruleId})`}`;
}

function lineWords(lines: LineRange | null): string {
  if (lines === null) return '';
  return lines.end > lines.start ? `:${lines.start}-${lines.end}` : `:${lines.start}`;
}
