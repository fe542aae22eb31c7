/** HCL's literal text as its value: escapes of quoted strings, markers and indentation of heredocs. */
import type { Node } from 'web-tree-sitter';

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** Inside quotes: backslash escapes, and `$${` or `%%{` for the marker itself. */
export function unescapeQuoted(text: string): string {
  return unescapeMarkers(
    text.replace(
      /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g,
      (whole, short?: string, long?: string, simple?: string) => {
        const code = short ?? long;
        if (code === undefined) return SIMPLE_ESCAPES[simple ?? ''] ?? whole;
        const point = Number.parseInt(code, 16);
        return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
      },
    ),
  );
}

/** Inside heredocs only the markers are escaped. */
export function unescapeMarkers(text: string): string {
  return text.replace(/([$%])\1\{/g, '$1{');
}

/** Offsets of what stands between the quotes. */
export function quotedRange(quoted: Node): [number, number] {
  return [quoted.startIndex + 1, Math.max(quoted.startIndex + 1, quoted.endIndex - 1)];
}

/** Offsets of a heredoc's lines, the last line break included. */
export function heredocRange(heredoc: Node, source: string): [number, number] {
  const marks = heredoc.children.filter((child) => child.type === 'heredoc_identifier');
  const [open, close] = [marks[0], marks.at(-1)];
  if (!open || !close || open.id === close.id) return [heredoc.endIndex, heredoc.endIndex];
  const from = source.indexOf('\n', open.endIndex) + 1;
  return [from, Math.max(from, source.lastIndexOf('\n', close.startIndex - 1) + 1)];
}

/** The lines of a heredoc without holes; `<<-` takes the smallest indentation away. */
export function heredocText(heredoc: Node, source: string): string {
  const body = unescapeMarkers(source.slice(...heredocRange(heredoc, source)).replaceAll('\r\n', '\n'));
  return source.startsWith('<<-', heredoc.startIndex) ? withoutIndentation(body) : body;
}

function withoutIndentation(text: string): string {
  const lines = text.split('\n');
  let smallest = Infinity;
  for (const line of lines) {
    const indentation = line.length - line.trimStart().length;
    if (line.trim() !== '') smallest = Math.min(smallest, indentation);
  }
  return smallest === Infinity ? text : lines.map((line) => line.slice(smallest)).join('\n');
}
