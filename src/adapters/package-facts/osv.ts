/**
 * OSV: known weaknesses and attacks of exact versions, asked in batches, then each advisory once.
 * https://google.github.io/osv.dev/api/, https://ossf.github.io/osv-schema/
 */
import { z } from 'zod';
import type { PackageAdvisory } from '#domain/package-fact.ts';
import type { PackageQuestion } from '#review/ports.ts';
import { severityOfVectors, severityOfWord } from './advisory-severity.ts';
import { purlOf } from './purl.ts';
import type { SourceClient } from './source-client.ts';

const batchAnswer = z.object({
  results: z.array(
    z.object({
      vulns: z.array(z.object({ id: z.string() })).optional(),
      next_page_token: z.string().optional(),
    }),
  ),
});

const advisoryAnswer = z.object({
  id: z.string(),
  aliases: z.array(z.string()).default([]),
  summary: z.string().optional(),
  details: z.string().optional(),
  withdrawn: z.string().optional(),
  severity: z.array(z.object({ type: z.string(), score: z.string() })).default([]),
  database_specific: z.object({ severity: z.string().optional() }).optional(),
  affected: z
    .array(
      z.object({
        package: z.object({ name: z.string() }).optional(),
        ranges: z.array(z.object({ events: z.array(z.record(z.string(), z.string())).default([]) })).default([]),
      }),
    )
    .default([]),
});
type AdvisoryAnswer = z.infer<typeof advisoryAnswer>;

/** As many as the service takes at once. */
const BATCH = 1_000;
const MAX_PAGES = 20;
/** Different advisories that are read of one review; more is a change that nobody merges anyway. */
const MAX_ADVISORIES = 500;

export interface OsvAnswers {
  /** By place in the questions; null for one that was not answered. */
  readonly advisories: readonly (readonly PackageAdvisory[] | null)[];
  readonly failed: { readonly reason: string; readonly packages: number } | null;
}

export async function askOsv(client: SourceClient, questions: readonly PackageQuestion[]): Promise<OsvAnswers> {
  const ids: (Set<string> | null)[] = questions.map(() => null);
  let failure = '';
  let pending = questions.flatMap(({ ecosystem, name, version }, index): Query[] => {
    const purl = version === null ? null : purlOf(ecosystem, name, version);
    return purl === null ? [] : [{ index, purl }];
  });
  const asked = pending.length;
  for (let page = 0; page < MAX_PAGES && pending.length > 0; page += 1) {
    const next: Query[] = [];
    for (let at = 0; at < pending.length; at += BATCH) {
      const batch = pending.slice(at, at + BATCH);
      const answer = await askBatch(client, batch);
      if (typeof answer === 'string') {
        failure = answer;
        for (const { index } of batch) ids[index] = null;
        continue;
      }
      for (const [place, query] of batch.entries()) {
        const result = answer[place];
        const known = (ids[query.index] ??= new Set());
        for (const { id } of result?.vulns ?? []) known.add(id);
        const token = result?.next_page_token;
        if (token !== undefined && token !== '') next.push({ ...query, token });
      }
    }
    pending = next;
  }
  const wanted = [...new Set(ids.flatMap((found) => [...(found ?? [])]))].slice(0, MAX_ADVISORIES);
  const details = new Map(await Promise.all(wanted.map(async (id) => [id, await readAdvisory(client, id)] as const)));
  const advisories = ids.map((found) =>
    found === null ? null : [...found].flatMap((id) => toAdvisory(id, details.get(id))),
  );
  const unanswered = asked - advisories.filter((one) => one !== null).length;
  return { advisories, failed: unanswered === 0 ? null : { reason: failure, packages: unanswered } };
}

interface Query {
  readonly index: number;
  readonly purl: string;
  readonly token?: string;
}

async function askBatch(client: SourceClient, batch: readonly Query[]) {
  const queries = batch.map(({ purl, token }) => ({
    package: { purl },
    ...(token === undefined ? {} : { page_token: token }),
  }));
  const answer = await client.post('v1/querybatch', { queries }, batchAnswer);
  if (answer.kind === 'failed') return answer.reason;
  if (answer.kind === 'absent') return 'it has no such service';
  return answer.value.results.length === batch.length ? answer.value.results : 'its answer is not complete';
}

async function readAdvisory(client: SourceClient, id: string): Promise<AdvisoryAnswer | null> {
  const answer = await client.get(`v1/vulns/${encodeURIComponent(id)}`, advisoryAnswer);
  return answer.kind === 'found' ? answer.value : null;
}

/** What could not be read in full is still known to be there. */
function toAdvisory(id: string, answer: AdvisoryAnswer | null | undefined): PackageAdvisory[] {
  const malicious = id.startsWith('MAL-');
  if (answer == null) {
    return [{ id, aliases: [], summary: '', severity: malicious ? 'critical' : null, fixedIn: [], malicious }];
  }
  if (answer.withdrawn !== undefined) return [];
  const fixed = answer.affected.flatMap(({ ranges }) =>
    ranges.flatMap(({ events }) => events.flatMap((event) => event['fixed'] ?? [])),
  );
  return [
    {
      id,
      aliases: answer.aliases.slice(0, 10),
      summary: (answer.summary ?? answer.details?.split('\n', 1)[0] ?? '').slice(0, 200),
      severity: malicious
        ? 'critical'
        : (severityOfWord(answer.database_specific?.severity) ??
          severityOfVectors(answer.severity.map(({ score }) => score))),
      fixedIn: [...new Set(fixed)].slice(0, 10),
      malicious,
    },
  ];
}
