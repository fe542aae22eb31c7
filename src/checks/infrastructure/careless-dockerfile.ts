/** Steps of a Dockerfile that give rights away: sudo, files that everybody may write, a port for SSH. */
import type { ConfigBlock } from '#analysis/configuration-facts.ts';
import type { Span } from '#domain/span.ts';
import type { Severity } from '#domain/finding.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A Dockerfile gives rights away',
    area: 'infrastructure',
    severity: 'medium',
    confidence: 'high',
    cwe: [250, 732],
    owasp: 'A05:2021',
  },
  needs: 'infrastructure',
  check({ stages, path, side }, report) {
    for (const stage of stages) {
      for (const block of stage.instructions) {
        for (const found of faultsIn(block)) {
          const { at, message, remedy, severity } = found;
          report({
            place: { path, side, span: lineOf(block, at) },
            message,
            remedy,
            severity,
            symbol: stage.name === null ? null : `stage ${stage.name}`,
          });
        }
      }
    }
  },
});

interface Fault {
  /** Offset in the instruction's words. */
  readonly at: number;
  readonly message: string;
  readonly remedy: string;
  readonly severity: Severity;
}

/** At the beginning of a command; `apt-get install sudo` installs it, and runs nothing by it. */
const SUDO =
  /(?:^|&&|\|\||[;|(\n`"[,]|\bthen\b|\bdo\b|\belse\b)\s*(?:\[\s*"|")?(?:\w{1,40}=\S{0,100}\s+){0,5}sudo(?=[\s"])/g;
const CHMOD = /\bchmod\s+(?:-{1,2}[\w-]{1,20}\s+){0,4}(?:0?[0-7]?777|a\+rwx|ugo\+rwx|a=rwx|ugo=rwx|\+rwx)\b/g;
const COPY_MODE = /--chmod=0?[0-7]?777\b/g;

function faultsIn({ type, labels }: ConfigBlock): Fault[] {
  const words = labels[0] ?? '';
  const all = (pattern: RegExp): number[] =>
    [...words.matchAll(pattern)].slice(0, 20).map(({ index, 0: text }) => index + text.length - 1);
  if (type === 'RUN') {
    const sudo = all(SUDO).map((at): Fault => {
      const remedy =
        'Leave sudo out: a build runs as root, or as the user of the last USER. To step down at the start there is gosu.';
      return {
        at,
        message: 'a step runs by sudo, which stays in the image for whoever is in it',
        remedy,
        severity: 'medium',
      };
    });
    return [...sudo, ...all(CHMOD).map(writable)];
  }
  if (type === 'COPY' || type === 'ADD') return all(COPY_MODE).map(writable);
  return type === 'EXPOSE' ? sshPort(words) : [];
}

function writable(at: number): Fault {
  const remedy = 'Give the files to the user that needs them (--chown, chown), and nobody else a right to write.';
  return { at, message: 'everybody may write to these files, and to what is run from them', remedy, severity: 'high' };
}

function sshPort(words: string): Fault[] {
  const at = words.search(/(?:^|\s)22(?:\/tcp)?(?=\s|$)/);
  if (at === -1) return [];
  const remedy = 'Look into a running container with the engine (docker exec, kubectl exec); it needs no SSH server.';
  return [{ at, message: 'the image offers SSH: one more way in, with keys of its own', remedy, severity: 'low' }];
}

/** The line of an instruction in which something stands. Its words begin where `headerSpan` does. */
function lineOf({ headerSpan, labels }: ConfigBlock, at: number): Span {
  const before = (labels[0] ?? '').slice(0, at + 1).split('\n');
  const line = headerSpan.startLine + before.length - 1;
  if (line === headerSpan.endLine && before.length === 1) return headerSpan;
  return { startLine: line, startColumn: 1, endLine: line, endColumn: 1 };
}
