/** What GitHub shows once a plan, or the first steps of it, is carried out. As an adapter would do it: one thing after another. */
import type { CheckRunWrite, PublishPlan } from '#review/publish/publish-plan.ts';
import type { PublishedCheckRun, PublishedState } from '#review/publish/published-state.ts';

/** `steps`: how many single writes succeed before the process dies. A review is one write. */
export function applyPlan(state: PublishedState, plan: PublishPlan, steps: number = Infinity): PublishedState {
  const writes: ((now: PublishedState) => PublishedState)[] = [
    ...(plan.review === null ? [] : [(now: PublishedState) => withReview(now, plan)]),
    ...plan.edits.map((edit) => changeComment(edit.nodeId, { body: edit.body })),
    ...plan.minimise.map(({ nodeId }) => changeComment(nodeId, { minimised: true })),
    ...plan.resolve.map(({ threadId }) => resolveThread(threadId)),
    ...plan.restore.map(({ nodeId }) => changeComment(nodeId, { minimised: false })),
    ...plan.checkRuns.map((write) => (now: PublishedState) => withRun(now, write)),
  ];
  return writes.slice(0, steps).reduce((now, write) => write(now), state);
}

function withReview(state: PublishedState, { review }: PublishPlan): PublishedState {
  const next = 1 + state.comments.reduce((most, { id }) => Math.max(most, id), 1_000);
  const posted = (review?.comments ?? []).map(({ anchor, body }, index) => ({
    id: next + index,
    nodeId: `comment-${String(next + index)}`,
    threadId: `thread-${String(next + index)}`,
    byUs: true,
    isReply: false,
    path: anchor.path,
    body,
    commitSha: review?.commitSha ?? '',
    outdated: false,
    minimised: false,
    resolved: false,
    repliedByOthers: false,
  }));
  return { ...state, comments: [...state.comments, ...posted] };
}

function changeComment(nodeId: string, change: { body?: string; minimised?: boolean }) {
  return (state: PublishedState): PublishedState => {
    if (!state.comments.some((comment) => comment.nodeId === nodeId)) throw new Error(`no comment ${nodeId}`);
    const comments = state.comments.map((each) => (each.nodeId === nodeId ? { ...each, ...change } : each));
    return { ...state, comments };
  };
}

function resolveThread(threadId: string) {
  return (state: PublishedState): PublishedState => ({
    ...state,
    comments: state.comments.map((each) => (each.threadId === threadId ? { ...each, resolved: true } : each)),
  });
}

export function withRun(state: PublishedState, write: CheckRunWrite): PublishedState {
  const before = state.checkRuns.find(({ id }) => id === write.id);
  if (write.id !== null && before === undefined) throw new Error(`no check run ${String(write.id)}`);
  const run: PublishedCheckRun = {
    id: write.id ?? 1 + state.checkRuns.reduce((most, { id }) => Math.max(most, id), 0),
    byUs: before?.byUs ?? true,
    headSha: write.headSha,
    status: write.state.status,
    conclusion: write.state.status === 'completed' ? write.state.conclusion : null,
    externalId: write.externalId,
    annotations: [
      ...(before?.annotations ?? []),
      ...write.annotationBatches.flat().map(({ path, rawDetails }) => ({ path, rawDetails })),
    ],
  };
  return { ...state, checkRuns: [...state.checkRuns.filter(({ id }) => id !== run.id), run] };
}
