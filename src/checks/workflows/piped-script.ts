/** A script that is fetched and run in one breath: whoever serves it, today or next year, decides what runs here. */
import { textOf } from '#analysis/configuration/lookup.ts';
import { defineRule } from '../rule.ts';
import { spanInText } from './text-place.ts';
import { readWorkflow, stepsOf } from './workflow.ts';

export const rule = defineRule({
  meta: {
    title: 'A script from the network is run unread',
    area: 'workflows',
    severity: 'medium',
    confidence: 'high',
    cwe: [494, 829],
    owasp: 'A08:2021',
  },
  needs: 'workflow',
  check({ side, path, facts }, report) {
    for (const step of facts.documents.flatMap((document) => stepsOf(readWorkflow(document)))) {
      const script = textOf(step.run) ?? '';
      if (step.run === null) continue;
      for (const { index, url } of pipedScripts(script)) {
        const isPlain = url.startsWith('http://');
        report({
          place: { path, side, span: spanInText(step.run, script, index) },
          message: `what ${hostOf(url)} answers is run at once${isPlain ? ', and anyone on the way can change it' : ''}`,
          remedy:
            'Take a version that is named, compare its checksum (`sha256sum --check`), then run it; or use a pinned action or package.',
          symbol: step.job.symbol,
          identity: url.slice(0, 200),
          ...(isPlain ? { severity: 'high', adjustments: ['severity raised: the connection is not encrypted'] } : {}),
        });
      }
    }
  },
});

const FETCH = /\b(?:curl|wget|iwr|invoke-webrequest|irm|invoke-restmethod)\b[^\n|;&]{0,400}/gi;
const INTERPRETER =
  /^\s*\|\s*(?:sudo\s+)?(?:-\S+\s+|\w+=\S+\s+)*(?:env\s+)?(?:\/usr)?(?:\/bin\/)?(?:ba|z|da|k)?sh\b|^\s*\|\s*(?:sudo\s+)?(?:-\S+\s+)*(?:python[23]?|perl|ruby|node|php|iex|invoke-expression|pwsh|powershell)\b/i;
/** `bash -c "$(curl …)"`, `bash <(curl …)`, `eval "$(curl …)"`, `iex (iwr …)`. */
const AROUND =
  /(?:\b(?:ba|z|da)?sh\s+(?:-\w+\s+)*["']?\$\(|\b(?:ba|z)?sh\s+(?:-\w+\s+)*<\(|\bsource\s+<\(|\beval\s+["']?\$\(|\biex\s*\(*|invoke-expression\s*\(*|&\s*\(\[scriptblock\]::create\()\s*(?:\(?new-object[^)]{0,80}\)\.downloadstring\()?$/i;
const URL = /https?:\/\/[^\s"'`)\\]{3,300}|\$\{?\w+\}?\/[^\s"'`)]{1,200}/;
/** A commit in the address, which cannot answer differently tomorrow. */
const PINNED = /\/[0-9a-f]{40}\//;

/** Fetches whose answer goes into an interpreter, with where they stand in the script. */
function pipedScripts(script: string): { index: number; url: string }[] {
  // A line that goes on in the next is one; comments are none.
  const whole = script.replace(/\\\n/g, '  ').replace(/^[ \t]*#.*$/gm, (comment) => ' '.repeat(comment.length));
  return [...whole.matchAll(FETCH)].flatMap(({ 0: fetch, index }) => {
    const url = URL.exec(fetch)?.[0];
    if (url === undefined || PINNED.test(url)) return [];
    const behind = whole.slice(index + fetch.length, index + fetch.length + 120);
    const before = whole.slice(Math.max(0, index - 120), index);
    return INTERPRETER.test(behind) || AROUND.test(before) ? [{ index, url }] : [];
  });
}

function hostOf(url: string): string {
  return (/^https?:\/\/([\w.-]{1,100})/.exec(url)?.[1] ?? 'an address that is put in later').slice(0, 100);
}
