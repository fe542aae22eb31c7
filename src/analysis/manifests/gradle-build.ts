/**
 * What build.gradle and build.gradle.kts ask for, as far as it stands there in words: `implementation 'group:name:1.0'`,
 * `implementation(group = "g", name = "n", version = "v")`, `id("plugin") version "1.0"`. Both are programs: what they
 * compute is not read.
 */
import type { DeclaredDependency } from '../manifest-facts.ts';
import type { ManifestParts } from './manifest-parts.ts';
import { linesOf, spanOfLine, type TextLine } from './text-lines.ts';

const NOTATION =
  /^([A-Za-z]\w{0,60})\s*\(?\s*(?:(?:platform|enforcedPlatform|testFixtures|project\.dependencies\.platform)\s*\(\s*)?["']([\w.-]{1,200}):([\w.-]{1,200})(?::([^"':@]{1,100}))?(?::[^"'@]{1,50})?(?:@\w{1,20})?["']/;
const NAMED =
  /^([A-Za-z]\w{0,60})\s*\(?\s*group\s*[:=]\s*["']([\w.-]{1,200})["']\s*,\s*name\s*[:=]\s*["']([\w.-]{1,200})["'](?:\s*,\s*version\s*[:=]\s*["']([^"']{1,100})["'])?/;
const PLUGIN = /^id\s*\(?\s*["']([\w.-]{1,200})["']\s*\)?\s*version\s*\(?\s*["']([^"']{1,100})["']/;

/** Words that take a notation and ask for nothing. */
const NO_CONFIGURATION =
  /^(?:exclude|force|id|println|version|group|name|url|def|val|var|return|substitute|module|because)$/;

export function readGradleBuild(text: string): ManifestParts {
  const lines = linesOf(text);
  const dependencies: DeclaredDependency[] = [];
  let inComment = false;
  for (const line of lines) {
    const opens = line.text.lastIndexOf('/*');
    const closes = line.text.lastIndexOf('*/');
    const starts = !inComment && line.text.trimStart().startsWith('/*');
    if (!inComment && !starts && !line.text.trimStart().startsWith('//')) dependencies.push(...readLine(line));
    if (starts || inComment) inComment = closes < opens || (closes === -1 && opens === -1) || closes === -1;
  }
  return { lineCount: lines.length, dependencies, broken: [] };
}

function readLine(line: TextLine): DeclaredDependency[] {
  // Blanks could stand in many places of the patterns, so there is never more than one.
  const text = line.text.trim().replace(/\s+/g, ' ');
  const found = NOTATION.exec(text) ?? NAMED.exec(text);
  if (found !== null) {
    const [, configuration = '', group = '', name = '', version = ''] = found;
    if (NO_CONFIGURATION.test(configuration)) return [];
    const requirement = version.includes('$') ? '' : version;
    return [{ name: `${group}:${name}`, requirement, group: configuration, span: spanOfLine(line) }];
  }
  const plugin = PLUGIN.exec(text);
  if (plugin === null) return [];
  const [, id = '', version = ''] = plugin;
  return [{ name: `${id}:${id}.gradle.plugin`, requirement: version, group: 'plugins', span: spanOfLine(line) }];
}
