/** What the configuration of coding agents says, read from its tree whichever tool it is for: servers, commands, switches. */
import { entriesOf, itemsOf, textOf, valueOf } from '#analysis/configuration/lookup.ts';
import type { ConfigEntry, ConfigFacts, ConfigValue } from '#analysis/configuration-facts.ts';
import type { Span } from '#domain/span.ts';

/** A server of the Model Context Protocol: a command that is started, or an address that is called. */
export interface Server {
  readonly name: string;
  readonly span: Span;
  /** The command with its arguments; empty where it is an address. */
  readonly command: readonly string[];
  readonly url: string | null;
  readonly environment: readonly ConfigEntry[];
  readonly headers: readonly ConfigEntry[];
  readonly value: ConfigValue;
}

const SERVER_KEYS: ReadonlySet<string> = new Set([
  'mcpServers',
  'mcp_servers',
  'context_servers',
  'amp.mcpServers',
  'mcp.servers',
]);
const MAX_DEPTH = 6;
const MAX_SERVERS = 500;

/** All servers of a file, in order; also where a tool keeps them below another key. */
export function serversIn(facts: ConfigFacts, path: string): Server[] {
  const servers: Server[] = [];
  const pending = facts.documents.map((value) => ({ value, key: '', depth: 0 })).reverse();
  for (let next = pending.pop(); next !== undefined && servers.length < MAX_SERVERS; next = pending.pop()) {
    const { value, key, depth } = next;
    if (isServerTable(key, value, path, depth)) {
      servers.push(...entriesOf(value).map(({ key: name, keySpan, value: own }) => serverOf(name, keySpan, own)));
      servers.push(...itemsOf(value).map((item) => serverOf(textOf(valueOf(item, 'name')) ?? '', item.span, item)));
      continue;
    }
    if (depth >= MAX_DEPTH) continue;
    pending.push(
      ...entriesOf(value)
        .map((entry) => ({ value: entry.value, key: entry.key, depth: depth + 1 }))
        .reverse(),
    );
  }
  return servers.filter(({ command, url }) => command.length > 0 || url !== null);
}

function isServerTable(key: string, value: ConfigValue, path: string, depth: number): boolean {
  if (SERVER_KEYS.has(key)) return true;
  if (key === 'servers') return /mcp/i.test(path) || depth > 1;
  // opencode and crush keep them under `mcp`, VS Code's settings a level deeper.
  return (
    key === 'mcp' &&
    entriesOf(value).some((entry) => valueOf(entry.value, 'command') !== null || valueOf(entry.value, 'url') !== null)
  );
}

function serverOf(name: string, span: Span, value: ConfigValue): Server {
  const command = valueOf(value, 'command') ?? valueOf(value, 'cmd');
  const words = [
    ...(textOf(command) ?? '').split(/\s+/).filter((word) => word !== ''),
    ...itemsOf(command).flatMap((item) => textOf(item) ?? []),
    ...(textOf(valueOf(command, 'path')) === null ? [] : [textOf(valueOf(command, 'path')) ?? '']),
    ...itemsOf(valueOf(value, 'args')).flatMap((item) => textOf(item) ?? []),
    ...itemsOf(valueOf(command, 'args')).flatMap((item) => textOf(item) ?? []),
  ];
  const url = ['url', 'httpUrl', 'serverUrl', 'serverURL', 'endpoint', 'sseUrl']
    .map((key) => textOf(valueOf(value, key)))
    .find((text) => text !== null);
  return {
    name,
    span,
    command: words,
    url: url ?? null,
    environment: [...entriesOf(valueOf(value, 'env')), ...entriesOf(valueOf(value, 'environment'))],
    headers: [...entriesOf(valueOf(value, 'headers')), ...entriesOf(valueOf(value, 'http_headers'))],
    value,
  };
}

/** Every entry of a file with the keys that lead to it, to a bounded depth. Iterates: a tree is as deep as its author likes. */
export function settingsIn(facts: ConfigFacts): { keys: readonly string[]; entry: ConfigEntry }[] {
  const found: { keys: readonly string[]; entry: ConfigEntry }[] = [];
  const pending: { keys: readonly string[]; value: ConfigValue }[] = facts.documents.map((value) => ({
    keys: [],
    value,
  }));
  for (let next = pending.shift(); next !== undefined && found.length < 20_000; next = pending.shift()) {
    for (const entry of entriesOf(next.value)) {
      const keys = [...next.keys, entry.key];
      found.push({ keys, entry });
      if (keys.length < 10) pending.push({ keys, value: entry.value });
    }
    if (next.keys.length < 10) pending.push(...itemsOf(next.value).map((value) => ({ keys: next.keys, value })));
  }
  return found;
}

