/**
 * The policy that a pull request is held to: that of the tip of its target branch, the organisation's where the
 * repository has none, and, where the target is not the default branch, the stricter of both branches' policies. One
 * that does not parse falls back to the last one that did, and says so.
 */
import type { Revision } from '#domain/snapshot.ts';
import type { PolicyUse } from '#domain/verdict.ts';
import { policyDigest } from '#policy/digest.ts';
import { POLICY_PATH } from '#policy/parse.ts';
import { defaultPolicy, type Policy } from '#policy/policy.ts';
import { stricter } from '#policy/stricter.ts';
import { policyAt, policyFrom, type PolicyInForce } from './policy-in-force.ts';
import type { SourceRepository } from './ports.ts';
import type { PolicyStore } from './store/policies.ts';

export interface GoverningPolicy {
  readonly policy: Policy;
  readonly use: PolicyUse;
}

export interface PolicySources {
  readonly repository: SourceRepository;
  readonly repositoryId: number;
  readonly knownRules: readonly string[];
  readonly lastValid: PolicyStore;
  /** The organisation's own file, asked for where the repository has none; null where there is none either. */
  readonly organisation: () => Promise<Uint8Array | null>;
}

/** `tips`: of the target branch, and of the default branch where that is another one. */
export async function governingPolicy(
  sources: PolicySources,
  tips: readonly [Revision, ...Revision[]],
): Promise<GoverningPolicy> {
  const [target, ...others] = tips;
  let governing = await policyOfBranch(sources, target);
  for (const tip of others) governing = stricterOf(governing, await policyOfBranch(sources, tip));
  return governing;
}

async function policyOfBranch(sources: PolicySources, tip: Revision): Promise<GoverningPolicy> {
  const { repository, repositoryId, knownRules, lastValid } = sources;
  const found = await policyAt(repository, tip, knownRules);
  if (!found.ok) return instead(sources, tip, found);
  if (found.text === null) return organisationPolicy(sources);
  await lastValid.remember({ repositoryId, branch: tip.ref, text: found.text, commitSha: tip.sha });
  return found;
}

async function organisationPolicy({ organisation, knownRules }: PolicySources): Promise<GoverningPolicy> {
  const bytes = await organisation();
  if (bytes === null) return builtIn([]);
  const found = policyFrom(bytes, `${POLICY_PATH} of the organisation`, knownRules);
  return found.ok ? found : builtIn([complaint(found, 'the defaults hold')]);
}

/** What holds in place of a policy that cannot be read: nothing that somebody pushed loosens anything by being broken. */
async function instead(
  { repositoryId, knownRules, lastValid }: PolicySources,
  tip: Revision,
  broken: PolicyInForce & { readonly ok: false },
): Promise<GoverningPolicy> {
  const kept = await lastValid.lastValid(repositoryId, tip.ref);
  if (kept !== null) {
    const source = `${POLICY_PATH} at ${tip.ref} (${kept.commitSha.slice(0, 7)}, the last valid one)`;
    const found = policyFrom(new TextEncoder().encode(kept.text), source, knownRules);
    if (found.ok) {
      const warnings = [complaint(broken, `the last valid one, of ${kept.commitSha.slice(0, 7)}, holds`)];
      return { policy: found.policy, use: { ...found.use, warnings: [...warnings, ...found.use.warnings] } };
    }
  }
  const enforces = ENFORCES.test(broken.text ?? '');
  const mode = enforces ? ', and it enforces, as the file says' : '';
  return builtIn([complaint(broken, `no valid one is known, so the defaults hold${mode}`)], enforces);
}

const ENFORCES = /^mode:[ \t]{0,20}["']?enforce\b/m;

function builtIn(warnings: readonly string[], enforces: boolean = false): GoverningPolicy {
  const policy: Policy = { ...defaultPolicy(), ...(enforces ? { mode: 'enforce' } : {}) };
  return { policy, use: { source: 'built-in default', digest: policyDigest(policy), mode: policy.mode, warnings } };
}

function complaint({ source, errors }: PolicyInForce & { readonly ok: false }, holds: string): string {
  const [first] = errors;
  const where = first === undefined ? '' : `, line ${String(first.line)}: ${first.message}`;
  return `${source} does not parse; ${holds}${where}`;
}

function stricterOf(one: GoverningPolicy, other: GoverningPolicy): GoverningPolicy {
  const policy = stricter(one.policy, other.policy);
  const sources = [...new Set([one.use.source, other.use.source])];
  const source = sources.length === 1 ? sources.join('') : `the stricter of ${sources.join(' and ')}`;
  const warnings = [...new Set([...one.use.warnings, ...other.use.warnings])];
  return { policy, use: { source, digest: policyDigest(policy), mode: policy.mode, warnings } };
}
