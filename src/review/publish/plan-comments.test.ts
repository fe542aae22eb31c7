import { describe, expect, it } from '@jest/globals';
import { applyPlan } from '../../../test/publish/apply-plan.ts';
import {
  commentOn,
  FILE,
  findingOn,
  fingerprintOf,
  HEAD,
  OBSERVING,
  placeOn,
  requestOf,
  runOf,
  SCOPE,
  verdictOf,
} from '../../../test/publish/scene.ts';
import { readMarker } from './marker.ts';
import { planPublication } from './plan-publication.ts';
import type { PublishedComment } from './published-state.ts';
import type { PublishPlan } from './publish-plan.ts';
import type { PublishRequest } from './publish-request.ts';

function withComments(...comments: readonly PublishedComment[]): Pick<PublishRequest, 'published'> {
  return { published: { checkRuns: [], comments } };
}

/** Without the check run, which changes with every verdict. */
function inDiff({ review, edits, minimise, restore, checkRuns }: PublishPlan) {
  return {
    posted: review?.comments.map(({ body }) => readMarker(SCOPE, body)?.fingerprint) ?? [],
    edited: edits.map(({ nodeId }) => nodeId),
    minimised: minimise.map(({ nodeId, classifier }) => `${nodeId} ${classifier}`),
    restored: restore.map(({ nodeId }) => nodeId),
    annotated: checkRuns.flatMap((write) => write.annotationBatches.flat().map(({ rawDetails }) => rawDetails)),
  };
}

const UNTOUCHED = { posted: [], edited: [], minimised: [], restored: [], annotated: [] };

describe('new findings', () => {
  it('come in one review on the head, in their order', () => {
    const { review } = planPublication(requestOf([findingOn(3, placeOn(41)), findingOn(1)]));
    expect(review).toMatchObject({ commitSha: HEAD, event: 'COMMENT' });
    expect(review?.comments.map(({ anchor }) => anchor)).toEqual([
      { kind: 'line', path: FILE, side: 'RIGHT', startLine: null, line: 41 },
      { kind: 'line', path: FILE, side: 'RIGHT', startLine: null, line: 10 },
    ]);
  });

  it.each([
    ['nothing stands', 0, 0, 10],
    ['some stand already', 4, 0, 6],
    ['the check run has annotations', 4, 3, 3],
    ['there is no room', 10, 0, 0],
    ['there are more than there should be', 12, 0, 0],
  ])('are ten marks at most, where %s', (_, standing, annotations, expected) => {
    const told = Array.from({ length: standing }, (__, index) => findingOn(index));
    const fresh = Array.from({ length: 15 }, (__, index) => findingOn(100 + index));
    const annotated = Array.from({ length: annotations }, () => ({ path: FILE, rawDetails: null }));
    const published = {
      checkRuns: [runOf({ annotations: annotated })],
      comments: told.map((__, index) => commentOn(index)),
    };
    const { review } = planPublication(requestOf([...told, ...fresh], { published }));
    expect(review?.comments.length ?? 0).toBe(expected);
  });

  it('that share a fingerprint share a comment, with the words of the first', () => {
    const twin = findingOn(1, placeOn(41), { message: 'The other one' });
    const { review } = planPublication(requestOf([findingOn(1), findingOn(2), twin]));
    expect(review?.comments.map(({ body }) => /Finding number \d/.exec(body)?.[0])).toEqual([
      'Finding number 1',
      'Finding number 2',
    ]);
  });

  const conversation = requestOf([]).conversation;
  if (conversation === null) throw new Error('the scene has a conversation');
  it.each<[string, Partial<PublishRequest>]>([
    ['the policy observes', { verdict: verdictOf([findingOn(1)], { policy: OBSERVING }) }],
    ['the pull request is a draft', { conversation: { ...conversation, draft: true } }],
    ['a bot that is not AI opened it', { conversation: { ...conversation, byAutomation: true } }],
    ['it was there before the App', { conversation: { ...conversation, beforeInstallation: true } }],
    ['there is no pull request', { conversation: null }],
  ])('are not written into the diff where %s, and there is a check all the same', (_, more) => {
    const outside = findingOn(2, placeOn(3, 'head', 'src/elsewhere.ts'));
    const plan = planPublication({ ...requestOf([findingOn(1), outside]), ...more });
    expect(inDiff(plan)).toEqual(UNTOUCHED);
    expect(plan.checkRuns).toHaveLength(1);
  });

  it('are written once the draft is ready', () => {
    const draft = { ...conversation, draft: true };
    const before = requestOf([findingOn(1)], { conversation: draft });
    const published = applyPlan(before.published, planPublication(before));
    expect(inDiff(planPublication(requestOf([findingOn(1)], { published }))).posted).toEqual([fingerprintOf(1)]);
  });
});

