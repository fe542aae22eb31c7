/** Instructions that ask agents to do without what would stop a mistake: a check, a permission, a person. */
import type { InstructionRequest, RequestKind } from '#analysis/instruction-facts.ts';
import type { Confidence, Severity } from '#domain/finding.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'Instructions ask agents to do without a check, a permission or a person',
    area: 'agents',
    severity: 'high',
    confidence: 'medium',
    cwe: [1427, 693],
    owasp: 'A04:2021',
  },
  needs: 'instructions',
  check({ side, path, facts }, report) {
    for (const request of facts.requests) {
      report({
        place: { path, side, span: request.span },
        message: `agents are told ${WHAT[request.kind]}${request.hidden ? ', in text that no page shows' : ''}`,
        remedy:
          'Take it out, or have an owner of the rules say why. Instructions in a repository reach everyone who works in it.',
        symbol: null,
        ...weightOf(request),
      });
    }
  },
});

const WHAT: Readonly<Record<RequestKind, string>> = {
  'skip-hooks': 'to commit past the hooks',
  'skip-tests': 'to do without tests',
  'weaken-checks': 'to switch off or get round a check',
  'skip-permissions': 'to act without asking',
  'hide-from-user': 'to keep something from the person they work for',
  'hide-authorship': 'not to say that AI took part',
  'send-away': 'to send secrets or the environment somewhere',
  'ignore-rules': 'to ignore the rules they were given before',
  'run-remote': 'to run a script from the network unread',
};

const SEVERITIES: Readonly<Record<RequestKind, Severity>> = {
  'skip-hooks': 'medium',
  'skip-tests': 'medium',
  'weaken-checks': 'medium',
  'skip-permissions': 'high',
  'hide-from-user': 'high',
  'hide-authorship': 'low',
  'send-away': 'critical',
  'ignore-rules': 'high',
  'run-remote': 'low',
};

function weightOf({ kind, hidden }: InstructionRequest): {
  severity: Severity;
  confidence: Confidence;
  adjustments?: string[];
} {
  if (!hidden) return { severity: SEVERITIES[kind], confidence: 'medium' };
  return {
    severity: kind === 'send-away' ? 'critical' : 'high',
    confidence: 'high',
    adjustments: ['raised: it is hidden from people'],
  };
}
