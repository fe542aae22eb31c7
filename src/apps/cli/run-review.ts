/** What every review of the command line needs, whatever its commits come from: policy, facts, scanner, and the review itself. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheFolder } from '#adapters/facts-cache/cache-folder.ts';
import { createFolderFactsStore } from '#adapters/facts-cache/folder-facts-store.ts';
import type { ReviewRange } from '#adapters/git/resolve-range.ts';
import { createExtractor } from '#adapters/grammars/extractor.ts';
import { locateInFolder } from '#adapters/grammars/locate-wasm.ts';
import { createFolderAnswers } from '#adapters/package-facts/folder-answers.ts';
import { createPackageFacts } from '#adapters/package-facts/package-facts.ts';
import { createSecretScanner } from '#adapters/secrets/secretlint-scanner.ts';
import { RULE_IDS, RULES } from '#checks/registry.ts';
import type { PullRequest } from '#domain/snapshot.ts';
import type { Verdict } from '#domain/verdict.ts';
import type { FactsExtractor, FactsStore, PackageFactsSource, Progress, SourceRepository } from '#review/ports.ts';
import type { SourceText } from '#review/render/source-text.ts';
import { review } from '#review/review.ts';
import type { Context } from './command.ts';
import { fingerprintKey } from './fingerprint-key.ts';
import { policyOf } from './review-request.ts';

/** What was asked of the review itself. */
export interface ReviewOptions {
  /** Absolute path. */
  readonly policyFile: string | null;
  /** Whether facts of files are kept between reviews. */
  readonly cache: boolean;
  /** Whether nothing is asked over the network about what the review finds. */
  readonly offline: boolean;
  readonly progress: Progress;
  readonly context: Context;
}

export interface ReviewSubject {
  readonly repository: SourceRepository;
  readonly range: ReviewRange;
  readonly pullRequest: PullRequest | null;
}

export interface Reviewed {
  readonly verdict: Verdict;
  readonly sourceText: SourceText;
}

/** @throws UserError for what the person who asked can put right */
export async function runReview(
  { repository, range, pullRequest }: ReviewSubject,
  asked: ReviewOptions,
): Promise<Reviewed> {
  const { terminal, root, version } = asked.context;
  const { policy, use } = await policyOf(repository, range, asked.policyFile, RULE_IDS);
  const extractor = extractorFor(root);
  try {
    const ports = {
      repository,
      extractor,
      factsStore: factsStoreFor(asked.cache, terminal.env),
      secretScanner: createSecretScanner({ salt: await fingerprintKey(terminal.env) }),
      progress: asked.progress,
      ...(asked.offline ? {} : { packageFacts: packageFactsFor(asked.cache, terminal.env) }),
    };
    const { verdict, sources } = await review(ports, {
      range,
      pullRequest,
      policy,
      policyUse: use,
      rules: RULES,
      engine: version,
      decidedAt: new Date().toISOString(),
    });
    return { verdict, sourceText: sources.text };
  } finally {
    await extractor.close();
  }
}

/** A published package has its grammars and its thread beside its bundle; a checkout in its dependencies and sources. */
export function extractorFor(root: string): FactsExtractor {
  if (existsSync(join(root, 'src', 'apps'))) return createExtractor();
  const folder = join(root, 'dist');
  const threadFile = pathToFileURL(join(folder, 'extraction-thread.js'));
  return createExtractor({ locate: locateInFolder(folder), folder, threadFile });
}

/** Facts of files, kept for this user; nowhere, where that is asked for or there is no place of theirs. */
export function factsStoreFor(cache: boolean, environment: NodeJS.ProcessEnv): FactsStore {
  const folder = cacheFolder({ environment, platform: process.platform, home: homedir() });
  if (!cache || folder === null) return { load: () => Promise.resolve(new Map()), save: () => Promise.resolve() };
  return createFolderFactsStore({ folder: join(folder, 'facts') });
}

/** Answers about packages are kept beside facts of files. */
function packageFactsFor(cache: boolean, environment: NodeJS.ProcessEnv): PackageFactsSource {
  const folder = cacheFolder({ environment, platform: process.platform, home: homedir() });
  const answers =
    !cache || folder === null
      ? { get: () => Promise.resolve(new Map<string, string>()), put: () => Promise.resolve() }
      : createFolderAnswers(join(folder, 'packages'), Date.now);
  return createPackageFacts({ cache: answers, environment });
}
