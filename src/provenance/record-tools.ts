/** Names that tools have in records of their own (`claude`, `codex`, `Cursor`) → our ids. */
import { TOOLS } from './tools/all-tools.ts';

/** The id of a tool that has a table; else the name as it is recorded, cut; null where there is none. */
export function recordedTool(name: string | null): string | null {
  if (name === null || name.trim() === '') return null;
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
    .slice(0, 60);
  const exact = TOOLS.find(({ tool }) => tool === plain);
  const short = TOOLS.find(({ tool }) => tool.replace(/^(?:github|openai)-|-(?:code|agent)$/g, '') === plain);
  const named = TOOLS.find((tool) => tool.isWord !== true && tool.named.test(name));
  return (exact ?? short ?? named)?.tool ?? plain;
}
