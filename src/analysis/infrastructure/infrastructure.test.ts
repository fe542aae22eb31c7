import { afterAll, describe, expect, it } from '@jest/globals';
import { createExtractor } from '#adapters/grammars/extractor.ts';
import type { ConfigFacts } from '../configuration-facts.ts';
import { dialectOf } from '../dialects.ts';
import { fieldOf, findField, flagIn, itemsIn, textIn, wordIn } from './fields.ts';
import { podsIn } from './kubernetes.ts';
import { linkInfrastructure } from './link.ts';
import type { Resource } from './resource.ts';

const extractor = createExtractor({ threads: 1 });
afterAll(() => extractor.close());

async function factsOf(files: Readonly<Record<string, string>>): Promise<Map<string, ConfigFacts>> {
  const facts = new Map<string, ConfigFacts>();
  for (const [path, text] of Object.entries(files)) {
    const dialect = dialectOf(path, '');
    if (dialect === null) throw new Error(`${path} is not read`);
    const [result] = await extractor.extract([{ oid: path, dialect, text }]);
    if (result === undefined || 'failed' in result) throw new Error(`${path}: ${result?.failed ?? 'no answer'}`);
    if (result.facts.kind === 'configuration') facts.set(path, result.facts);
  }
  return facts;
}

async function resourcesOf(files: Readonly<Record<string, string>>): Promise<Resource[]> {
  const linked = linkInfrastructure(await factsOf(files));
  return [...linked].flatMap(([path, file]) => file.resources.filter((one) => one.path === path));
}

async function propertyOf(files: Readonly<Record<string, string>>, name: string): Promise<unknown> {
  const [resource] = (await resourcesOf(files)).filter(({ kind }) => !kind.startsWith('data.'));
  const found = findField(resource?.properties ?? { kind: 'map', entries: [], span: NOWHERE }, [name]);
  return found.state === 'present' ? wordIn(found.value) : found.state;
}

const NOWHERE = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

const DISK = (encrypted: string): string => `resource "aws_ebs_volume" "d" {\n  encrypted = ${encrypted}\n}\n`;

