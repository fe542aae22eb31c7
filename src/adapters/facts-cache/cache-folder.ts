/** Where a person's caches lie on this machine. */
import { isAbsolute, join } from 'node:path';

export interface CacheFolderOptions {
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** The home folder, as the system knows it. */
  readonly home: string;
}

/** Null where the system names no place that is the person's own. */
export function cacheFolder({ environment, platform, home }: CacheFolderOptions): string | null {
  const named = platform === 'win32' ? environment['LOCALAPPDATA'] : environment['XDG_CACHE_HOME'];
  if (named !== undefined && isAbsolute(named)) return join(named, 'countersign');
  return platform === 'win32' || !isAbsolute(home) ? null : join(home, '.cache', 'countersign');
}
