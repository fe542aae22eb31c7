/**
 * Which user names and passwords in URLs open nothing outside the developer's own machine, so that every compose file
 * with `postgres:postgres@db` is not a secret.
 */

/** How far a password reaches; `placeholder` where it would reach far, but is a word that stands for one. */
export type UrlReach = 'anywhere' | 'this-machine' | 'placeholder' | 'nowhere';

/** Passwords that stand where nobody chose one. */
const PLACEHOLDERS =
  /^(?:admin|changeme|change-me|dev|development|example|example-password|guest|hunter2|letmein|minio|minioadmin|mongo|mysql|none|pass|passw0rd|password|placeholder|postgres|redacted|root|s3cret|sample|secret|test|testing|tests?pass|test-?password|user|xxx+|\*+|\.{3,}|<[^>]{0,40}>)[0-9]{0,4}$/i;

/**
 * `this-machine` for local hosts and names without a dot, such as a service of a compose file; `nowhere` for hosts
 * that are reserved for documentation, and for local ones whose password was never chosen.
 */
export function reachOf(url: string): UrlReach {
  const parts = /^[a-z][a-z0-9+.:-]{0,30}:\/\/([^:/@\s]{0,100}):([^@/\s]{0,300})@([^/\s?#,]{1,300})/i.exec(url);
  if (parts === null) return 'anywhere';
  const [, user = '', password = '', authority = ''] = parts;
  const host = authority.toLowerCase().replace(/:\d{0,5}$/, '');
  if (/(?:^|\.)(?:example|test|invalid|example\.(?:com|net|org))$/.test(host)) return 'nowhere';
  const chosen = !PLACEHOLDERS.test(password) && password !== user;
  if (isLocal(host)) return chosen ? 'this-machine' : 'nowhere';
  return chosen ? 'anywhere' : 'placeholder';
}

function isLocal(host: string): boolean {
  if (/^(?:127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1\]|host\.docker\.internal)$/.test(host)) return true;
  return !host.includes('.') || host.endsWith('.localhost') || host.endsWith('.local');
}
