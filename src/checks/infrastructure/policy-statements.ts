/** AWS policies, however they are written in Terraform, as statements with what matters of them: who, what, on which condition. */
import { extractJson } from '#analysis/configuration/json.ts';
import { entriesOf, itemsOf, textOf, valueOf } from '#analysis/configuration/lookup.ts';
import type { ConfigBlock, ConfigValue } from '#analysis/configuration-facts.ts';
import type { Span } from '#domain/span.ts';
import { attribute, blocksIn, type TerraformScope } from './terraform-scope.ts';

export interface Statement {
  readonly sid: string | null;
  readonly allows: boolean;
  /** `*` as a principal, or everyone but some. */
  readonly everyone: boolean;
  /** In lower case; empty where they are not constants. */
  readonly actions: readonly string[];
  readonly conditions: readonly Condition[];
  /** Where it is said who. */
  readonly span: Span;
}

export interface Condition {
  /** In lower case: `aws:sourceip`. Null where it is not a constant. */
  readonly key: string | null;
  readonly values: readonly (string | null)[];
}

/** Statements of `data "aws_iam_policy_document"`. */
export function statementsOfDocument(document: ConfigBlock, scope: TerraformScope): Statement[] {
  return blocksIn(document, 'statement').map((block) => {
    const principals = blocksIn(block, 'principals');
    const notPrincipals = blocksIn(block, 'not_principals');
    const open = principals.find((one) => isEveryoneBlock(one, scope));
    return {
      sid: scope.text(block, 'sid'),
      allows: attribute(block, 'effect') === null || scope.text(block, 'effect') === 'Allow',
      everyone: open !== undefined || notPrincipals.length > 0,
      actions: attribute(block, 'not_actions') === null ? texts(attribute(block, 'actions')?.value, scope) : ['*'],
      conditions: blocksIn(block, 'condition').map((condition) => ({
        key: scope.text(condition, 'variable')?.toLowerCase() ?? null,
        values: itemsOf(attribute(condition, 'values')?.value).map((item) => textOf(scope.resolve(item).value)),
      })),
      span: (open ?? notPrincipals[0] ?? block).headerSpan,
    };
  });
}

/** Statements of a `policy` attribute: `jsonencode`, a heredoc, a quoted text. Null where it is none of these. */
export function statementsOfValue(value: ConfigValue, scope: TerraformScope): Statement[] | null {
  if (value.kind === 'expression' && value.call?.name === 'jsonencode') {
    const policy = value.call.args[0];
    return policy === undefined ? null : statementsOf(policy, scope, (span) => span);
  }
  const text = policyText(value, scope);
  if (text === null) return null;
  const policy = extractJson(text).documents[0];
  return policy === undefined ? null : statementsOf(policy, scope, placeInside(value));
}

function statementsOf(policy: ConfigValue, scope: TerraformScope, place: (span: Span) => Span): Statement[] {
  const list = valueOf(policy, 'Statement');
  return (list?.kind === 'map' ? [list] : itemsOf(list)).map((statement) => {
    const principal = valueOf(statement, 'Principal');
    const notPrincipal = valueOf(statement, 'NotPrincipal');
    return {
      sid: textOf(valueOf(statement, 'Sid')),
      allows: constantText(valueOf(statement, 'Effect'), scope) === 'Allow',
      everyone: isEveryone(principal, scope) || notPrincipal !== null,
      actions: valueOf(statement, 'NotAction') === null ? texts(valueOf(statement, 'Action'), scope) : ['*'],
      conditions: conditionsOf(valueOf(statement, 'Condition')),
      span: place((principal ?? notPrincipal ?? statement).span),
    };
  });
}

function isEveryone(principal: ConfigValue | null, scope: TerraformScope): boolean {
  if (constantText(principal, scope) === '*') return true;
  return entriesOf(principal).some(({ key, value }) => key === 'AWS' && texts(value, scope).includes('*'));
}

function isEveryoneBlock(principals: ConfigBlock, scope: TerraformScope): boolean {
  const type = scope.text(principals, 'type');
  return (type === '*' || type === 'AWS') && texts(attribute(principals, 'identifiers')?.value, scope).includes('*');
}

/** A condition that cannot be read is kept with a null key: it may restrict, and so nothing is said against it. */
function conditionsOf(condition: ConfigValue | null): Condition[] {
  if (condition === null) return [];
  if (condition.kind !== 'map') return [{ key: null, values: [] }];
  return condition.entries.flatMap(({ value: keys }): Condition[] => {
    if (keys.kind !== 'map') return [{ key: null, values: [] }];
    return keys.entries.map(({ key, value }) => ({
      key: key.toLowerCase(),
      values: value.kind === 'list' ? value.items.map(textOf) : [textOf(value)],
    }));
  });
}

function constantText(value: ConfigValue | null, scope: TerraformScope): string | null {
  return value === null ? null : textOf(scope.resolve(value).value);
}

/** A constant text, or the constant texts of a list, in lower case. */
function texts(value: ConfigValue | null | undefined, scope: TerraformScope): string[] {
  if (value === null || value === undefined) return [];
  const { value: found } = scope.resolve(value);
  const items = found.kind === 'list' ? found.items : [found];
  return items.flatMap((item) => constantText(item, scope)?.toLowerCase() ?? []);
}

/** Holes are filled where they are constants; elsewhere with a character that no policy gives a meaning. */
function policyText(value: ConfigValue, scope: TerraformScope): string | null {
  if (value.kind === 'scalar' && typeof value.value === 'string') return value.value;
  if (value.kind !== 'expression' || value.parts === undefined) return null;
  return value.parts
    .map((part) => (typeof part === 'string' ? part : (constantText(part, scope) ?? '\uFFFC')))
    .join('');
}

/** From a place in a policy's text to one in the file: its line for a heredoc, the whole text where it is on one line. */
function placeInside(value: ConfigValue): (span: Span) => Span {
  const { startLine, endLine } = value.span;
  if (startLine === endLine) return () => value.span;
  return (span) => {
    const line = Math.min(startLine + span.startLine, endLine);
    return { startLine: line, startColumn: 1, endLine: line, endColumn: 1 };
  };
}