/** What a server runs or calls, without versions, options and arguments that change: a package, an image, a host. */
export function identityOf({ command, url }: Server): string {
  if (url !== null)
    return (
      url
        .replace(/^(?:https?|wss?):\/\//i, '')
        .replace(/^[^@/]*@/, '')
        .split(/[?#]/)[0] ?? ''
    );
  const taken = packageOf(command);
  return taken === null ? ((command[0] ?? '').split('/').at(-1) ?? '') : taken.name;
}

export interface TakenPackage {
  readonly runner: string;
  readonly name: string;
  /** Null where none is given. */
  readonly version: string | null;
  readonly kind: 'package' | 'image' | 'source';
}

/** Options of the runners that take a value. */
const WITH_VALUE =
  /^(?:-p|--package|--from|--with|--python|--index-url|--registry|-e|--env|-v|--volume|--mount|--name|--network|--platform|-w|--workdir|-u|--user|--entrypoint|--pull)$/;

/** The package that a command fetches and runs: `npx -y @acme/server@1.2.0`, `uvx acme-server`, `docker run acme/server`. */
export function packageOf(command: readonly string[]): TakenPackage | null {
  const words = command
    .flatMap((word, index) => (index === 0 && /^(?:cmd|cmd\.exe|bash|sh|env)$/.test(word) ? [] : [word]))
    .filter((word) => !/^\/c$/i.test(word));
  const runner =
    (words[0] ?? '')
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\.(?:exe|cmd)$/i, '') ?? '';
  const rest = words.slice(1);
  if (/^(?:npx|bunx|pnpx)$/.test(runner)) return npmPackage(runner, rest);
  if (/^(?:npm|pnpm|yarn|bun|deno)$/.test(runner) && /^(?:exec|dlx|x|run)$/.test(rest[0] ?? '')) {
    if (rest[0] === 'run' && runner !== 'deno') return null;
    return npmPackage(`${runner} ${rest[0] ?? ''}`, rest.slice(1));
  }
  if (/^(?:uvx|pipx)$/.test(runner)) return pythonPackage(runner, rest[0] === 'run' ? rest.slice(1) : rest);
  if (runner === 'uv' && rest[0] === 'tool' && rest[1] === 'run') return pythonPackage('uv tool run', rest.slice(2));
  if (/^(?:docker|podman)$/.test(runner) && rest.includes('run'))
    return image(runner, rest.slice(rest.indexOf('run') + 1));
  return null;
}

function firstPlain(words: readonly string[]): string | null {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) return word;
    if (WITH_VALUE.test(word)) at += 1;
  }
  return null;
}

function npmPackage(runner: string, words: readonly string[]): TakenPackage | null {
  const named = words.findIndex((word) => word === '-p' || word === '--package');
  const given =
    named !== -1
      ? (words[named + 1] ?? null)
      : (words.find((word) => word.startsWith('--package='))?.slice(10) ?? firstPlain(words));
  if (given === null || /^[.~/]/.test(given)) return null;
  if (/^(?:https?|git\+|github:|git@)|^[\w-]+\/[\w.-]+(?:#|$)/.test(given) && !given.startsWith('@'))
    return { runner, name: given.split('#')[0] ?? given, version: given.split('#')[1] ?? null, kind: 'source' };
  const at = given.replace(/^(?:npm|jsr):/, '').indexOf('@', 1);
  const plain = given.replace(/^(?:npm|jsr):/, '');
  return {
    runner,
    name: at === -1 ? plain : plain.slice(0, at),
    version: at === -1 ? null : plain.slice(at + 1),
    kind: 'package',
  };
}

function pythonPackage(runner: string, words: readonly string[]): TakenPackage | null {
  const from = words.findIndex((word) => word === '--from' || word === '--spec');
  const given = from !== -1 ? (words[from + 1] ?? null) : firstPlain(words);
  if (given === null || /^[.~/]/.test(given)) return null;
  if (/^(?:git\+|https?:)/.test(given)) {
    const ref = /@([^/@]+)$/.exec(given)?.[1] ?? null;
    return { runner, name: given.replace(/@[^/@]+$/, ''), version: ref, kind: 'source' };
  }
  const [, name = given, version = null] = /^([\w.-]+(?:\[[\w,-]+\])?)(?:(?:==|@)(.+))?$/.exec(given) ?? [];
  return { runner, name, version, kind: 'package' };
}

function image(runner: string, words: readonly string[]): TakenPackage | null {
  const given = firstPlain(words);
  if (given === null) return null;
  const digest = /@(sha256:[0-9a-f]{64})$/.exec(given)?.[1] ?? null;
  const plain = given.replace(/@sha256:.*$/, '');
  const colon = plain.indexOf(':', plain.lastIndexOf('/') + 1);
  return {
    runner,
    name: colon === -1 ? plain : plain.slice(0, colon),
    version: digest ?? (colon === -1 ? null : plain.slice(colon + 1)),
    kind: 'image',
  };
}

/** Text that a report shows: plain characters, cut, and nothing that looks like a value of a secret. */
export function shown(text: string): string {
  return text
    .replace(/[^\x20-\x7e]/g, '\u00B7')
    .replace(/([?&][^=]{1,40}=)[^&]{4,}/g, '$1…')
    .slice(0, 120);
}
