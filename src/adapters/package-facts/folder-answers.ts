/**
 * Answers about packages in a folder, one small file each, for reviews on one machine. What goes wrong with it costs
 * requests and nothing else.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { PackageAnswerCache } from '#review/store/package-answers.ts';

const entry = z.object({ key: z.string(), expiresAt: z.number(), answer: z.string() });

/** @param now milliseconds since 1970 */
export function createFolderAnswers(folder: string, now: () => number): PackageAnswerCache {
  const fileOf = (key: string): string => {
    const name = createHash('sha256').update(key).digest('hex');
    return join(folder, name.slice(0, 2), `${name.slice(2)}.json`);
  };
  return {
    async get(keys) {
      const found = new Map<string, string>();
      for (const key of keys) {
        const file = fileOf(key);
        const kept = await readEntry(file);
        if (kept?.key !== key) continue;
        if (kept.expiresAt > now()) found.set(key, kept.answer);
        else await rm(file, { force: true }).catch(() => undefined);
      }
      return found;
    },
    async put(answers, keepMs) {
      for (const [key, answer] of answers) {
        const file = fileOf(key);
        const unfinished = `${file}.${randomUUID()}.tmp`;
        try {
          await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
          await writeFile(unfinished, JSON.stringify({ key, expiresAt: now() + keepMs, answer }), { mode: 0o600 });
          await rename(unfinished, file);
        } catch {
          await rm(unfinished, { force: true }).catch(() => undefined);
        }
      }
    },
  };
}

async function readEntry(file: string): Promise<z.infer<typeof entry> | null> {
  try {
    const parsed = entry.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
