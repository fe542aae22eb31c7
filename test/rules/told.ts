/** Findings as a page's `findings` fence writes them: one line each, its evidence below. */
import { comparePlaces } from '#checks/raw-finding.ts';
import type { Finding } from '#domain/finding.ts';
import type { Place } from '#domain/span.ts';

/** `path:line severity/confidence message`, then `  1. path:line message` for each step; base places are marked. */
export function tell(findings: readonly Finding[]): string {
  const sorted = [...findings].sort((a, b) => comparePlaces(a.place, b.place));
  return sorted.map((finding) => `${tellFinding(finding).join('\n')}\n`).join('');
}

function tellFinding({ place, severity, confidence, message, evidence }: Finding): string[] {
  const steps = evidence.map((step, index) => `  ${index + 1}. ${tellPlace(step.place)} ${step.message}`);
  return [`${tellPlace(place)} ${severity}/${confidence} ${message}`, ...steps];
}

function tellPlace({ path, side, span }: Place): string {
  return `${path}:${span.startLine}${side === 'base' ? ' (base)' : ''}`;
}
