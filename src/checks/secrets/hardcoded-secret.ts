/** What the secret scanner saw, told: the scanner finds, this weighs. It never knows a value, and so cannot tell one. */
import type { Severity } from '#domain/finding.ts';
import type { SecretFact } from '#domain/snapshot.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A credential is written into the repository',
    area: 'secrets',
    severity: 'high',
    confidence: 'high',
    cwe: [798, 312],
    owasp: 'A07:2021',
  },
  needs: 'secrets',
  check({ secrets }, report) {
    for (const secret of secrets) {
      report({
        place: secret.place,
        message: `${secret.description}${shown(secret)} in the repository: whoever can read it, now or later, can use it`,
        remedy: `Revoke it first: it stays in the history and in every clone. Then read the new one from the environment or a secret store.`,
        symbol: null,
        // Salted, so that it says nothing of the value, and another secret in its place is another finding.
        identity: `${secret.kind} ${secret.hash}`,
        ...weightOf(secret),
      });
    }
  },
});

/** Kinds that open more than one service to whoever holds them. */
const MASTER_KEYS: ReadonlySet<string> = new Set(['aws-secret-access-key', 'gcp-service-account-key']);

interface Weight {
  readonly severity?: Severity;
  readonly confidence?: 'low' | 'medium';
  readonly adjustments?: readonly string[];
}

/** Kinds that are told by the shape of a URL, which pages that explain are full of; a provider's token has no such excuse. */
const TOLD_BY_SHAPE: ReadonlySet<string> = new Set([
  'database-url',
  'basic-auth',
  'command-line-password',
  'json-web-token',
]);
/** Kinds that are told by the name beside a value; what the value opens is not known. */
const TOLD_BY_NAME: ReadonlySet<string> = new Set(['assigned-credential', 'assigned-password', 'kubernetes-secret']);
const PROSE = /\.(?:md|mdx|markdown|rst|adoc|txt)$/i;

function weightOf({ kind, place }: SecretFact): Weight {
  if (MASTER_KEYS.has(kind)) {
    return { severity: 'critical', adjustments: ['severity raised: it opens a whole cloud account or project'] };
  }
  if (kind.endsWith('-local')) {
    return {
      severity: 'low',
      confidence: 'medium',
      adjustments: ['severity and confidence lowered: the host it is for is only known on this machine or network'],
    };
  }
  if (kind.endsWith('-placeholder')) {
    return {
      severity: 'low',
      confidence: 'low',
      adjustments: ['severity and confidence lowered: the password is a word that stands for one'],
    };
  }
  if (TOLD_BY_SHAPE.has(kind) && PROSE.test(place.path)) {
    return {
      severity: 'medium',
      confidence: 'medium',
      adjustments: ['severity and confidence lowered: a page that explains may show one that opens nothing'],
    };
  }
  return kind === 'assigned-key' ? UNKNOWN_KEY : TOLD_BY_NAME.has(kind) ? byName(place.path) : {};
}

const UNKNOWN_KEY: Weight = {
  severity: 'medium',
  confidence: 'low',
  adjustments: [
    'severity and confidence lowered: what the key is for is not known, only that it looks drawn by chance',
  ],
};

function byName(path: string): Weight {
  const isProse = PROSE.test(path);
  return {
    severity: isProse ? 'medium' : 'high',
    confidence: isProse ? 'low' : 'medium',
    adjustments: [
      isProse
        ? 'severity and confidence lowered: told by its name alone, on a page that explains'
        : 'confidence lowered: told by its name and by looking drawn by chance, not by a form that only a credential has',
    ],
  };
}

function shown({ preview }: SecretFact): string {
  return preview === '' ? '' : ` (${preview}…)`;
}
