/** What the worker works with. Whoever starts it makes these, and closes them after it has stopped. */
import type { Logger } from 'pino';
import type { Mirrors } from '#adapters/git/mirror/mirrors.ts';
import type { GitHubEndpoints } from '#adapters/github/endpoints.ts';
import type { GitHubApp } from '#adapters/github/github-app.ts';
import type { OrganisationFiles } from '#adapters/github/organisation-file.ts';
import type { FactsExtractor, PackageFactsSource, SecretScanner } from '#review/ports.ts';
import type { Store } from '#review/store/store.ts';

export interface WorkerDeps {
  readonly store: Store;
  readonly github: GitHubApp;
  readonly endpoints: GitHubEndpoints;
  readonly organisationFiles: OrganisationFiles;
  readonly mirrors: Mirrors;
  readonly extractor: FactsExtractor;
  readonly secretScanner: SecretScanner;
  readonly packageFacts: PackageFactsSource;
  readonly log: Logger;
  /** The version of the engine, for the verdict. */
  readonly engine: string;
  /** Signs the markers in comments, and nothing else. */
  readonly markerKey: string;
  /** Whether threads of findings that are fixed are resolved. */
  readonly resolveThreads: boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}
