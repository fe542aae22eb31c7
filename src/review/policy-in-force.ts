/**
 * Which policy a change is held to: the one at the tip of the branch it is for, or the one that the caller names.
 * A policy that does not parse is an answer, not a failure: each app decides what to do then.
 */
import type { FileChange } from '#domain/change.ts';
import type { Revision } from '#domain/snapshot.ts';
import type { PolicyUse } from '#domain/verdict.ts';
import { policyDigest } from '#policy/digest.ts';
import { parsePolicy, POLICY_PATH } from '#policy/parse.ts';
import type { PolicyError } from '#policy/policy-error.ts';
import { defaultPolicy, type Policy } from '#policy/policy.ts';
import type { SourceTexts } from './gather/source-texts.ts';
import type { SourceRepository } from './ports.ts';

/** `text` is that of the file; null where there is none, and where what is there is no text. */
export type PolicyInForce =
  | { readonly ok: true; readonly policy: Policy; readonly use: PolicyUse; readonly text: string | null }
  | {
      readonly ok: false;
      readonly source: string;
      readonly errors: readonly PolicyError[];
      readonly text: string | null;
    };

const MAX_POLICY_BYTES = 1024 * 1024;

/** The policy at a revision; the built-in one where there is no file. */
export async function policyAt(
  repository: SourceRepository,
  target: Revision,
  knownRules: readonly string[],
): Promise<PolicyInForce> {
  const oid = (await repository.tree(target)).oid(POLICY_PATH);
  if (oid === null) return inForce(defaultPolicy(), 'built-in default', [], null);
  const source = `${POLICY_PATH} at ${target.ref} (${target.sha.slice(0, 7)})`;
  const blob = (await repository.blobs([oid], { maxBytes: MAX_POLICY_BYTES })).get(oid);
  if (blob?.bytes == null) return unreadable(source, 'a file that can be read, of at most 1 MB');
  return policyFrom(blob.bytes, source, knownRules);
}

/** A policy from the bytes of a file. `source` is what people call it. */
export function policyFrom(bytes: Uint8Array, source: string, knownRules: readonly string[]): PolicyInForce {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return unreadable(source, 'UTF-8 text');
  }
  const result = parsePolicy(text, { knownRules });
  return result.ok
    ? inForce(result.policy, source, result.warnings, text)
    : { ok: false, source, errors: result.errors, text };
}

function inForce(policy: Policy, source: string, warnings: readonly string[], text: string | null): PolicyInForce {
  return { ok: true, text, policy, use: { source, digest: policyDigest(policy), mode: policy.mode, warnings } };
}

function unreadable(source: string, expected: string): PolicyInForce {
  const message = `The policy must be ${expected}.`;
  const error = { path: '', line: 1, column: 1, expected, found: 'something else', nearest: null, message };
  return { ok: false, source, errors: [error], text: null };
}

/** What is wrong with the policy that a change itself brings: it would decide about the next one. Null where it brings none, or a sound one. */
export function policyErrorsIn(
  changes: readonly FileChange[],
  sources: SourceTexts,
  knownRules: readonly string[],
): { readonly path: string; readonly errors: readonly PolicyError[] } | null {
  if (!changes.some((change) => change.head?.path === POLICY_PATH)) return null;
  const text = sources.text('head', POLICY_PATH);
  const found: PolicyInForce =
    text === null
      ? unreadable(POLICY_PATH, 'a text file of at most 1 MB')
      : policyFrom(new TextEncoder().encode(text), POLICY_PATH, knownRules);
  return found.ok ? null : { path: POLICY_PATH, errors: found.errors };
}
