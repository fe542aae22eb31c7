/**
 * What a repository asks of packages that it takes in, and what may be found out about them. Plain data; thresholds for
 * AI-assisted changes are apart, and count only where they are stricter.
 */
import { SEVERITIES, type Severity } from '#domain/finding.ts';

/** Strictest first. `known`: about packages that the base already has, or that policy calls public. */
export const ASKS = ['nothing', 'known', 'all'] as const;
export type Ask = (typeof ASKS)[number];

/** Strictest first. `report`: a finding that does not block by itself. */
export const INSTALL_SCRIPTS = ['deny', 'report', 'allow'] as const;
export type InstallScripts = (typeof INSTALL_SCRIPTS)[number];

/** Strictest first: a known weakness above it blocks. */
export const MAXIMUM_SEVERITIES = ['none', ...SEVERITIES] as const;
export type MaximumSeverity = (typeof MAXIMUM_SEVERITIES)[number];

export interface DependencyLimits {
  /** Days between a package's first release and its use here. */
  readonly minimumAge: number;
  readonly minimumReleases: number;
  readonly maximumSeverity: MaximumSeverity;
  readonly installScripts: InstallScripts;
}

export interface BannedPackage {
  /** `moment`, `npm:moment`, `@acme-old/*`. */
  readonly pattern: string;
  /** What to take in its place; null where there is nothing. */
  readonly use: string | null;
  readonly because: string | null;
}

export interface DependencyPolicy extends DependencyLimits {
  readonly ask: Ask;
  /** Patterns of names that may be asked about in public, and of names that may not, which win. */
  readonly publicNames: readonly string[];
  readonly privateNames: readonly string[];
  /** Hosts of registries, in lower case, whose packages are public wherever a lockfile names them. */
  readonly publicRegistries: readonly string[];
  /** Patterns of packages that nobody need look at again. */
  readonly allow: readonly string[];
  readonly ban: readonly BannedPackage[];
  /** What the platform has already; a package of that purpose is pointed there. */
  readonly instead: readonly BannedPackage[];
  /** SPDX licences or expressions; empty: any. */
  readonly allowedLicences: readonly string[];
  readonly deniedLicences: readonly string[];
  /** For changes that AI assisted, or that nobody declared; what is null is as for all. */
  readonly assisted: { readonly [Key in keyof DependencyLimits]: DependencyLimits[Key] | null };
}

const NO_ASSISTED = { minimumAge: null, minimumReleases: null, maximumSeverity: null, installScripts: null } as const;

/** Without a word in the policy: nothing new is asked about, and what is known is reported without blocking for age. */
export function defaultDependencyPolicy(): DependencyPolicy {
  return {
    ...{ ask: 'known', publicNames: [], privateNames: [], publicRegistries: [], allow: [], ban: [], instead: [] },
    ...{ allowedLicences: [], deniedLicences: [] },
    ...{ minimumAge: 7, minimumReleases: 2, maximumSeverity: 'medium', installScripts: 'report' },
    assisted: NO_ASSISTED,
  };
}

/** The limits that hold for a change. */
export function limitsFor(policy: DependencyPolicy, assisted: boolean): DependencyLimits {
  if (!assisted) return policy;
  const { minimumAge, minimumReleases, maximumSeverity, installScripts } = policy.assisted;
  return {
    minimumAge: Math.max(policy.minimumAge, minimumAge ?? 0),
    minimumReleases: Math.max(policy.minimumReleases, minimumReleases ?? 0),
    maximumSeverity: earlier(MAXIMUM_SEVERITIES, policy.maximumSeverity, maximumSeverity),
    installScripts: earlier(INSTALL_SCRIPTS, policy.installScripts, installScripts),
  };
}

export function exceeds(severity: Severity, maximum: MaximumSeverity): boolean {
  return MAXIMUM_SEVERITIES.indexOf(severity) > MAXIMUM_SEVERITIES.indexOf(maximum);
}

/** Both hold: what both allow is allowed, what either refuses is refused. */
export function stricterDependencies(a: DependencyPolicy, b: DependencyPolicy): DependencyPolicy {
  return {
    ask: earlier(ASKS, a.ask, b.ask),
    publicNames: both(a.publicNames, b.publicNames),
    privateNames: either(a.privateNames, b.privateNames),
    publicRegistries: both(a.publicRegistries, b.publicRegistries),
    allow: both(a.allow, b.allow),
    ban: eitherBan(a.ban, b.ban),
    instead: eitherBan(a.instead, b.instead),
    allowedLicences:
      a.allowedLicences.length === 0 ? b.allowedLicences : narrowed(a.allowedLicences, b.allowedLicences),
    deniedLicences: either(a.deniedLicences, b.deniedLicences),
    minimumAge: Math.max(a.minimumAge, b.minimumAge),
    minimumReleases: Math.max(a.minimumReleases, b.minimumReleases),
    maximumSeverity: earlier(MAXIMUM_SEVERITIES, a.maximumSeverity, b.maximumSeverity),
    installScripts: earlier(INSTALL_SCRIPTS, a.installScripts, b.installScripts),
    assisted: {
      minimumAge: larger(a.assisted.minimumAge, b.assisted.minimumAge),
      minimumReleases: larger(a.assisted.minimumReleases, b.assisted.minimumReleases),
      maximumSeverity: earlierOrNull(MAXIMUM_SEVERITIES, a.assisted.maximumSeverity, b.assisted.maximumSeverity),
      installScripts: earlierOrNull(INSTALL_SCRIPTS, a.assisted.installScripts, b.assisted.installScripts),
    },
  };
}

/** A licence that neither names is one that nobody allows: an empty list would allow all. */
const NONE_ALLOWED = ['LicenseRef-none-that-both-policies-allow'];

function narrowed(a: readonly string[], b: readonly string[]): readonly string[] {
  if (b.length === 0) return a;
  const shared = both(a, b);
  return shared.length === 0 ? NONE_ALLOWED : shared;
}

function both(a: readonly string[], b: readonly string[]): readonly string[] {
  return a.filter((one) => b.includes(one)).sort();
}

function either(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])].sort();
}

function eitherBan(a: readonly BannedPackage[], b: readonly BannedPackage[]): readonly BannedPackage[] {
  const known = new Map<string, BannedPackage>();
  for (const one of [...a, ...b]) known.set(JSON.stringify(one), one);
  return [...known].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, one]) => one);
}

function larger(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function earlier<T>(order: readonly T[], a: T, b: T | null): T {
  return b === null || order.indexOf(a) <= order.indexOf(b) ? a : b;
}

function earlierOrNull<T>(order: readonly T[], a: T | null, b: T | null): T | null {
  return a === null ? b : earlier(order, a, b);
}
