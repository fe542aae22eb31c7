/** The facts of one blob, of whichever kind its dialect has. */
import type { ConfigFacts } from './configuration-facts.ts';
import type { InstructionFacts } from './instruction-facts.ts';
import type { ManifestFacts, ManifestFormat } from './manifest-facts.ts';
import type { ModuleFacts } from './module-facts.ts';

export type FileFacts = ModuleFacts | ConfigFacts | ManifestFacts | InstructionFacts;

/** How a blob is to be read. Together with the blob id and the extractor's version, the key under which its facts are kept. */
export type Dialect =
  | 'typescript'
  | 'tsx'
  | 'javascript'
  | 'terraform'
  | 'yaml'
  | 'json'
  | 'toml'
  | 'dockerfile'
  | 'instructions'
  | ManifestFormat;
