/**
 * The blocks of a configuration text as ranges of lines: Terraform's top-level blocks, a template's resources, documents
 * of a YAML file, stages of a Dockerfile. By indentation and brackets alone, so that no parser of ours judges itself.
 */

export function blocksOfText(text: string): [from: number, to: number][] {
  const lines = text.split('\n');
  if (lines.some((line) => /^FROM\s/i.test(line))) return between(lines, (line) => /^FROM\s/i.test(line));
  if (lines.some((line) => /^(?:resource|module|data)\s/.test(line))) {
    return between(lines, (line) => /^(?:resource|module|data|variable|locals|output|provider|terraform)\b/.test(line));
  }
  if (lines.some((line) => /^\s*"?Resources"?\s*:/.test(line))) return resources(lines);
  return between(lines, (line) => /^---/.test(line));
}

function between(lines: readonly string[], begins: (line: string) => boolean): [number, number][] {
  const starts = lines.flatMap((line, index) => (begins(line) ? [index + 1] : []));
  if (starts[0] !== 1) starts.unshift(1);
  return starts.map((from, index) => [from, (starts[index + 1] ?? lines.length + 1) - 1]);
}

/** Each key one step inside of `Resources`. */
function resources(lines: readonly string[]): [number, number][] {
  const blocks: [number, number][] = [];
  let inner: number | null = null;
  let outer = -1;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || /^\s*#/.test(line)) continue;
    const indent = line.length - line.trimStart().length;
    if (/^\s*"?Resources"?\s*:/.test(line)) {
      outer = indent;
      inner = null;
    } else if (outer >= 0 && indent <= outer) {
      outer = -1;
    } else if (outer >= 0) {
      inner ??= indent;
      const last = blocks.at(-1);
      if (indent === inner && /^\s*"?[\w-]+"?\s*:/.test(line)) blocks.push([index + 1, index + 1]);
      else if (last !== undefined) last[1] = index + 1;
    }
  }
  return blocks;
}
