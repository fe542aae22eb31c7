/** All formats of tokens that have a source, as one list. */
import { AI } from './ai.ts';
import { CLOUD } from './cloud.ts';
import { CODE } from './code.ts';
import { DATA } from './data.ts';
import { MONEY } from './money.ts';
import { TALK } from './talk.ts';
import type { Provider } from './token-format.ts';
import { WATCH } from './watch.ts';
import { WORK } from './work.ts';

export const PROVIDERS: readonly Provider[] = [...CLOUD, ...CODE, ...DATA, ...AI, ...MONEY, ...TALK, ...WATCH, ...WORK];