describe('a Terraform module', () => {
  it.each([
    ['a constant', 'true', '', 'true'],
    ['a default', 'var.e', 'variable "e" {\n  default = true\n}\n', 'true'],
    ['no default', 'var.e', 'variable "e" {}\n', 'unknown'],
    ['a local of a variable', 'local.e', 'locals {\n  e = var.v\n}\nvariable "v" {\n  default = false\n}\n', 'false'],
    ['a key of a local map', 'local.m.e', 'locals {\n  m = { e = true }\n}\n', 'true'],
    ['an item by its index', 'local.l[1]', 'locals {\n  l = [true, false]\n}\n', 'false'],
    ['a decided condition', 'var.p ? true : false', 'variable "p" {\n  default = false\n}\n', 'false'],
    ['an open condition', 'var.p ? true : false', 'variable "p" {}\n', 'unknown'],
    ['text around a name', '"${local.e}"', 'locals {\n  e = true\n}\n', 'true'],
    ['null', 'null', '', 'absent'],
    ['a local of itself', 'local.e', 'locals {\n  e = local.e\n}\n', 'unknown'],
    ['locals in a ring', 'local.a', 'locals {\n  a = local.b\n  b = local.c\n  c = local.a\n}\n', 'unknown'],
    ['what another thing has', 'aws_kms_key.k.enabled', '', 'unknown'],
  ])('knows %s', async (_, expression, around, expected) => {
    expect(await propertyOf({ 'main.tf': DISK(expression), 'around.tf': around }, 'encrypted')).toBe(expected);
  });

  it('takes values of terraform.tfvars before defaults, and leaves other folders alone', async () => {
    const files = { 'a/main.tf': DISK('var.e'), 'a/v.tf': 'variable "e" {\n  default = true\n}\n' };
    expect(await propertyOf({ ...files, 'a/terraform.tfvars': 'e = false\n' }, 'encrypted')).toBe('false');
    expect(await propertyOf({ ...files, 'b/terraform.tfvars': 'e = false\n' }, 'encrypted')).toBe('true');
    expect(await propertyOf({ ...files, 'a/other.tfvars': 'e = false\n' }, 'encrypted')).toBe('true');
  });

  const CALLED = { 'm/main.tf': `variable "e" {\n  default = true\n}\n${DISK('var.e')}` };
  const call = (name: string, value: string): string =>
    `module "${name}" {\n  source = "./m"\n  e      = ${value}\n}\n`;

  it('takes what its one caller sets; what callers set differently is unknown', async () => {
    expect(await propertyOf({ ...CALLED, 'main.tf': call('a', 'false') }, 'encrypted')).toBe('false');
    const same = call('a', 'false') + call('b', 'false');
    expect(await propertyOf({ ...CALLED, 'main.tf': same }, 'encrypted')).toBe('false');
    const different = call('a', 'false') + call('b', 'true');
    expect(await propertyOf({ ...CALLED, 'main.tf': different }, 'encrypted')).toBe('unknown');
    expect(await propertyOf({ ...CALLED, 'main.tf': call('a', 'var.x') }, 'encrypted')).toBe('unknown');
  });

  it('reads modules that call each other in a ring, and one that calls itself, once each', async () => {
    const files = {
      'a/main.tf': `module "b" {\n  source = "../b"\n  e      = true\n}\n`,
      'b/main.tf': `module "a" {\n  source = "../a"\n}\nmodule "self" {\n  source = "./"\n}\nvariable "e" {}\n${DISK('var.e')}`,
    };
    expect((await resourcesOf(files)).map(({ address }) => address)).toEqual(['aws_ebs_volume.d']);
  });

  it('is switched off by count = 0, wherever that stands', async () => {
    const off = 'variable "on" {\n  default = false\n}\nresource "aws_ebs_volume" "d" {\n  count = var.on ? 1 : 0\n}\n';
    expect(await resourcesOf({ 'main.tf': off })).toEqual([]);
  });

  it('keeps what it could read of a text that does not parse', async () => {
    const facts = await factsOf({ 'main.tf': `${DISK('true')}resource "aws_s3_bucket" {{ = \n` });
    expect(facts.get('main.tf')?.broken.length).toBeGreaterThan(0);
    expect(linkInfrastructure(facts).get('main.tf')?.resources.length).toBeGreaterThan(0);
  });

  it('ends on locals that multiply each other, and leaves what is left unknown', async () => {
    const levels = Array.from({ length: 12 }, (_, n) => `  l${n + 1} = [${Array(12).fill(`local.l${n}`).join(', ')}]`);
    const bomb = `locals {\n  l0 = ["x"]\n${levels.join('\n')}\n}\n`;
    const [resource] = await resourcesOf({
      'main.tf': `${bomb}resource "aws_ebs_volume" "d" {\n  tags = local.l12\n}\n`,
    });
    expect(resource?.address).toBe('aws_ebs_volume.d');
  });

  it('is the same in JSON, and as a plan', async () => {
    const json = {
      resource: { aws_ebs_volume: { d: { encrypted: '${var.e}' } } },
      variable: { e: { default: false } },
    };
    expect(await propertyOf({ 'main.tf.json': JSON.stringify(json) }, 'encrypted')).toBe('false');
    const resource = { address: 'aws_ebs_volume.d', type: 'aws_ebs_volume', name: 'd', values: { encrypted: false } };
    const plan = { planned_values: { root_module: { child_modules: [{ resources: [resource] }] } } };
    expect(await propertyOf({ 'plan.json': JSON.stringify(plan) }, 'encrypted')).toBe('false');
  });
});

