/** CODEOWNERS, text in, owners by path out. The last line that matches a path says who owns it. */
import { compilePattern } from './codeowners-pattern.ts';

/** Where GitHub looks, in this order; the first that is there is the only one read. */
export const CODEOWNERS_PATHS: readonly string[] = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];
/** GitHub does not use a larger file. */
const MAX_CODEOWNERS_BYTES = 3 * 1024 * 1024;

export type Owner =
  | { readonly kind: 'user'; readonly login: string }
  | { readonly kind: 'team'; readonly organization: string; readonly team: string }
  | { readonly kind: 'email'; readonly address: string };

export interface InvalidLine {
  readonly line: number;
  readonly reason: 'pattern' | 'owner' | 'too-large';
  readonly text: string;
}

export interface CodeOwners {
  /** Empty where the last matching line names nobody; null where no line matches. */
  ownersOf(path: string): readonly Owner[] | null;
  /** Lines that GitHub skips, too. */
  readonly invalid: readonly InvalidLine[];
}

interface OwnedPattern {
  readonly matches: (path: string) => boolean;
  readonly owners: readonly Owner[];
}

export function parseCodeOwners(text: string): CodeOwners {
  if (Buffer.byteLength(text) > MAX_CODEOWNERS_BYTES)
    return { ownersOf: () => null, invalid: [{ line: 1, reason: 'too-large', text: '' }] };
  const patterns: OwnedPattern[] = [];
  const invalid: InvalidLine[] = [];
  text.split(/\r?\n/).forEach((raw, index) => {
    const fields = fieldsOf(raw);
    const [pattern, ...names] = fields;
    if (pattern === undefined) return;
    const matches = compilePattern(pattern);
    const owners = names.map(ownerOf);
    const known = owners.filter((owner) => owner !== null);
    if (matches === null) invalid.push({ line: index + 1, reason: 'pattern', text: raw.slice(0, 200) });
    else if (known.length < owners.length) invalid.push({ line: index + 1, reason: 'owner', text: raw.slice(0, 200) });
    else patterns.push({ matches, owners: known });
  });
  return {
    invalid,
    ownersOf: (path) => patterns.findLast((one) => one.matches(path))?.owners ?? null,
  };
}

/** Pattern and owners; a `#` at the start or after white space begins a comment. A backslash keeps a blank in a pattern. */
function fieldsOf(line: string): string[] {
  const fields: string[] = [];
  let field = '';
  for (let at = 0; at < line.length; at += 1) {
    const char = line.charAt(at);
    if (char === '\\' && line.charAt(at + 1) === ' ') {
      field += ' ';
      at += 1;
    } else if (/\s/.test(char)) {
      if (field !== '') fields.push(field);
      field = '';
    } else if (char === '#' && field === '') {
      break;
    } else {
      field += char;
    }
  }
  if (field !== '') fields.push(field);
  return fields;
}

/** Logins and team slugs by GitHub's own limits; anything else with an `@` inside is a mail address. */
function ownerOf(name: string): Owner | null {
  const mention = /^@([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))(?:\/([A-Za-z0-9_.-]{1,100}))?$/.exec(name);
  const [, first, team] = mention ?? [];
  if (first !== undefined)
    return team === undefined ? { kind: 'user', login: first } : { kind: 'team', organization: first, team };
  return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(name) ? { kind: 'email', address: name } : null;
}

/** As it is mentioned: `@ada`, `@acme/identity`. */
export function mentionOf(owner: Owner): string {
  switch (owner.kind) {
    case 'user':
      return `@${owner.login}`;
    case 'team':
      return `@${owner.organization}/${owner.team}`;
    case 'email':
      return owner.address;
  }
}
