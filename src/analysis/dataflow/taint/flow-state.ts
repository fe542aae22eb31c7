/**
 * A state of the walk from a sink back to where its value comes from, and the questions that can be put to it.
 * Vocabulary only: the walk is `taint.ts`.
 */
import type { Span } from '#domain/span.ts';
import type { FunctionFacts, PointId } from '../../module-facts.ts';
import type { CallRef, Program, ValueRef } from '../link/program.ts';

/** Which part of a value is wanted: property names from the outside in. Empty: the value itself, or anything in it;
 * `-a,b`: anything but these. */
export type AccessPath = readonly string[];

/** Any element of a list, or any property of an object whose name is not known. */
export const ELEMENT = '[]';
/** The names of an object's properties. */
export const KEYS = '[keys]';

/** Something below what is asked for: the way to it was longer than is kept. */
export const BELOW = '…';

const MAX_PATH = 3;
const MAX_EXCEPTIONS = 24;

/** `path` of a part, seen from the whole. Of what is longer than three steps, the last stand as something below. */
export function within(name: string, path: AccessPath): AccessPath {
  return path.length < MAX_PATH ? [name, ...path] : [name, ...path.slice(0, MAX_PATH - 1), BELOW];
}

/** A whole without these properties, where a whole is asked for. */
export function except(path: AccessPath, names: readonly string[]): AccessPath {
  if (names.length === 0 || !isWhole(path)) return path;
  const all = new Set([...exceptions(path), ...names]);
  return all.size > MAX_EXCEPTIONS ? path : [`-${[...all].sort().join(',')}`];
}

/** The properties that are not asked for. */
export function exceptions(path: AccessPath): readonly string[] {
  const [name = ''] = path;
  return name.startsWith('-') ? name.slice(1).split(',') : [];
}

/** Whether the value itself is asked for, or anything in it but some properties. */
export function isWhole(path: AccessPath): boolean {
  const [name] = path;
  return name === undefined || name.startsWith('-');
}

/** How a function's parameters get their values at a call. */
export type Binding =
  /** `f(a, b)`; `skip` leading arguments belong to no parameter (`f.call(self, a)`). */
  | { readonly kind: 'arguments'; readonly skip: number }
  /** `f.apply(self, list)`. */
  | { readonly kind: 'list'; readonly argument: number }
  /** A callback: which of its parameters take what. */
  | { readonly kind: 'callback'; readonly params: readonly CallbackParam[] };

export interface CallbackParam {
  readonly index: number;
  /** The receiver itself (`then`), an element of it (`map`), an element of an argument (`map(list, f)`), or an argument (`reduce`'s start). */
  readonly takes: 'receiver' | 'element' | 'argument' | 'argument-element';
  readonly argument?: number;
}

/** A call that the walk is inside of: it entered by the result, and must leave by this call's arguments. */
export interface CallContext {
  readonly call: CallRef;
  /** The function that it runs. */
  readonly into: FunctionFacts;
  readonly binding: Binding;
  readonly below: CallContext | null;
  readonly depth: number;
  /** Tells contexts apart within one walk. */
  readonly key: string;
}

/** How a value gets one step nearer to the sink. */
export type FlowStep =
  /** A part, a whole, an alias: nothing that a reader needs to be told. */
  | { readonly kind: 'same' | 'member' }
  /** Becomes part of a text; `state.towards` is at that text. */
  | { readonly kind: 'text' }
  | { readonly kind: 'argument'; readonly call: CallRef; readonly param: string | null; readonly callee: string }
  | { readonly kind: 'returned'; readonly call: CallRef; readonly callee: string }
  /** Kept in a field of an object between calls. */
  | { readonly kind: 'field'; readonly name: string; readonly span: Span }
  /** Through a function that could not be looked into. */
  | { readonly kind: 'guess'; readonly call: CallRef }
  /** Through a validation whose schema is not known. */
  | { readonly kind: 'validated'; readonly call: CallRef };

/** One move of the walk. `anchor` is the point at which the value is used: what holds there holds of it. */
export interface Move {
  readonly at: ValueRef;
  readonly path: AccessPath;
  readonly context: CallContext | null;
  readonly anchor: PointId | null;
  readonly step: FlowStep;
}

export interface FlowState extends Move {
  /** How many calls lie between this and the sink. */
  readonly calls: number;
  /** The state nearer to the sink; null at the sink. */
  readonly towards: FlowState | null;
}

/** Where a value comes from. */
export interface Source {
  /** As a reader would write it: `req.query.id`. */
  readonly text: string;
  readonly at: ValueRef;
  readonly span: Span;
  /** How sure it is that this is one. */
  readonly certainty: 'sure' | 'likely';
  /** What else is to be said of it, in a word for the rule that asked. */
  readonly kind: string;
}

/** What is asked of the values that reach a sink. */
export interface FlowQuestion {
  readonly sourceAt: (program: Program, state: FlowState) => Source | null;
  /** The value is not what is asked about, whatever it is made of. */
  readonly isClean: (program: Program, state: Move) => boolean;
  /** The call makes its result harmless, whatever it is given. */
  readonly cleans: (program: Program, call: CallRef) => boolean;
  /** Which properties of an object count where the object as a whole is taken; null for all. */
  readonly wholeObject: ReadonlySet<string> | null;
  /** Whether functions that cannot be looked into are taken to pass on what they are given. */
  readonly guesses: boolean;
  /** Calls further away from the sink than this are not followed. */
  readonly maxCalls: number;
  /** Whether a property of unknown name (`o[key] = v`) may be any property that is asked for. */
  readonly anyKey: boolean;
  /** Whether being compared with constants, or validated, makes a value harmless. */
  readonly barriers: boolean;
}
