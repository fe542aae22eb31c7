/** Paths within a repository: `/` between names, no leading `./`, never outside. */

/** `folder` and `path` put together; null where that leads out of the repository. */
export function joinPath(folder: string, path: string): string | null {
  const names: string[] = [];
  for (const name of [...folder.split('/'), ...path.split('/')]) {
    if (name === '' || name === '.') continue;
    if (name !== '..') names.push(name);
    else if (names.pop() === undefined) return null;
  }
  return names.join('/');
}

/** The folder that a path lies in; empty for the repository's own. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The folder and those around it, nearest first; the repository's own comes last. */
export function foldersFrom(folder: string): string[] {
  const folders = [folder];
  for (let at = folder; at !== ''; at = folderOf(at)) folders.push(folderOf(at));
  return folders;
}
