/** What must hold of every plan, tried on pull requests that are pushed to, talked about and interrupted at random. */
import { describe, expect, it } from '@jest/globals';
import type { FileChange } from '#domain/change.ts';
import { SEVERITIES, type Finding } from '#domain/finding.ts';
import type { Place, Side } from '#domain/span.ts';
import type { Verdict } from '#domain/verdict.ts';
import { applyPlan } from '../../../test/publish/apply-plan.ts';
import { type Edit, type EditedFile, editedFile } from '../../../test/publish/edit-script.ts';
import { type Random, randomFrom } from '../../../test/publish/random.ts';
import { commentOn, findingOn, OBSERVING, requestOf, runOf, SCOPE, verdictOf } from '../../../test/publish/scene.ts';
import { readMarker } from './marker.ts';
import { planPublication } from './plan-publication.ts';
import { isEmptyPlan, type PublishPlan } from './publish-plan.ts';
import type { PublishedComment, PublishedState } from './published-state.ts';
import type { PublishRequest } from './publish-request.ts';

const SEEDS = 150;
const PUSHES = 6;
const FINGERPRINTS = 30;
const PATHS = ['src/a.ts', 'src/b.ts', 'src/c.ts'];
const UNTOUCHED_PATH = 'lib/same.ts';
const EDITS: readonly Edit[] = ['keep', 'delete', 'add'];
const RULES = ['auth/late-guard', 'data/sql-injection'];

type Files = ReadonlyMap<string, EditedFile>;

function someFiles(random: Random): Files {
  const touched = PATHS.filter(() => random.chance(0.8));
  return new Map(
    touched.map((path) => {
      const length = 1 + random.upTo(50);
      return [path, editedFile(Array.from({ length }, () => (random.chance(0.8) ? 'keep' : random.one(EDITS))))];
    }),
  );
}

function changesOf(files: Files): FileChange[] {
  return [...files].map(([path, { hunks }]) => {
    const version = { path, oid: '1'.repeat(40), kind: 'file', executable: false } as const;
    return { status: 'modified', base: version, head: version, hunks };
  });
}

function somePlace(random: Random): Place {
  const side: Side = random.chance(0.7) ? 'head' : 'base';
  const startLine = 1 + random.upTo(50);
  const endLine = startLine + (random.chance(0.5) ? 0 : random.upTo(30));
  const span = { startLine, startColumn: 1, endLine, endColumn: 1 + random.upTo(5) };
  return { path: random.one([...PATHS, UNTOUCHED_PATH]), side, span };
}

function someFinding(random: Random): Finding {
  const place = somePlace(random);
  const edit = { place: somePlace(random), replacement: random.one(['', 'better();', 'guard();\n', 'a\nb\n']) };
  return findingOn(random.upTo(FINGERPRINTS), place, {
    ruleId: random.one(RULES),
    severity: random.one(SEVERITIES),
    evidence: random.chance(0.4) ? [{ place: somePlace(random), message: 'A step' }] : [],
    fix: random.chance(0.5)
      ? { description: 'Put it right', edits: [random.chance(0.5) ? edit : { ...edit, place }] }
      : null,
  });
}

function someVerdict(random: Random, sha: string, files: Files): Verdict {
  const findings = Array.from({ length: random.upTo(20) }, () => someFinding(random));
  const unread = { detail: 'why', lines: null, ruleId: random.one([null, ...RULES]) };
  const base = verdictOf(findings, {
    outcome: random.one(['pass', 'blocked', 'blocked', 'needs-countersign', 'incomplete']),
    existing: Array.from({ length: random.upTo(2) }, () => someFinding(random)),
    notChecked: random.chance(0.2)
      ? [
          {
            ...unread,
            path: random.one([null, ...files.keys()]),
            reason: random.one(['unparsable', 'rule-crashed', 'context']),
          },
        ]
      : [],
    ...(random.chance(0.1) ? { policy: OBSERVING } : {}),
  });
  return { ...base, subject: { ...base.subject, head: { sha, ref: 'topic' } } };
}

/** Others answer, hide, resolve, copy what we wrote; GitHub calls outdated what moved; a stalled process posts twice. */
function othersDo(random: Random, { comments, checkRuns }: PublishedState, sha: string): PublishedState {
  const met = comments.map((comment): PublishedComment => {
    return {
      ...comment,
      outdated: comment.outdated || random.chance(0.15),
      resolved: comment.resolved || random.chance(0.1),
      repliedByOthers: comment.repliedByOthers || random.chance(0.15),
      minimised: comment.minimised || random.chance(0.05),
    };
  });
  const id = 10_000 + comments.length;
  const theirs = comments.length === 0 ? commentOn(random.upTo(FINGERPRINTS)) : random.one(comments);
  const copied = { ...theirs, id, nodeId: `theirs-${String(id)}`, byUs: false };
  const twice = { ...theirs, id: id + 1, nodeId: `twice-${String(id)}`, isReply: random.chance(0.3) };
  return {
    comments: [...met, ...(random.chance(0.3) ? [copied] : []), ...(random.chance(0.15) && theirs.byUs ? [twice] : [])],
    checkRuns: [
      ...checkRuns,
      ...(random.chance(0.2) ? [runOf({ id: 900_000 + checkRuns.length, byUs: false, headSha: sha })] : []),
      ...(random.chance(0.1) ? [runOf({ id: 500 + checkRuns.length, headSha: sha })] : []),
    ],
  };
}

