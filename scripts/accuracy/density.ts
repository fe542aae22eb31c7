import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { maskText, namesIn, commentStyleOf } from '#areas/code-words.ts';
import { createNameMatcher } from '#areas/name-matching.ts';
const half = (id: string) => ((createHash('sha256').update(id).digest()[0] ?? 0) % 2 === 0 ? 'look' : 'measure');
const m = createNameMatcher();
const rows: any[] = [];
for (const l of readFileSync('docs/accuracy/areas.jsonl', 'utf8').trim().split('\n')) {
  const h = JSON.parse(l);
  if (half(h.id) !== 'look') continue;
  let text = null;
  for (const v of [h.to, h.from]) {
    try {
      text = readFileSync(`/tmp/cs-areas/src/${h.package}/${v}/${h.path}`, 'utf8');
      break;
    } catch {}
  }
  if (text === null || !/\.[cm]?[jt]sx?$/.test(h.path)) continue;
  const c: any = {},
    v: any = {};
  let T = 0;
  for (const line of maskText(text, commentStyleOf(h.path)).split('\n'))
    for (const w of namesIn(line)) {
      T++;
      const seen = new Set();
      for (const x of m(w)) {
        const k = x.area + x.strength;
        if (seen.has(k)) continue;
        seen.add(k);
        (x.strength === 'clear' ? c : v)[x.area] = ((x.strength === 'clear' ? c : v)[x.area] ?? 0) + 1;
      }
    }
  for (const a of ['auth', 'data', 'logging', 'integrations', 'crypto', 'prompts', 'secrets']) {
    const lab = (h.first.includes(a) ? 1 : 0) + (h.second.includes(a) ? 1 : 0);
    const d = (((c[a] ?? 0) + (v[a] ?? 0) / 3) / T) * 100;
    if (lab || d > 1) rows.push([a, lab, d.toFixed(1), c[a] ?? 0, v[a] ?? 0, T, h.id, h.package + '/' + h.path]);
  }
}
rows.sort((x, y) => (x[0] < y[0] ? -1 : x[0] > y[0] ? 1 : y[2] - x[2]));
for (const r of rows) console.log(r.join('\t'));
