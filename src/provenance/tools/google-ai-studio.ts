import type { ToolMarks } from '../marks.ts';

export const GOOGLE_AI_STUDIO: ToolMarks = {
  tool: 'google-ai-studio',
  title: 'Google AI Studio',
  named: /\b(?:google )?ai studio\b/i,
  product: /^google ai studio\b/i,
  mentioned: /\bGoogle AI Studio\b/,
  model: null,
  marks: [],
};
