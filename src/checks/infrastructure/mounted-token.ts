/** Pods that are given a token for the cluster's API though nothing says that they use it. */
import type { ConfigEntry } from '#analysis/configuration-facts.ts';
import { fieldOf, flagIn, findField, mayHoldMore, startOf, textIn } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { defineRule } from '../rule.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { addProperty, replaceValue } from './repair.ts';
import { namespaceOf, workloadsIn, type Workload } from './workloads.ts';

export const rule = defineRule({
  meta: {
    title: "A pod is given a token for the cluster's API",
    area: 'infrastructure',
    severity: 'low',
    confidence: 'medium',
    cwe: [668, 250],
    owasp: 'A05:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    const accounts = input.scope.filter(({ kind }) => kind === 'kubernetes/serviceaccount');
    const flaws = workloadsIn(input.resources).flatMap((workload) => ofWorkload(workload, accounts));
    reportFlaws(input, report, [...flaws, ...input.resources.flatMap(ofAccount)]);
  },
});

const FIELD = 'automount_service_account_token';
const REMEDY =
  'Set automountServiceAccountToken to false where the API is not used; where it is, give the account a role of its own.';

function ofWorkload({ resource, pod }: Workload, accounts: readonly Resource[]): Flaw[] {
  const found = findField(pod.spec, [FIELD]);
  if (found.state === 'unknown') return [];
  if (found.state === 'present') {
    return flagIn(found.value) === true ? [asked(resource, found.entry)] : [];
  }
  const name = fieldOf(pod.spec, 'service_account_name', 'service_account');
  const account = accounts.find(
    (one) => one.name === textIn(name?.value) && namespaceOf(one) === namespaceOf(resource),
  );
  const ofAccountItself = account === undefined ? null : fieldOf(account.properties, FIELD);
  if (ofAccountItself !== null && flagIn(ofAccountItself.value) === false) return [];
  // An account of its own is there to be used; one that says so itself is told where it says so.
  if (name !== null || mayHoldMore(pod.spec)) return [];
  const entry = fieldOf(pod.template, 'spec');
  return [
    {
      resource,
      span: startOf(entry?.keySpan ?? resource.header),
      message: `${resource.address} is given a token of the default account for the cluster's API: automountServiceAccountToken is not set`,
      remedy: REMEDY,
      identity: 'token',
      repair: entry === null ? null : addProperty(resource, entry, [FIELD], false),
    },
  ];
}

function asked(resource: Resource, entry: ConfigEntry): Flaw {
  return {
    resource,
    span: entry.value.span,
    message: `${resource.address} asks for a token for the cluster's API: ${entry.key} is true`,
    remedy: REMEDY,
    severity: 'medium',
    identity: 'token',
    value: entry.value,
    repair: replaceValue(resource, entry, false),
  };
}

function ofAccount(resource: Resource): Flaw[] {
  const entry = resource.kind === 'kubernetes/serviceaccount' ? fieldOf(resource.properties, FIELD) : null;
  return entry === null || flagIn(entry.value) !== true ? [] : [asked(resource, entry)];
}
