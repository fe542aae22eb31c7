/** Object storage that people nobody chose can read or write: by an attribute, a grant, a member or a policy. */
import { defineRule } from '../rule.ts';
import { reportFlaws } from './flaw.ts';
import { openAttributes } from './public-attributes.ts';
import { openGrants } from './public-grants.ts';
import { openBucketPolicies } from './public-policies.ts';
import { openRanges } from './storage-networks.ts';
import { protectionIn } from './storage-protection.ts';

export const rule = defineRule({
  meta: {
    title: 'A storage bucket is open to people nobody chose',
    area: 'infrastructure',
    severity: 'high',
    confidence: 'high',
    cwe: [732, 284],
    owasp: 'A01:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    const { resources, scope } = input;
    const protection = protectionIn(scope);
    reportFlaws(input, report, openAttributes(resources, protection));
    reportFlaws(input, report, resources.flatMap(openRanges));
    reportFlaws(input, report, openGrants(resources, scope, protection));
    reportFlaws(input, report, openBucketPolicies(resources, scope, protection));
  },
});
