/** One check run as it should be, within what GitHub takes, and known again by a digest of what it says. Pure. */
import { createHash } from 'node:crypto';
import { cut, visibleProse } from '../render/neutralise.ts';
import { webAddress } from '../render/report-link.ts';
import type { Annotation, CheckRunAction, CheckRunOutput, CheckRunState, CheckRunWrite } from './publish-plan.ts';
import { CHECK_NAME, type PublishedCheckRun, type PublishedState } from './published-state.ts';

export interface CheckRunContent {
  readonly headSha: string;
  readonly state: CheckRunState;
  readonly output: CheckRunOutput;
  readonly detailsUrl: string | null;
  readonly actions?: readonly CheckRunAction[];
  readonly annotations?: readonly Annotation[];
  /** What a run stands for that says nothing of a review: it ends before one. */
  readonly ended?: boolean;
}

const ANNOTATIONS_A_REQUEST = 50;
const MOST_ACTIONS = 3;
const LABEL_LIMIT = 20;
const DESCRIPTION_LIMIT = 40;
const IDENTIFIER_LIMIT = 20;

/** `run` is null for a run to create. */
export function checkRunWrite(run: PublishedCheckRun | null, content: CheckRunContent): CheckRunWrite {
  const { headSha, state, output, annotations = [] } = content;
  const actions = (content.actions ?? []).slice(0, MOST_ACTIONS).map(withinLimits);
  const detailsUrl = webAddress(content.detailsUrl);
  return {
    id: run?.id ?? null,
    name: CHECK_NAME,
    headSha,
    state,
    externalId: `${content.ended === true ? ENDED : ''}${digest([state, output, detailsUrl, actions])}`,
    detailsUrl,
    output,
    actions,
    annotationBatches: batches(annotations),
  };
}

const ENDED = 'ended:';

/** A run that ended without a review: what it says is no verdict. */
export function endedWithoutReview({ status, externalId }: PublishedCheckRun): boolean {
  return status === 'completed' && externalId.startsWith(ENDED);
}

/** Whether the run says what the write would make it say. */
export function saysAlready(run: PublishedCheckRun | null, write: CheckRunWrite): boolean {
  if (run === null || write.annotationBatches.length > 0) return false;
  const conclusion = write.state.status === 'completed' ? write.state.conclusion : null;
  return run.status === write.state.status && run.conclusion === conclusion && run.externalId === write.externalId;
}

/** Runs that this App made on a head, the newest first: the first one is the one that GitHub shows. */
export function ownRuns(runs: readonly PublishedCheckRun[], headSha: string): readonly PublishedCheckRun[] {
  return runs.filter((run) => run.byUs && run.headSha === headSha).sort((a, b) => b.id - a.id);
}

/** What was read, with runs as they are since. A plan made from older runs could leave one running. */
export function withCheckRuns(state: PublishedState, runs: readonly PublishedCheckRun[]): PublishedState {
  const changed = new Set(runs.map(({ id }) => id));
  return { ...state, checkRuns: [...state.checkRuns.filter(({ id }) => !changed.has(id)), ...runs] };
}

function digest(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

function withinLimits({ label, description, identifier }: CheckRunAction): CheckRunAction {
  return {
    label: cut(visibleProse(label), LABEL_LIMIT),
    description: cut(visibleProse(description), DESCRIPTION_LIMIT),
    identifier: identifier.slice(0, IDENTIFIER_LIMIT),
  };
}

function batches(annotations: readonly Annotation[]): readonly (readonly Annotation[])[] {
  const count = Math.ceil(annotations.length / ANNOTATIONS_A_REQUEST);
  return Array.from({ length: count }, (_, index) => {
    return annotations.slice(index * ANNOTATIONS_A_REQUEST, (index + 1) * ANNOTATIONS_A_REQUEST);
  });
}
