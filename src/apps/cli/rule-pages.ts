/** The rules' own pages: beside the rules in a checkout, beside the bundle in a published package. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseRulePage, type RulePage } from '#checks/rule-page.ts';

/** Null where the page is missing or is no page. */
export async function readRulePage(root: string, id: string): Promise<RulePage | null> {
  const besideRules = join(root, 'src', 'checks');
  const folder = existsSync(besideRules) ? besideRules : join(root, 'dist', 'rules');
  try {
    return parseRulePage(await readFile(join(folder, `${id}.md`), 'utf8'));
  } catch {
    return null;
  }
}
