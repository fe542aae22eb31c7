/**
 * Where any of many words stands in a text, in one pass whose time depends on the text's length alone (Aho and Corasick,
 * Communications of the ACM 18(6), 1975). Upper and lower case of ASCII letters are one. It is the filter before everything
 * that costs more: a text with none of the words in it has been looked at once.
 */

export interface KeywordIndex {
  /** Calls back for every occurrence, in the order of their ends, also where they overlap; `word` is the index in the list given. */
  find(text: string, onHit: (word: number, start: number, end: number) => void): void;
}

interface Node {
  readonly next: Map<number, Node>;
  readonly id: number;
  words: number[];
  fail: Node | null;
}

/** @param words of ASCII characters, none empty */
export function createKeywordIndex(words: readonly string[]): KeywordIndex {
  const classOf = classesOf(words);
  const width = Math.max(...classOf) + 1;
  const nodes = trieOf(words, classOf);
  const next = new Uint16Array(nodes.length * width);
  linkFailures(nodes, next, width);
  const hits = nodes.map((node) => (node.words.length === 0 ? null : Int32Array.from(node.words)));
  const isHit = Uint8Array.from(hits, (hit) => (hit === null ? 0 : 1));
  const lengths = words.map((word) => word.length);

  return {
    find(text, onHit) {
      let state = 0;
      for (let at = 0; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        state = next[state * width + (code < 128 ? (classOf[code] as number) : 0)] as number;
        if (isHit[state] === 0) continue;
        for (const word of hits[state] ?? []) onHit(word, at + 1 - (lengths[word] ?? 0), at + 1);
      }
    },
  };
}

/** For each ASCII code its column of the table; 0 for what is in no word. */
function classesOf(words: readonly string[]): Uint8Array {
  const classOf = new Uint8Array(128);
  let count = 0;
  for (const word of words) {
    for (const character of word.toLowerCase()) {
      const code = character.charCodeAt(0);
      if (code >= 128) throw new RangeError(`not an ASCII word: ${word}`);
      if (classOf[code] !== 0) continue;
      count += 1;
      classOf[code] = count;
      const upper = character.toUpperCase().charCodeAt(0);
      classOf[upper] = count;
    }
  }
  return classOf;
}

function trieOf(words: readonly string[], classOf: Uint8Array): Node[] {
  const nodes: Node[] = [{ next: new Map(), id: 0, words: [], fail: null }];
  for (const [index, word] of words.entries()) {
    let node = nodes[0] as Node;
    for (let at = 0; at < word.length; at += 1) {
      const column = classOf[word.charCodeAt(at)] as number;
      let child = node.next.get(column);
      if (child === undefined) {
        child = { next: new Map(), id: nodes.length, words: [], fail: null };
        nodes.push(child);
        node.next.set(column, child);
      }
      node = child;
    }
    node.words.push(index);
  }
  if (nodes.length > 0xffff) throw new RangeError('too many words for a table of 16 bits');
  return nodes;
}

/** Breadth first, so that a shorter node's row is whole before a longer one falls back on it. */
function linkFailures(nodes: readonly Node[], next: Uint16Array, width: number): void {
  const root = nodes[0] as Node;
  const queue: Node[] = [root];
  for (let head = 0; head < queue.length; head += 1) {
    const node = queue[head] as Node;
    const fallback = node.fail;
    if (fallback !== null) node.words.push(...fallback.words);
    for (let column = 0; column < width; column += 1) {
      const inherited = fallback === null ? 0 : (next[fallback.id * width + column] as number);
      const child = node.next.get(column);
      next[node.id * width + column] = child === undefined ? inherited : child.id;
      if (child === undefined) continue;
      child.fail = nodes[inherited] as Node;
      queue.push(child);
    }
  }
}
