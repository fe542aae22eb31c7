/**
 * Which files coding agents take their orders from: instructions, written for them, and configuration, which says what
 * they may run. By path alone; each tool's documentation names its files.
 */

export type AgentFile = 'instructions' | 'configuration';

const FOLDERS =
  /(?:^|\/)\.(?:claude|claude-plugin|cursor|codex|gemini|windsurf|clinerules|continue|roo|kiro|junie|amazonq|augment|agents|opencode|qwen|factory|trae|zed)\//;

const INSTRUCTION_NAMES =
  /(?:^|\/)(?:agents|claude|gemini|agent|skill|copilot-instructions)(?:\.local|\.override)?\.md$|(?:^|\/)\.(?:cursorrules|windsurfrules|clinerules|roorules|goosehints|rules|aiderrules)$|\.mdc$/i;
/** Words that other pages may be called by, too: only as these tools write them. */
const UPPER_CASE_NAMES = /(?:^|\/)(?:QWEN|WARP|CRUSH|CONVENTIONS)\.md$/;
const INSTRUCTION_FOLDERS = /(?:^|\/)\.github\/(?:instructions|prompts|chatmodes|agents|skills)\/.*\.md$/i;

const SERVER_FILES =
  /(?:^|\/)(?:\.?mcp|mcp[-_.]config|mcp[-_]servers|mcp[-_]settings|cline_mcp_settings|claude_desktop_config|opencode|gemini-extension|crush|\.aider\.conf)\.(?:json|jsonc|json5|toml|ya?ml)$/i;
const EDITOR_FILES =
  /(?:^|\/)\.vscode\/(?:mcp|settings)\.json$|(?:^|\/)\.devcontainer(?:\/.*)?\/?devcontainer\.json$|\.code-workspace$/i;

const CONFIGURATION = /\.(?:json|jsonc|toml|ya?ml)$/i;

/** Null for a file that no agent is known to read by itself. */
export function agentFileOf(path: string): AgentFile | null {
  if (INSTRUCTION_NAMES.test(path) || UPPER_CASE_NAMES.test(path) || INSTRUCTION_FOLDERS.test(path))
    return 'instructions';
  if (SERVER_FILES.test(path) || EDITOR_FILES.test(path)) return 'configuration';
  if (!FOLDERS.test(path)) return null;
  if (/\.(?:md|mdc|markdown|txt)$/i.test(path)) return 'instructions';
  return CONFIGURATION.test(path) ? 'configuration' : null;
}