describe('a template', () => {
  const template = (value: string, around = ''): string =>
    `${around}Resources:\n  D:\n    Type: AWS::EC2::Volume\n    Properties:\n      Encrypted: ${value}\n`;

  it.each([
    ['a constant', 'true', '', 'true'],
    ['a default of a parameter', '!Ref E', "Parameters:\n  E:\n    Default: 'false'\n", 'false'],
    ['a parameter without one', '!Ref E', 'Parameters:\n  E:\n    Type: String\n', 'unknown'],
    ['a default by the long name', '{ Ref: E }', 'Parameters:\n  E:\n    Default: false\n', 'false'],
    ['text put together', "!Join ['', ['tr', 'ue']]", '', 'true'],
    ['text with a hole', "!Sub '${E}'", 'Parameters:\n  E:\n    Default: false\n', 'false'],
    ['a condition', '!If [C, true, false]', '', 'unknown'],
    ['no value', '!Ref AWS::NoValue', '', 'absent'],
  ])('knows %s', async (_, value, around, expected) => {
    expect(await propertyOf({ 'template.yaml': template(value, around) }, 'encrypted')).toBe(expected);
  });

  it('gives functions of SAM what is global', async () => {
    const text =
      'Globals:\n  Function:\n    Timeout: 7\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: a.b\n';
    const [resource] = await resourcesOf({ 'template.yaml': text });
    expect([resource?.kind, wordIn(fieldOf(resource?.properties, 'timeout')?.value)]).toEqual([
      'aws_lambda_function',
      '7',
    ]);
  });
});

describe('pods', () => {
  const spec = 'containers: [{ name: a, image: b }]';
  it.each([
    ['Pod', `spec: { ${spec} }`],
    ['Deployment', `spec: { template: { spec: { ${spec} } } }`],
    ['CronJob', `spec: { jobTemplate: { spec: { template: { spec: { ${spec} } } } } }`],
    ['Rollout', `spec: { workload: { template: { spec: { ${spec} } } } }`],
    ['PodTemplate', `template: { spec: { ${spec} } }`],
  ])('are found in a %s', async (kind, body) => {
    const [resource] = await resourcesOf({
      'a.yaml': `apiVersion: v1\nkind: ${kind}\nmetadata: { name: n }\n${body}\n`,
    });
    expect(resource === undefined ? [] : podsIn(resource)).toHaveLength(1);
  });

  it('are found in lists, and not in definitions of resources', async () => {
    const pod = `{ apiVersion: v1, kind: Pod, metadata: { name: n }, spec: { ${spec} } }`;
    expect(await resourcesOf({ 'a.yaml': `apiVersion: v1\nkind: List\nitems: [${pod}, ${pod}]\n` })).toHaveLength(2);
    const [definition] = await resourcesOf({
      'a.yaml': `apiVersion: v1\nkind: CustomResourceDefinition\nmetadata: { name: n }\nspec: { a: { spec: { ${spec} } } }\n`,
    });
    expect(definition === undefined ? null : podsIn(definition)).toEqual([]);
  });
});

