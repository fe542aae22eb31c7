/** What `npm run new-rule` writes is a rule in form, whatever it needs, and fails until someone has filled it in. */
import { stripTypeScriptTypes } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { NEEDS } from '#checks/rule-inputs.ts';
import { PAGE_SECTIONS, parseRulePage } from '#checks/rule-page.ts';
import { pageDraft, sourceDraft } from '../../scripts/rule-draft.ts';
import { casesOf } from './cases.ts';

describe.each(NEEDS)('a draft that needs %s', (need) => {
  const page = parseRulePage(pageDraft(need));

  it('has each section, a case and a near miss', () => {
    expect([...page.sections.keys()]).toEqual([...PAGE_SECTIONS]);
    const cases = casesOf(page, need);
    expect([cases.reported.length, cases.notReported.length]).toEqual([1, 1]);
  });

  it('expects a finding in the file of its case, which the empty rule does not give', () => {
    const [one] = casesOf(page, need).reported;
    expect(one?.expected).toContain(`${one?.files[0]?.path ?? 'no file'}:1 medium/medium`);
  });

  it('is source that exports a rule of this need', () => {
    const source = stripTypeScriptTypes(sourceDraft('auth', need));
    expect(source).toContain(`needs: '${need}'`);
    expect(source).toContain('export const rule = defineRule({');
  });
});
