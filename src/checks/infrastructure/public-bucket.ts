/**
 * Object storage that Terraform opens to everyone: by an access list, a grant, a policy, or by leaving its lock open.
 * What a caller or another file sets is unknown here and not reported.
 */
import { defineRule } from '../rule.ts';
import { openAccessBlocks } from './open-access-block.ts';
import { openAttributes } from './public-attributes.ts';
import { openGrants } from './public-grants.ts';
import { openPolicies } from './public-policies.ts';
import { protectionIn } from './storage-protection.ts';
import { createTerraformScope } from './terraform-scope.ts';

export const rule = defineRule({
  meta: {
    title: 'A storage bucket is open to people nobody chose',
    area: 'infrastructure',
    severity: 'high',
    confidence: 'high',
    cwe: [732, 284],
    owasp: 'A01:2021',
  },
  needs: 'terraform',
  check({ side, path, facts }, report) {
    const scope = createTerraformScope(facts);
    const protection = protectionIn(scope);
    const exposures = [
      ...openAttributes(scope, protection),
      ...openGrants(scope, protection),
      ...openPolicies(scope, protection),
      ...openAccessBlocks(scope),
    ];
    for (const { span, evidence, ...exposure } of exposures) {
      report({
        ...exposure,
        place: { path, side, span },
        evidence: (evidence ?? []).map((step) => ({
          place: { path, side, span: step.span },
          message: step.message,
        })),
      });
    }
  },
});
