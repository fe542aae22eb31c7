/** URLs that packages come from, as lockfiles write them: without credentials, and with the commit they name. */
import type { PackageSource } from '../manifest-facts.ts';

/** User name and password of a URL are nobody's to keep; `git@host` of ssh is no secret and stays. */
export function withoutCredentials(text: string): string {
  return text.replace(/((?:https?|ftp|git):\/\/)[^/@\s'"]{1,1000}@/gi, '$1');
}

const COMMIT = /^[0-9a-f]{7,64}$/i;

/** Ways in which a git host's archive names a commit: GitHub's codeload and API, GitLab's and Bitbucket's archives. */
const ARCHIVE_COMMITS: readonly RegExp[] = [
  /^https?:\/\/codeload\.github\.com\/[^/]{1,200}\/[^/]{1,200}\/(?:legacy\.)?(?:tar\.gz|zip)\/([0-9a-f]{7,64})$/i,
  /^https?:\/\/api\.github\.com\/repos\/[^/]{1,200}\/[^/]{1,200}\/(?:tarball|zipball)\/([0-9a-f]{7,64})$/i,
  /^https?:\/\/github\.com\/[^/]{1,200}\/[^/]{1,200}\/(?:archive|tarball|zipball)\/([0-9a-f]{40,64})(?:\.(?:tar\.gz|tgz|zip))?$/i,
  /^https?:\/\/gitlab\.com\/.{1,500}[?&](?:ref|sha)=([0-9a-f]{7,64})(?:&|$)/i,
  /^https?:\/\/gitlab\.com\/.{1,500}\/-\/archive\/([0-9a-f]{40,64})\//i,
  /^https?:\/\/bitbucket\.org\/[^/]{1,200}\/[^/]{1,200}\/get\/([0-9a-f]{7,64})\.(?:tar\.gz|tgz|zip)$/i,
];

/** The commit that a git or archive URL names: behind `#` (alone, or as `commit=` or `commit:`), or in the path of an archive. */
export function commitIn(url: string): string | null {
  const hash = url.lastIndexOf('#');
  if (hash !== -1) {
    for (const part of url.slice(hash + 1).split('&')) {
      const value = part.replace(/^(?:commit[=:])/i, '');
      if (COMMIT.test(value) && (value.length >= 40 || part !== value || isGitUrl(url))) return value;
    }
  }
  const plain = hash === -1 ? url : url.slice(0, hash);
  for (const archive of ARCHIVE_COMMITS) {
    const commit = archive.exec(plain)?.[1];
    if (commit !== undefined) return commit;
  }
  return null;
}

/** Schemes and hosts that say git; a plain `https://host/path` is none unless it ends in `.git`. */
export function isGitUrl(url: string): boolean {
  return (
    /^(?:git(?:\+[a-z]{2,10})?:|ssh:|git@|github:|gitlab:|bitbucket:|gist:)/i.test(url) ||
    /^https?:\/\/[^#?]{1,1000}\.git(?:[#?@/]|$)/i.test(url)
  );
}

/** What a resolved URL of npm's tools is: a registry's tarball, a git repository, or some other archive. */
export function npmSourceOf(resolved: string): PackageSource {
  const url = withoutCredentials(resolved);
  if (/^(?:file|link|portal):/i.test(url)) return { kind: 'local', path: localPath(url) };
  const commit = commitIn(url);
  if (isGitUrl(url) || (commit !== null && !looksLikeRegistry(url))) {
    return { kind: 'git', url: url.split('#', 1)[0] ?? url, commit };
  }
  if (!/^https?:/i.test(url)) return { kind: 'local', path: url };
  return looksLikeRegistry(url) ? { kind: 'registry', url: originOf(url) } : { kind: 'url', url };
}

export function localPath(text: string): string {
  const path = text.replace(/^(?:file|link|portal|workspace):/i, '').split('#', 1)[0] ?? '';
  return path === '' ? '.' : path;
}

/** npm's registries serve `/<name>/-/<file>.tgz`, whatever their host; so do those that keep a repository in front. */
function looksLikeRegistry(url: string): boolean {
  return /^https?:\/\/[^?#]{1,1000}\/-\/[^?#]{1,500}\.tgz(?:[?#]|$)/i.test(url) || isGitHubPackages(url);
}

/** GitHub's registry serves `/download/@scope/name/1.0.0/hash`. */
function isGitHubPackages(url: string): boolean {
  return /^https?:\/\/npm\.pkg\.[^/]{1,200}\/download\//i.test(url);
}

/** Scheme and host, without a path; the text itself where it is no URL. */
export function originOf(url: string): string {
  return /^[a-z][a-z0-9+.-]{0,30}:\/\/[^/?#\s]{1,300}/i.exec(url)?.[0] ?? url.slice(0, 300);
}
/** Host in lower case, without a port; null where there is none. */
export function hostOf(url: string): string | null {
  const scheme = /^[a-z][a-z0-9+.-]{0,30}:\/\/(?:[^/@\s]{1,300}@)?([^/:?#\s]{1,300})/i.exec(url)?.[1];
  return (scheme ?? /^git@([^:/\s]{1,300}):/i.exec(url)?.[1])?.toLowerCase() ?? null;
}
