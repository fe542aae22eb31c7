/**
 * serverless.yml as resources: its functions, the statements of their roles, and the CloudFormation template in it.
 * https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml
 */
import type { ConfigEntry, ConfigValue } from '../configuration-facts.ts';
import { entriesOf } from '../configuration/lookup.ts';
import { isTemplate, resourcesOfTemplate } from './cloudformation/template.ts';
import { fieldOf, mapsOf, textIn } from './fields.ts';
import type { Resource } from './resource.ts';

export function isServerlessFile(document: ConfigValue): boolean {
  const provider = fieldOf(document, 'provider')?.value;
  const isNamed = textIn(fieldOf(document, 'service')?.value) !== null || fieldOf(document, 'functions') !== null;
  return isNamed && (textIn(provider) === 'aws' || textIn(fieldOf(provider, 'name')?.value) === 'aws');
}

export function resourcesOfServerless(document: ConfigValue, path: string, syntax: 'yaml' | 'json'): Resource[] {
  const provider = fieldOf(document, 'provider')?.value;
  const common = { platform: 'serverless', path, syntax, byModule: null } as const;
  const make = (kind: string, name: string, entry: ConfigEntry, properties: ConfigValue): Resource => {
    const span = { ...entry.keySpan, endLine: entry.value.span.endLine, endColumn: entry.value.span.endColumn };
    return { ...common, kind, name, address: name, properties, span, header: entry.keySpan };
  };
  const functions = entriesOf(fieldOf(document, 'functions')?.value).map((entry) =>
    make('aws_lambda_function', entry.key, entry, entry.value),
  );
  const environment = fieldOf(provider, 'environment');
  const shared =
    environment === null
      ? []
      : [make('aws_lambda_function', 'provider', environment, mapOf([environment], environment.value))];
  const templates = mapsOf(fieldOf(document, 'resources')?.value).filter(isTemplate);
  return [
    ...functions,
    ...shared,
    ...roleStatements(document).map((entry) => make('aws_iam_role_policy', 'provider role', entry, policyOf(entry))),
    ...templates.flatMap((template) => resourcesOfTemplate(template, { path, syntax, platform: 'serverless' })),
  ];
}

/** In the old place, in the new one, and of single functions (by a plugin that is much used). */
function roleStatements(document: ConfigValue): ConfigEntry[] {
  const provider = fieldOf(document, 'provider')?.value;
  const role = fieldOf(fieldOf(provider, 'iam')?.value, 'role')?.value;
  const ofFunctions = entriesOf(fieldOf(document, 'functions')?.value).map(({ value }) =>
    fieldOf(value, 'iamRoleStatements'),
  );
  return [fieldOf(provider, 'iamRoleStatements'), fieldOf(role, 'statements'), ...ofFunctions].filter(
    (entry) => entry !== null,
  );
}

function policyOf(entry: ConfigEntry): ConfigValue {
  const document = mapOf([{ ...entry, key: 'Statement' }], entry.value);
  return mapOf([{ key: 'policy', keySpan: entry.keySpan, value: document }], entry.value);
}

function mapOf(entries: readonly ConfigEntry[], { span }: ConfigValue): ConfigValue {
  return { kind: 'map', entries, span };
}
