/** A rule as code scanning wants it: tags, severity as a number, and its page as help. */
import type { Confidence, Severity } from '#domain/finding.ts';
import type { RuleDescription } from './rule-description.ts';
import { pageSections } from './rule-description.ts';
import type { Level, ReportingDescriptor } from './sarif-log.ts';

export const LEVELS: Readonly<Record<Severity, Level>> = {
  low: 'note',
  medium: 'warning',
  high: 'error',
  critical: 'error',
};

/** GitHub reads over 9.0 as critical, 7.0 to 8.9 as high, 4.0 to 6.9 as medium, and less as low. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  low: '3.0',
  medium: '5.5',
  high: '8.0',
  critical: '9.5',
};

/** GitHub's words for how often a rule is right. */
const PRECISION: Readonly<Record<Confidence, string>> = { low: 'low', medium: 'medium', high: 'high' };

export function reportingDescriptor({ id, meta, page }: RuleDescription): ReportingDescriptor {
  const sections = page === null ? [] : pageSections(page);
  const what = sections.find((section) => section.heading === 'What')?.text ?? meta.title;
  const markdown = sections.map(({ heading, text }) => `## ${heading}\n\n${text}`).join('\n\n');
  const [cwe] = meta.cwe;
  return {
    id,
    name: nameOf(id),
    shortDescription: { text: meta.title },
    fullDescription: { text: firstParagraph(what) },
    ...(cwe === undefined ? {} : { helpUri: `https://cwe.mitre.org/data/definitions/${cwe}.html` }),
    help: { text: sections.length === 0 ? meta.title : markdown, ...(markdown === '' ? {} : { markdown }) },
    defaultConfiguration: { level: LEVELS[meta.severity] },
    properties: {
      tags: ['security', meta.area, ...meta.cwe.map(cweTag)],
      precision: PRECISION[meta.confidence],
      'security-severity': SECURITY_SEVERITY[meta.severity],
      ...(meta.owasp === undefined ? {} : { owasp: meta.owasp }),
    },
  };
}

/** `auth/late-guard` → `LateGuard`. */
function nameOf(id: string): string {
  const words = id.slice(id.lastIndexOf('/') + 1).split('-');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** GitHub groups by `external/cwe/cwe-089`: three digits at least. */
function cweTag(cwe: number): string {
  return `external/cwe/cwe-${String(cwe).padStart(3, '0')}`;
}

function firstParagraph(text: string): string {
  const [paragraph = ''] = text.split('\n\n', 1);
  return paragraph.replace(/\s+/g, ' ').trim();
}
