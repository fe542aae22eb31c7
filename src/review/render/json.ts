/** A verdict as JSON: the value itself, its keys in one order whoever built it, and nothing in it that acts on a screen. */
import type { Verdict } from '#domain/verdict.ts';
import { inertJson } from './neutralise.ts';

/** As the vocabulary declares them. Keys that are data (tools of `byTool`) come after, by code unit. */
const KEY_ORDER = [
  ...['version', 'engine', 'outcome', 'title', 'subject', 'repository', 'pullRequest', 'base', 'head', 'target'],
  ...['decidedAt', 'policy', 'size', 'provenance', 'areas', 'requirements', 'findings', 'fixed', 'existing'],
  ...['notChecked', 'id', 'kind', 'ruleId', 'area', 'severity', 'confidence', 'cwe', 'message', 'remedy', 'place'],
  ...['symbol', 'evidence', 'fix', 'fingerprint', 'state', 'adjustments', 'says', 'tool', 'model', 'strength'],
  ...['path', 'side', 'span', 'startLine', 'startColumn', 'endLine', 'endColumn', 'reason', 'detail', 'lines'],
] as const;
const RANK: ReadonlyMap<string, number> = new Map(KEY_ORDER.map((key, index) => [key, index]));

export function renderJson(verdict: Verdict): string {
  return `${inertJson(JSON.stringify(verdict, inOrder, 2))}\n`;
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => byRank(a, b)));
}

function byRank(a: string, b: string): number {
  const difference = (RANK.get(a) ?? KEY_ORDER.length) - (RANK.get(b) ?? KEY_ORDER.length);
  if (difference !== 0) return difference;
  return a < b ? -1 : 1;
}
