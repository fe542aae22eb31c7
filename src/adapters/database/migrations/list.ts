/** All migrations, in order. One that has been released is never edited: what it got wrong, the next one mends. */
import type { Kysely } from 'kysely';
import * as first from './0001-first-tables.ts';
import * as packageAnswers from './0002-package-answers.ts';
import * as provenanceEvidence from './0003-provenance-evidence.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly up: (db: Kysely<unknown>) => Promise<void>;
}

export const MIGRATIONS: readonly Migration[] = [
  { number: 1, name: 'first-tables', up: first.up },
  { number: 2, name: 'package-answers', up: packageAnswers.up },
  { number: 3, name: 'provenance-evidence', up: provenanceEvidence.up },
];
