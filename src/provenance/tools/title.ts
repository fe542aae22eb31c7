/** How a tool is called where people read it. */
import { TOOLS } from './all-tools.ts';

const TITLES: ReadonlyMap<string, string> = new Map(TOOLS.map(({ tool, title }) => [tool, title]));

/** The title of a tool that has a table; any other name as it is. */
export function titleOf(tool: string): string {
  return TITLES.get(tool) ?? tool;
}
