/** What a `uses` or an image names: parsed, and null where it is pinned, local or not known. */

export type Reference =
  | {
      readonly kind: 'action';
      readonly owner: string;
      /** As written, up to the `@`. */
      readonly name: string;
      readonly ref: string;
      readonly refKind: 'branch' | 'tag' | 'short-hash' | 'none';
    }
  | { readonly kind: 'image'; readonly name: string; readonly tag: string | null; readonly isService: boolean };

/** Names that are branches by custom. What looks like neither a version nor one of these is taken for a tag. */
const BRANCHES =
  /^(?:HEAD|main|master|trunk|develop|development|dev|devel|next|nightly|canary|edge|release[s]?\/.*|refs\/heads\/.*)$/i;

const FULL_HASH = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;
const SHORT_HASH = /^(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{7,39}$/i;

/** Of a `uses`: an action, a reusable workflow, or `docker://…`. Expressions and local paths are null. */
export function readActionReference(text: string): Reference | null {
  const uses = text.trim();
  if (uses.startsWith('docker://')) {
    return readImage(uses.slice('docker://'.length), false);
  }
  if (/^(?:\.{1,2}|\$)\//.test(uses) || uses.includes('${{')) return null;
  const at = uses.indexOf('@');
  const name = at === -1 ? uses : uses.slice(0, at);
  const ref = at === -1 ? '' : uses.slice(at + 1);
  const owner = name.slice(0, Math.max(0, name.indexOf('/')));
  // `image: Dockerfile` of an action, or nothing GitHub would take.
  if (owner === '' || FULL_HASH.test(ref)) return null;
  return { kind: 'action', owner: owner.toLowerCase(), name, ref, refKind: kindOfRef(ref) };
}

function kindOfRef(ref: string): 'branch' | 'tag' | 'short-hash' | 'none' {
  if (ref === '') return 'none';
  if (BRANCHES.test(ref)) return 'branch';
  return SHORT_HASH.test(ref) ? 'short-hash' : 'tag';
}

/** Of an image's name. A registry may have a port: only a colon behind the last slash begins a tag. */
export function readImage(text: string, isService: boolean): Reference | null {
  const image = text.trim();
  if (image === '' || image.includes('${{') || /@sha256:[0-9a-f]{64}$/i.test(image)) return null;
  const colon = image.indexOf(':', image.lastIndexOf('/') + 1);
  return {
    kind: 'image',
    name: colon === -1 ? image : image.slice(0, colon),
    tag: colon === -1 ? null : image.slice(colon + 1),
    isService,
  };
}