describe("a chart's template", () => {
  const pod = (context: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ include "a.name" . }}\nspec:\n  {{- with .Values.more }}\n  {{- toYaml . | nindent 2 }}\n  {{- end }}\n${context}  containers:\n    - name: a\n      image: "b:{{ .Values.tag }}"\n`;
  const chart = { 'c/Chart.yaml': 'name: c\n', 'c/values.yaml': 'tag: latest\nnet: true\ncontext:\n  runAsUser: 0\n' };

  it('takes what the chart itself sets, in place and as a whole', async () => {
    const text = pod(
      '  hostNetwork: {{ .Values.net | default false }}\n  hostPID: {{ .Values.net }}\n  securityContext:\n    {{- toYaml .Values.context | nindent 4 }}\n',
    );
    const [resource] = await resourcesOf({ ...chart, 'c/templates/a.yaml': text });
    const podSpec = fieldOf(resource?.properties, 'spec')?.value;
    expect(findField(podSpec ?? { kind: 'map', entries: [], span: NOWHERE }, ['hostNetwork']).state).toBe('unknown');
    expect(flagIn(fieldOf(podSpec, 'hostPID')?.value)).toBe(true);
    expect(wordIn(fieldOf(fieldOf(podSpec, 'securityContext')?.value, 'runAsUser')?.value)).toBe('0');
    const [container] = itemsIn(fieldOf(podSpec, 'containers')?.value);
    expect(textIn(fieldOf(container, 'image')?.value)).toBe('b:latest');
    // `with … toYaml .` may bring anything, so that nothing here is known to be missing.
    expect(findField(podSpec ?? { kind: 'map', entries: [], span: NOWHERE }, ['volumes']).state).toBe('unknown');
  });

  it('is left unknown without values, and keeps its lines', async () => {
    const [resource] = await resourcesOf({ 'c/templates/a.yaml': pod('  hostPID: {{ .Values.net }}\n') });
    const entry = fieldOf(fieldOf(resource?.properties, 'spec')?.value, 'hostPID');
    expect([entry?.value.kind, entry?.keySpan.startLine]).toEqual(['expression', 9]);
  });
});

describe('what is hostile', () => {
  it('is bounded: a bomb of aliases is a stated failure, and the rest is read', async () => {
    const bomb = Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(', ')}]`);
    const facts = await factsOf({ 'a.yaml': `a0: &a0 [x]\n${bomb.join('\n')}\napiVersion: v1\nkind: Pod\n` });
    expect(facts.get('a.yaml')?.broken.some(({ reason }) => /aliases repeat/.test(reason))).toBe(true);
    expect(linkInfrastructure(facts).get('a.yaml')?.resources).toHaveLength(1);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('may be called %s', async (name) => {
    const files = {
      'main.tf': `resource "aws_ebs_volume" "${name}" {\n  encrypted = var.${name}\n}\nvariable "${name}" {\n  default = false\n}\nlocals {\n  ${name} = 1\n}\n`,
      't.yaml': `Parameters:\n  ${name}: { Default: a }\nResources:\n  ${name}:\n    Type: AWS::EC2::Volume\n    Properties: { Encrypted: !Ref ${name} }\n`,
      'compose.yaml': `services:\n  ${name}:\n    image: a\n`,
    };
    expect((await resourcesOf(files)).map((one) => one.name)).toEqual([name, name, name]);
  });

  it('is a Dockerfile with heredocs, closed or not, and with words that are no instruction', async () => {
    const facts = await factsOf({ Dockerfile: 'FROM a\nRUN <<EOF\nsudo b\nFROM c\nEOF\nUSER d\n' });
    expect(facts.get('Dockerfile')?.blocks.map(({ type }) => type)).toEqual(['FROM', 'RUN', 'USER']);
    const open = await factsOf({ Dockerfile: 'FROM a\nRUN <<EOF\nUSER d\n' });
    expect(open.get('Dockerfile')?.blocks.map(({ type }) => type)).toEqual(['FROM', 'RUN']);
    const junk = await factsOf({ Dockerfile: 'FROM a\nFETCH b\n' });
    expect(junk.get('Dockerfile')?.broken).toEqual([expect.objectContaining({ reason: 'not an instruction' })]);
    const long = await factsOf({ Dockerfile: 'FROM a\n'.repeat(3_000) });
    expect(long.get('Dockerfile')?.broken).toEqual([
      expect.objectContaining({ reason: 'more than 2000 instructions' }),
    ]);
  });

  it('is a text of actions that never end', async () => {
    const facts = await factsOf({ 'a.yaml': `a: ${'{{ .x '.repeat(5_000)}\n` });
    expect(facts.get('a.yaml')?.documents.length).toBeLessThanOrEqual(1);
  });
});
