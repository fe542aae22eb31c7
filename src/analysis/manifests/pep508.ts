/**
 * A requirement of Python: `name[extras] >=1.0,<2 ; marker`, or `name @ url`.
 * https://packaging.python.org/specifications/dependency-specifiers/
 */
import type { DeclaredDependency, PackageSource } from '../manifest-facts.ts';
import { commitIn, withoutCredentials } from './source-url.ts';

export interface Pep508 {
  readonly name: string;
  /** Version clauses as written, or the URL; empty for any. Without extras and marker. */
  readonly requirement: string;
  readonly marker: string | null;
  readonly source?: PackageSource;
}

const NAME = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(\[[^\]]{0,500}\])?\s*/;

/** Null where it does not begin with a name, or goes on with something that is no version and no URL. */
export function readPep508(text: string): Pep508 | null {
  const named = NAME.exec(text);
  const name = named?.[1];
  if (named === null || name === undefined) return null;
  const rest = text.slice(named[0].length);
  if (rest.startsWith('@')) return withUrl(name, rest.slice(1).trim());
  const [clauses = '', marker] = splitMarker(rest);
  const requirement = clauses
    .trim()
    .replace(/^\((.*)\)$/, '$1')
    .trim();
  if (requirement !== '' && !/^(?:===?|~=|!=|<=?|>=?)/.test(requirement)) return null;
  return { name, requirement, marker };
}

function withUrl(name: string, text: string): Pep508 {
  const at = text.search(/\s;|;\s/);
  const url = withoutCredentials((at === -1 ? text : text.slice(0, at)).trim());
  const marker = at === -1 ? null : text.slice(at).replace(/^\s*;/, '').trim();
  return { name, requirement: `@ ${url}`, marker, source: pythonSourceOf(url) };
}

function splitMarker(text: string): [string, string | null] {
  const at = text.indexOf(';');
  return at === -1 ? [text, null] : [text.slice(0, at), text.slice(at + 1).trim()];
}

/** `git+https://host/repository@ref`, an archive, or a place in the repository. */
export function pythonSourceOf(reference: string): PackageSource {
  const url = withoutCredentials(reference);
  const vcs = /^(?:git|hg|svn|bzr)\+(.+)$/i.exec(url)?.[1] ?? (/^(?:git|ssh):/i.test(url) ? url : undefined);
  if (vcs !== undefined) {
    const plain = vcs.split('#', 1)[0] ?? vcs;
    const at = plain.lastIndexOf('@');
    const ref = at > plain.lastIndexOf('/') ? plain.slice(at + 1) : null;
    return {
      kind: 'git',
      url: ref === null ? plain : plain.slice(0, at),
      commit: ref !== null && /^[0-9a-f]{40,64}$/i.test(ref) ? ref : commitIn(plain),
    };
  }
  if (/^https?:/i.test(url)) return { kind: 'url', url };
  return { kind: 'local', path: url.replace(/^file:(?:\/\/)?/i, '') };
}

export function declared(requirement: Pep508, group: string, span: DeclaredDependency['span']): DeclaredDependency {
  const { name, source } = requirement;
  return { name, requirement: requirement.requirement, group, span, ...(source === undefined ? {} : { source }) };
}

/** How an index compares names: https://packaging.python.org/specifications/name-normalization/ */
export function normalisedPythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
