/**
 * What a case says of the world outside: a `facts` fence holds package facts as YAML, a list with what is known of each,
 * and a `policy` fence the `dependencies` of a policy, or its `data-classes` and `code`. Everything that is not said is not known.
 */
import { parse } from 'yaml';
import type { PackageFact } from '#domain/package-fact.ts';
import { comparableName } from '#analysis/manifests/package-names.ts';
import { type CodePolicy, defaultCodePolicy } from '#policy/code-policy.ts';
import { defaultDependencyPolicy, type DependencyPolicy } from '#policy/dependency-policy.ts';
import { parsePolicy } from '#policy/parse.ts';
import type { Fence } from '#checks/rule-page.ts';
import type { PackageFactsSource } from '#review/ports.ts';

export interface CaseOutside {
  readonly policy: DependencyPolicy;
  readonly code: CodePolicy;
  /** A `policy assisted` fence is of a change that AI assisted. */
  readonly assisted: boolean;
  readonly packageFacts: PackageFactsSource;
}

const NOTHING_KNOWN: PackageFact = {
  ...{ ecosystem: 'npm', name: '', version: null, exists: null, versionExists: null, firstReleasedAt: null },
  ...{ lastReleasedAt: null, releasedAt: null, releases: null, latestVersion: null, deprecated: null, archived: null },
  ...{ licences: null, installScript: null, attested: null, attestedBefore: null, advisories: null },
  sources: ['a registry'],
};

/** A case without a policy lets everything be asked about. */
const ASK_ALL: DependencyPolicy = { ...defaultDependencyPolicy(), ask: 'all' };

export const NO_CASE_OUTSIDE: CaseOutside = {
  policy: ASK_ALL,
  code: defaultCodePolicy(),
  assisted: false,
  packageFacts: knowing([]),
};

export function readCaseOutside(fences: readonly Fence[]): CaseOutside {
  const facts = fences.filter(({ language }) => language === 'facts').flatMap(readFacts);
  const policy = fences.find(({ language }) => language === 'policy');
  return {
    policy: policy === undefined || isOfCode(policy) ? ASK_ALL : readPolicy(policy),
    code: policy === undefined || !isOfCode(policy) ? defaultCodePolicy() : readCodePolicy(policy),
    assisted: policy?.attributes.has('assisted') ?? false,
    packageFacts: knowing(facts),
  };
}

function readFacts(fence: Fence): PackageFact[] {
  const list: unknown = parse(fence.content);
  if (!Array.isArray(list)) throw new SyntaxError(`line ${fence.line}: a facts fence holds a list`);
  return list.map((one: Partial<PackageFact>) => {
    const wrong = Object.keys(one).find((key) => !Object.hasOwn(NOTHING_KNOWN, key));
    if (wrong !== undefined) throw new SyntaxError(`line ${fence.line}: nothing of this name is known: ${wrong}`);
    return { ...NOTHING_KNOWN, ...one };
  });
}

function readPolicy(fence: Fence): DependencyPolicy {
  const indented = fence.content.replace(/^(?=.)/gm, '  ');
  const result = parsePolicy(`version: 1\ndependencies:\n  ask: all\n${indented}`, { knownRules: [] });
  if (result.ok) return result.policy.dependencies;
  throw new SyntaxError(`line ${fence.line}: ${result.errors.map(({ message }) => message).join(' ')}`);
}

/** By its first key. */
function isOfCode({ content }: Fence): boolean {
  return /^(?:data-classes|code):/.test(content);
}

function readCodePolicy(fence: Fence): CodePolicy {
  const result = parsePolicy(`version: 1\n${fence.content}`, { knownRules: [] });
  if (result.ok) return result.policy.code;
  throw new SyntaxError(`line ${fence.line}: ${result.errors.map(({ message }) => message).join(' ')}`);
}

/** Where facts name a version, they are of that one alone. */
function knowing(facts: readonly PackageFact[]): PackageFactsSource {
  return {
    ask(questions) {
      const told = questions.flatMap(({ ecosystem, name, version }) => {
        const fact = facts.find(
          (one) =>
            one.ecosystem === ecosystem &&
            comparableName(ecosystem, one.name) === comparableName(ecosystem, name) &&
            (one.version === null || one.version === version),
        );
        return fact === undefined ? [] : [{ ...fact, name, version }];
      });
      return Promise.resolve({ facts: told, failed: [] });
    },
  };
}
