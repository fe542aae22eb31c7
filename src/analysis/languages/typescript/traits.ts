/** What extraction must know of JavaScript and TypeScript beyond the IR. */
import type { LanguageTraits } from '../../extract/language-traits.ts';

export const TYPESCRIPT_TRAITS: LanguageTraits = {
  moduleLoaders: new Set(['require']),
  exportObjects: new Set(['exports', 'module.exports']),
  moduleValues: new Set(['module.exports']),
  mutators: new Set(['push', 'unshift', 'add', 'set', 'append', 'splice', 'fill', 'enqueue', 'write']),
  keyedMutators: new Set(['set', 'append']),
  commentMarkers: ['countersign-ignore', 'todo', 'fixme', 'hack', 'xxx', 'not implemented'],
};
