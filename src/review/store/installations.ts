/** Where the App is installed, and the repositories it sees there. */
import type { RepositoryRef } from './job-subject.ts';

export interface InstallationObservation {
  readonly kind: 'installation';
  readonly installationId: number;
  /** Login of the organisation or user. */
  readonly account: string;
  readonly state: 'active' | 'suspended' | 'deleted';
}

export interface RepositoryObservation {
  readonly kind: 'repository';
  readonly installationId: number;
  readonly repository: RepositoryRef;
  /** `gone`: deleted, or no longer given to the App. Its pull requests count as closed. */
  readonly state: 'present' | 'gone';
}

export interface InstallationStore {
  observe(observations: readonly (InstallationObservation | RepositoryObservation)[]): Promise<void>;
  find(installationId: number): Promise<InstallationObservation | null>;
  list(): Promise<readonly InstallationObservation[]>;
  findRepository(repositoryId: number): Promise<RepositoryObservation | null>;
  /** Those that are present, by id. */
  repositories(installationId: number): Promise<readonly RepositoryObservation[]>;
}
