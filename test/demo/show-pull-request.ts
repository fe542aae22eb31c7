/** A pull request on a terminal, as GitHub's page shows it: who wants what, the check, what was written into the diff. */
import { reviewCommentsOf, type PullRequest, type ReviewComment } from '../github/state/pull-requests.ts';
import { fullNameOf } from '../github/state/repositories.ts';
import type { CheckRun } from '../github/state/checks.ts';
import { showMarkdown } from './markdown-page.ts';
import type { Page } from './terminal-page.ts';

export interface Shown {
  readonly pull: PullRequest;
  readonly run: CheckRun;
  readonly comments: readonly ReviewComment[];
  /** Of the summary, what is asked for and no more: for reviews of what was shown before. */
  readonly brief?: boolean;
  /** Whether a rule of the repository requires the check. */
  readonly required: boolean;
  /** How long after the push the check was complete. */
  readonly seconds: number;
}

export function showPullRequest(page: Page, { pull, run, comments, required, seconds, brief = false }: Shown): void {
  const { ink } = page;
  const head = pull.head.sha.slice(0, 7);
  page.line();
  page.line(`${ink(pull.title, 'bold')} ${ink(`${fullNameOf(pull.repository)}#${String(pull.number)}`, 'dim')}`);
  page.line(ink(`${pull.author.login} wants to merge ${pull.head.ref} (${head}) into ${pull.base.ref}`, 'dim'));
  page.line();
  showCheck(page, run, `${required ? 'required, ' : ''}after ${seconds.toFixed(1)} s`, brief);
  for (const comment of comments) showComment(page, comment);
}

function showCheck(page: Page, { name, conclusion, output }: CheckRun, note: string, brief: boolean): void {
  const { ink } = page;
  const passed = conclusion === 'success';
  const sign = ink(passed ? '✓' : '✗', passed ? 'green' : 'red', 'bold');
  page.line(`${sign} ${ink(name, 'bold')} — ${output.title ?? ''}  ${ink(note, 'dim')}`);
  page.line();
  const summary = output.summary ?? '';
  showMarkdown(page, brief ? (summary.split('### Provenance')[0] ?? '') : summary, `  ${ink('│', 'dim')} `);
}

/** What stands in the diff, below the lines that it is about. */
function showComment(page: Page, comment: ReviewComment): void {
  const { ink } = page;
  const { thread } = comment;
  const { path, line } = thread.original;
  const where = `${ink(comment.author.login, 'bold')} on ${path}${line === null ? '' : `:${String(line)}`}`;
  const edge = `  ${ink('┃', 'yellow')} `;
  page.line();
  page.line(
    comment.minimized === null ? where : `${where} ${ink(`minimised: ${comment.minimized.toLowerCase()}`, 'dim')}`,
  );
  page.line();
  if (comment.minimized === null) {
    showHunk(page, thread.diffHunk);
    showMarkdown(page, comment.body, edge);
    return;
  }
  const [first = ''] = comment.body.split('\n\n');
  const note = /\*\*(?:Fixed in|No longer reported)[^\n]{0,300}/.exec(comment.body)?.[0] ?? '';
  showMarkdown(page, `${first}\n\n${note}`, edge);
}

const SHOWN_LINES = 6;

function showHunk({ ink, line }: Page, hunk: string): void {
  const lines = hunk.split('\n').filter((text) => !text.startsWith('@@'));
  for (const text of lines.slice(-SHOWN_LINES)) {
    line(
      text.startsWith('+') ? ink(text, 'green') : text.startsWith('-') ? ink(text, 'red') : ink(text, 'dim'),
      '    ',
    );
  }
  line();
}

/** Comments of the App on a pull request. */
export function commentsByApp(pull: PullRequest): readonly ReviewComment[] {
  return reviewCommentsOf(pull).filter((comment) => comment.author.type === 'Bot');
}
