/** Clusters that do not enforce network policies, policies that select nobody, and pods that those beside them leave out. */
import type { ConfigValue } from '#analysis/configuration-facts.ts';
import { blocksOf, fieldOf, findField, flagIn, itemsIn, startOf, textIn } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { defineRule } from '../rule.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { labelsOf, namespaceOf, pairsOf, workloadsIn, type Workload } from './workloads.ts';
import { isEveryAddress } from './addresses.ts';

export const rule = defineRule({
  meta: {
    title: 'Pods can be reached by every other pod',
    area: 'infrastructure',
    severity: 'medium',
    confidence: 'medium',
    cwe: [284, 668],
    owasp: 'A05:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    reportFlaws(input, report, input.resources.flatMap(ofCluster));
    reportFlaws(input, report, input.resources.flatMap(ofPolicy));
    const policies = input.scope.filter(({ kind }) => kind === 'kubernetes/networkpolicy');
    // Without one beside it, the policies of a cluster stand elsewhere, or there are none: not known from here.
    if (policies.length === 0) return;
    reportFlaws(
      input,
      report,
      workloadsIn(input.resources).flatMap((workload) => ofWorkload(workload, policies)),
    );
  },
});

function ofCluster(resource: Resource): Flaw[] {
  const { kind, properties, header, address } = resource;
  const common = {
    resource,
    identity: 'cluster',
    remedy: 'Turn on enforcement of network policies, and write one that denies by default.',
  };
  const message = `${address} does not enforce network policies`;
  if (kind === 'azurerm_kubernetes_cluster') {
    const policy = findField(properties, ['network_profile', 'network_policy']);
    if (policy.state !== 'absent') return [];
    return [
      { ...common, span: startOf(policy.within?.keySpan ?? header), message: `${message}: network_policy is not set` },
    ];
  }
  if (kind !== 'google_container_cluster') return [];
  // The newer data plane enforces by itself, and so do clusters that are managed as a whole.
  if (textIn(fieldOf(properties, 'datapath_provider')?.value) === 'ADVANCED_DATAPATH') return [];
  if (flagIn(fieldOf(properties, 'enable_autopilot')?.value) === true) return [];
  const enabled = findField(properties, ['network_policy', 'enabled']);
  const disabled = findField(properties, ['addons_config', 'network_policy_config', 'disabled']);
  if (enabled.state === 'unknown' || disabled.state === 'unknown') return [];
  if (enabled.state === 'present' && flagIn(enabled.value) === false) {
    return [{ ...common, span: enabled.entry.value.span, message: `${message}: network_policy is not enabled` }];
  }
  if (disabled.state === 'present') {
    if (flagIn(disabled.value) !== true) return [];
    return [{ ...common, span: disabled.entry.value.span, message: `${message}: the add-on is disabled` }];
  }
  const why = enabled.state === 'absent' ? 'network_policy is not set' : 'the add-on is not set';
  return [{ ...common, span: startOf(disabled.within?.keySpan ?? header), message: `${message}: ${why}` }];
}

/** A policy that lets in or out every address. */
function ofPolicy(resource: Resource): Flaw[] {
  if (resource.kind !== 'kubernetes/networkpolicy') return [];
  return blocksOf(resource.properties, 'spec').flatMap((spec) =>
    [...blocksOf(spec, 'ingress').flatMap((rule) => blocksOf(rule, 'from'))]
      .flatMap((peer) => blocksOf(peer, 'ip_block'))
      .flatMap((block): Flaw[] => {
        const cidr = fieldOf(block, 'cidr');
        if (cidr === null || !isEveryAddress(textIn(cidr.value)) || fieldOf(block, 'except') !== null) return [];
        return [
          {
            resource,
            span: cidr.value.span,
            message: `${resource.address} lets everyone in: ${textIn(cidr.value) ?? ''}`,
            remedy: 'Name the ranges or pods that need it.',
            severity: 'low',
            identity: 'everyone',
          },
        ];
      }),
  );
}

function ofWorkload({ resource, pod }: Workload, policies: readonly Resource[]): Flaw[] {
  if (resource.kind === 'kubernetes/job' || resource.kind === 'kubernetes/cronjob') return [];
  const labels = labelsOf(pod);
  const ofNamespace = policies.filter((policy) => namespaceOf(policy) === namespaceOf(resource));
  if (ofNamespace.some((policy) => selects(policy, labels) && decides(policy))) return [];
  const name = fieldOf(fieldOf(resource.properties, 'metadata')?.value, 'name');
  return [
    {
      resource,
      span: name?.keySpan ?? resource.header,
      message: `${resource.address} is selected by none of the network policies beside it, so that every pod can reach it`,
      remedy: 'Select it by its labels and namespace, and say who may reach it.',
      confidence: 'low',
      adjustments: ['confidence lowered: further policies may stand elsewhere'],
      identity: 'no policy',
    },
  ];
}

function selects({ properties }: Resource, labels: ReadonlySet<string>): boolean {
  const [spec] = blocksOf(properties, 'spec');
  const selector = fieldOf(spec, 'pod_selector')?.value;
  if (selector === undefined || selector.kind === 'expression') return true;
  const expressions = blocksOf(selector, 'match_expressions');
  return expressions.length > 0 || pairsOf(fieldOf(selector, 'match_labels')?.value).every((pair) => labels.has(pair));
}

/** One that says for no direction what is allowed decides nothing. */
function decides({ properties }: Resource): boolean {
  const [spec] = blocksOf(properties, 'spec');
  const types: ConfigValue | undefined = fieldOf(spec, 'policy_types')?.value;
  return types === undefined || types.kind !== 'list' || itemsIn(types).length > 0;
}
