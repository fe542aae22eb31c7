/** Machines whose metadata, credentials among it, is given to any request from inside: the first version of the service. */
import { fieldOf, findField, textIn } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { defineRule } from '../rule.ts';
import { checkAttributes } from './attribute-rule.ts';

const TOKENS = {
  right: ['required'],
  mend: 'required',
  says: 'hands its credentials to any request from inside',
  remedy: 'Require tokens (IMDSv2): a request that somebody else makes the machine send cannot get one.',
  whenAbsent: {
    severity: 'medium',
    confidence: 'medium',
    because: "severity and confidence lowered: the account's or the image's own setting may require tokens",
  },
} as const;

export const rule = defineRule({
  meta: {
    title: 'A machine answers metadata requests without a token (IMDSv1)',
    area: 'infrastructure',
    severity: 'high',
    confidence: 'high',
    cwe: [1188, 918],
    owasp: 'A10:2021',
  },
  needs: 'infrastructure',
  check: checkAttributes([
    {
      ...TOKENS,
      kinds: ['aws_instance', 'aws_launch_configuration'],
      path: ['metadata_options', 'http_tokens'],
      absent: 'wrong',
      absentInModule: 'right',
      unless: (resource, scope) =>
        isOff(resource) || resource.platform === 'cloudformation' || isByTemplate(resource, scope),
    },
    {
      ...TOKENS,
      kinds: ['aws_launch_template'],
      path: ['metadata_options', 'http_tokens'],
      absent: 'wrong',
      absentInModule: 'right',
      unless: (resource) => isOff(resource) || resource.platform === 'cloudformation',
    },
    {
      ...TOKENS,
      kinds: ['aws_launch_template'],
      path: ['launch_template_data', 'metadata_options', 'http_tokens'],
      absent: 'wrong',
      unless: ({ platform }) => platform !== 'cloudformation',
    },
    {
      ...TOKENS,
      kinds: ['aws_launch_configuration'],
      path: ['metadata_options', 'http_tokens'],
      absent: 'wrong',
      unless: ({ platform }) => platform !== 'cloudformation',
    },
  ]),
});

function isOff({ properties }: Resource): boolean {
  const endpoint = findField(properties, ['metadata_options', 'http_endpoint']);
  return endpoint.state === 'present' && textIn(endpoint.value) === 'disabled';
}

/** What a template says is said there. */
function isByTemplate({ properties }: Resource, scope: readonly Resource[]): boolean {
  return fieldOf(properties, 'launch_template') !== null && scope.some(({ kind }) => kind === 'aws_launch_template');
}
