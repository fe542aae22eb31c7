/** Guards that are kept are not reported, and those that are lost are, on one noun of the handlers that accuracy is measured on. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Judgement } from '../../scripts/accuracy/judgement.ts';
import { handlerCases } from '../../scripts/accuracy/refactorings/handlers.ts';
import { judgeHandler } from '../../scripts/accuracy/refactorings/measure.ts';
import { createOutside, type ClosableOutside } from '../rules/outside.ts';

let outside: ClosableOutside;
beforeAll(() => {
  outside = createOutside();
});
afterAll(() => outside.close());

it.each(handlerCases(1).map((one) => [one.id, one] as const))('%s', async (_, one) => {
  const judgements = await judgeHandler(one, outside);
  expect(mistakes(judgements, 'guard kept')).toEqual([]);
  expect(mistakes(judgements, 'guard lost')).toEqual([]);
  expect(mistakes(judgements, 'handlers as they are')).toEqual([]);
});

function mistakes(judgements: readonly Judgement[], group: string): string[] {
  return judgements
    .filter((one) => one.group.startsWith(group) && (one.outcome === 'wrong' || one.outcome === 'missed'))
    .map(({ outcome, group: name, detail }) => `${outcome}: ${name} ${detail}`);
}
