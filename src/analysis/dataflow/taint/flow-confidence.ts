/** How sure a flow is: by its source, and by what on the way could not be looked into. */
import type { Confidence } from '#domain/finding.ts';
import type { Flow } from './taint.ts';

export interface FlowConfidence {
  readonly confidence: Confidence;
  /** Why it is not high, each in words. */
  readonly adjustments: readonly string[];
}

export function confidenceOf({ source, states }: Flow): FlowConfidence {
  const steps = new Set(states.map(({ step }) => step.kind));
  if (steps.has('guess'))
    return {
      confidence: 'low',
      adjustments: ['confidence lowered: on the way is a function that was not looked into'],
    };
  const reasons = [
    ...(steps.has('validated') ? ['on the way is a validation that was not looked into'] : []),
    ...(steps.has('field') ? ['on the way a field keeps the value between calls'] : []),
    ...(source.certainty === 'likely' ? ['it begins at a parameter that is a request by its name alone'] : []),
  ];
  if (reasons.length === 0) return { confidence: 'high', adjustments: [] };
  return { confidence: 'medium', adjustments: reasons.map((reason) => `confidence lowered: ${reason}`) };
}
