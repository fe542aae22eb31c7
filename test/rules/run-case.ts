/** Runs rules on one case through what a review runs: gathering, extraction, linking, secret scan, engine. */
import type { FileFacts } from '#analysis/file-facts.ts';
import { runRules, type RulesResult } from '#checks/engine.ts';
import { NO_SETTINGS } from '#checks/rule-settings.ts';
import type { RegisteredRule } from '#checks/rule.ts';
import type { Side, Span } from '#domain/span.ts';
import { allowsServer } from '#policy/allowed-servers.ts';
import { parsePolicy, POLICY_PATH } from '#policy/parse.ts';
import { defaultPolicy, type Policy } from '#policy/policy.ts';
import { gather } from '#review/gather/gather.ts';
import type { Gathered, GatherPorts } from '#review/gather/gathered.ts';
import { type CaseOutside, NO_CASE_OUTSIDE } from './case-outside.ts';
import type { CaseFile } from './cases.ts';
import { programOf, ruleInputs } from '#review/rule-inputs.ts';
import { createCaseRepository } from './case-repository.ts';

/** Everything that a review needs from outside, but the repository. */
export type Outside = Omit<GatherPorts, 'repository'>;

export interface CaseResult extends RulesResult {
  /** Regions that a parser could not read, and files that could not be read at all, in either side of the case. */
  readonly broken: readonly { readonly path: string; readonly side: Side | null; readonly what: Span | string }[];
  readonly gathered: Gathered;
}

const OPTIONS = { pullRequest: null, decidedAt: '2030-01-01T00:00:00Z' };

export async function runCase(
  rules: readonly RegisteredRule[],
  files: readonly CaseFile[],
  outside: Outside,
  { policy, code, assisted, packageFacts }: CaseOutside = NO_CASE_OUTSIDE,
): Promise<CaseResult> {
  const repository = createCaseRepository(files);
  const gathered = await gather({ ...outside, repository, packageFacts }, repository.range, {
    ...OPTIONS,
    dependencies: policy,
  });
  const inputs = ruleInputs(
    gathered,
    { base: programOf(gathered, 'base'), head: programOf(gathered, 'head') },
    {
      policy,
      code,
      assisted,
    },
    allowsServer(policyOf(files)),
  );
  const { changes } = gathered.snapshot;
  const textOf = gathered.sources.text;
  const result = runRules(rules, { inputs, changes, textOf, settings: NO_SETTINGS });
  return { ...result, broken: brokenIn(gathered), gathered };
}

/** As it stands in the case before the change, if it does: as in a review, the head's own counts for nothing. */
function policyOf(files: readonly CaseFile[]): Policy {
  const text = files.find(({ path }) => path === POLICY_PATH)?.base ?? null;
  const parsed = text === null ? null : parsePolicy(text, { knownRules: [] });
  return parsed?.ok === true ? parsed.policy : defaultPolicy();
}

/** What could not be read in full. What imports lead to outside of the case is not part of it. */
function brokenIn({ facts, notChecked }: Gathered): CaseResult['broken'] {
  const regions = (['base', 'head'] as const).flatMap((side) => {
    return [...facts[side]].flatMap(([path, own]) => spansOf(own).map((what) => ({ path, side, what })));
  });
  const leftOut = notChecked
    .filter(({ reason, lines }) => reason !== 'unresolved' && reason !== 'no-analyser' && lines === null)
    .map(({ path, detail }) => ({ path: path ?? '', side: null, what: detail }));
  return [...regions, ...leftOut];
}

function spansOf(facts: FileFacts): Span[] {
  return facts.broken.map((region) => ('span' in region ? region.span : region));
}
