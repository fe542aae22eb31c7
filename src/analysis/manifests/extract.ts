/** The one door from a package manifest's text to facts, whichever the ecosystem. */
import type { Ecosystem, ManifestFacts } from '../manifest-facts.ts';
import { extractNpmManifest } from './npm.ts';

const READERS: Readonly<Record<Ecosystem, (text: string) => ManifestFacts>> = { npm: extractNpmManifest };

/** Pure, never throws on any text; what could not be read is in the facts' `broken`. */
export function extractManifest(ecosystem: Ecosystem, text: string): ManifestFacts {
  return READERS[ecosystem](text);
}
