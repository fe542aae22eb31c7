/**
 * A file of an organisation's `.github` repository: its defaults for all repositories. Asked for with the ETag of the last
 * answer, and not more than once a minute. That it is not there is an answer; that GitHub does not answer is none.
 */
import { z } from 'zod';
import type { Installation } from './github-app.ts';
import { isGitHubError } from './github-error.ts';
import { parseAnswer } from './parse-answer.ts';

export type OrganisationFile =
  | { readonly kind: 'found'; readonly bytes: Uint8Array; readonly blobSha: string }
  /** No such file or repository, or none that this installation may see. */
  | { readonly kind: 'absent' }
  /** A folder, a link, a submodule, or more than GitHub shows (1 MB). */
  | { readonly kind: 'unreadable' };

export interface OrganisationFiles {
  /** At the tip of the default branch. @throws GitHubError; see `rescheduleFor` */
  read(installation: Installation, owner: string, path: string): Promise<OrganisationFile>;
  /** After a push to that repository. */
  forget(owner: string): void;
}

export interface OrganisationFilesOptions {
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  readonly freshMs?: number;
}

interface Kept {
  readonly file: OrganisationFile;
  readonly etag: string | null;
  readonly askedAt: number;
}

const MOST_KEPT = 1000;

const contentAnswer = z.object({
  type: z.literal('file'),
  encoding: z.literal('base64'),
  content: z.string(),
  sha: z.string(),
});

export function createOrganisationFiles({
  now = Date.now,
  freshMs = 60_000,
}: OrganisationFilesOptions = {}): OrganisationFiles {
  const kept = new Map<string, Kept>();

  function keep(key: string, file: OrganisationFile, etag: string | null): OrganisationFile {
    kept.delete(key);
    kept.set(key, { file, etag, askedAt: now() });
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
    return file;
  }

  return {
    async read(installation, owner, path) {
      // What one installation may see says nothing of another.
      const key = `${owner.toLowerCase()}/${String(installation.id)}/${path}`;
      const before = kept.get(key);
      if (before !== undefined && now() - before.askedAt < freshMs) return before.file;
      try {
        const etag = before?.etag ?? null;
        const { data, headers } = await installation.github.rest.repos.getContent({
          ...{ owner, repo: '.github', path },
          ...(etag === null ? {} : { headers: { 'if-none-match': etag } }),
        });
        return keep(key, fileOf(data), headers.etag ?? null);
      } catch (error) {
        if (before !== undefined && isGitHubError(error, 'not-modified')) return keep(key, before.file, before.etag);
        if (isGitHubError(error, 'not-found')) return keep(key, { kind: 'absent' }, null);
        throw error;
      }
    },
    forget(owner) {
      for (const key of kept.keys()) if (key.startsWith(`${owner.toLowerCase()}/`)) kept.delete(key);
    },
  };
}

/** A folder is a list, links and submodules have types of their own, and a file that is too large has no content. */
function fileOf(data: unknown): OrganisationFile {
  const parsed = contentAnswer.safeParse(data);
  if (!parsed.success) {
    parseAnswer(z.union([z.array(z.unknown()), z.object({ type: z.string() })]), data, 'GET contents');
    return { kind: 'unreadable' };
  }
  return { kind: 'found', bytes: Buffer.from(parsed.data.content, 'base64'), blobSha: parsed.data.sha };
}
