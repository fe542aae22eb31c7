/** What reports say of a rule beside its findings: its metadata and its page. */
import type { RulePage } from '#checks/rule-page.ts';
import type { RuleMeta } from '#checks/rule.ts';

export interface RuleDescription {
  readonly id: string;
  readonly meta: RuleMeta;
  /** Null where the page is not at hand. */
  readonly page: RulePage | null;
}

const SHOWN_SECTIONS = ['What', 'Why', 'Fix', 'Limits'] as const;

/** What a user reads of a rule's page; what the tests run is left out. */
export function pageSections(page: RulePage): readonly { readonly heading: string; readonly text: string }[] {
  return SHOWN_SECTIONS.flatMap((heading) => {
    const text = page.sections.get(heading)?.text ?? '';
    return text === '' ? [] : [{ heading, text }];
  });
}
