/** Which tools a text names, where it is known to be about the tools that helped. */
import { modelIn } from './match-marks.ts';
import { TOOLS } from './tools/all-tools.ts';

export interface NamedTool {
  /** Null: AI, but none of the tools that have a table. */
  readonly tool: string | null;
  readonly model: string | null;
}

/** Assistants and models that are AI beyond doubt, though nobody here keeps a table for them. */
const OTHER_AI =
  /\b(?:chat-?gpt|gpt-?\d\w{0,3}|gemini|gemma|llama|grok|deepseek|qwen|mistral|codestral|windsurf|cody|aider|cline|junie|kiro|opencode|perplexity|LLMs?)\b/i;

/** Names in a field that asks for tools, such as the blank of a template. */
export function toolsNamed(text: string): NamedTool[] {
  const named = TOOLS.filter((tool) => tool.named.test(text)).map((tool) => ({
    tool: tool.tool,
    model: modelIn(tool, text),
  }));
  return named.length > 0 || !OTHER_AI.test(text) ? named : [{ tool: null, model: null }];
}

/** Names in a sentence about AI. */
export function toolsMentioned(text: string): NamedTool[] {
  const mentioned = TOOLS.filter((tool) => tool.mentioned.test(text)).map((tool) => ({
    tool: tool.tool,
    model: modelIn(tool, text),
  }));
  return mentioned.length > 0 || !OTHER_AI.test(text) ? mentioned : [{ tool: null, model: null }];
}

/** The product that a field begins with, where the field may as well name a person. */
export function productAtStart(text: string): NamedTool | null {
  const tool = TOOLS.find((one) => one.product.test(text));
  return tool === undefined ? null : { tool: tool.tool, model: modelIn(tool, text) };
}
