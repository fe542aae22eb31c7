/** From what was typed to what is reviewed: the pull request's file, the range of commits, the policy. */
import { readFile } from 'node:fs/promises';
import type { LocalRepository } from '#adapters/git/local-repository.ts';
import type { ReviewRange } from '#adapters/git/resolve-range.ts';
import { UserError } from '#domain/user-error.ts';
import type { SourceRepository } from '#review/ports.ts';
import { POLICY_PATH } from '#policy/parse.ts';
import { renderPolicyErrors } from '#policy/policy-error.ts';
import { type PolicyInForce, policyAt, policyFrom } from '#review/policy-in-force.ts';
import type { PullRequestFile } from './pull-request-file.ts';

export interface AskedRange {
  readonly base: string | null;
  readonly head: string | null;
  readonly pullRequest: PullRequestFile | null;
}

/**
 * The range asked for; where none was, the pull request's own as far as this repository has it. `note` says what of
 * it was not here.
 */
export async function rangeOf(
  repository: LocalRepository,
  { base, head, pullRequest }: AskedRange,
): Promise<{ readonly range: ReviewRange; readonly note: string | null }> {
  const named = base === null && head === null ? pullRequest : null;
  if (named?.headSha == null) {
    return { range: await repository.resolveRange({ base, head: head ?? 'HEAD' }), note: null };
  }
  try {
    const range = await repository.resolveRange({ base: named.baseSha, head: named.headSha });
    return { range: withNames(range, named), note: null };
  } catch (error) {
    if (!(error instanceof UserError) || !NOT_HERE.has(error.code)) throw error;
    const range = await repository.resolveRange({ base, head: 'HEAD' });
    return {
      range,
      note: `The pull request's own commits are not compared: ${error.message} HEAD is reviewed instead.`,
    };
  }
}

const NOT_HERE: ReadonlySet<string> = new Set(['head-not-found', 'base-not-found', 'shallow-clone']);

/** Commits by the names that the pull request has for them. */
function withNames({ base, head, target }: ReviewRange, { pullRequest }: PullRequestFile): ReviewRange {
  const baseRef = pullRequest.baseRef === '' ? target.ref : pullRequest.baseRef;
  return {
    base: { ...base, ref: baseRef },
    head: { ...head, ref: pullRequest.headRef === '' ? head.ref : pullRequest.headRef },
    target: { ...target, ref: baseRef },
  };
}

/** @throws UserError `policy-invalid`, with a line for each error */
export async function policyOf(
  repository: SourceRepository,
  range: ReviewRange,
  policyFile: string | null,
  knownRules: readonly string[],
): Promise<Extract<PolicyInForce, { ok: true }>> {
  const found =
    policyFile === null
      ? await policyAt(repository, range.target, knownRules)
      : policyFrom(await readPolicyFile(policyFile), policyFile, knownRules);
  if (found.ok) return found;
  throw new UserError(
    'policy-invalid',
    `The policy does not parse (${found.source}).\n${renderPolicyErrors(found.errors, policyFile ?? POLICY_PATH)}`,
    'Repair it and see with countersign policy check FILE; --policy FILE takes another one.',
  );
}

async function readPolicyFile(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UserError('policy-invalid', `${file} cannot be read (${code}).`, 'Check --policy FILE.', {
      cause: error,
    });
  }
}
