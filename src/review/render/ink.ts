/** Colour and weight for a terminal, or neither. The caller decides which. */
import type { Severity } from '#domain/finding.ts';
import type { Outcome } from '#domain/verdict.ts';

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'blue' | 'magenta' | 'cyan';

export type Ink = (text: string, ...styles: readonly Style[]) => string;

const CODES: Readonly<Record<Style, string>> = {
  bold: '1',
  dim: '2',
  red: '31',
  green: '32',
  yellow: '33',
  blue: '34',
  magenta: '35',
  cyan: '36',
};

export function createInk(colour: boolean): Ink {
  if (!colour) return (text) => text;
  return (text, ...styles) =>
    text === '' || styles.length === 0
      ? text
      : `\u001b[${styles.map((each) => CODES[each]).join(';')}m${text}\u001b[0m`;
}

export const SEVERITY_STYLE: Readonly<Record<Severity, Style>> = {
  critical: 'magenta',
  high: 'red',
  medium: 'yellow',
  low: 'blue',
};

export const OUTCOME_STYLE: Readonly<Record<Outcome, Style>> = {
  pass: 'green',
  'needs-countersign': 'yellow',
  blocked: 'red',
  incomplete: 'magenta',
};

export const OUTCOME_SIGN: Readonly<Record<Outcome, string>> = {
  pass: '✓',
  'needs-countersign': '●',
  blocked: '✗',
  incomplete: '?',
};