describe('what was said is not said again', () => {
  it.each<[string, Partial<PublishedComment>]>([
    ['stands', {}],
    ['is outdated', { outdated: true }],
    ['was hidden by somebody', { minimised: true }],
    ['is in a thread that somebody resolved', { resolved: true }],
    ['was answered', { repliedByOthers: true }],
    ['stands in another file by now', { path: 'src/old.ts' }],
  ])('where its comment %s', (_, more) => {
    const plan = planPublication(requestOf([findingOn(1)], withComments(commentOn(1, more))));
    expect(inDiff(plan)).toEqual(UNTOUCHED);
  });

  it('where the check run has an annotation for it', () => {
    const annotations = [{ path: 'src/elsewhere.ts', rawDetails: `fingerprint ${fingerprintOf(1)}` }];
    const published = { checkRuns: [runOf({ annotations })], comments: [] };
    const finding = findingOn(1, placeOn(3, 'head', 'src/elsewhere.ts'));
    expect(inDiff(planPublication(requestOf([finding], { published })))).toEqual(UNTOUCHED);
  });

  it('and what was said twice is hidden once, unless somebody answered', () => {
    const second = commentOn(1, { id: 300, nodeId: 'second' });
    const answered = commentOn(1, { id: 400, nodeId: 'answered', repliedByOthers: true });
    const plan = planPublication(requestOf([findingOn(1)], withComments(second, answered, commentOn(1))));
    expect(inDiff(plan)).toEqual({ ...UNTOUCHED, minimised: ['second DUPLICATE'] });
  });

  it('and stays where it can be seen, whichever was first', () => {
    const hidden = commentOn(1, { minimised: true });
    const seen = commentOn(1, { id: 300, nodeId: 'second' });
    expect(inDiff(planPublication(requestOf([findingOn(1)], withComments(hidden, seen))))).toEqual(UNTOUCHED);
  });

  it('is taken for said only in comments of ours', () => {
    const theirs = commentOn(1, { byUs: false });
    const reply = commentOn(1, { id: 300, isReply: true });
    const unmarked = commentOn(1, { id: 301, body: 'Finding number 1' });
    const elsewhere = { ...SCOPE, pullRequest: 13 };
    const other = planPublication(
      requestOf([findingOn(1)], { conversation: { ...conversationOf(), number: 13 }, markerKey: SCOPE.key }),
    ).review?.comments[0]?.body;
    expect(readMarker(elsewhere, other ?? '')?.fingerprint).toBe(fingerprintOf(1));
    const copied = commentOn(1, { id: 302, body: other ?? '' });
    const plan = planPublication(requestOf([findingOn(1)], withComments(theirs, reply, unmarked, copied)));
    expect(inDiff(plan)).toEqual({ ...UNTOUCHED, posted: [fingerprintOf(1)] });
  });
});

function conversationOf() {
  const { conversation } = requestOf([]);
  if (conversation === null) throw new Error('the scene has a conversation');
  return conversation;
}

