/** Whether a value is of a class of data that policy declares: a field, a value of a type, a row of a table. */
import type { NodeId } from '../../module-facts.ts';
import { describe, describeWritten, nameOf } from '../link/operands.ts';
import { type FunctionRef, nodeOf, type Program } from '../link/program.ts';
import type { FlowState, Source } from '../taint/flow-state.ts';
import { localNames } from '../taint/value-names.ts';

/** The names by which policy declares a class. */
export interface DeclaredNames {
  readonly fields: readonly string[];
  readonly types: readonly string[];
  readonly tables: readonly string[];
}

/** Parts of a record that stand for it without telling anything of it. */
const REFERENCES = /^(?:_?id|uuid|guid|key|length|count|size|rowCount|createdAt|updatedAt)$/;
const MAX_STEPS = 12;

export function declaredSource(program: Program, state: FlowState, names: DeclaredNames): Source | null {
  const { at, path } = state;
  const node = nodeOf(at);
  const found = (text: string, kind: string): Source => ({ text, at, span: node.span, certainty: 'sure', kind });
  if (node.kind === 'member' && names.fields.some((field) => isField(at, node.of, node.name, field)))
    return found(describeWritten(at, at.node), 'field');
  if (path.length === 0) {
    const own =
      node.kind === 'param'
        ? [at.fn.params[node.index]?.name ?? '']
        : [nameOf(at, at.node), ...localNames(program, at, at.node)];
    const field = node.kind === 'literal' ? undefined : own.find((name) => names.fields.includes(name));
    if (field !== undefined && node.kind !== 'member') return found(field, 'field');
  }
  const [first] = path;
  if (first !== undefined && REFERENCES.test(first)) return null;
  if (node.kind === 'param') {
    const type = at.fn.params[node.index]?.type ?? '';
    const declared = names.types.find((name) => type.split(/[^\w$]+/).includes(name));
    if (declared !== undefined) return found(at.fn.params[node.index]?.name ?? declared, 'type');
  }
  if (node.kind === 'call') {
    const table = tableOf(at, node.call, names.tables);
    if (table !== null) return found(describe(at, at.node), 'table');
  }
  return null;
}

/** `notes` of anything, `patient.notes` of what is called so. */
function isField(at: FunctionRef, owner: NodeId, name: string, field: string): boolean {
  const dot = field.indexOf('.');
  if (dot < 0) return name === field;
  return name === field.slice(dot + 1) && isNamed(nameOf(at, owner), field.slice(0, dot));
}

/** `db.patients.findOne()`, `prisma.patient.findMany()`, `knex('patients').where()`, `Patient.findAll()`. */
function tableOf(at: FunctionRef, index: number, tables: readonly string[]): string | null {
  let call = at.fn.calls[index];
  for (let steps = 0; call !== undefined && steps < MAX_STEPS; steps += 1) {
    const [first] = call.args;
    const given = first === undefined ? undefined : at.fn.nodes[first];
    const asked = given?.kind === 'literal' && typeof given.value === 'string' ? given.value : '';
    const owner = call.receiver === null ? '' : nameOf(at, call.receiver);
    const found = tables.find((table) => isNamed(asked, table) || isNamed(owner, table) || isInStatement(asked, table));
    if (found !== undefined) return found;
    const receiver = call.receiver === null ? undefined : at.fn.nodes[call.receiver];
    call = receiver?.kind === 'call' ? at.fn.calls[receiver.call] : undefined;
  }
  return null;
}

/** Whatever its case, in the singular or the plural. */
function isNamed(name: string, declared: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[_-]/g, '').replace(/s$/, '');
  return name !== '' && plain(name) === plain(declared);
}

function isInStatement(text: string, table: string): boolean {
  if (text.length > 5_000 || !/\bfrom\b|\bjoin\b/i.test(text)) return false;
  const words = text.toLowerCase().split(/[^\w$]+/);
  const index = words.indexOf(table.toLowerCase());
  return index > 0 && /^(?:from|join|public|dbo)$/.test(words[index - 1] ?? '');
}
