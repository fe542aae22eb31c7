/** Edits that set a property, in the syntax and spelling of the file; none where it is not certain that they would parse. */
import type { ConfigEntry, ConfigValue } from '#analysis/configuration-facts.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import type { Span } from '#domain/span.ts';
import type { Repair } from './flaw.ts';

export type Constant = string | number | boolean;

/** Puts a constant where a value stands. A value that came from elsewhere is mended there, by who knows it. */
export function replaceValue({ syntax }: Resource, entry: ConfigEntry, constant: Constant): Repair | null {
  const { value } = entry;
  if (value.via !== undefined || syntax === 'dockerfile') return null;
  const replacement = write(constant, syntax);
  return { description: `Set ${entry.key} to ${String(constant)}.`, edits: [{ span: value.span, replacement }] };
}

/** Takes an entry's words out of a list, or sets the list to what is given. */
export function replaceList({ syntax }: Resource, entry: ConfigEntry, items: readonly Constant[]): Repair | null {
  const { value } = entry;
  if (value.via !== undefined || syntax === 'dockerfile') return null;
  const words = items.map((item) => write(item, syntax === 'yaml' ? 'json' : syntax)).join(', ');
  if (syntax === 'yaml' && value.span.startLine !== value.span.endLine) return null;
  return {
    description: `Set ${entry.key} to ${items.join(', ') || 'nothing'}.`,
    edits: [{ span: value.span, replacement: `[${words}]` }],
  };
}

/**
 * Adds a property that is missing. `names` in Terraform's spelling, from the container inwards; inner ones become blocks
 * or maps. `within` is the container, or null for the resource itself.
 */
export function addProperty(
  resource: Resource,
  within: ConfigEntry | null,
  names: readonly string[],
  constant: Constant,
): Repair | null {
  const container = within === null ? resource.properties : within.value;
  if (container.kind !== 'map' || container.via !== undefined || resource.syntax === 'dockerfile') return null;
  const edit =
    resource.syntax === 'hcl' ? addInHcl(container, names, constant) : addInTree(resource, container, names, constant);
  const description = `Set ${names.map((name) => spell(name, resource)).join('.')} to ${String(constant)}.`;
  return edit === null ? null : { description, edits: [edit] };
}

type Container = ConfigValue & { readonly kind: 'map' };
type Edit = Repair['edits'][number];

/** Before the closing brace, on a line of its own. */
function addInHcl(container: Container, names: readonly string[], constant: Constant): Edit | null {
  const { span, entries } = container;
  const lastLine = Math.max(span.startLine, ...entries.map(({ value }) => value.span.endLine));
  const isOneLine = span.startLine === span.endLine;
  if (isOneLine && entries.length === 0 && names.length === 1) {
    const at = { ...span, startLine: span.endLine, startColumn: span.endColumn - 1, endColumn: span.endColumn - 1 };
    return { span: at, replacement: ` ${names[0] ?? ''} = ${write(constant, 'hcl')} ` };
  }
  if (isOneLine || lastLine >= span.endLine) return null;
  const at: Span = { startLine: span.endLine, startColumn: 1, endLine: span.endLine, endColumn: 1 };
  const indent = ' '.repeat(span.startColumn + 1);
  return { span: at, replacement: hclLines(names, constant, indent) };
}

function hclLines(names: readonly string[], constant: Constant, indent: string): string {
  const [name = '', ...inner] = names;
  if (inner.length === 0) return `${indent}${name} = ${write(constant, 'hcl')}\n`;
  return `${indent}${name} {\n${hclLines(inner, constant, `${indent}  `)}${indent}}\n`;
}

/** Before the first entry, in its own style. */
function addInTree(
  resource: Resource,
  container: Container,
  names: readonly string[],
  constant: Constant,
): Edit | null {
  const [first] = container.entries;
  const spelled = names.map((name) => spell(name, resource));
  const isFlow = resource.syntax === 'json' || first === undefined || !sameStart(container.span, first.keySpan);
  const { startLine, startColumn } = first?.keySpan ?? container.span;
  if (first === undefined) {
    if (container.span.startLine !== container.span.endLine || container.span.endColumn - startColumn < 2) return null;
    const span = { startLine, startColumn: startColumn + 1, endLine: startLine, endColumn: startColumn + 1 };
    return { span, replacement: flow(spelled, constant) };
  }
  const span = { startLine, startColumn, endLine: startLine, endColumn: startColumn };
  if (isFlow) return { span, replacement: `${flow(spelled, constant)}, ` };
  const [name = '', ...inner] = spelled;
  const value = inner.length === 0 ? write(constant, 'yaml') : `{ ${flow(inner, constant)} }`;
  return { span, replacement: `${name}: ${value}\n${' '.repeat(startColumn - 1)}` };
}

function flow(names: readonly string[], constant: Constant): string {
  const [name = '', ...inner] = names;
  const value = inner.length === 0 ? write(constant, 'json') : `{ ${flow(inner, constant)} }`;
  return `${JSON.stringify(name)}: ${value}`;
}

function sameStart(one: Span, other: Span): boolean {
  return one.startLine === other.startLine && one.startColumn === other.startColumn;
}

/** Terraform's spelling in that of the platform. */
export function spell(name: string, { platform }: Resource): string {
  if (platform === 'cloudformation') return camel(name).replace(/^./, (first) => first.toUpperCase());
  return platform === 'kubernetes' ? camel(name) : name;
}

function camel(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function write(constant: Constant, syntax: Resource['syntax']): string {
  if (typeof constant !== 'string') return String(constant);
  if (
    syntax === 'yaml' &&
    /^[A-Za-z][\w./-]*$/.test(constant) &&
    !/^(?:true|false|yes|no|on|off|null)$/i.test(constant)
  ) {
    return constant;
  }
  return JSON.stringify(constant);
}