describe('a finding that is gone', () => {
  it('is noted as fixed in its comment, which is hidden and still known', () => {
    const plan = planPublication(requestOf([], withComments(commentOn(1))));
    expect(inDiff(plan)).toEqual({ ...UNTOUCHED, edited: ['comment-1'], minimised: ['comment-1 RESOLVED'] });
    const [edit] = plan.edits;
    expect(edit?.body).toContain(`Finding number 1\n\n**Fixed in ${HEAD.slice(0, 7)}.**`);
    expect(readMarker(SCOPE, edit?.body ?? '')).toMatchObject({ fingerprint: fingerprintOf(1), note: 'fixed' });
  });

  it.each<[string, Partial<PublishRequest>, Partial<PublishedComment>, string[]]>([
    ['is resolved where that was asked for', { resolveThreads: true }, {}, ['thread-1']],
    ['is not where nobody asked', {}, {}, []],
    ['is not where somebody answered', { resolveThreads: true }, { repliedByOthers: true }, []],
    ['is not a second time', { resolveThreads: true }, { resolved: true }, []],
    ['is not where it is not known', { resolveThreads: true }, { threadId: null }, []],
  ])('has a thread that %s', (_, request, comment, expected) => {
    const plan = planPublication(requestOf([], { ...request, ...withComments(commentOn(1, comment)) }));
    expect(plan.resolve.map(({ threadId }) => threadId)).toEqual(expected);
  });

  it('keeps its thread open to those who answered in it', () => {
    const plan = planPublication(requestOf([], withComments(commentOn(1, { repliedByOthers: true }))));
    expect(inDiff(plan)).toEqual({ ...UNTOUCHED, edited: ['comment-1'] });
  });

  it('is noted in drafts and where the policy observes by now, too', () => {
    const verdict = verdictOf([], { policy: OBSERVING });
    expect(inDiff(planPublication(requestOf([], { verdict, ...withComments(commentOn(1)) }))).edited).toHaveLength(1);
  });

  it('makes room for others', () => {
    const gone = commentOn(50);
    const standing = Array.from({ length: 9 }, (_, index) => commentOn(index));
    const findings = Array.from({ length: 12 }, (_, index) => findingOn(index));
    const plan = planPublication(requestOf(findings, withComments(...standing, gone)));
    expect(inDiff(plan).posted).toEqual([fingerprintOf(9)]);
  });

  it.each<[string, Partial<PublishedComment>, string[]]>([
    ['noted and hidden', { minimised: true }, []],
    ['noted and answered', { repliedByOthers: true }, []],
    ['noted, but not hidden yet', {}, ['comment-1 RESOLVED']],
  ])('is left alone once it is %s', (_, more, minimised) => {
    const plan = planPublication(requestOf([], withComments(commentOn(1, more, 'fixed'))));
    expect(inDiff(plan)).toEqual({ ...UNTOUCHED, minimised });
  });

  const elsewhere = { path: 'src/elsewhere.ts', detail: 'why', lines: null, ruleId: null };
  it.each<[string, Parameters<typeof verdictOf>[1]]>([
    ['the review is incomplete', { outcome: 'incomplete' }],
    ['its file could not be read', { notChecked: [{ ...elsewhere, path: FILE, reason: 'unparsable' }] }],
    [
      'its rule crashed',
      { notChecked: [{ ...elsewhere, path: null, reason: 'rule-crashed', ruleId: 'auth/late-guard' }] },
    ],
    ['a source of facts did not answer', { notChecked: [{ ...elsewhere, path: null, reason: 'source-unavailable' }] }],
  ])('is not called fixed where %s', (_, more) => {
    const verdict = verdictOf([], more);
    expect(inDiff(planPublication(requestOf([], { verdict, ...withComments(commentOn(1)) })))).toEqual(UNTOUCHED);
  });

  it.each<[string, Parameters<typeof verdictOf>[1]]>([
    ['another file', { notChecked: [{ ...elsewhere, reason: 'unparsable' }] }],
    [
      'another rule',
      { notChecked: [{ ...elsewhere, path: FILE, reason: 'rule-crashed', ruleId: 'data/sql-injection' }] },
    ],
    ['what no analyser reads', { notChecked: [{ ...elsewhere, path: FILE, reason: 'no-analyser' }] }],
  ])('is called fixed where only %s was not checked', (_, more) => {
    const verdict = verdictOf([], more);
    const plan = planPublication(requestOf([], { verdict, ...withComments(commentOn(1)) }));
    expect(plan.edits[0]?.body).toContain('**Fixed in');
  });

  it('is not called fixed where its file may have moved to one that could not be read', () => {
    const moved = { path: 'src/moved.ts', oid: '3'.repeat(40), kind: 'file', executable: false } as const;
    const changes = [{ status: 'added', base: null, head: moved, hunks: null }] as const;
    const notChecked = [{ ...elsewhere, path: 'src/moved.ts', reason: 'unparsable' as const }];
    const request = requestOf([], { changes, verdict: verdictOf([], { notChecked }), ...withComments(commentOn(1)) });
    expect(inDiff(planPublication(request))).toEqual(UNTOUCHED);
  });

  it.each<[string, Partial<PublishRequest>, Partial<PublishedComment>, string]>([
    ['it was there before', { verdict: verdictOf([], { existing: [findingOn(1)] }) }, {}, 'It was there before'],
    ['its rule is off', { rulesOff: new Set(['auth/late-guard']) }, {}, '`auth/late-guard` off'],
    ['the code is the same', {}, { commitSha: HEAD }, 'The code is the same'],
  ])('is withdrawn and not called fixed where %s', (_, request, comment, words) => {
    const plan = planPublication(requestOf([], { ...request, ...withComments(commentOn(1, comment)) }));
    expect(plan.edits[0]?.body).toContain(words);
    expect(plan.edits[0]?.body).not.toContain('Fixed');
    expect(plan.minimise).toEqual([{ nodeId: 'comment-1', classifier: 'OUTDATED' }]);
  });
});

