/** Builds a tree of values from JSON's tokens, however broken. It keeps a stack of its own and recurses nowhere. */
import type { ConfigEntry, ConfigFacts, ConfigValue } from '../configuration-facts.ts';
import { MAX_BROKEN, MAX_DEPTH, MAX_EXPRESSION_TEXT } from './limits.ts';
import type { Positions } from './positions.ts';

interface Frame {
  readonly kind: 'map' | 'list';
  readonly start: number;
  readonly entries: ConfigEntry[];
  readonly items: ConfigValue[];
  key: { readonly name: string; readonly start: number; readonly end: number } | null;
  /** What the last token was, so that a missing separator is seen. */
  after: 'nothing' | 'key' | 'value';
}

/** Offsets are of the token that is told. */
export interface JsonTree {
  open(kind: 'map' | 'list', start: number): void;
  close(kind: 'map' | 'list', start: number, end: number): void;
  separator(kind: ':' | ',', start: number, end: number): void;
  /** A property's name, or a value, by where it stands. */
  string(text: string, start: number, end: number): void;
  scalar(value: number | boolean | null, start: number, end: number): void;
  /** Something that is no value of JSON, kept as it is written. */
  unknown(text: string, start: number, end: number): void;
  fail(start: number, end: number, reason: string): void;
  /** Closes what is still open at the end of the text. */
  finish(end: number): void;
}

export function createJsonTree(
  positions: Positions,
  documents: ConfigValue[],
  broken: ConfigFacts['broken'][number][],
  maxValues: number,
): JsonTree {
  const frames: Frame[] = [];
  let values = 0;

  function fail(start: number, end: number, reason: string): void {
    if (broken.length < MAX_BROKEN) broken.push({ span: positions.span(start, end), reason });
  }

  function place(value: ConfigValue, start: number, end: number): void {
    const frame = frames.at(-1);
    values += 1;
    if (values === maxValues) fail(start, end, `more than ${maxValues} values`);
    if (frame === undefined) {
      if (documents.length > 0) fail(start, end, 'a second value after the end');
      documents.push(value);
      return;
    }
    const kept = values < maxValues && frames.length <= MAX_DEPTH;
    if (frame.kind === 'list') {
      if (frame.after === 'value') fail(start, end, 'comma expected');
      if (kept) frame.items.push(value);
    } else if (frame.key === null) {
      fail(start, end, 'property name expected');
    } else {
      if (frame.after === 'key') fail(start, end, 'colon expected');
      const keySpan = positions.span(frame.key.start, frame.key.end);
      if (kept) frame.entries.push({ key: frame.key.name, keySpan, value });
      frame.key = null;
    }
    frame.after = 'value';
  }

  function closeTop(end: number): void {
    const frame = frames.pop();
    if (frame === undefined) return;
    if (frame.key !== null) fail(frame.key.start, frame.key.end, 'value expected');
    const { kind, entries, items } = frame;
    const span = positions.span(frame.start, end);
    place(kind === 'map' ? { kind, entries, span } : { kind, items, span }, frame.start, end);
  }

  return {
    fail,
    open(kind, start) {
      frames.push({ kind, start, entries: [], items: [], key: null, after: 'nothing' });
      if (frames.length === MAX_DEPTH + 1) fail(start, start + 1, `nested deeper than ${MAX_DEPTH} levels`);
    },
    /** Up to the nearest frame of that kind, so that one missing bracket does not shift what follows. */
    close(kind, start, end) {
      const at = frames.findLastIndex((frame) => frame.kind === kind);
      if (at === -1) return fail(start, end, 'closes nothing');
      while (frames.length > at + 1) {
        fail(start, end, 'a bracket is missing before this one');
        closeTop(start);
      }
      closeTop(end);
    },
    separator(kind, start, end) {
      const frame = frames.at(-1);
      if (frame !== undefined && frame.key !== null && kind === ',') {
        fail(frame.key.start, frame.key.end, 'value expected');
        frame.key = null;
        frame.after = 'nothing';
        return;
      }
      if (frame === undefined || frame.after !== (kind === ':' ? 'key' : 'value')) {
        return fail(start, end, `unexpected ${kind}`);
      }
      frame.after = 'nothing';
    },
    string(text, start, end) {
      const frame = frames.at(-1);
      if (frame?.kind === 'map' && frame.key === null) {
        if (frame.after === 'value') fail(start, end, 'comma expected');
        frame.key = { name: text, start, end };
        frame.after = 'key';
      } else {
        place({ kind: 'scalar', value: text, span: positions.span(start, end) }, start, end);
      }
    },
    scalar(value, start, end) {
      place({ kind: 'scalar', value, span: positions.span(start, end) }, start, end);
    },
    unknown(text, start, end) {
      fail(start, end, 'not JSON');
      place(
        { kind: 'expression', text: text.slice(0, MAX_EXPRESSION_TEXT), span: positions.span(start, end) },
        start,
        end,
      );
    },
    finish(end) {
      for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
        fail(frame.start, end, 'not closed');
        closeTop(end);
      }
    },
  };
}
