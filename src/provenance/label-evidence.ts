/**
 * What a pull request's labels say. People set them on purpose where they say that AI wrote; a tool's name alone may as
 * well be the subject, so it needs company.
 */
import type { SignalSource } from '#domain/provenance.ts';
import type { Evidence } from './evidence.ts';
import { quotable } from './text-line.ts';
import { TOOLS } from './tools/all-tools.ts';

const WROTE =
  /^(?:(?:ai|llm|agent)[-_ :/]{0,2}(?:assisted|generated|written|authored|created|coded)|(?:created|generated|written|authored|made)[-_ ]by[-_ :/]{1,2}(?:ai|llm|agent)|vibe[-_ ]coded)$/i;
const LONGEST = 100;

export function labelEvidence(label: string): Evidence[] {
  const name = label.slice(0, LONGEST).trim();
  const text = quotable(name);
  const source: SignalSource = { kind: 'label' };
  const common = { says: 'assisted', model: null, source, text, sort: 'label' } as const;
  if (WROTE.test(name)) return [{ ...common, tool: null, strength: 'declared' }];
  const words = name.toLowerCase().replace(/[-_ :/]+/g, '-');
  const tool = TOOLS.find(({ tool: id, title }) => words === id || words === title.toLowerCase().replace(/ /g, '-'));
  const short = tool ?? TOOLS.find(({ tool: id }) => id.replace(/^(?:github|openai)-|-code$/g, '') === words);
  return short === undefined ? [] : [{ ...common, tool: short.tool, strength: 'weak' }];
}
