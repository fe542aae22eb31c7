/** What people do with apps and checks: register, install, suspend, press buttons; and what other apps report. */
import { createRun, requestAction, rerequestRun, rerequestSuite, type RunChanges } from '../acts/checks.ts';
import * as acts from '../acts/installations.ts';
import type { Account, User } from '../state/accounts.ts';
import type { App, Installation, InstallationToken, Permissions } from '../state/apps.ts';
import { latestRuns, runsOf, type CheckRun, type CheckSuite } from '../state/checks.ts';
import type { Repository } from '../state/repositories.ts';
import type { World } from '../state/world.ts';

export interface Apps {
  /** Another app beside the one that the stand-in was made with. */
  registerApp(options: AppOptions): { readonly app: App; readonly privateKey: string };
  install(app: App, account: Account, repositories?: 'all' | readonly Repository[]): Installation;
  suspend(installation: Installation): void;
  unsuspend(installation: Installation): void;
  uninstall(installation: Installation): void;
  changeRepositories(installation: Installation, changes: RepositoryChanges): void;
  /** The app's permissions and events of today, for an installation from before. */
  acceptPermissions(installation: Installation): void;
  /** A token as the app itself would ask for one, without the asking. */
  issueToken(installation: Installation, wanted?: acts.WantedToken): InstallationToken;
  /** A person sends an app's manifest to GitHub; the code fetches the app that it became. */
  submitManifest(manifest: AppManifest, owner: Account): string;
  /** The newest run of each name, newest first. */
  checksOf(repository: Repository, sha: string): CheckRun[];
  /** A check run by another app, such as a workflow that takes our name. */
  reportCheck(
    app: App,
    repository: Repository,
    sha: string,
    run: RunChanges & { readonly name: string },
  ): Promise<CheckRun>;
  rerun(run: CheckRun, by: User): void;
  rerunSuite(suite: CheckSuite, by: User): Promise<void>;
  pressButton(run: CheckRun, identifier: string, by: User): void;
}

interface AppOptions {
  readonly slug: string;
  readonly owner: Account;
  readonly permissions: Permissions;
  readonly events?: readonly string[];
  readonly webhookUrl?: string;
  readonly webhookSecret?: string;
}

interface RepositoryChanges {
  readonly added?: readonly Repository[];
  readonly removed?: readonly Repository[];
}

/** The parts of a manifest that the stand-in heeds. */
interface AppManifest {
  readonly name: string;
  readonly hook_attributes?: { readonly url: string };
  readonly default_permissions?: Permissions;
  readonly default_events?: readonly string[];
}

export function createApps(world: World): Apps {
  const register = ({
    slug,
    owner,
    permissions,
    events = [],
    webhookUrl,
    webhookSecret,
  }: AppOptions): ReturnType<Apps['registerApp']> =>
    acts.registerApp(world, {
      ...{ slug, name: slug, owner, permissions, events },
      ...{ webhookUrl: webhookUrl ?? null, webhookSecret: webhookSecret ?? `secret-of-${slug}` },
    });
  return {
    registerApp: register,
    install: (app, account, repositories = 'all') => acts.install(world, app, account, repositories),
    suspend: (installation) => acts.setSuspended(world, installation, true),
    unsuspend: (installation) => acts.setSuspended(world, installation, false),
    uninstall: (installation) => acts.uninstall(world, installation),
    changeRepositories: (installation, { added = [], removed = [] }) =>
      acts.changeRepositories(world, installation, added, removed),
    acceptPermissions: (installation) => acts.acceptPermissions(world, installation),
    issueToken: (installation, wanted = {}) => acts.issueToken(world, installation, wanted),
    submitManifest(
      { name, hook_attributes: hook, default_permissions: permissions = {}, default_events: events = [] },
      owner,
    ) {
      const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
      const registered = register({
        slug,
        owner,
        permissions,
        events,
        ...(hook === undefined ? {} : { webhookUrl: hook.url }),
      });
      const code = `code-of-${slug}`;
      world.manifests.set(code, registered);
      return code;
    },
    checksOf: (repository, sha) => latestRuns(runsOf(repository, sha)),
    reportCheck: (app, repository, sha, run) => createRun(world, repository, app, sha, run),
    rerun: (run, by) => rerequestRun(world, run, by),
    rerunSuite: (suite, by) => rerequestSuite(world, suite, by),
    pressButton: (run, identifier, by) => requestAction(world, run, identifier, by),
  };
}
