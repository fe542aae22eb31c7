/** A person's statement as evidence: one for each tool that it names, or one that names none. */
import type { SignalSource } from '#domain/provenance.ts';
import type { Evidence } from './evidence.ts';
import { quotable } from './text-line.ts';
import type { NamedTool } from './tool-names.ts';

export function statementEvidence(
  statement: { readonly says: 'assisted' | 'denied'; readonly tools: readonly NamedTool[] },
  source: SignalSource,
  text: string,
  sort: string,
): Evidence[] {
  const tools: readonly NamedTool[] = statement.tools.length === 0 ? [{ tool: null, model: null }] : statement.tools;
  return tools.map(({ tool, model }) => ({
    says: statement.says,
    tool,
    model,
    strength: 'declared',
    source,
    text: quotable(text),
    sort,
  }));
}
