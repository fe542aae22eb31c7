/**
 * Trailers by which people and projects declare AI, whatever the tool: `Assisted-by: AGENT:MODEL [TOOLS]` as the Linux
 * kernel asks for it, `Generated-by:` as the Apache Software Foundation does, `AI-assisted:`. People thank people by
 * the first one, so a name with an address, or a name that a person could bear, says nothing.
 */
import { productAtStart, toolsNamed, type NamedTool } from './tool-names.ts';
import type { Trailer } from './trailers.ts';

export interface TrailerStatement {
  readonly says: 'assisted' | 'denied';
  /** Empty where AI is declared and no tool is named. */
  readonly tools: readonly NamedTool[];
}

/** Agent and model, then perhaps other tools; no space after the colon, or it would be a sentence. */
const AGENT_AND_MODEL = /^([A-Za-z][\w .-]{0,40}):([A-Za-z0-9][\w./-]{0,80})(?=$|[\s[])/;

/** What such a trailer says, or null for any other and for one that says nothing. */
export function trailerStatement({ key, value }: Trailer): TrailerStatement | null {
  switch (key.toLowerCase()) {
    case 'assisted-by':
      return assistedBy(value);
    case 'generated-by':
      return generatedBy(value);
    // Of the record that Entire keeps of a session: which agent it was.
    case 'entire-agent':
    case 'ai-agent':
    case 'ai-tool':
    case 'ai-tools':
    case 'ai-tools-used':
    case 'coding-agent':
      return namedAgent(value);
    case 'ai-assisted':
    case 'ai-assisted-by':
    case 'ai-generated':
    case 'ai-generated-by':
      return aiField(value);
    default:
      return null;
  }
}

function namedAgent(value: string): TrailerStatement | null {
  if (/^(?:no|none|n\/?a|human)\b/i.test(value)) return null;
  const tools = toolsNamed(value);
  return tools.length === 0 ? null : { says: 'assisted', tools };
}

function assistedBy(value: string): TrailerStatement | null {
  if (value.includes('@')) return null;
  const pair = AGENT_AND_MODEL.exec(value);
  if (pair !== null) {
    const [tool] = toolsNamed(pair[1] ?? '');
    return { says: 'assisted', tools: [{ tool: tool?.tool ?? null, model: pair[2] ?? null }] };
  }
  const product = productAtStart(value);
  return product === null ? null : { says: 'assisted', tools: [product] };
}

/** Code generators sign so, too: only a name of AI at the beginning counts. */
function generatedBy(value: string): TrailerStatement | null {
  if (value.includes('@')) return null;
  const start = value.split(/\s+/).slice(0, 2).join(' ');
  if (toolsNamed(start).length === 0) return null;
  return { says: 'assisted', tools: toolsNamed(value) };
}

function aiField(value: string): TrailerStatement | null {
  const answer = value.trim().toLowerCase();
  if (/^(?:no|none|false|0|never)\b/.test(answer)) return { says: 'denied', tools: [] };
  if (/^(?:n\/?a\b|unknown\b|tbd\b|todo\b|[?.…_<[-])/.test(answer) || answer === '') return null;
  return { says: 'assisted', tools: toolsNamed(value) };
}
