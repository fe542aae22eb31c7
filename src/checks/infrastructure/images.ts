/** What the name of an image says of its version. */

export interface ImageName {
  readonly name: string;
  readonly tag: string | null;
  readonly digest: string | null;
}

/** Null where a part of it is not known: a variable, or nothing. */
export function readImageName(text: string): ImageName | null {
  const image = text.trim();
  if (image === '' || image.length > 500 || /[${}%<>\s]/.test(image)) return null;
  const [rest = '', digest] = image.split('@');
  // A registry may have a port: only a colon behind the last slash begins a tag.
  const colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
  const name = colon === -1 ? rest : rest.slice(0, colon);
  return { name, tag: colon === -1 ? null : rest.slice(colon + 1), digest: digest ?? null };
}

/** Tags that are moved with every release. */
const MOVING: ReadonlySet<string> = new Set([
  'latest',
  'stable',
  'edge',
  'nightly',
  'main',
  'master',
  'dev',
  'canary',
  'lts',
]);

/** Why it is not known what will run; null where a version is named. */
export function whyUnpinned({ tag, digest }: ImageName): string | null {
  if (digest !== null) return null;
  if (tag === null || tag === '') return 'names no version';
  return MOVING.has(tag.toLowerCase()) ? `names the tag ${tag}, which is moved with every release` : null;
}