describe('a finding that comes back', () => {
  const gone = (more: Partial<PublishedComment>) => commentOn(1, { minimised: true, ...more }, 'fixed');

  it('is told by the comment that it had, where that still has its line', () => {
    const plan = planPublication(requestOf([findingOn(1)], withComments(gone({}))));
    expect(inDiff(plan)).toEqual({ ...UNTOUCHED, edited: ['comment-1'], restored: ['comment-1'] });
    expect(readMarker(SCOPE, plan.edits[0]?.body ?? '')).toMatchObject({ note: null });
    expect(plan.edits[0]?.body).not.toContain('A note.');
  });

  it.each([{ outdated: true }, { resolved: true }])(
    'gets a new comment where the old one would not be read: %j',
    (more) => {
      const plan = planPublication(requestOf([findingOn(1)], withComments(gone(more))));
      expect(inDiff(plan)).toEqual({ ...UNTOUCHED, posted: [fingerprintOf(1)] });
    },
  );

  it('never suggests lines for a place that is not known', () => {
    const fix = { description: 'Put it right', edits: [{ place: placeOn(10), replacement: 'better();' }] };
    const finding = findingOn(1, placeOn(10), { fix });
    expect(planPublication(requestOf([finding])).review?.comments[0]?.body).toContain('```suggestion');
    expect(planPublication(requestOf([finding], withComments(gone({})))).edits[0]?.body).not.toContain('```suggestion');
  });

  it('takes back its note in a thread that somebody answered, full or not', () => {
    const answered = commentOn(1, { repliedByOthers: true }, 'fixed');
    const others = Array.from({ length: 9 }, (_, index) => commentOn(10 + index));
    const findings = [...others.map((_, index) => findingOn(10 + index)), findingOn(1)];
    const plan = planPublication(requestOf(findings, withComments(answered, ...others)));
    expect(inDiff(plan)).toEqual({ ...UNTOUCHED, edited: ['comment-1'] });
  });

  it('stays hidden while nothing is written into the diff', () => {
    const draft = { ...conversationOf(), draft: true };
    const plan = planPublication(requestOf([findingOn(1)], { conversation: draft, ...withComments(gone({})) }));
    expect(inDiff(plan)).toEqual(UNTOUCHED);
  });
});

it('refuses to sign with an empty key', () => {
  expect(() => planPublication(requestOf([findingOn(1)], { markerKey: '' }))).toThrow(TypeError);
});
