/**
 * Calls one rule with each of its inputs, and keeps a crash where it happened: what the rule would have said there is
 * not checked, everything else stands. Decides nothing about new and old.
 */
import type { Program } from '#analysis/dataflow/link/program.ts';
import type { NotChecked } from '#domain/not-checked.ts';
import type { Side } from '#domain/span.ts';
import type { RegisteredRule, Report, RuleDefinition, RuleReport } from './rule.ts';
import type { InputsByNeed, Need, RuleInputs } from './rule-inputs.ts';

/** More reports than this from one rule on one side are noise, and said to be cut. */
export const MAX_REPORTS = 2_000;

export interface Told {
  readonly reports: readonly RuleReport[];
  readonly notChecked: readonly NotChecked[];
  /** Paths the rule could not be run on, or not to the end; `null` in the set is a whole side or pair. */
  readonly crashedOn: ReadonlySet<string | null>;
}

/** All that a rule says about one side, or (`side` null) about the pair. */
export function runRule(rule: RegisteredRule, inputs: InputsByNeed, side: Side | null): Told {
  return runDefinition(rule.id, rule.definition, inputs, side);
}

function runDefinition<N extends Need>(
  id: string,
  definition: RuleDefinition<N>,
  inputs: InputsByNeed,
  side: Side | null,
): Told {
  const reports: RuleReport[] = [];
  const notChecked: NotChecked[] = [];
  const crashedOn = new Set<string | null>();
  const pending: RuleInputs[N][] = inputs[definition.needs].filter((input) => sideOf(input) === side).reverse();
  for (let input = pending.pop(); input !== undefined; input = pending.pop()) {
    const own: RuleReport[] = [];
    const unfinished = new Set<string>();
    try {
      definition.check(input, reporterOf(own, unfinished));
      reports.push(...own);
      for (const path of unfinished) {
        crashedOn.add(path);
        notChecked.push(outOfBudget(id, side, path));
      }
    } catch (error) {
      const parts = byModule(input);
      if (parts.length > 1) {
        pending.push(...parts.reverse());
        continue;
      }
      const path = pathOf(parts[0] ?? input);
      crashedOn.add(path);
      notChecked.push(crashed(id, side, path, error));
    }
  }
  const kept = withoutRepeats(reports);
  if (kept.length > MAX_REPORTS) notChecked.push(cut(id, kept.length));
  return { reports: kept.slice(0, MAX_REPORTS), notChecked, crashedOn };
}

function reporterOf(reports: RuleReport[], unfinished: Set<string>): Report {
  const report = (one: RuleReport): void => void reports.push(one);
  return Object.assign(report, { unfinished: (path: string): void => void unfinished.add(path) });
}

/** A program as one input for each of its changed modules, so that one file's failure is that file's. */
function byModule<Input extends RuleInputs[Need]>(input: Input): Input[] {
  if (!('program' in input)) return [];
  const { program } = input;
  return program.changed.map((module): Input => {
    const alone: Program = { ...program, changed: [module] };
    return { ...input, program: alone };
  });
}

function sideOf(input: RuleInputs[Need]): Side | null {
  return 'side' in input ? input.side : null;
}

function pathOf(input: RuleInputs[Need]): string | null {
  if ('path' in input) return input.path;
  return 'program' in input ? (input.program.changed[0]?.path ?? null) : null;
}

function crashed(ruleId: string, side: Side | null, path: string | null, error: unknown): NotChecked {
  const where = path ?? 'this change';
  const version = side === 'base' ? ' as it was before' : '';
  return {
    path,
    reason: 'rule-crashed',
    detail: `The rule ${ruleId} failed on ${where}${version} (${nameOf(error)}), so what it would have said is unknown. This is a defect of Countersign: please report it.`,
    lines: null,
    ruleId,
  };
}

function outOfBudget(ruleId: string, side: Side | null, path: string): NotChecked {
  const version = side === 'base' ? ' as it was before' : '';
  return {
    path,
    reason: 'budget',
    detail: `The rule ${ruleId} did not come to the end of ${path}${version}: what flows there branches too often. What it found is shown; there may be more.`,
    lines: null,
    ruleId,
  };
}

function nameOf(error: unknown): string {
  if (!Error.isError(error)) return 'something that is not an error was thrown';
  return `${error.name}: ${error.message}`.replace(/\s+/g, ' ').slice(0, 200);
}

function cut(ruleId: string, count: number): NotChecked {
  return {
    path: null,
    reason: 'budget',
    detail: `The rule ${ruleId} reported ${count} places; the first ${MAX_REPORTS} are shown.`,
    lines: null,
    ruleId,
  };
}

/** A flow may reach one place on several ways; a place is told once for each thing said of it, the first way kept. */
function withoutRepeats(reports: readonly RuleReport[]): RuleReport[] {
  const seen = new Set<string>();
  return reports.filter((report) => {
    const key = JSON.stringify([report.place, report.message, report.identity]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
