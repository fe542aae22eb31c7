/**
 * Access that was there and is wider now: more ports for everyone, larger networks, more actions or resources of a
 * statement. What nobody could do before is told by the rules about states, and not told again here.
 */
import { textIn } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import type { Severity } from '#domain/finding.ts';
import type { Place, Span } from '#domain/span.ts';
import { defineRule, type RuleReport } from '../rule.ts';
import { isEveryAddress, openBits } from './addresses.ts';
import { ingressOf, type Ingress } from './ingress.ts';
import { policiesIn } from './policies.ts';
import type { Statement } from './policy-statements.ts';
import { tellPorts } from './sensitive-ports.ts';
import { isWild } from './wildcards.ts';

export const rule = defineRule({
  meta: {
    title: 'A change widens access that was narrower',
    area: 'infrastructure',
    severity: 'medium',
    confidence: 'high',
    cwe: [284, 732],
    owasp: 'A01:2021',
  },
  needs: 'infrastructure-change',
  check({ path, base, head }, report) {
    if (base === null || head === null) return;
    const before = new Map(base.scope.map((resource) => [keyOf(resource), resource]));
    for (const resource of head.resources) {
      const earlier = resource.path === path ? before.get(keyOf(resource)) : undefined;
      if (earlier === undefined) continue;
      for (const wider of [...widerPorts(earlier, resource), ...widerSources(earlier, resource)]) {
        report(told(resource, earlier, wider));
      }
    }
    for (const wider of widerStatements(base, head)) report(told(wider.resource, wider.earlier, wider));
  },
});

interface Wider {
  readonly span: Span;
  readonly baseSpan: Span;
  readonly message: string;
  readonly severity: Severity;
  readonly identity: string;
}

function keyOf({ kind, address }: Resource): string {
  return `${kind} ${address}`;
}

function told(resource: Resource, earlier: Resource, wider: Wider): RuleReport {
  const place = (side: Place['side'], path: string, span: Span): Place => ({ side, path, span });
  return {
    place: place('head', resource.path, wider.span),
    message: wider.message,
    remedy: 'Say why more is needed, or take back what is not.',
    symbol: resource.address,
    severity: wider.severity,
    identity: wider.identity,
    evidence: [{ place: place('base', earlier.path, wider.baseSpan), message: 'as it was before' }],
  };
}

/** Everyone was let in, and is through more ports. */
function widerPorts(earlier: Resource, resource: Resource): Wider[] {
  const [before, after] = [openTo(earlier), openTo(resource)];
  const [was] = before;
  if (was === undefined) return [];
  return after.flatMap((now): Wider[] => {
    if (
      now.ports.every(({ from, to }) =>
        before.some((one) => one.ports.some((range) => range.from <= from && to <= range.to)),
      )
    ) {
      return [];
    }
    return [
      {
        span: now.everyone?.span ?? now.span,
        baseSpan: was.everyone?.span ?? was.span,
        message: `${resource.address} let everyone in through ${tellPorts(before.flatMap(({ ports }) => ports))}, and now does through ${tellPorts(now.ports)}`,
        severity: 'high',
        identity: `ports ${tellPorts(now.ports)}`,
      },
    ];
  });
}

function openTo(resource: Resource): Ingress[] {
  return ingressOf(resource).filter(({ everyone, ports }) => everyone !== null && ports.length > 0);
}

/** A larger network than any before; everyone is told by the rules about open ports. */
function widerSources(earlier: Resource, resource: Resource): Wider[] {
  const [was, now] = [widest(earlier), widest(resource)];
  if (was === null || now === null || now.bits <= was.bits || isEveryAddress(now.text)) return [];
  return [
    {
      span: now.span,
      baseSpan: was.span,
      message: `${resource.address} let ${was.text} in, and now lets ${now.text} in`,
      severity: now.bits - was.bits >= 8 ? 'medium' : 'low',
      identity: `sources ${now.text}`,
    },
  ];
}

function widest(resource: Resource): { readonly text: string; readonly bits: number; readonly span: Span } | null {
  let found: { readonly text: string; readonly bits: number; readonly span: Span } | null = null;
  for (const source of ingressOf(resource).flatMap(({ sources }) => sources)) {
    const text = textIn(source) ?? '';
    const bits = openBits(text);
    if (bits !== null && bits > (found?.bits ?? -1)) found = { text, bits, span: source.span };
  }
  return found;
}

type Files = Parameters<(typeof rule)['check']>[0]['base'];

/** Statements are the same by their name or, without one, by their place among the others. */
function* widerStatements(base: NonNullable<Files>, head: NonNullable<Files>) {
  const before = new Map(
    policiesIn(base.resources, base.scope).flatMap(({ holder, statements }) =>
      statements.map((statement, index): [string, { holder: Resource; statement: Statement }] => {
        return [`${holder.address} ${statement.sid ?? index}`, { holder, statement }];
      }),
    ),
  );
  const seen = new Set<string>();
  for (const { holder, statements } of policiesIn(head.resources, head.scope)) {
    for (const [index, statement] of statements.entries()) {
      const key = `${holder.address} ${statement.sid ?? index}`;
      const earlier = before.get(key);
      if (earlier === undefined || seen.has(key) || !statement.allows || !earlier.statement.allows) continue;
      seen.add(key);
      const what = widening(earlier.statement, statement);
      // Where it was not told before and is now, it is told there.
      if (what === null || (isWild(statement) && !isWild(earlier.statement))) continue;
      yield {
        resource: holder,
        earlier: earlier.holder,
        span: statement.actionSpan,
        baseSpan: earlier.statement.actionSpan,
        message: `${holder.address} allows more than before: ${what}`,
        severity: isWild(statement) ? ('high' as const) : ('medium' as const),
        identity: `${key} ${what}`,
      };
    }
  }
}

/** A star in place of what was named. */
function widening(before: Statement, after: Statement): string | null {
  const action = after.actions.find((one) => one.endsWith('*') && !before.actions.some((old) => covers(old, one)));
  const narrower = action === undefined ? undefined : before.actions.find((old) => covers(action, old));
  if (action !== undefined && narrower !== undefined) return `${action} in place of ${narrower}`;
  const resource = after.resources.find(
    (one) => one.endsWith('*') && !before.resources.some((old) => covers(old, one)),
  );
  const named = resource === undefined ? undefined : before.resources.find((old) => covers(resource, old));
  if (resource === undefined || named === undefined) return null;
  return `on ${resource} in place of ${named}`;
}

/** A pattern whose only star is at its end covers what begins like it. */
function covers(pattern: string, text: string): boolean {
  if (pattern === text) return true;
  return pattern.endsWith('*') && text.startsWith(pattern.slice(0, -1));
}
