/** Secrets in ENV and ARG: both stay in the image, or in its history, for everyone who can pull it. */
import { defineRule } from '../rule.ts';
import { isSecretPair } from './secret-words.ts';

export const rule = defineRule({
  meta: {
    title: 'An image holds a secret',
    area: 'infrastructure',
    severity: 'high',
    confidence: 'high',
    cwe: [798, 538],
    owasp: 'A07:2021',
  },
  needs: 'infrastructure',
  check({ stages, path, side }, report) {
    for (const stage of stages) {
      for (const { type, attributes } of stage.instructions) {
        if (type !== 'ENV' && type !== 'ARG') continue;
        for (const { key, value } of attributes) {
          const text = value.kind === 'scalar' ? String(value.value) : '';
          const what = isSecretPair(key, text);
          if (what === null) continue;
          report({
            place: { path, side, span: value.span },
            message: `${type} ${key.slice(0, 60)} holds ${what}, which stays in the image's history`,
            remedy: 'Mount it for the one step that needs it (RUN --mount=type=secret), or hand it over at the start.',
            symbol: stage.name === null ? null : `stage ${stage.name}`,
            identity: `${type} ${key}`,
          });
        }
      }
    }
  },
});
