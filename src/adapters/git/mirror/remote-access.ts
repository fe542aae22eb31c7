/**
 * What git may know of the one server that a mirror is of. Address, filter and token go into the environment of the
 * process that fetches, and nowhere else: the mirror's own configuration names no remote, so nothing that reads it
 * can ever go online.
 */
import type { GitSetting } from '../safe-environment.ts';
import { FORGIVEN } from './fetch-failure.ts';
import { MirrorError } from './mirror-error.ts';

export interface Remote {
  readonly url: string;
  readonly protocol: 'https' | 'http';
}

/** `refresh`: the last one was refused. Null where the repository needs none. */
export type TokenProvider = (asked: { readonly refresh: boolean }) => Promise<string | null>;

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * HTTPS, or HTTP to this machine; an address and nothing else.
 * @throws MirrorError `refused`
 */
export function parseRemote(url: string): Remote {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null) throw new MirrorError('refused', 'The address of the repository is not a URL.');
  if (parsed.username !== '' || parsed.password !== '' || parsed.search !== '' || parsed.hash !== '') {
    throw new MirrorError('refused', `The address of a repository on ${parsed.host} holds more than its place.`);
  }
  if (parsed.protocol === 'https:') return { url: parsed.href, protocol: 'https' };
  if (parsed.protocol === 'http:' && LOOPBACK.test(parsed.hostname)) return { url: parsed.href, protocol: 'http' };
  throw new MirrorError('refused', `${parsed.protocol}//${parsed.host} is not asked for code: only HTTPS is.`);
}

/** The name that the server goes by in git's arguments. */
export const REMOTE = 'origin';

/** Below one byte in so many seconds the server counts as silent; GitHub sends one every five while it prepares. */
const SILENT_SECONDS = 60;

export function remoteSettings({ url }: Remote, token: string | null): GitSetting[] {
  const settings: GitSetting[] = [
    [`remote.${REMOTE}.url`, url],
    [`remote.${REMOTE}.promisor`, 'true'],
    [`remote.${REMOTE}.partialCloneFilter`, 'blob:none'],
    [`remote.${REMOTE}.tagOpt`, '--no-tags'],
    ['protocol.version', '2'],
    ['fetch.writeCommitGraph', 'false'],
    ['fetch.recurseSubmodules', 'false'],
    ['http.lowSpeedLimit', '1'],
    ['http.lowSpeedTime', String(SILENT_SECONDS)],
    // Since git 2.44; an older one is told to look at no flaws when it has found these.
    ...FORGIVEN.map((message): GitSetting => [`fetch.fsck.${message}`, 'ignore']),
  ];
  if (token !== null) settings.push([`http.${url}.extraHeader`, `Authorization: Basic ${basic(token)}`]);
  return settings;
}

/** Of the surroundings, what leads to the server: a proxy, and whom to trust. */
const WAY_OUT = [
  'https_proxy',
  'HTTPS_PROXY',
  'no_proxy',
  'NO_PROXY',
  'GIT_SSL_CAINFO',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
];

export function wayOut(environment: NodeJS.ProcessEnv): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const name of WAY_OUT) {
    const value = environment[name];
    if (value !== undefined && value !== '') variables[name] = value;
  }
  return variables;
}

/** A server may repeat what it was sent, in any of the forms it was sent in. */
export function withoutToken(text: string, token: string | null): string {
  if (token === null || token === '') return text;
  const forms = [
    basic(token),
    Buffer.from(token).toString('base64').replace(/=+$/, ''),
    token,
    encodeURIComponent(token),
  ];
  return forms.reduce((rest, form) => rest.replaceAll(form, '[token]'), text);
}

function basic(token: string): string {
  return Buffer.from(`x-access-token:${token}`).toString('base64');
}
