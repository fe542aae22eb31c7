/** What an npm requirement takes a package from, by its form alone. Nothing is looked up. */

export type RequirementSource =
  | { readonly kind: 'range' }
  /** Whatever is newest: `*`, an empty text, or a tag such as `latest`. */
  | { readonly kind: 'any'; readonly tag: string | null }
  /** Another package under this name. */
  | { readonly kind: 'alias'; readonly target: string; readonly range: string }
  /** `pinned` where a full commit hash is named. */
  | { readonly kind: 'git'; readonly pinned: boolean }
  | { readonly kind: 'url'; readonly encrypted: boolean }
  /** This repository or machine. */
  | { readonly kind: 'local' };

const GIT_URL = /^(?:git(?:\+(?:ssh|https?|file|rsync))?:|ssh:|git@|github:|gitlab:|bitbucket:|gist:)/i;
const GIT_OVER_HTTP = /^https?:\/\/[^#]{1,500}\.git(?:#|$)/i;
/** `owner/repository`, with or without `#branch`: GitHub, by npm's own short form. */
const GITHUB_SHORT = /^[\w-][\w.-]{0,99}\/[\w.-]{1,100}(?:#.{0,200})?$/;
const LOCAL = /^(?:file:|link:|portal:|workspace:|catalog:|patch:|\.{1,2}(?:\/|$)|\/|~\/)/i;
/** Numbers, operators, wildcards and spaces: a version or a range of them. */
const RANGE = /^[v=~^<>\s\d]|^x\.|^\*\.|^(?:x|\*)\s*(?:\|\||$)/i;

export function requirementSource(requirement: string): RequirementSource {
  const text = requirement.trim();
  if (text === '' || text === '*' || /^x$/i.test(text)) return { kind: 'any', tag: null };
  if (text.startsWith('npm:')) return aliasOf(text.slice('npm:'.length));
  if (LOCAL.test(text)) return { kind: 'local' };
  if (GIT_URL.test(text) || GIT_OVER_HTTP.test(text) || GITHUB_SHORT.test(text)) {
    return { kind: 'git', pinned: /#[0-9a-f]{40}$/i.test(text) };
  }
  if (/^https?:/i.test(text)) return { kind: 'url', encrypted: /^https:/i.test(text) };
  if (text.startsWith('jsr:') || RANGE.test(text)) return { kind: 'range' };
  return { kind: 'any', tag: text.slice(0, 100) };
}

function aliasOf(target: string): RequirementSource {
  const at = target.indexOf('@', 1);
  return {
    kind: 'alias',
    target: at === -1 ? target : target.slice(0, at),
    range: at === -1 ? '' : target.slice(at + 1),
  };
}
