/** Every tool whose marks are read. A tool is added by a table beside this file and a line here. */
import type { ToolMarks } from '../marks.ts';
import { CLAUDE_CODE } from './claude-code.ts';
import { CURSOR } from './cursor.ts';
import { DEVIN } from './devin.ts';
import { GITHUB_COPILOT } from './github-copilot.ts';
import { OPENAI_CODEX } from './openai-codex.ts';

export const TOOLS: readonly ToolMarks[] = [CLAUDE_CODE, CURSOR, DEVIN, GITHUB_COPILOT, OPENAI_CODEX];
