/**
 * Which packages of a change are asked about, and whom they may be named to. A name is public where the lockfile of the
 * base has it from a public registry, or policy says so; of one that is neither, policy decides. What was not asked is
 * said.
 */
import { type Addition, additionsOf } from '#analysis/manifests/additions.ts';
import type { FileFacts } from '#analysis/file-facts.ts';
import type { ManifestFacts } from '#analysis/manifest-facts.ts';
import { isLock } from '#analysis/manifests/formats.ts';
import { comparableName } from '#analysis/manifests/package-names.ts';
import type { FileChange } from '#domain/change.ts';
import type { NotChecked } from '#domain/not-checked.ts';
import { type Ecosystem, type PackageFact, packageKey } from '#domain/package-fact.ts';
import type { DependencyPolicy } from '#policy/dependency-policy.ts';
import { matchesPackage } from '#policy/package-pattern.ts';
import { manifestPairs } from '../dependency-changes.ts';
import type { PackageFactsSource, PackageQuestion } from '../ports.ts';
import type { BySide } from './gathered.ts';
import { MAX_ADVISORIES_ASKED, MAX_PACKAGES_ASKED } from './limits.ts';
import { note } from './note.ts';

interface PackagesInput {
  readonly changes: readonly FileChange[];
  readonly changed: BySide<ReadonlyMap<string, FileFacts>>;
  readonly manifests: BySide<ReadonlyMap<string, ManifestFacts>>;
  readonly ownPackages: readonly string[];
}

export interface PackageKnowledge {
  readonly facts: readonly PackageFact[];
  readonly notChecked: readonly NotChecked[];
}

export async function askAboutPackages(
  source: PackageFactsSource | undefined,
  policy: DependencyPolicy,
  input: PackagesInput,
): Promise<PackageKnowledge> {
  const pairs = manifestPairs(input.changes, input.changed);
  const additions = additionsOf(pairs, input.manifests.head).filter(comesFromRegistry);
  if (additions.length === 0) return { facts: [], notChecked: [] };
  if (source === undefined)
    return { facts: [], notChecked: [notAsked(additions, 'nothing is asked over the network here')] };
  if (policy.ask === 'nothing') return { facts: [], notChecked: [notAsked(additions, 'policy asks nobody')] };
  const isPublic = createPublicNames(policy, input);
  const { questions, beyond } = chooseQuestions(additions, isPublic);
  const notChecked: NotChecked[] = [];
  const untold = additions.filter((one) => !isPublic(one.ecosystem, one.name));
  if (beyond > 0)
    notChecked.push(
      note(null, 'budget', `${beyond} packages that the change brings were not looked up: there are too many.`),
    );
  try {
    const { facts, failed } = await source.ask(questions);
    const answered = new Set(facts.map(({ ecosystem, name }) => packageKey(ecosystem, name, null)));
    const silent = untold.filter(({ ecosystem, name }) => !answered.has(packageKey(ecosystem, name, null)));
    if (silent.length > 0) notChecked.push(notAsked(silent, WHY_NOT_PUBLIC));
    for (const { source: name, reason, packages } of failed)
      notChecked.push(unanswered(name, reason, packages, additions));
    return { facts: [...facts].sort(byKey), notChecked };
  } catch (error) {
    const reason = Error.isError(error) ? error.message : String(error);
    return {
      facts: [],
      notChecked: [...notChecked, unanswered('What knows packages', reason, questions.length, additions)],
    };
  }
}

const WHY_NOT_PUBLIC =
  'they are not known to be public. Call them public or private in the policy (dependencies.public, dependencies.private), or let all be asked about (dependencies.ask: all)';

function comesFromRegistry({ source, name }: Addition): boolean {
  return source.kind === 'registry' && name !== '' && name.length <= 300;
}

