/** Packages whose licence policy does not accept, read as SPDX expressions. Without a word in the policy, all are. */
import parse from 'spdx-expression-parse';
import satisfies from 'spdx-satisfies';
import { defineRule } from '../rule.ts';
import { accordingTo, knownAdditions, reportAt, shownPackage } from './addition-report.ts';

export const rule = defineRule({
  meta: {
    title: 'The change brings a package under a licence that policy does not accept',
    area: 'dependencies',
    severity: 'high',
    confidence: 'high',
    cwe: [],
  },
  needs: 'dependencies',
  check(change, report) {
    const { allowedLicences, deniedLicences } = change.policy;
    if (allowedLicences.length + deniedLicences.length === 0) return;
    for (const [addition, fact] of knownAdditions(change)) {
      if (fact.exists === false) continue;
      const judged = judge(fact.licences, allowedLicences, deniedLicences);
      if (judged === null) continue;
      report({
        ...reportAt(addition),
        message: `${shownPackage(addition)} ${judged.what}${accordingTo(fact)}`,
        remedy:
          'Take a package under an accepted licence, or have it accepted: by the policy for all, or by name with `allow`.',
        severity: judged.known ? 'high' : 'medium',
        confidence: judged.known ? 'high' : 'medium',
      });
    }
  },
});

interface Judged {
  readonly what: string;
  /** False where the licence could not be told, and so could not be accepted. */
  readonly known: boolean;
}

/** Several licences hold together, as the index lists them. */
function judge(
  licences: readonly string[] | null,
  allowed: readonly string[],
  denied: readonly string[],
): Judged | null {
  if (licences === null || licences.length === 0)
    return allowed.length === 0 ? null : { what: 'has no licence that is known', known: false };
  for (const licence of licences) {
    const shown = licence.slice(0, 100);
    if (!isExpression(licence)) {
      if (allowed.includes(licence)) continue;
      if (denied.includes(licence)) return { what: `is under ${shown}, which policy does not accept`, known: true };
      return allowed.length === 0
        ? null
        : { what: `is under ${JSON.stringify(shown)}, which is no licence that SPDX knows`, known: false };
    }
    if (allowed.length > 0 && !meets(licence, allowed))
      return { what: `is under ${shown}, which policy does not accept`, known: true };
    if (denied.length > 0 && !leavesAnother(licence, denied))
      return { what: `is under ${shown}, which policy does not accept`, known: true };
  }
  return null;
}

function isExpression(licence: string): boolean {
  if (licence.length > 500) return false;
  try {
    parse(licence);
    return true;
  } catch {
    return false;
  }
}

function meets(expression: string, allowed: readonly string[]): boolean {
  const known = allowed
    .filter(isExpression)
    .flatMap(choices)
    .map((way) => way.join(' AND '));
  try {
    return known.length > 0 && satisfies(expression, known);
  } catch {
    return false;
  }
}

/** Whether one of the ways in which it may be used does without a refused licence. */
function leavesAnother(expression: string, denied: readonly string[]): boolean {
  const refused = new Set(denied.map((licence) => licence.toLowerCase()));
  return choices(expression).some((way) => !way.some((licence) => refused.has(licence.toLowerCase())));
}

type Expression = ReturnType<typeof parse>;

/** The ways in which an expression may be met: each a list of licences that hold together. Bounded, however it nests. */
function choices(expression: string): string[][] {
  const read = (node: Expression, depth: number): string[][] => {
    if (depth > 50) return [];
    if ('license' in node) {
      const exception = node.exception === undefined ? '' : ` WITH ${node.exception}`;
      return [[`${node.license}${node.plus === true ? '+' : ''}${exception}`]];
    }
    const [left, right] = [read(node.left, depth + 1), read(node.right, depth + 1)];
    if (node.conjunction === 'or') return [...left, ...right].slice(0, 100);
    return left.flatMap((one) => right.map((other) => [...one, ...other])).slice(0, 100);
  };
  try {
    return read(parse(expression), 0);
  } catch {
    return [];
  }
}
