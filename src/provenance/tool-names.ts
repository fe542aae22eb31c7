/** Which tools a text names, where it is known to be about the tools that helped. */
import type { ToolMarks } from './marks.ts';
import { modelIn } from './match-marks.ts';
import { TOOLS } from './tools/all-tools.ts';

export interface NamedTool {
  /** Null: AI, but none of the tools that have a table. */
  readonly tool: string | null;
  readonly model: string | null;
}

/** Assistants and models that are AI beyond doubt, though nobody here keeps a table for them. */
const OTHER_AI = /\b(?:gpt-?\d\w{0,3}|gemma|llama|grok|deepseek|qwen|mistral|codestral|perplexity|LLMs?)\b/i;
/** Those of them that are names of models. */
const OTHER_MODEL =
  /\b(?:gpt-?\d(?:[\w.-]{0,20}\w)?|gemma ?\d?|llama ?\d?|grok[ -]?\d?|deepseek(?:-\w{1,10})?|qwen[\w.-]{0,20}|mistral|codestral)\b/i;

/** Names in a field that asks for tools, such as the blank of a template. */
export function toolsNamed(text: string): NamedTool[] {
  return named(text, (tool) => tool.named.test(text));
}

/** Names in a sentence about AI. */
export function toolsMentioned(text: string): NamedTool[] {
  return named(text, (tool) => tool.mentioned.test(text));
}

/** Names in a sentence that stands where AI was asked about: those that are also words only as a sentence names tools. */
export function toolsDisclosed(text: string): NamedTool[] {
  return named(text, (tool) => nameIn(tool, text) !== null);
}

/** Where a sentence names this tool, in a way that can hardly mean anything else; null where it does not. */
export function nameIn(tool: ToolMarks, text: string): { readonly start: number; readonly end: number } | null {
  const found = (tool.isWord === true ? null : tool.named.exec(text)) ?? tool.mentioned.exec(text);
  return found === null ? null : { start: found.index, end: found.index + found[0].length };
}

function named(text: string, isNamed: (tool: ToolMarks) => boolean): NamedTool[] {
  const tools = TOOLS.filter(isNamed).map((tool) => ({ tool: tool.tool, model: modelIn(tool, text) }));
  if (tools.length > 0) return withoutModelsAlone(tools);
  return OTHER_AI.test(text) ? [{ tool: null, model: OTHER_MODEL.exec(text)?.[0] ?? null }] : [];
}

/** `Gemini 3 Flash` names a model; whether the tool of that name ran it, it does not say. */
function withoutModelsAlone(tools: readonly NamedTool[]): NamedTool[] {
  return tools.map((one) => (one.tool === 'gemini' && one.model !== null ? { ...one, tool: null } : one));
}

/** The product that a field begins with, where the field may as well name a person. */
export function productAtStart(text: string): NamedTool | null {
  const tool = TOOLS.find((one) => one.product.test(text));
  return tool === undefined ? null : { tool: tool.tool, model: modelIn(tool, text) };
}
