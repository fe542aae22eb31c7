/**
 * The mirrors of this machine: a repository of an installation is asked for by its address, and given as a source of
 * contents. The folder may be used by several processes of one machine, not by several machines.
 */
import { resolve } from 'node:path';
import { createMirrorFolder, type MirrorOwner } from './mirror-folder.ts';
import { MIRROR_LIMITS, type MirrorLimits } from './mirror-limits.ts';
import { type MirrorEvent, type MirrorRepository, openMirrorRepository } from './mirror-repository.ts';
import { parseRemote, type TokenProvider } from './remote-access.ts';

export interface MirrorsOptions {
  /** Nobody else's; it is made if it is not there. */
  readonly folder: string;
  /** The process's environment. */
  readonly environment: NodeJS.ProcessEnv;
  /** Of all mirrors together; exceeded only by what is in use. 20 GiB if not given. */
  readonly maxBytes?: number;
  readonly limits?: Partial<MirrorLimits>;
  /** Told what is done, for the log. */
  readonly report?: (event: MirrorEvent) => void;
}

export interface MirrorRequest {
  /** Whose mirror: what one installation may read is never shown to another. */
  readonly installation: string;
  /** As the API gives it in `clone_url`: HTTPS, or HTTP to this machine. */
  readonly url: string;
  readonly token: TokenProvider;
  /** Ends whatever git is doing; calls then fail with its reason. */
  readonly signal?: AbortSignal;
}

export interface Mirrors {
  /**
   * Asks nothing of the server yet. Close what you get.
   * @throws MirrorError `refused` for an address that is not asked for code
   */
  open(request: MirrorRequest): Promise<MirrorRepository>;
  /** Removes the mirrors of an installation, or of one repository of it; those in use as soon as they are not. */
  forget(owner: MirrorOwner): Promise<void>;
  /** Removes what is too much or broken, and not in use. Also done now and then as reviews close. Returns the bytes freed. */
  tidy(): Promise<number>;
}

const GIB = 1024 ** 3;
const TIDY_EVERY_MS = 60_000;

export function createMirrors(options: MirrorsOptions): Mirrors {
  const folder = createMirrorFolder(resolve(options.folder));
  const limits = { ...MIRROR_LIMITS, ...options.limits };
  const report = options.report ?? (() => undefined);
  let tidied = -Infinity;
  const tidy = (): Promise<number> => {
    tidied = performance.now();
    return folder.tidy(options.maxBytes ?? 20 * GIB);
  };
  return {
    async open({ installation, url, token, signal }) {
      const remote = parseRemote(url);
      const { environment } = options;
      const repository = await openMirrorRepository({
        folder,
        installation,
        remote,
        token,
        environment,
        limits,
        signal,
        report,
      });
      return {
        ...repository,
        async close() {
          await repository.close();
          // The review is over: what could not be removed now will be the next time.
          if (performance.now() - tidied > TIDY_EVERY_MS) await tidy().catch(() => undefined);
        },
      };
    },
    async forget({ installation, url }) {
      await folder.condemnAll({ installation, ...(url === undefined ? {} : { url: parseRemote(url).url }) });
      await tidy();
    },
    tidy,
  };
}
