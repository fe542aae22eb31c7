/**
 * XML to elements with positions. The library iterates, knows no external entities and refuses those that a document
 * defines, so nothing multiplies. A text that is not well-formed has no element at all.
 */
import { SaxesParser } from 'saxes';
import type { Span } from '#domain/span.ts';
import { createPositions } from '../configuration/positions.ts';
import type { Broken } from './manifest-parts.ts';

export interface XmlElement {
  /** Without a namespace prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, trimmed, without its children's. */
  readonly text: string;
  /** From its start tag to its end tag. */
  readonly span: Span;
}

export interface XmlDocument {
  readonly lineCount: number;
  readonly root: XmlElement | null;
  readonly broken: readonly Broken[];
}

/** Elements of one file; no project has near as many. */
const MAX_ELEMENTS = 500_000;
const MAX_DEPTH = 1_000;
const MAX_TEXT = 10_000;

interface Open {
  readonly name: string;
  readonly start: number;
  readonly attributes: Map<string, string>;
  readonly children: XmlElement[];
  text: string;
}

class Unreadable extends Error {}

/** Never throws. */
export function readXml(text: string): XmlDocument {
  const positions = createPositions(text);
  const parser = new SaxesParser();
  const open: Open[] = [];
  let root: XmlElement | null = null;
  let start = 0;
  let count = 0;

  parser.on('error', (error) => {
    throw new Unreadable(error.message.replace(/^\d+:\d+: /, ''));
  });
  parser.on('opentagstart', () => {
    start = text.lastIndexOf('<', Math.max(0, parser.position - 1));
    count += 1;
    if (count > MAX_ELEMENTS) throw new Unreadable(`more than ${MAX_ELEMENTS} elements`);
    if (open.length > MAX_DEPTH) throw new Unreadable(`nested deeper than ${MAX_DEPTH} levels`);
  });
  parser.on('opentag', (tag) => {
    open.push({ name: localName(tag.name), start, attributes: attributesOf(tag.attributes), children: [], text: '' });
  });
  parser.on('text', (part) => {
    const top = open.at(-1);
    if (top !== undefined && top.text.length < MAX_TEXT) top.text += part;
  });
  parser.on('cdata', (part) => {
    const top = open.at(-1);
    if (top !== undefined && top.text.length < MAX_TEXT) top.text += part;
  });
  parser.on('closetag', () => {
    const top = open.pop();
    if (top === undefined) return;
    const { name, attributes, children } = top;
    const span = positions.span(top.start, parser.position);
    const element = { name, attributes, children, text: top.text.trim(), span };
    const parent = open.at(-1);
    if (parent === undefined) root = element;
    else parent.children.push(element);
  });

  try {
    parser.write(text).close();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const at = Math.max(0, parser.position - 1);
    const reason = error.message.slice(0, 200);
    return { lineCount: positions.lineCount, root: null, broken: [{ span: positions.span(at, at + 1), reason }] };
  }
  return { lineCount: positions.lineCount, root, broken: [] };
}

function attributesOf(attributes: Readonly<Record<string, string>>): Map<string, string> {
  return new Map(Object.entries(attributes).map(([name, value]) => [localName(name), value]));
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export function childOf(element: XmlElement | null | undefined, name: string): XmlElement | null {
  return element?.children.find((child) => child.name === name) ?? null;
}

/** The text of a child; null where there is no such child. */
export function textOfChild(element: XmlElement | null | undefined, name: string): string | null {
  return childOf(element, name)?.text ?? null;
}

/** Elements of this name anywhere below, in the order of the text. */
export function descendantsOf(root: XmlElement | null, names: ReadonlySet<string>): XmlElement[] {
  const found: XmlElement[] = [];
  const pending = root === null ? [] : [root];
  for (let element = pending.pop(); element !== undefined; element = pending.pop()) {
    if (names.has(element.name)) found.push(element);
    for (let at = element.children.length - 1; at >= 0; at -= 1) {
      const child = element.children[at];
      if (child !== undefined) pending.push(child);
    }
  }
  return found;
}
