/**
 * Secrets that stand in what a machine, function or container is started with: everyone who may look at it can read them.
 * The value is never told, nor its length.
 */
import { extractJson } from '#analysis/configuration/json.ts';
import { entriesOf } from '#analysis/configuration/lookup.ts';
import type { ConfigEntry, ConfigValue } from '#analysis/configuration-facts.ts';
import { blocksOf, fieldOf, itemsIn, textIn } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { containersOf, podsIn } from '#analysis/infrastructure/kubernetes.ts';
import type { Span } from '#domain/span.ts';
import { defineRule } from '../rule.ts';
import { reportFlaws, type Flaw } from './flaw.ts';
import { isSecretPair, secretInText } from './secret-words.ts';

export const rule = defineRule({
  meta: {
    title: 'A secret stands in what a machine, function or container is started with',
    area: 'infrastructure',
    severity: 'high',
    confidence: 'high',
    cwe: [798, 312],
    owasp: 'A07:2021',
  },
  needs: 'infrastructure',
  check(input, report) {
    const flaws = input.resources.flatMap((resource) => [
      ...userData(resource),
      ...environment(resource),
      ...taskDefinition(resource),
      ...podEnvironment(resource),
      ...composeEnvironment(resource),
      ...configMap(resource),
    ]);
    reportFlaws(input, report, flaws);
  },
});

const REMEDY = 'Keep it in a secrets manager and hand over its name, or a reference that is followed when it starts.';

function flaw(resource: Resource, span: Span, what: string, where: string): Flaw {
  return {
    resource,
    span,
    message: `${resource.address} starts with ${what} in ${where}, for all who may look at it`,
    remedy: REMEDY,
    identity: `${what} in ${where}`,
  };
}

const MACHINES: ReadonlySet<string> = new Set([
  'aws_instance',
  'aws_launch_configuration',
  'aws_launch_template',
  'azurerm_linux_virtual_machine',
  'azurerm_virtual_machine',
  'azurerm_linux_virtual_machine_scale_set',
  'google_compute_instance',
  'google_compute_instance_template',
  'openstack_compute_instance_v2',
  'digitalocean_droplet',
]);

const USER_DATA = ['user_data', 'user_data_base64', 'custom_data', 'metadata_startup_script'];

function userData(resource: Resource): Flaw[] {
  if (!MACHINES.has(resource.kind)) return [];
  const holders = [resource.properties, ...blocksOf(resource.properties, 'launch_template_data', 'os_profile')];
  return holders.flatMap((holder) =>
    USER_DATA.flatMap((name): Flaw[] => {
      const entry = fieldOf(holder, name);
      const text = entry === null ? null : plainText(entry.value);
      const what = text === null ? null : secretInText(text);
      return entry === null || what === null ? [] : [flaw(resource, entry.value.span, what, entry.key)];
    }),
  );
}

/** Constant text, and the constant parts of text with holes; through base64, however it is said. */
function plainText(value: ConfigValue): string | null {
  if (value.kind === 'scalar') return typeof value.value === 'string' ? decoded(value.value) : null;
  if (value.kind !== 'expression') return null;
  if (value.parts !== undefined)
    return value.parts.map((part) => (typeof part === 'string' ? part : '\uFFFC')).join('');
  const [first] = value.call?.args ?? [];
  return /^(?:base64encode|!Base64|!Sub)$/.test(value.call?.name ?? '') && first !== undefined
    ? plainText(first)
    : null;
}

