import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
const half = (id: string) => ((createHash('sha256').update(id).digest()[0] ?? 0) % 2 === 0 ? 'look' : 'measure');
const want = new Set(process.argv.slice(2));
for (const l of readFileSync('/tmp/cs-areas/hunks.jsonl', 'utf8').trim().split('\n')) {
  const h = JSON.parse(l);
  if (half(h.id) !== 'look' || !want.has(h.id)) continue;
  const lab = readFileSync('docs/accuracy/areas.jsonl', 'utf8')
    .trim()
    .split('\n')
    .map((x) => JSON.parse(x))
    .find((x: any) => x.id === h.id);
  console.log(
    '=====',
    h.id,
    h.package,
    h.path,
    'old',
    h.old_start,
    h.old_lines,
    'new',
    h.new_start,
    h.new_lines,
    'labels',
    JSON.stringify(lab.first),
    JSON.stringify(lab.second),
    '\nenclosing:',
    h.enclosing,
    '\nimports:',
    h.imports.slice(0, 8).join(' | ').slice(0, 400),
  );
  console.log(h.hunk.slice(0, 2500));
}