/** Direct ones in full, in the order of the files; what they bring along for its weaknesses. */
function chooseQuestions(
  additions: readonly Addition[],
  isPublic: (ecosystem: Ecosystem, name: string) => boolean,
): { readonly questions: readonly PackageQuestion[]; readonly beyond: number } {
  const chosen = new Map<string, PackageQuestion>();
  const counts = { all: 0, advisories: 0, beyond: 0 };
  const inOrder = [...additions.filter((one) => isInFull(one)), ...additions.filter((one) => !isInFull(one))];
  for (const one of inOrder) {
    const key = packageKey(one.ecosystem, comparableName(one.ecosystem, one.name), one.version);
    if (chosen.has(key)) continue;
    const about = isInFull(one) && counts.all < MAX_PACKAGES_ASKED ? 'all' : 'advisories';
    if (about === 'advisories' && (one.version === null || counts.advisories >= MAX_ADVISORIES_ASKED)) {
      counts.beyond += 1;
      continue;
    }
    counts[about] += 1;
    const { ecosystem, name, version } = one;
    chosen.set(key, { ecosystem, name, version, isPublic: isPublic(ecosystem, name), about });
  }
  return { questions: [...chosen.values()], beyond: counts.beyond };
}

/** A new name, wherever it stands, and what the project asks for itself. */
function isInFull({ direct, requirement, before }: Addition): boolean {
  return requirement !== null || direct === true || before.length === 0;
}

function createPublicNames(
  policy: DependencyPolicy,
  { manifests, ownPackages }: PackagesInput,
): (ecosystem: Ecosystem, name: string) => boolean {
  const known = new Set<string>();
  for (const facts of manifests.base.values()) {
    for (const { name, source } of facts.packages) {
      if (isLock(facts.format) && isPublicSource(facts.ecosystem, source, policy)) {
        known.add(`${facts.ecosystem} ${comparableName(facts.ecosystem, name)}`);
      }
    }
  }
  const own = new Set(ownPackages);
  return (ecosystem, name) => {
    if (policy.privateNames.some((pattern) => matchesPackage(pattern, ecosystem, name))) return false;
    if (ecosystem === 'npm' && own.has(name)) return false;
    if (policy.ask === 'all') return true;
    if (policy.publicNames.some((pattern) => matchesPackage(pattern, ecosystem, name))) return true;
    return known.has(`${ecosystem} ${comparableName(ecosystem, name)}`);
  };
}

/**
 * Lockfiles that leave the registry out mean the default one of their tool; npm's and yarn's mean whichever the machine
 * is set to, so there a host must be named, and be one that policy calls public.
 */
function isPublicSource(
  ecosystem: Ecosystem,
  source: ManifestFacts['packages'][number]['source'],
  { publicRegistries }: DependencyPolicy,
): boolean {
  if (source.kind !== 'registry') return false;
  if (source.url === null) return ecosystem !== 'npm' && ecosystem !== 'maven';
  const host = /^[a-z]+:\/\/([^/:]+)/i.exec(source.url)?.[1]?.toLowerCase() ?? '';
  return publicRegistries.includes(host);
}

function notAsked(additions: readonly Addition[], why: string): NotChecked {
  const names = [...new Set(additions.map(({ name }) => name))];
  const listed = names.slice(0, 5).join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '');
  const detail = `Nothing was looked up about ${listed}: ${why}. Whether they exist, their age, licences and known weaknesses are not checked.`;
  return note(additions[0]?.path ?? null, 'unresolved', detail);
}

function unanswered(source: string, reason: string, packages: number, additions: readonly Addition[]): NotChecked {
  const many = packages === 1 ? 'one package' : `${packages} packages`;
  const detail = `${source} did not answer about ${many} (${reason}): what it knows of them is not checked. Ask for the review again later.`;
  return note(additions[0]?.path ?? null, 'source-unavailable', detail);
}

function byKey(one: PackageFact, other: PackageFact): number {
  const [a, b] = [one, other].map(({ ecosystem, name, version }) => packageKey(ecosystem, name, version));
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
