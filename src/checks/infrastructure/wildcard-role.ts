/** Roles of Kubernetes that allow everything of a kind, and bindings that make somebody administrator of the cluster. */
import type { ConfigEntry, ConfigValue } from '#analysis/configuration-facts.ts';
import { blocksOf, fieldOf, itemsIn, textIn, wordsIn } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { defineRule } from '../rule.ts';
import { reportFlaws, type Flaw } from './flaw.ts';

export const rule = defineRule({
  meta: {
    title: 'A role of the cluster allows more than anyone needs',
    area: 'infrastructure',
    severity: 'high',
    confidence: 'high',
    cwe: [250, 269, 732],
    owasp: 'A01:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    reportFlaws(
      input,
      report,
      input.resources.flatMap((resource) => [...ofRole(resource), ...ofBinding(resource)]),
    );
  },
});

const FIELDS = [
  { names: ['verbs'], what: 'every verb', severity: 'high' },
  { names: ['resources'], what: 'every resource', severity: 'high' },
  { names: ['api_groups'], what: 'every API group', severity: 'low' },
] as const;

function ofRole(resource: Resource): Flaw[] {
  if (resource.kind !== 'kubernetes/role' && resource.kind !== 'kubernetes/clusterrole') return [];
  return blocksOf(resource.properties, 'rules', 'rule').flatMap((rule) =>
    FIELDS.flatMap(({ names, what, severity }): Flaw[] => {
      const entry = fieldOf(rule, ...names);
      const star = itemsIn(entry?.value).find((item) => textIn(item) === '*');
      if (entry === null || star === undefined) return [];
      return [flawOf(resource, rule, entry, star, what, severity)];
    }),
  );
}

function flawOf(
  resource: Resource,
  rule: ConfigValue,
  entry: ConfigEntry,
  star: ConfigValue,
  what: string,
  severity: NonNullable<Flaw['severity']>,
): Flaw {
  const on = wordsIn(fieldOf(rule, 'resources')?.value).slice(0, 3).join(', ');
  const isOnAll = entry.key !== 'verbs' || on === '*' || on === '';
  return {
    resource,
    span: star.span,
    message: `${resource.address} allows ${what}${isOnAll ? '' : ` on ${on}`}`,
    remedy:
      'Name the verbs, resources and groups that are needed: what is added to the cluster later is allowed with them otherwise.',
    severity: resource.kind === 'kubernetes/role' && severity === 'high' ? 'medium' : severity,
    adjustments: [
      ...(resource.kind === 'kubernetes/role' && severity === 'high'
        ? ['severity lowered: it holds in one namespace']
        : []),
      ...(severity === 'low' ? ['severity lowered: resources and verbs are what is allowed'] : []),
    ],
    identity: `${entry.key} ${on}`,
    value: star,
  };
}

function ofBinding(resource: Resource): Flaw[] {
  if (resource.kind !== 'kubernetes/clusterrolebinding' && resource.kind !== 'kubernetes/rolebinding') return [];
  const name = blocksOf(resource.properties, 'role_ref').flatMap((role) => fieldOf(role, 'name') ?? [])[0];
  if (name === undefined || textIn(name.value) !== 'cluster-admin') return [];
  const isWhole = resource.kind === 'kubernetes/clusterrolebinding';
  const subjects = blocksOf(resource.properties, 'subjects', 'subject').map(
    (one) => textIn(fieldOf(one, 'name')?.value) ?? '?',
  );
  return [
    {
      resource,
      span: name.value.span,
      message: `${resource.address} makes ${subjects.slice(0, 3).join(', ') || 'its subjects'} administrator of ${isWhole ? 'the whole cluster' : 'its namespace'}`,
      remedy: 'Bind a role with what is needed.',
      severity: isWhole ? 'high' : 'medium',
      adjustments: isWhole ? [] : ['severity lowered: it holds in one namespace'],
      identity: 'cluster-admin',
    },
  ];
}
