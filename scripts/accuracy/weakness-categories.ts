/** Which weaknesses (CWE) are one category, so that a finding and a label that name neighbours can agree. */

const CATEGORIES: Readonly<Record<string, readonly number[]>> = {
  'authn-authz': [862, 863, 639, 285, 306, 287],
  'sql-injection': [89, 943],
  'nosql-injection': [89, 943],
  'command-injection': [78, 88],
  'code-injection': [94, 95, 1336],
  xss: [79, 116],
  ssrf: [918],
  'path-traversal': [22, 73, 377],
  'open-redirect': [601],
  'prototype-pollution-mass-assignment': [1321, 915],
  deserialization: [502],
  'xml-injection-xxe': [611, 643, 776],
  'weak-crypto': [327, 328, 338, 916, 329, 208],
  'hardcoded-secret': [798, 259, 321],
  'jwt-signature': [347, 345],
  'cookie-session': [614, 1004, 384],
  'cors-origin': [942, 346],
  csrf: [352],
  'headers-clickjacking': [693, 1021],
  'tls-transport': [295, 319],
  'info-exposure-logging': [532, 209, 117, 200],
  'dos-redos': [1333, 400, 770],
  'input-validation': [20],
  'supply-chain-config': [829, 494],
  llm: [1427],
  'error-handling-partial': [390, 754],
};

function weaknessesOf(category: string): readonly number[] {
  return CATEGORIES[category] ?? [];
}

/** Nothing is of a category that is not known. */
export function isOfCategory(cwe: readonly number[], category: string): boolean {
  return cwe.some((number) => weaknessesOf(category).includes(number));
}
