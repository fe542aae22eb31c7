/** Where a file that another one names lies in the repository. What leaves it is nowhere. */

/** Null for a URL, an absolute path, and a way that leads out of the repository. */
export function includedPath(from: string, include: string): string | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(include) || include.startsWith('/') || include.includes('\\')) return null;
  const segments = from.split('/').slice(0, -1);
  for (const segment of include.split('/')) {
    if (segment === '..') {
      if (segments.pop() === undefined) return null;
    } else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}

/** A parent of a Maven project may be named by its folder. */
export function parentPath(from: string, include: string): string | null {
  const found = includedPath(from, include);
  return found === null || found.endsWith('.xml') ? found : `${found === '' ? '' : `${found}/`}pom.xml`;
}
