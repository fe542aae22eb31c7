/**
 * Rules of GitHub's that its description does not hold: limits of length, fields that need each other, words that are
 * only said in prose. Looks at the request alone; what depends on state is the handler's.
 */
import type { OperationId } from '../description/operations-in-use.ts';

type Body = Readonly<Record<string, unknown>>;
type Rule = (body: Body) => string[];

/** What is wrong with a body whose shape is right already. */
export function brokenRules(operation: OperationId, body: unknown): string[] {
  const fields = (body ?? {}) as Body;
  return (RULES[operation] ?? []).flatMap((rule) => rule(fields));
}

const MAX_BODY = 65_536;
const MAX_ANNOTATION_BYTES = 64 * 1024;
const MAX_ANNOTATION_TITLE = 255;
const MAX_ACTION_DESCRIPTION = 40;
const MAX_LABEL = 50;

const RULES: Readonly<Partial<Record<OperationId, readonly Rule[]>>> = {
  'checks/create': [completedHasConclusion, headShaIsFull, outputFits, actionsFit, detailsAreLinked, notStale],
  'checks/update': [completedHasConclusion, outputFits, actionsFit, detailsAreLinked, notStale],
  'issues/create-comment': [bodyIsWritten],
  'issues/update-comment': [bodyIsWritten],
  'issues/create-label': [labelFits],
  'pulls/create-review': [reviewHasBody, bodyFits, commentsHavePlaces],
  'pulls/submit-review': [reviewHasBody, bodyFits],
  'pulls/update-review': [bodyIsWritten],
  'pulls/create-review-comment': [bodyIsWritten, (body) => placeProblems(body, '')],
  'pulls/create-reply-for-review-comment': [bodyIsWritten],
  'pulls/update-review-comment': [bodyIsWritten],
};

function completedHasConclusion({ status, conclusion }: Body): string[] {
  if (status === 'completed' && conclusion === undefined) return ['conclusion is missing where status is completed'];
  if (status !== undefined && status !== 'completed' && conclusion !== undefined) {
    return ['conclusion is given where status is not completed'];
  }
  return [];
}

function notStale({ conclusion }: Body): string[] {
  return conclusion === 'stale' ? ['conclusion stale is set by GitHub alone'] : [];
}

function headShaIsFull({ head_sha: sha }: Body): string[] {
  return /^[0-9a-f]{40}$/.test(String(sha)) ? [] : ['head_sha is not a full commit id'];
}

function detailsAreLinked({ details_url: url }: Body): string[] {
  return url === undefined || (typeof url === 'string' && /^https?:\/\//.test(url))
    ? []
    : ['details_url is not http or https'];
}

function outputFits({ output }: Body): string[] {
  const { annotations = [] } = (output ?? {}) as { readonly annotations?: readonly Body[] };
  return annotations.flatMap((annotation, index) =>
    annotationProblems(annotation).map((problem) => `output.annotations[${index}] ${problem}`),
  );
}

function annotationProblems(annotation: Body): string[] {
  const { path, start_line: start, end_line: end, start_column, end_column, title = '', message } = annotation;
  const problems: string[] = [];
  if (String(path).startsWith('/') || path === '') problems.push('path is not relative to the repository');
  if (Number(start) < 1 || Number(end) < Number(start)) problems.push('end_line is before start_line, or before 1');
  if (start !== end && (start_column !== undefined || end_column !== undefined)) {
    problems.push('columns are given where start_line and end_line differ');
  }
  if (String(title).length > MAX_ANNOTATION_TITLE) problems.push(`title is over ${MAX_ANNOTATION_TITLE} characters`);
  if (message === '') problems.push('message is blank');
  for (const field of ['message', 'raw_details']) {
    const value = annotation[field];
    if (typeof value === 'string' && Buffer.byteLength(value) > MAX_ANNOTATION_BYTES)
      problems.push(`${field} is over 64 KB`);
  }
  return problems;
}

function actionsFit({ actions }: Body): string[] {
  return ((actions ?? []) as readonly Body[]).flatMap(({ description }, index) =>
    String(description).length > MAX_ACTION_DESCRIPTION
      ? [`actions[${index}].description is over ${MAX_ACTION_DESCRIPTION} characters`]
      : [],
  );
}

function bodyFits({ body }: Body): string[] {
  return typeof body === 'string' && body.length > MAX_BODY
    ? [`body is too long (maximum is ${MAX_BODY} characters)`]
    : [];
}

function bodyIsWritten(body: Body): string[] {
  const text = body['body'];
  return typeof text === 'string' && text.trim() === '' ? ["body can't be blank"] : bodyFits(body);
}

function reviewHasBody({ event, body }: Body): string[] {
  if (event !== 'COMMENT' && event !== 'REQUEST_CHANGES') return [];
  return typeof body === 'string' && body.trim() !== '' ? [] : [`body is required where event is ${event}`];
}

function commentsHavePlaces({ comments }: Body): string[] {
  return ((comments ?? []) as readonly Body[]).flatMap((comment, index) => [
    ...bodyIsWritten(comment).map((problem) => `comments[${index}].${problem}`),
    ...placeProblems(comment, `comments[${index}].`),
  ]);
}

/** One of a line and a position, sides by their names, and a range that goes down. */
function placeProblems(place: Body, prefix: string): string[] {
  const { line, start_line: start, position, in_reply_to: replyTo, subject_type: subject } = place;
  if (replyTo !== undefined) return [];
  const problems: string[] = [];
  for (const name of ['side', 'start_side']) {
    const side = place[name];
    if (side !== undefined && side !== 'LEFT' && side !== 'RIGHT' && side !== 'side')
      problems.push(`${name} is not LEFT or RIGHT`);
  }
  if (subject === 'file') return line === undefined ? problems : [...problems, 'line is given for a whole file'];
  if ((line === undefined) === (position === undefined)) problems.push('exactly one of line and position is needed');
  if (start !== undefined && start !== null && Number(start) >= Number(line)) {
    problems.push('start_line must precede the end line');
  }
  return problems.map((problem) => `${prefix}${problem}`);
}

function labelFits({ name }: Body): string[] {
  return String(name).length > MAX_LABEL ? [`name is too long (maximum is ${MAX_LABEL} characters)`] : [];
}
