/** Finds the rules on disk, registered or not, so that a rule at work fails alone and a forgotten one cannot hide. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { RuleDefinition } from '#checks/rule.ts';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CHECKS = join(ROOT, 'src', 'checks');

export interface RuleFiles {
  readonly id: string;
  /** Absolute paths; either may be missing on disk. */
  readonly source: string;
  readonly page: string;
}

/** Everything in an area's folder that defines a rule, and every page, with or without its other half; by id. */
export function findRules(checks: string = CHECKS): RuleFiles[] {
  const ids = new Set<string>();
  for (const area of readdirSync(checks, { withFileTypes: true })) {
    if (!area.isDirectory()) continue;
    for (const file of readdirSync(join(checks, area.name))) {
      if (isHalfOfRule(join(checks, area.name, file))) ids.add(`${area.name}/${file.replace(/\.(?:ts|md)$/, '')}`);
    }
  }
  return [...ids].sort().map((id) => ruleFiles(id, checks));
}

/** Where a rule's two halves lie, or are to lie. */
export function ruleFiles(id: string, checks: string = CHECKS): RuleFiles {
  return { id, source: join(checks, `${id}.ts`), page: join(checks, `${id}.md`) };
}

/** Imports a rule's file. Throws where it does not export one by the name `rule`. */
export async function loadRule(files: RuleFiles): Promise<RuleDefinition> {
  const module = (await import(pathToFileURL(files.source).href)) as { readonly rule?: RuleDefinition };
  if (module.rule === undefined) throw new TypeError(`${files.id}.ts does not export \`rule\``);
  return module.rule;
}

function isHalfOfRule(path: string): boolean {
  if (path.endsWith('.md')) return true;
  return path.endsWith('.ts') && !path.endsWith('.test.ts') && readFileSync(path, 'utf8').includes('defineRule(');
}
