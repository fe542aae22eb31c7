/** What GitHub sends is parsed before it is believed: only the fields that we read, and nothing of the value in the error. */
import type { z } from 'zod';
import { GitHubError } from './github-error.ts';

/** @throws GitHubError `unexpected` */
export function parseAnswer<Schema extends z.ZodType>(schema: Schema, data: unknown, request: string): z.infer<Schema> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new GitHubError('unexpected', { request });
}
