/** Every tool whose marks are read. A tool is added by a table beside this file and a line here. */
import type { ToolMarks } from '../marks.ts';
import { AIDER } from './aider.ts';
import { AMAZON_Q } from './amazon-q.ts';
import { AMP } from './amp.ts';
import { AUGMENT } from './augment.ts';
import { BOLT } from './bolt.ts';
import { CHATGPT } from './chatgpt.ts';
import { CLAUDE_CODE } from './claude-code.ts';
import { CLAUDE_FLOW } from './claude-flow.ts';
import { CLINE } from './cline.ts';
import { CODEWHISPERER } from './codewhisperer.ts';
import { CODY } from './cody.ts';
import { CONTINUE } from './continue.ts';
import { COSINE } from './cosine.ts';
import { CRUSH } from './crush.ts';
import { CURSOR } from './cursor.ts';
import { DEVIN } from './devin.ts';
import { ENGINE_LABS } from './engine-labs.ts';
import { ENTIRE } from './entire.ts';
import { FACTORY_DROID } from './factory-droid.ts';
import { FIREBENDER } from './firebender.ts';
import { GEMINI } from './gemini.ts';
import { GITAR } from './gitar.ts';
import { GITHUB_COPILOT } from './github-copilot.ts';
import { GOOGLE_AI_STUDIO } from './google-ai-studio.ts';
import { GOOSE } from './goose.ts';
import { JETBRAINS_AI } from './jetbrains-ai.ts';
import { JULES } from './jules.ts';
import { JUNIE } from './junie.ts';
import { KIRO } from './kiro.ts';
import { LOVABLE } from './lovable.ts';
import { OPENAI_CODEX } from './openai-codex.ts';
import { OPENCODE } from './opencode.ts';
import { OPENHANDS } from './openhands.ts';
import { PI } from './pi.ts';
import { QWEN_CODE } from './qwen-code.ts';
import { REPLIT_AGENT } from './replit-agent.ts';
import { ROO_CODE } from './roo-code.ts';
import { SWE_AGENT } from './swe-agent.ts';
import { SWEEP } from './sweep.ts';
import { TABNINE } from './tabnine.ts';
import { V0 } from './v0.ts';
import { WARP } from './warp.ts';
import { WINDSURF } from './windsurf.ts';
import { ZED } from './zed.ts';

export const TOOLS: readonly ToolMarks[] = [
  AIDER,
  AMAZON_Q,
  AMP,
  AUGMENT,
  BOLT,
  CHATGPT,
  CLAUDE_CODE,
  CLAUDE_FLOW,
  CLINE,
  CODEWHISPERER,
  CODY,
  CONTINUE,
  COSINE,
  CRUSH,
  CURSOR,
  DEVIN,
  ENGINE_LABS,
  ENTIRE,
  FACTORY_DROID,
  FIREBENDER,
  GEMINI,
  GITAR,
  GITHUB_COPILOT,
  GOOGLE_AI_STUDIO,
  GOOSE,
  JETBRAINS_AI,
  JULES,
  JUNIE,
  KIRO,
  LOVABLE,
  OPENAI_CODEX,
  OPENCODE,
  OPENHANDS,
  PI,
  QWEN_CODE,
  REPLIT_AGENT,
  ROO_CODE,
  SWE_AGENT,
  SWEEP,
  TABNINE,
  V0,
  WARP,
  WINDSURF,
  ZED,
];
