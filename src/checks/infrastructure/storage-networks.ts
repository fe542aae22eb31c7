/** Storage accounts of Azure that every network reaches: by their default, or by a range that is everyone. */
import { blocksOf, fieldOf, itemsIn, textIn } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { isEveryAddress } from './addresses.ts';
import type { Flaw } from './flaw.ts';
import { replaceValue } from './repair.ts';

const REMEDY = 'Set default_action to Deny, and name the networks and addresses that need it.';

function rulesOf({ kind, properties }: Resource) {
  if (kind === 'azurerm_storage_account_network_rules') return [properties];
  return kind === 'azurerm_storage_account' ? blocksOf(properties, 'network_rules') : [];
}

/** A range of everyone among those that are let in. */
export function openRanges(resource: Resource): Flaw[] {
  return rulesOf(resource).flatMap((rules) =>
    itemsIn(fieldOf(rules, 'ip_rules')?.value).flatMap((range): Flaw[] => {
      if (!isEveryAddress(textIn(range))) return [];
      const message = `${resource.address} lets every network reach its storage: ip_rules holds ${textIn(range) ?? ''}`;
      return [
        { resource, span: range.span, message, remedy: REMEDY, severity: 'high', identity: 'ip_rules', value: range },
      ];
    }),
  );
}

/** What is named nowhere is let in: the account's keys and tokens are all that is left. */
export function openByDefault(resource: Resource): Flaw[] {
  return rulesOf(resource).flatMap((rules): Flaw[] => {
    const action = fieldOf(rules, 'default_action');
    if (action === null || textIn(action.value) !== 'Allow') return [];
    return [
      {
        resource,
        span: action.value.span,
        message: `${resource.address} lets every network reach its storage: default_action is Allow`,
        remedy: REMEDY,
        identity: 'default_action',
        value: action.value,
        repair: replaceValue(resource, action, 'Deny'),
      },
    ];
  });
}
