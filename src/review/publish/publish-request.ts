/** Everything that publishing is decided from. Plain facts: nothing here is looked up. */
import type { FileChange } from '#domain/change.ts';
import type { Verdict } from '#domain/verdict.ts';
import type { SourceText } from '../render/source-text.ts';
import type { CheckRunAction } from './publish-plan.ts';
import type { PublishedState } from './published-state.ts';
import type { FixParses } from './suggestion.ts';

export interface PublishRequest {
  readonly verdict: Verdict;
  /** The last verdicts of other open pull requests with the same head: the commit's check says the gravest of all. */
  readonly others?: readonly Verdict[];
  /** From the merge-base to the head, as the snapshot has them. */
  readonly changes: readonly FileChange[];
  readonly sourceText: SourceText;
  /** Null where a commit is checked that is no pull request's: a merge group. Nothing but a check is published then. */
  readonly conversation: Conversation | null;
  /** What there is now, progress of this review included. */
  readonly published: PublishedState;
  /** Signs markers, and nothing else; never empty. With another key, comments of before are nobody's. */
  readonly markerKey: string;
  /** Where the whole report can be read, the same for every pull request of a head; null where nobody serves it. */
  readonly detailsUrl: string | null;
  /** Rules that the policy has turned off. */
  readonly rulesOff?: ReadonlySet<string>;
  /** Where a fix is known to break its file it is told as text. Not given: rules have shown that theirs do not. */
  readonly fixParses?: FixParses;
  /** GitHub refused this plan's anchors: it is made again without any in the diff. */
  readonly anchorsRefused?: boolean;
  /** Whether threads of what is fixed are resolved as well. GitHub asks for `contents: write`; not given: no. */
  readonly resolveThreads?: boolean;
  /** At most three. */
  readonly actions?: readonly CheckRunAction[];
  /** `MOST_MARKS` if not given. */
  readonly mostMarks?: number;
}

export interface Conversation {
  readonly repositoryId: number;
  readonly number: number;
  readonly draft: boolean;
  /** Opened by a known bot that is not AI (`isAutomation`). */
  readonly byAutomation: boolean;
  /** Neither opened nor pushed to since the App was installed: it gets a check when a sweep comes to it, no comment. */
  readonly beforeInstallation: boolean;
}
