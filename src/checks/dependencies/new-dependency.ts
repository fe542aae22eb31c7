/**
 * What a manifest asks for that it did not ask for before: packages, and sources other than the registry. A newer
 * version of what was there is no news here. Knows a requirement's form; nothing of the package itself.
 */
import { isDevelopment, isOverride } from '#analysis/manifests/additions.ts';
import { isLock } from '#analysis/manifests/formats.ts';
import type { DeclaredDependency, ManifestFacts, PackageSource } from '#analysis/manifest-facts.ts';
import { requirementSource, type RequirementSource } from '#analysis/manifests/npm-requirement.ts';
import { comparableName } from '#analysis/manifests/package-names.ts';
import type { Severity } from '#domain/finding.ts';
import type { Ecosystem } from '#domain/package-fact.ts';
import type { Place } from '#domain/span.ts';
import type { DependencyChange } from '../dependency-change.ts';
import { defineRule, type RuleReport } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A manifest asks for a package, or takes one from a source, that it did not before',
    area: 'dependencies',
    severity: 'low',
    confidence: 'high',
    cwe: [829, 1357],
    owasp: 'A06:2021',
  },
  needs: 'dependencies',
  check(change, report) {
    const { path, base, head } = change;
    if (head === null || isLock(head.format)) return;
    const placeOf = (dependency: DeclaredDependency): Place => ({ path, side: 'head', span: dependency.span });
    const news = newsOf(base, head).filter((one) => !isToldElsewhere(one, change));
    const plain = new Set(news.filter((one) => one.added && riskOf(head.ecosystem, one.dependency) === null));
    const [first] = plain;
    const together = base === null && plain.size > FEW && first !== undefined;
    if (together) report({ ...tellTogether([...plain], head), place: placeOf(first.dependency), symbol: null });
    for (const one of news) {
      if (!together || !plain.has(one)) report({ ...tell(head.ecosystem, one), place: placeOf(one.dependency) });
    }
  },
});

/** A manifest that is new as a whole lists its plain dependencies one by one only up to here. */
const FEW = 3;

/** Where a name stands in several sections, the one that decides what is installed, first. */
const GROUPS: readonly string[] = ['dependencies', 'optionalDependencies', 'peerDependencies', 'devDependencies'];

/** Sections whose packages run where the program runs. */
const SHIPPED: ReadonlySet<string> = new Set(['dependencies', 'optionalDependencies']);

interface News {
  readonly dependency: DeclaredDependency;
  /** False where the package was asked for before, but not from this source. */
  readonly added: boolean;
  readonly before: DeclaredDependency | null;
}

function newsOf(base: ManifestFacts | null, head: ManifestFacts): News[] {
  const { ecosystem } = head;
  const before = byName(ecosystem, base?.dependencies ?? []);
  const news: News[] = [];
  for (const [name, dependency] of byName(ecosystem, head.dependencies)) {
    const old = before.get(name) ?? null;
    const added = old === null && isAskedFor(dependency.group);
    const promoted = old !== null && old.group === 'devDependencies' && SHIPPED.has(dependency.group);
    const risk = riskOf(ecosystem, dependency);
    const rerouted = risk !== null && (old === null || riskOf(ecosystem, old) !== risk);
    if (added || promoted || rerouted) news.push({ dependency, added: added || promoted, before: old });
  }
  return news;
}

/** Overrides set what others need, a catalog what others ask for, and what Go calls indirect is no choice of this project. */
function isAskedFor(group: string): boolean {
  return !isOverride(group) && !/^(?:indirect|catalogs?(?:\..*)?|constraints)$/.test(group);
}

/** A package that is not there, or not in order, is told by the rule that knows why. */
function isToldElsewhere({ dependency }: News, { additions, factOf }: DependencyChange): boolean {
  const addition = additions.find(({ span, requirement }) => requirement !== null && span === dependency.span);
  const fact = addition === undefined ? null : factOf(addition.ecosystem, addition.name, addition.version);
  return fact !== null && (fact.exists === false || fact.versionExists === false || (fact.advisories ?? []).length > 0);
}

/** One a name. Overrides are apart from what is asked for directly: both may hold the same name. */
function byName(ecosystem: Ecosystem, dependencies: readonly DeclaredDependency[]): Map<string, DeclaredDependency> {
  const rank = ({ group }: DeclaredDependency): number => {
    const at = GROUPS.indexOf(group);
    if (at !== -1) return at;
    return isAskedFor(group) ? (isDevelopment(group) ? GROUPS.length - 1 : 0) : GROUPS.length;
  };
  const found = new Map<string, DeclaredDependency>();
  for (const dependency of dependencies) {
    const key =
      rank(dependency) < GROUPS.length
        ? comparableName(ecosystem, dependency.name)
        : `${dependency.group}: ${dependency.name}`;
    const known = found.get(key);
    if (known === undefined || rank(dependency) < rank(known)) found.set(key, dependency);
  }
  return found;
}

