/**
 * AWS policies, however they are written (maps of a template, `jsonencode`, heredocs, quoted text, policy documents), as
 * statements with what matters of them: who, what, on which, under which condition.
 */
import { extractJson } from '#analysis/configuration/json.ts';
import type { ConfigValue } from '#analysis/configuration-facts.ts';
import { entriesOf } from '#analysis/configuration/lookup.ts';
import { blocksOf, fieldOf, itemsIn, mapsOf, textIn, wordsIn } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import type { Span } from '#domain/span.ts';

export interface Statement {
  readonly sid: string | null;
  readonly allows: boolean;
  /** `*` as a principal, or everyone but some. */
  readonly everyone: boolean;
  /** Constant principals of AWS accounts: ARNs, account numbers. */
  readonly accounts: readonly string[];
  /** In lower case; empty where they are not constants. `NotAction` is everything but some: `*`. */
  readonly actions: readonly string[];
  /** Constants; `NotResource` is `*`. */
  readonly resources: readonly string[];
  readonly conditions: readonly Condition[];
  readonly span: Span;
  /** Where it is said who, and what. */
  readonly principalSpan: Span;
  readonly actionSpan: Span;
}

export interface Condition {
  /** In lower case: `aws:sourceip`. Null where it is not a constant. */
  readonly key: string | null;
  /** `StringEquals`, in lower case. */
  readonly operator: string;
  readonly values: readonly (string | null)[];
}

/** Null where the value is no policy that can be read here. */
export function statementsIn(value: ConfigValue, syntax: Resource['syntax']): Statement[] | null {
  if (value.kind === 'map') return fieldOf(value, 'Statement') === null ? null : statementsOf(value, (span) => span);
  if (value.kind === 'expression' && value.call?.name === 'jsonencode') {
    const policy = value.call.args[0];
    return policy === undefined ? null : statementsOf(policy, (span) => span);
  }
  const text = textOfPolicy(value);
  if (text === null || !text.trimStart().startsWith('{')) return null;
  const policy = extractJson(text).documents[0];
  return policy === undefined ? null : statementsOf(policy, placeInside(value, syntax));
}

/** Statements of `data "aws_iam_policy_document"`. */
export function statementsOfDocument({ properties }: Resource): Statement[] {
  return blocksOf(properties, 'statement').map((block) => {
    const principals = blocksOf(block, 'principals');
    const notPrincipals = blocksOf(block, 'not_principals');
    const identifiers = (one: ConfigValue): string[] => wordsIn(fieldOf(one, 'identifiers')?.value);
    const ofAccounts = principals.filter((one) => ['*', 'AWS'].includes(textIn(fieldOf(one, 'type')?.value) ?? ''));
    const open = ofAccounts.find((one) => identifiers(one).includes('*'));
    const effect = fieldOf(block, 'effect');
    const who = block.entries.find(({ value }) => value === open) ?? fieldOf(block, 'not_principals');
    return {
      sid: textIn(fieldOf(block, 'sid')?.value),
      allows: effect === null || textIn(effect.value) === 'Allow',
      everyone: open !== undefined || notPrincipals.length > 0,
      accounts: ofAccounts.flatMap(identifiers),
      actions: fieldOf(block, 'not_actions') === null ? lower(fieldOf(block, 'actions')?.value) : ['*'],
      resources: fieldOf(block, 'not_resources') === null ? wordsIn(fieldOf(block, 'resources')?.value) : ['*'],
      conditions: blocksOf(block, 'condition').map((condition) => ({
        key: textIn(fieldOf(condition, 'variable')?.value)?.toLowerCase() ?? null,
        operator: textIn(fieldOf(condition, 'test')?.value)?.toLowerCase() ?? '',
        values: itemsIn(fieldOf(condition, 'values')?.value).map(textIn),
      })),
      span: block.span,
      principalSpan: who?.keySpan ?? block.span,
      actionSpan: fieldOf(block, 'actions', 'not_actions')?.value.span ?? block.span,
    };
  });
}

function statementsOf(policy: ConfigValue, place: (span: Span) => Span): Statement[] {
  return mapsOf(fieldOf(policy, 'Statement')?.value).map((statement) => {
    const principal = fieldOf(statement, 'Principal')?.value ?? null;
    const notPrincipal = fieldOf(statement, 'NotPrincipal')?.value ?? null;
    const action = fieldOf(statement, 'Action', 'NotAction');
    return {
      sid: textIn(fieldOf(statement, 'Sid')?.value),
      allows: textIn(fieldOf(statement, 'Effect')?.value) === 'Allow',
      everyone: accountsIn(principal).includes('*') || notPrincipal !== null,
      accounts: accountsIn(principal),
      actions: fieldOf(statement, 'NotAction') === null ? lower(action?.value) : ['*'],
      resources: fieldOf(statement, 'NotResource') === null ? wordsIn(fieldOf(statement, 'Resource')?.value) : ['*'],
      conditions: conditionsOf(fieldOf(statement, 'Condition')?.value ?? null),
      span: place(statement.span),
      principalSpan: place((principal ?? notPrincipal ?? statement).span),
      actionSpan: place((action?.value ?? statement).span),
    };
  });
}

function accountsIn(principal: ConfigValue | null): string[] {
  if (principal?.kind !== 'map') return wordsIn(principal);
  return principal.entries.flatMap(({ key, value }) => (key === 'AWS' ? wordsIn(value) : []));
}

/** A condition that cannot be read is kept with a null key: it may restrict, and so nothing is said against it. */
function conditionsOf(condition: ConfigValue | null): Condition[] {
  if (condition === null) return [];
  if (condition.kind !== 'map') return [{ key: null, operator: '', values: [] }];
  return condition.entries.flatMap(({ key: operator, value: keys }): Condition[] => {
    if (keys.kind !== 'map') return [{ key: null, operator, values: [] }];
    return entriesOf(keys).map(({ key, value }) => ({
      key: key.toLowerCase(),
      operator: operator.toLowerCase(),
      values: itemsIn(value).map((item) => (item.kind === 'scalar' ? String(item.value) : null)),
    }));
  });
}

function lower(value: ConfigValue | null | undefined): string[] {
  return wordsIn(value).map((word) => word.toLowerCase());
}

/** Holes that are not known are filled with a character that no policy gives a meaning. */
function textOfPolicy(value: ConfigValue): string | null {
  if (value.kind === 'scalar' && typeof value.value === 'string') return value.value;
  if (value.kind !== 'expression' || value.parts === undefined) return null;
  return value.parts.map((part) => (typeof part === 'string' ? part : (textIn(part) ?? '\uFFFC'))).join('');
}

/** From a place in a policy's text to one in the file: its line for a heredoc, the whole text where it is on one line. */
function placeInside(value: ConfigValue, syntax: Resource['syntax']): (span: Span) => Span {
  const { startLine, endLine } = value.span;
  if (startLine === endLine || syntax !== 'hcl') return () => value.span;
  return (span) => {
    const line = Math.min(startLine + span.startLine, endLine);
    return { startLine: line, startColumn: 1, endLine: line, endColumn: 1 };
  };
}
