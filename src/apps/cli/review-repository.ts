/** Wires what a review of a repository on this machine needs, runs it, and puts everything away again. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheFolder } from '#adapters/facts-cache/cache-folder.ts';
import { createFolderFactsStore } from '#adapters/facts-cache/folder-facts-store.ts';
import { openLocalRepository } from '#adapters/git/local-repository.ts';
import { createExtractor } from '#adapters/grammars/extractor.ts';
import { locateInFolder } from '#adapters/grammars/locate-wasm.ts';
import { createSecretScanner } from '#adapters/secrets/secretlint-scanner.ts';
import { RULE_IDS, RULES } from '#checks/registry.ts';
import type { Verdict } from '#domain/verdict.ts';
import type { FactsExtractor, FactsStore, Progress } from '#review/ports.ts';
import { visible } from '#review/render/neutralise.ts';
import type { SourceText } from '#review/render/source-text.ts';
import { review } from '#review/review.ts';
import type { Context } from './command.ts';
import { fingerprintKey } from './fingerprint-key.ts';
import { onInterruption } from './interruption.ts';
import { policyOf, rangeOf } from './review-request.ts';

export interface RepositoryReview {
  readonly dir: string;
  /** Revisions as typed; null for what is not said. `head` may be WORKTREE or STAGED. */
  readonly base: string | null;
  readonly head: string | null;
  /** Absolute paths. */
  readonly pullRequestFile: string | null;
  readonly policyFile: string | null;
  /** Whether facts of files are kept between reviews. */
  readonly cache: boolean;
  readonly progress: Progress;
  readonly context: Context;
}

/** @throws UserError for what the person who asked can put right */
export async function reviewRepository(
  asked: RepositoryReview,
): Promise<{ readonly verdict: Verdict; readonly sourceText: SourceText }> {
  const { terminal, root, version } = asked.context;
  const pullRequest = asked.pullRequestFile === null ? null : await readPullRequest(asked.pullRequestFile);
  const repository = await openLocalRepository({ dir: asked.dir, environment: terminal.env });
  const extractor = extractorFor(root);
  const stopListening = onInterruption(() => repository.close());
  try {
    const { range, note } = await rangeOf(repository, { ...asked, pullRequest });
    if (note !== null) terminal.say(`countersign: ${visible(note)}\n`);
    const { policy, use } = await policyOf(repository, range, asked.policyFile, RULE_IDS);
    const ports = {
      repository,
      extractor,
      factsStore: factsStoreFor(asked.cache, terminal.env),
      secretScanner: createSecretScanner({ salt: await fingerprintKey(terminal.env) }),
      progress: asked.progress,
    };
    const { verdict, sources } = await review(ports, {
      range,
      pullRequest: pullRequest?.pullRequest ?? null,
      policy,
      policyUse: use,
      rules: RULES,
      engine: version,
      decidedAt: new Date().toISOString(),
    });
    return { verdict, sourceText: sources.text };
  } finally {
    stopListening();
    await Promise.all([repository.close(), extractor.close()]);
  }
}

async function readPullRequest(file: string) {
  const { readPullRequestFile } = await import('./pull-request-file.ts');
  return readPullRequestFile(file);
}

/** A published package has its grammars and its thread beside its bundle; a checkout in its dependencies and sources. */
function extractorFor(root: string): FactsExtractor {
  if (existsSync(join(root, 'src', 'apps'))) return createExtractor();
  const folder = join(root, 'dist');
  const threadFile = pathToFileURL(join(folder, 'extraction-thread.js'));
  return createExtractor({ locate: locateInFolder(folder), folder, threadFile });
}

/** Facts of files, kept for this user; nowhere, where that is asked for or there is no place of theirs. */
function factsStoreFor(cache: boolean, environment: NodeJS.ProcessEnv): FactsStore {
  const folder = cacheFolder({ environment, platform: process.platform, home: homedir() });
  if (!cache || folder === null) return { load: () => Promise.resolve(new Map()), save: () => Promise.resolve() };
  return createFolderFactsStore({ folder: join(folder, 'facts') });
}
