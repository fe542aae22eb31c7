/** Where GitHub is reached: github.com, or an Enterprise of one's own by `GHE_HOST` and `GHE_PROTOCOL`, as Probot has them. */

export interface GitHubHost {
  /** Host, with a port if need be; null for github.com. */
  readonly host: string | null;
  readonly protocol: 'https' | 'http';
}

export interface GitHubEndpoints {
  /** Without a slash at its end, as the others. */
  readonly api: string;
  /** Where people look at it, and git fetches from. */
  readonly web: string;
}

/** @throws TypeError where the host is none: it would send tokens somewhere else. */
export function githubEndpoints({ host, protocol }: GitHubHost): GitHubEndpoints {
  if (host === null) return { api: 'https://api.github.com', web: 'https://github.com' };
  if (!/^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?$/.test(host))
    throw new TypeError('GHE_HOST must be a host name, with a port if need be');
  const web = `${protocol}://${host}`;
  // GitHub Enterprise Cloud with data residency has its API on a host of its own.
  return { api: host.endsWith('.ghe.com') ? `${protocol}://api.${host}` : `${web}/api/v3`, web };
}

/** The URL that git fetches a repository from; the token goes by the environment, never in here. */
export function gitUrl({ web }: GitHubEndpoints, repository: string): string {
  return `${web}/${repository}.git`;
}
