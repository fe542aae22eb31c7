/** What protected something, and is gone: locks, policies of the network, trails, and switches that kept data from deletion. */
import { findField, flagIn, startOf, type Found } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A change takes a protection away',
    area: 'infrastructure',
    severity: 'medium',
    confidence: 'medium',
    cwe: [693, 284],
    owasp: 'A05:2021',
  },
  needs: 'infrastructure-change',
  check({ path, base, head, headScope }, report) {
    const after = new Map(headScope.map((resource) => [`${resource.kind} ${resource.address}`, resource]));
    const left = new Set(headScope.map(({ kind }) => kind));
    for (const resource of base?.resources ?? []) {
      const what = PROTECTIONS.get(resource.kind);
      const now = after.get(`${resource.kind} ${resource.address}`);
      // Another of its kind may have taken its place under another name.
      if (resource.path === path && what !== undefined && now === undefined && !left.has(resource.kind)) {
        report({
          place: { path, side: 'base', span: startOf(resource.header) },
          message: `${resource.address} is gone: ${what}`,
          remedy: 'Put it back, or say what protects in its place.',
          symbol: resource.address,
          identity: 'gone',
        });
      }
      if (now === undefined || head === null || now.path !== head.path) continue;
      for (const [field, consequence] of SWITCHES) {
        const [before, off] = [findField(resource.properties, [field]), findField(now.properties, [field])];
        if (!isOn(before) || !isOff(off)) continue;
        report({
          place: { path: now.path, side: 'head', span: startOf(placeIn(now, off)) },
          message: `${now.address} had ${field}, and has it no longer: ${consequence}`,
          remedy: 'Put it back, or say why it is not needed any more.',
          symbol: now.address,
          identity: field,
          evidence: [
            {
              place: {
                path,
                side: 'base',
                span: before.state === 'present' ? before.entry.value.span : resource.header,
              },
              message: 'as it was before',
            },
          ],
        });
      }
    }
  },
});

const PROTECTIONS: ReadonlyMap<string, string> = new Map([
  ['aws_s3_bucket_public_access_block', 'lists and policies that open the bucket take effect again'],
  ['aws_s3_account_public_access_block', 'lists and policies that open a bucket of the account take effect again'],
  ['aws_s3_bucket_server_side_encryption_configuration', 'the bucket asks for no encryption of its own any more'],
  ['aws_s3_bucket_versioning', 'what is overwritten or deleted is lost'],
  ['aws_wafv2_web_acl_association', 'requests are not filtered any more'],
  ['aws_cloudtrail', 'what is done in the account is not recorded any more'],
  ['aws_flow_log', 'traffic of the network is not recorded any more'],
  ['aws_guardduty_detector', 'nobody looks for intruders any more'],
  ['aws_config_configuration_recorder', 'changes of the account are not recorded any more'],
  ['aws_default_security_group', 'the default group has the rules again that the provider gives it'],
  ['azurerm_management_lock', 'it can be deleted again'],
  ['azurerm_storage_account_network_rules', 'every network reaches the account again'],
  ['kubernetes/networkpolicy', 'every pod reaches every other one again'],
  ['kubernetes/validatingadmissionpolicybinding', 'what it refused is let in'],
]);

const SWITCHES: readonly (readonly [field: string, consequence: string])[] = [
  ['deletion_protection', 'it can be deleted with all that is in it'],
  ['enable_deletion_protection', 'it can be deleted with all that is in it'],
  ['deletion_protection_enabled', 'it can be deleted with all that is in it'],
  ['enable_key_rotation', 'its key stays the same for ever'],
  ['enable_log_file_validation', 'a log that was changed is not told from one that was not'],
  ['multi_az', 'it stands and falls with one data centre'],
];

function isOn(found: Found): boolean {
  return found.state === 'present' && flagIn(found.value) === true;
}

function isOff(found: Found): boolean {
  return found.state === 'absent' || (found.state === 'present' && flagIn(found.value) === false);
}

function placeIn(resource: Resource, found: Found) {
  return found.state === 'present' ? found.entry.value.span : resource.header;
}
