/** Zod's issues about a policy file, told to the person who wrote it. */
import type { z } from 'zod';
import { SEVERITIES } from '#domain/finding.ts';
import { nearest } from './nearest.ts';
import { foundText, oneOf, pathText, word, type PathPart, type PolicyError } from './policy-error.ts';
import { AREAS } from '#domain/area.ts';
import { isBuiltIn } from './policy.ts';
import type { YamlSource } from './yaml-source.ts';

type Issue = z.core.$ZodIssue;

const RULE_WORDS = ['off', ...SEVERITIES];
const BUILT_IN: readonly string[] = AREAS;

/** Every issue as errors with their places; several for one issue that names several keys. */
export function shapeErrors(issues: readonly Issue[], source: YamlSource): PolicyError[] {
  return issues.flatMap((issue) => fromIssue(issue, issue.path.map(asPart), source));
}

function fromIssue(issue: Issue, path: readonly PathPart[], source: YamlSource): PolicyError[] {
  const value = valueAt(source.value, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey([...path, key], source));
    case 'invalid_value':
      return [wrongWord(path, value, issue.values.map(String), source)];
    case 'invalid_type':
      return [wrongType(path, value, issue.expected, source)];
    case 'invalid_union':
      return ruleSettingErrors(issue, path, value, source);
    case 'too_big':
      return [wrongSize(path, value, `at most ${String(issue.maximum)}`, source)];
    case 'too_small':
      return [wrongSize(path, value, `at least ${String(issue.minimum)}`, source)];
    default:
      return [problem(path, source, 'another value', foundText(value), null, `cannot be ${foundText(value)}.`)];
  }
}

function unknownKey(path: readonly PathPart[], source: YamlSource): PolicyError {
  const known = knownKeys(path.slice(0, -1));
  const near = nearest(String(path.at(-1)), known);
  const hint = near === null ? '' : ` Did you mean "${near}"?`;
  return {
    path: pathText(path),
    ...source.positionOfKey(path),
    expected: oneOf(known),
    found: word(String(path.at(-1))),
    nearest: near,
    message: `${pathText(path)} is not a key that a policy has.${hint} Known here: ${known.join(', ')}.`,
  };
}

function knownKeys(path: readonly PathPart[]): readonly string[] {
  switch (path[0]) {
    case undefined:
      return ['version', 'mode', 'areas', 'rules', 'provenance'];
    case 'areas':
      return ['paths', 'countersign', 'block'];
    case 'rules':
      return ['severity', 'off'];
    default:
      return path[1] === 'tools'
        ? path.length > 2
          ? ['tool', 'model', 'then', 'because']
          : ['allow', 'deny', 'otherwise']
        : ['declaration', 'undeclared', 'tools'];
  }
}

function wrongWord(
  path: readonly PathPart[],
  value: unknown,
  words: readonly string[],
  source: YamlSource,
): PolicyError {
  if (value === undefined && path.length === 1) {
    const line = `${String(path[0])}: ${words[0] ?? ''}`;
    return problem(path, source, oneOf(words), 'nothing', null, `is missing: add "${line}".`);
  }
  const near = typeof value === 'string' ? nearest(value, words) : null;
  const hint = near === null ? '' : ` Did you mean "${near}"?`;
  return problem(
    path,
    source,
    oneOf(words),
    foundText(value),
    near,
    `is ${foundText(value)}, but must be ${oneOf(words)}.${hint}`,
  );
}

function wrongType(path: readonly PathPart[], value: unknown, expected: string, source: YamlSource): PolicyError {
  if (path.length === 0) {
    const found = value === null || value === undefined ? 'is empty' : `is ${foundText(value)}, not a mapping`;
    return problem(path, source, 'a mapping', foundText(value), null, `${found}: begin with "version: 1".`);
  }
  const needsPaths = path[0] === 'areas' && !isBuiltIn(String(path[1])) && (path.length === 2 || path[2] === 'paths');
  if (needsPaths && (value === undefined || value === null)) return areaWithoutPaths(path.slice(0, 2), source);
  const words = TYPE_WORDS[expected] ?? expected;
  return problem(path, source, words, foundText(value), null, `must be ${words}, but is ${foundText(value)}.`);
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
  string: 'text',
};

/** A name that is no built-in area is one of the policy's own, and paths are all that such an area can go by. */
function areaWithoutPaths(path: readonly PathPart[], source: YamlSource): PolicyError {
  const name = String(path[1]);
  const near = nearest(name, BUILT_IN);
  const hint = near === null ? '' : ` Did you mean "${near}"?`;
  return problem(
    path,
    source,
    'paths, or the name of a built-in area',
    'neither',
    near,
    `is not a built-in area, so it needs paths.${hint} Built in: ${BUILT_IN.join(', ')}.`,
  );
}

function ruleSettingErrors(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: readonly PathPart[],
  value: unknown,
  source: YamlSource,
): PolicyError[] {
  if (typeof value === 'string') return [wrongWord(path, value, RULE_WORDS, source)];
  const inside = issue.errors.flat().filter((nested) => nested.code !== 'invalid_type' || nested.path.length > 0);
  const about = inside.filter((nested) => nested.path.length > 0 || nested.code === 'unrecognized_keys');
  if (typeof value === 'object' && value !== null && about.length > 0) {
    return about.flatMap((nested) => fromIssue(nested, [...path, ...nested.path.map(asPart)], source));
  }
  const expected = `${oneOf(RULE_WORDS)}, or a mapping with severity or off`;
  return [problem(path, source, expected, foundText(value), null, `is ${foundText(value)}, but must be ${expected}.`)];
}

function wrongSize(path: readonly PathPart[], value: unknown, limit: string, source: YamlSource): PolicyError {
  const unit = typeof value === 'string' ? 'characters' : 'entries';
  const length = typeof value === 'string' || Array.isArray(value) ? value.length : 0;
  const found = `${String(length)} ${unit}`;
  return problem(path, source, `${limit} ${unit}`, found, null, `has ${found}, but must have ${limit}.`);
}

function problem(
  path: readonly PathPart[],
  source: YamlSource,
  expected: string,
  found: string,
  near: string | null,
  rest: string,
): PolicyError {
  const position = found === 'nothing' || found === 'neither' ? source.positionOfKey(path) : source.positionOf(path);
  const subject = path.length === 0 ? 'The file' : pathText(path);
  return { path: pathText(path), ...position, expected, found, nearest: near, message: `${subject} ${rest}` };
}

/** The value at a path, looking at own properties only. */
export function valueAt(value: unknown, path: readonly PathPart[]): unknown {
  let inside: unknown = value;
  for (const part of path) {
    if (typeof inside !== 'object' || inside === null || !Object.hasOwn(inside, part)) return undefined;
    inside = (inside as Record<PathPart, unknown>)[part];
  }
  return inside;
}

function asPart(part: PropertyKey): PathPart {
  return typeof part === 'symbol' ? String(part) : part;
}