function decoded(text: string): string {
  const packed = text.replace(/\s/g, '');
  if (packed.length < 16 || packed.length > 100_000 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return text;
  const inside = atob(packed.slice(0, packed.length - (packed.length % 4)));
  return /^[\t\n\r -~]+$/.test(inside) ? `${text}\n${inside}` : text;
}

function environment(resource: Resource): Flaw[] {
  if (resource.kind !== 'aws_lambda_function' && resource.kind !== 'aws_codebuild_project') return [];
  const entry = fieldOf(resource.properties, 'environment', 'environment_variables');
  const maps = itemsIn(entry?.value).flatMap((one) => fieldOf(one, 'variables')?.value ?? one);
  return maps.flatMap((map) => pairsIn(resource, entriesOf(map)));
}

function pairsIn(resource: Resource, entries: readonly ConfigEntry[]): Flaw[] {
  return entries.flatMap(({ key, keySpan, value }): Flaw[] => {
    const text = textIn(value);
    const what = text === null ? null : isSecretPair(key, text);
    return what === null ? [] : [flaw(resource, keySpan, what, `the environment variable ${key.slice(0, 60)}`)];
  });
}

/** Containers of a task are a list, or its JSON as text. */
function taskDefinition(resource: Resource): Flaw[] {
  if (resource.kind !== 'aws_ecs_task_definition') return [];
  const entry = fieldOf(resource.properties, 'container_definitions');
  if (entry === null) return [];
  const inText = listInText(entry.value);
  return (inText ?? itemsIn(entry.value)).flatMap((container) =>
    itemsIn(fieldOf(container, 'environment')?.value).flatMap((variable) => {
      const name = fieldOf(variable, 'name');
      const value = fieldOf(variable, 'value');
      if (name === null || value === null) return [];
      const key = textIn(name.value) ?? '';
      const keySpan = inText === null ? name.value.span : entry.value.span;
      return pairsIn(resource, [{ key, keySpan, value: value.value }]);
    }),
  );
}

function listInText(value: ConfigValue): readonly ConfigValue[] | null {
  if (value.kind === 'expression' && value.call?.name === 'jsonencode') return itemsIn(value.call.args[0]);
  const text =
    value.kind === 'scalar'
      ? textIn(value)
      : value.kind === 'expression' && value.parts !== undefined
        ? plainText(value)
        : null;
  return text === null ? null : itemsIn(extractJson(text).documents[0]);
}

function podEnvironment(resource: Resource): Flaw[] {
  return podsIn(resource)
    .flatMap(containersOf)
    .flatMap(({ value }) =>
      blocksOf(value, 'env').flatMap((variable) => {
        const name = fieldOf(variable, 'name');
        const text = fieldOf(variable, 'value');
        if (name === null || text === null) return [];
        return pairsIn(resource, [{ key: textIn(name.value) ?? '', keySpan: text.keySpan, value: text.value }]);
      }),
    );
}

/** What is in one is shown to everyone who may look at it, and is kept as it is. */
function configMap(resource: Resource): Flaw[] {
  if (resource.kind !== 'kubernetes/configmap') return [];
  return entriesOf(fieldOf(resource.properties, 'data')?.value).flatMap(({ key, keySpan, value }): Flaw[] => {
    const text = textIn(value);
    const what = text === null ? null : (isSecretPair(key, text) ?? secretInText(text));
    return what === null ? [] : [flaw(resource, keySpan, what, `the entry ${key.slice(0, 60)}`)];
  });
}

/** Most of these files start things on the machine of whoever writes them. */
const OF_COMPOSE = {
  severity: 'medium',
  confidence: 'medium',
  adjustments: ['severity and confidence lowered: a compose file is often for development alone'],
} as const;

function composeEnvironment(resource: Resource): Flaw[] {
  if (resource.kind !== 'compose/service') return [];
  const entry = fieldOf(resource.properties, 'environment');
  if (entry?.value.kind === 'map')
    return pairsIn(resource, entry.value.entries).map((one) => ({ ...one, ...OF_COMPOSE }));
  const listed = itemsIn(entry?.value).flatMap((item) => {
    const [, key = '', value = ''] = /^([^=]{1,200})=([\s\S]*)$/.exec(textIn(item) ?? '') ?? [];
    return pairsIn(resource, [{ key, keySpan: item.span, value: { kind: 'scalar', value, span: item.span } }]);
  });
  return listed.map((one) => ({ ...one, ...OF_COMPOSE }));
}
