/**
 * Runs rules and says what is new, what was there before and what is gone. Every rule stands alone: one that crashes
 * is named as not checked, and neither stops the others nor lets anything pass for checked. Pure.
 */
import type { FileChange } from '#domain/change.ts';
import type { Finding } from '#domain/finding.ts';
import type { NotChecked } from '#domain/not-checked.ts';
import type { Side } from '#domain/span.ts';
import { asNew, compareSides, type Compared } from './compare-sides.ts';
import { enclosingFunction } from './enclosing-function.ts';
import { textOfSpan, withoutLayout } from './fingerprint.ts';
import { createLineMap, type LineMap } from './line-map.ts';
import { compareRaw, type RawFinding } from './raw-finding.ts';
import { STATE_NEEDS, type InputsByNeed } from './rule-inputs.ts';
import type { RuleSettings } from './rule-settings.ts';
import type { RegisteredRule, RuleReport } from './rule.ts';
import { runRule, type Told } from './run-rule.ts';
import { weigh } from './weight.ts';

export interface RulesInput {
  readonly inputs: InputsByNeed;
  /** All changed paths with their hunks, as the repository gave them. */
  readonly changes: readonly FileChange[];
  /** The text of a changed file on one side; null where there is none or it could not be read. */
  readonly textOf: (side: Side, path: string) => string | null;
  readonly settings: RuleSettings;
}

export interface RulesResult {
  /** By path, position, rule: new, existing and fixed together. */
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
}

interface Run {
  readonly input: RulesInput;
  readonly lines: LineMap;
  readonly linesOf: (side: Side, path: string) => readonly string[] | null;
}

/** Runs each rule that policy leaves on. Never throws for a rule's fault. */
export function runRules(rules: readonly RegisteredRule[], input: RulesInput): RulesResult {
  const run: Run = { input, lines: createLineMap(input.changes), linesOf: createLineReader(input.textOf) };
  const compared: Compared[] = [];
  const notChecked: NotChecked[] = [];
  for (const rule of rules) {
    if (input.settings.get(rule.id)?.off === true) continue;
    const result = STATE_NEEDS.has(rule.definition.needs) ? runState(rule, run) : runChange(rule, run);
    compared.push(...result.compared);
    notChecked.push(...result.notChecked);
  }
  compared.sort((a, b) => compareRaw(a.raw, b.raw));
  return { findings: compared.map((one) => toFinding(one, input.settings)), notChecked };
}

interface RuleResult {
  readonly compared: readonly Compared[];
  readonly notChecked: readonly NotChecked[];
}

function runChange(rule: RegisteredRule, run: Run): RuleResult {
  const told = runRule(rule, run.input.inputs, null);
  return { compared: asNew(told.reports.map((report) => toRaw(rule, report, run))), notChecked: told.notChecked };
}

function runState(rule: RegisteredRule, run: Run): RuleResult {
  const base = runRule(rule, run.input.inputs, 'base');
  const head = runRule(rule, run.input.inputs, 'head');
  const compared = compareSides(
    base.reports.map((report) => toRaw(rule, report, run)),
    head.reports.map((report) => toRaw(rule, report, run)),
    run.lines,
  );
  return {
    compared: compared.filter((one) => one.state !== 'fixed' || isKnownToBeGone(one.raw, head, run)),
    notChecked: [...base.notChecked, ...head.notChecked],
  };
}

/** What a rule no longer says is fixed only where it could look: not where it crashed, nor in what could not be read. */
function isKnownToBeGone(raw: RawFinding, head: Told, run: Run): boolean {
  const path = run.lines.headPath(raw.report.place.path);
  if (head.crashedOn.has(null)) return false;
  if (path === null) return true;
  if (head.crashedOn.has(path)) return false;
  const { needs } = raw.rule.definition;
  const { inputs } = run.input;
  if (needs === 'program' || needs === 'governed-program') {
    const module = inputs.program.find((one) => one.side === 'head')?.program.modules.get(path);
    return module !== undefined && module.facts.broken.length === 0;
  }
  if (needs === 'workflow' || needs === 'infrastructure' || needs === 'agent-settings' || needs === 'instructions') {
    const file = inputs[needs].find((one) => one.side === 'head' && one.path === path);
    return file !== undefined && file.facts.broken.length === 0;
  }
  return run.linesOf('head', path) !== null;
}

function toRaw(rule: RegisteredRule, report: RuleReport, run: Run): RawFinding {
  const { place } = report;
  const program = programOf(rule, place.side, run.input.inputs);
  const fn = program === undefined ? null : enclosingFunction(program, place);
  const essence = { ruleId: rule.id, symbol: report.symbol, text: whatItIsAbout(rule, report, run) };
  return { rule, report, essence, functionHash: fn?.hash ?? null };
}

function programOf(rule: RegisteredRule, side: Side, inputs: InputsByNeed) {
  if (rule.definition.needs !== 'program' && rule.definition.needs !== 'governed-program') return undefined;
  return inputs.program.find((one) => one.side === side)?.program;
}

/** A secret's own text never enters a fingerprint, which is published. */
function whatItIsAbout(rule: RegisteredRule, report: RuleReport, run: Run): string {
  if (report.identity !== undefined) return `identity ${report.identity}`;
  const { place } = report;
  const lines = rule.definition.needs === 'secrets' ? null : run.linesOf(place.side, place.path);
  return lines === null ? `message ${report.message}` : `text ${withoutLayout(textOfSpan(lines, place.span))}`;
}

function toFinding({ raw, fingerprint, state }: Compared, settings: RuleSettings): Finding {
  const { rule, report } = raw;
  const { meta } = rule.definition;
  return {
    ruleId: rule.id,
    area: meta.area,
    ...weigh(meta, report, settings.get(rule.id)),
    cwe: meta.cwe,
    message: report.message,
    remedy: report.remedy,
    place: report.place,
    symbol: report.symbol,
    evidence: report.evidence ?? [],
    fix: report.fix ?? null,
    fingerprint,
    state,
  };
}

/** Splits each file once, and only those that findings lie in. */
function createLineReader(textOf: RulesInput['textOf']): Run['linesOf'] {
  const cache = new Map<string, readonly string[] | null>();
  return (side, path) => {
    const key = `${side}:${path}`;
    const known = cache.get(key);
    if (known !== undefined) return known;
    const lines = textOf(side, path)?.split(/\r?\n/) ?? null;
    cache.set(key, lines);
    return lines;
  };
}
