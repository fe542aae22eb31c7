/**
 * What a mark of a tool is. Tools are data: one table each in `tools/`, every line with its strength and with where
 * the fact was seen. Patterns name exact addresses, account ids and whole lines; a domain or a word alone is no mark.
 */
import type { SignalStrength } from '#domain/provenance.ts';

export type IdentityRole = 'author' | 'committer' | 'co-author';

interface Fact {
  /** declared: written on purpose by the tool or its user. strong: hardly anything else writes it. weak: needs company. */
  readonly strength: SignalStrength;
  /** Where it was seen, for whoever doubts it. */
  readonly source: string;
}

/** `Name <address>` of an author, a committer, or a trailer that names who took part. */
export interface IdentityMark extends Fact {
  readonly kind: 'identity';
  readonly roles: readonly IdentityRole[];
  /** Whole addresses in lower case. */
  readonly addresses: readonly string[];
  /** Account ids in `<id>+<login>@users.noreply.github.com`. */
  readonly accounts: readonly number[];
  /** Logins of bots in the same addresses, in lower case with their `[bot]`, where the id is not known. */
  readonly logins?: readonly string[];
  /** What the name must look like, too; without any address or account, the name alone is the mark. */
  readonly name?: RegExp;
}

/** The account that opened the pull request: by id, or by login where GitHub calls it a bot. */
export interface AccountMark extends Fact {
  readonly kind: 'account';
  readonly ids: readonly number[];
  /** In lower case. */
  readonly logins: readonly string[];
}

/** A trailer that only this tool writes. */
export interface TrailerMark extends Fact {
  readonly kind: 'trailer';
  /** In lower case. */
  readonly key: string;
  readonly value: RegExp;
}

export interface BranchMark extends Fact {
  readonly kind: 'branch';
  readonly pattern: RegExp;
}

/** A line that says this and nothing else, once links are replaced by their text; `link`, if given, is one of its links. */
export interface LineMark extends Fact {
  readonly kind: 'line';
  readonly text: RegExp;
  readonly link?: RegExp;
}

/** How the first line of a commit's message begins. */
export interface SubjectMark extends Fact {
  readonly kind: 'subject';
  readonly pattern: RegExp;
}

/** An address of one piece of work, anywhere outside code and quotes. */
export interface LinkMark extends Fact {
  readonly kind: 'link';
  readonly url: RegExp;
}

export type Mark = IdentityMark | AccountMark | TrailerMark | BranchMark | LineMark | SubjectMark | LinkMark;
export type MarkKind = Mark['kind'];

export interface ToolMarks {
  /** The id that policies and reports use. */
  readonly tool: string;
  readonly title: string;
  /** How the tool is called in a field that asks for tools. */
  readonly named: RegExp;
  /** A name that no person bears, at the beginning of a field that may name a person. */
  readonly product: RegExp;
  /** How it is called in a sentence about AI, in a way that can hardly mean a person or a thing. */
  readonly mentioned: RegExp;
  /** Its name is also a word or a person's name: only `mentioned` is believed in a sentence. */
  readonly isWord?: true;
  /** A model's name inside a name or a line; the whole match is taken. */
  readonly model: RegExp | null;
  readonly marks: readonly Mark[];
}
