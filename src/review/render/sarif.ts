/**
 * A verdict as SARIF 2.1.0, for code scanning and other readers of findings. GitHub takes every result for an open
 * alert, whatever its baseline state: what is fixed or was there before is in the log only when asked for.
 */
import type { Finding, Fix } from '#domain/finding.ts';
import type { NotChecked } from '#domain/not-checked.ts';
import { HARMLESS_REASONS } from '#domain/not-checked.ts';
import type { Verdict } from '#domain/verdict.ts';
import { inertJson } from './neutralise.ts';
import type { RuleDescription } from './rule-description.ts';
import {
  anchorOf,
  artifactLocation,
  BASE_ROOT,
  codeFlows,
  HEAD_ROOT,
  messageText,
  physicalLocation,
  region,
  relatedLocations,
  symbolName,
} from './sarif-place.ts';
import type { Level } from './sarif-log.ts';
import { LEVELS, reportingDescriptor } from './sarif-rule.ts';

export interface SarifOptions {
  readonly rules: readonly RuleDescription[];
  /** Also what was there before (`unchanged`) and what is fixed (`absent`). */
  readonly all: boolean;
}

/**
 * GitHub refuses a run with more, and shows the 5,000 gravest.
 * Source: docs.github.com, "SARIF support for code scanning", "Validating your SARIF file".
 */
const MOST_RESULTS = 25_000;

const SCHEMA_URI = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

export function renderSarif(verdict: Verdict, options: SarifOptions): string {
  return `${inertJson(JSON.stringify(sarifLog(verdict, options), null, 2))}\n`;
}

function sarifLog(verdict: Verdict, { rules, all }: SarifOptions) {
  const ruleIndex = new Map(rules.map((rule, index) => [rule.id, index]));
  const findings = all ? [...verdict.findings, ...verdict.existing, ...verdict.fixed] : verdict.findings;
  return {
    $schema: SCHEMA_URI,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'Countersign', semanticVersion: verdict.engine, rules: rules.map(reportingDescriptor) },
        },
        automationDetails: { id: 'countersign/' },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: {
          [HEAD_ROOT]: { description: { text: 'The root of the repository, with the change.' } },
          [BASE_ROOT]: { description: { text: 'The root of the repository, before the change.' } },
        },
        invocations: [
          {
            executionSuccessful: verdict.outcome !== 'incomplete',
            endTimeUtc: verdict.decidedAt,
            toolExecutionNotifications: [
              ...(findings.length > MOST_RESULTS ? [leftOut(findings.length - MOST_RESULTS)] : []),
              ...verdict.notChecked.map((item) => notification(item, ruleIndex)),
            ],
          },
        ],
        results: findings.slice(0, MOST_RESULTS).map((finding) => result(finding, verdict, ruleIndex)),
        properties: { outcome: verdict.outcome, title: verdict.title, provenance: verdict.provenance.verdict },
      },
    ],
  };
}

const BASELINE_STATES = { new: 'new', existing: 'unchanged', fixed: 'absent' } as const;

function result(finding: Finding, verdict: Verdict, ruleIndex: ReadonlyMap<string, number>) {
  const index = ruleIndex.get(finding.ruleId);
  const flows = codeFlows(finding);
  const related = relatedLocations(finding);
  const fix = finding.fix === null ? null : sarifFix(finding.fix);
  return {
    ruleId: finding.ruleId,
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: LEVELS[finding.severity],
    message: { text: `${sentence(finding.message)} ${sentence(finding.remedy)}` },
    locations: [
      {
        physicalLocation: physicalLocation(anchorOf(finding)),
        ...(finding.symbol === null
          ? {}
          : { logicalLocations: [{ fullyQualifiedName: symbolName(finding.symbol), kind: 'function' }] }),
      },
    ],
    partialFingerprints: { 'countersign/v1': finding.fingerprint },
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    ...(flows.length === 0 ? {} : { codeFlows: flows }),
    ...(fix === null ? {} : { fixes: [fix] }),
    baselineState: BASELINE_STATES[finding.state],
    properties: {
      area: finding.area,
      severity: finding.severity,
      confidence: finding.confidence,
      provenance: verdict.provenance.verdict,
      side: finding.place.side,
      ...(finding.adjustments.length === 0 ? {} : { adjustments: finding.adjustments.map(messageText) }),
    },
  };
}

function sentence(text: string): string {
  const shown = messageText(text);
  return /[.!?]$/.test(shown) ? shown : `${shown}.`;
}

/** Null where an edit is not in the head: SARIF would apply it to the wrong text. */
function sarifFix(fix: Fix) {
  if (fix.edits.length === 0 || fix.edits.some(({ place }) => place.side !== 'head')) return null;
  const paths = [...new Set(fix.edits.map(({ place }) => place.path))];
  return {
    description: { text: messageText(fix.description) },
    artifactChanges: paths.map((path) => ({
      artifactLocation: artifactLocation(path, 'head'),
      replacements: fix.edits
        .filter(({ place }) => place.path === path)
        .map(({ place, replacement }) => ({
          deletedRegion: region(place.span),
          insertedContent: { text: replacement },
        })),
    })),
  };
}

function leftOut(count: number) {
  const text = `${String(count)} findings are left out: code scanning takes no more. The gravest are here.`;
  return { level: 'warning' satisfies Level, descriptor: { id: 'left-out' }, message: { text } };
}

const OUR_FAILURES: ReadonlySet<NotChecked['reason']> = new Set(['rule-crashed', 'source-unavailable']);

function notification(item: NotChecked, ruleIndex: ReadonlyMap<string, number>) {
  const index = item.ruleId === null ? undefined : ruleIndex.get(item.ruleId);
  return {
    level: notificationLevel(item),
    descriptor: { id: `not-checked/${item.reason}` },
    message: { text: messageText(item.detail) },
    ...(item.ruleId === null ? {} : { associatedRule: { id: item.ruleId, ...(index === undefined ? {} : { index }) } }),
    ...(item.path === null
      ? {}
      : {
          locations: [
            {
              physicalLocation: {
                artifactLocation: artifactLocation(item.path, 'head'),
                ...(item.lines === null ? {} : { region: { startLine: item.lines.start, endLine: item.lines.end } }),
              },
            },
          ],
        }),
  };
}

function notificationLevel({ reason }: NotChecked): Level {
  if (OUR_FAILURES.has(reason)) return 'error';
  return HARMLESS_REASONS.has(reason) ? 'note' : 'warning';
}