interface Risk {
  readonly severity: Severity;
  readonly why: string;
  readonly remedy: string;
}

const FROM_REGISTRY = 'Take a published version from the registry';

/** Risks are compared by identity, so each is one object. */
const RISKS = {
  git: {
    severity: 'high',
    why: 'from a git repository, at whatever its branch or tag points to at the time of installing',
    remedy: `${FROM_REGISTRY}, or name the full commit hash behind #.`,
  },
  'git-pinned': {
    severity: 'medium',
    why: 'from a git repository, past the registry and its signatures',
    remedy: `${FROM_REGISTRY}, unless there is none.`,
  },
  url: {
    severity: 'medium',
    why: 'from a URL, whose content may change without its version',
    remedy: `${FROM_REGISTRY}; where there is none, see that the lockfile holds its integrity hash.`,
  },
  'url-in-the-clear': {
    severity: 'high',
    why: 'from a URL without encryption: whoever sits on the way decides what is installed',
    remedy: `${FROM_REGISTRY}, or use https.`,
  },
  any: {
    severity: 'medium',
    why: 'in whatever version is newest at the time of installing',
    remedy: 'Name a version or a range that stays within one major version.',
  },
  alias: {
    severity: 'medium',
    why: 'under a name that is not its own',
    remedy: 'Use the package by its own name, or say in the review why another one takes its place.',
  },
} as const satisfies Readonly<Record<string, Risk>>;

/** Null for an ordinary range and for what lies in the repository. */
function riskOf(ecosystem: Ecosystem, { requirement, group, source: said }: DeclaredDependency): Risk | null {
  if (ecosystem !== 'npm') return said === undefined ? null : riskOfSource(said);
  const source: RequirementSource = requirementSource(requirement);
  switch (source.kind) {
    case 'git':
      return source.pinned ? RISKS['git-pinned'] : RISKS.git;
    case 'url':
      return source.encrypted ? RISKS.url : RISKS['url-in-the-clear'];
    case 'alias':
      return RISKS.alias;
    case 'any':
      // A peer is the installing project's to choose, and any version of it is a usual thing to accept.
      return group === 'peerDependencies' && source.tag === null ? null : RISKS.any;
    default:
      return null;
  }
}

function riskOfSource(source: PackageSource): Risk | null {
  if (source.kind === 'git') return source.commit === null ? RISKS.git : RISKS['git-pinned'];
  if (source.kind !== 'url') return null;
  return /^http:/i.test(source.url) ? RISKS['url-in-the-clear'] : RISKS.url;
}

function tell(ecosystem: Ecosystem, { dependency, added, before }: News): Omit<RuleReport, 'place'> {
  const { name, requirement, group } = dependency;
  const risk = riskOf(ecosystem, dependency);
  const asked = requirement === '' ? '(no version)' : requirement.slice(0, 200);
  const verb =
    before !== null && added
      ? `moves from ${before.group} to ${group}`
      : added
        ? `is new in ${group}`
        : `now comes as ${asked} in ${group}`;
  const what = added && before === null ? `${name} ${asked}` : name;
  return {
    message: `${what} ${verb}${risk === null ? '' : `, ${risk.why}`}`,
    remedy: risk?.remedy ?? REMEDY,
    symbol: group,
    identity: `${group} ${name}${added ? '' : ` ${requirement}`}`,
    ...(risk === null ? {} : { severity: risk.severity, adjustments: [`severity raised: it comes ${risk.why}`] }),
  };
}

const REMEDY =
  'Check that it is the package that is meant, that someone maintains it, and that a few lines of your own would not do.';

function tellTogether(plain: readonly News[], head: ManifestFacts): Omit<RuleReport, 'place' | 'symbol'> {
  const names = plain.map(({ dependency }) => dependency.name);
  const listed = names.slice(0, 20).join(', ');
  return {
    message: `the manifest${head.packageName === null ? '' : ` of ${head.packageName}`} is new and asks for ${names.length} packages: ${listed}${names.length > 20 ? ', …' : ''}`,
    remedy: REMEDY,
    identity: 'new manifest',
  };
}