function isOurs(comment: PublishedComment): boolean {
  return comment.byUs && !comment.isReply && readMarker(SCOPE, comment.body) !== null;
}

function standing({ comments }: PublishedState): PublishedComment[] {
  return comments.filter((comment) => {
    const note = isOurs(comment) ? readMarker(SCOPE, comment.body)?.note : undefined;
    return note !== undefined && !comment.minimised && !comment.resolved && (note === null || !comment.outdated);
  });
}

function marksIn(state: PublishedState, sha: string): number {
  const newest = state.checkRuns.filter((run) => run.byUs && run.headSha === sha).sort((a, b) => b.id - a.id)[0];
  return standing(state).length + (newest?.annotations.length ?? 0);
}

function expectOursAlone(plan: PublishPlan, { comments, checkRuns }: PublishedState): void {
  const ours = new Set(comments.filter(isOurs).map(({ nodeId }) => nodeId));
  for (const { nodeId } of [...plan.edits, ...plan.minimise, ...plan.restore]) expect(ours).toContain(nodeId);
  const answered = new Set(comments.filter((each) => each.repliedByOthers).map(({ nodeId }) => nodeId));
  for (const { nodeId } of plan.minimise) expect(answered).not.toContain(nodeId);
  const runs = new Set(checkRuns.filter((run) => run.byUs).map(({ id }) => id));
  for (const { id } of plan.checkRuns) if (id !== null) expect(runs).toContain(id);
  expect(plan.checkRuns.filter(({ id }) => id === null).length).toBeLessThanOrEqual(1);
}

function expectAnchorsInDiff({ review, checkRuns }: PublishPlan, files: Files): void {
  for (const { anchor, body } of review?.comments ?? []) {
    expect(body.length).toBeLessThanOrEqual(65_536);
    const file = files.get(anchor.path);
    if (file === undefined) throw new Error(`${anchor.path} is not in the diff`);
    if (anchor.kind === 'file') continue;
    const side = anchor.side === 'LEFT' ? 'base' : 'head';
    const shown = file.shownIn(side, anchor.line);
    expect(shown).not.toBeNull();
    if (anchor.startLine === null) continue;
    expect(anchor.startLine).toBeLessThan(anchor.line);
    expect(file.shownIn(side, anchor.startLine)).toBe(shown);
  }
  for (const { path, startLine, endLine } of checkRuns.flatMap((write) => write.annotationBatches.flat())) {
    expect([...files.keys()]).not.toContain(path);
    expect(startLine).toBeLessThanOrEqual(endLine);
  }
}

/** Of what is reported, one comment can be seen that nobody answered, however often it was posted. */
function expectNothingTwice({ comments }: PublishedState, { findings }: Verdict): void {
  const reported = new Set(findings.map(({ fingerprint }) => fingerprint));
  const seen = comments
    .filter((comment) => isOurs(comment) && !comment.minimised && !comment.repliedByOthers)
    .map(({ body }) => readMarker(SCOPE, body))
    .flatMap((marker) => (marker?.note === null && reported.has(marker.fingerprint) ? [marker.fingerprint] : []));
  expect(seen).toEqual([...new Set(seen)]);
}

function conversationOf(random: Random): PublishRequest['conversation'] {
  return {
    repositoryId: SCOPE.repositoryId,
    number: SCOPE.pullRequest,
    draft: random.chance(0.1),
    byAutomation: random.chance(0.05),
    beforeInstallation: random.chance(0.05),
  };
}

/** Publishes as a worker does that dies now and then: it reads, plans, does some of it, and begins again. */
function publish(random: Random, request: PublishRequest, files: Files): PublishedState {
  let { published } = request;
  for (;;) {
    const plan = planPublication({ ...request, published });
    expectOursAlone(plan, published);
    expectAnchorsInDiff(plan, files);
    const dies = random.chance(0.3);
    published = applyPlan(published, plan, dies ? random.upTo(4) : Infinity);
    if (!dies) return published;
  }
}

describe('a pull request that lives', () => {
  it.each(Array.from({ length: SEEDS }, (_, seed) => seed))('is told the same however it goes (seed %i)', (seed) => {
    const random = randomFrom(seed);
    let state: PublishedState = { checkRuns: [], comments: [] };
    for (let push = 0; push < PUSHES; push += 1) {
      const sha = random.chance(0.2) ? '0'.repeat(40) : push.toString(16).padStart(40, 'a');
      const files = someFiles(random);
      state = othersDo(random, state, sha);
      const before = marksIn(state, sha);
      const request = requestOf([], {
        verdict: someVerdict(random, sha, files),
        changes: changesOf(files),
        sourceText: (side, path) => files.get(path)?.[side] ?? null,
        conversation: conversationOf(random),
        published: state,
      });
      const foreign = JSON.stringify(state.comments.filter((comment) => !isOurs(comment)));
      state = publish(random, request, files);
      expect(isEmptyPlan(planPublication({ ...request, published: state }))).toBe(true);
      expectNothingTwice(state, request.verdict);
      expect(marksIn(state, sha)).toBeLessThanOrEqual(Math.max(10, before));
      expect(JSON.stringify(state.comments.filter((comment) => !isOurs(comment)))).toBe(foreign);
      const ended = state.checkRuns.filter((run) => run.byUs && run.headSha === sha);
      expect(new Set(ended.map(({ status }) => status))).toEqual(new Set(['completed']));
      expect(new Set(ended.map(({ conclusion }) => conclusion)).size).toBe(1);
      expect(['success', 'failure']).toContain(ended[0]?.conclusion);
    }
  });
});
