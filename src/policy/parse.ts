/**
 * `.github/countersign.yml`: text in, policy or errors out. Nothing is guessed: what cannot be understood is an error
 * with its place and what to write instead. Which rules exist comes from the caller; reading the file is not done here.
 */
import type { Severity } from '#domain/finding.ts';
import { defaultCodePolicy, type CodePolicy } from './code-policy.ts';
import { defaultDependencyPolicy, type BannedPackage, type DependencyPolicy } from './dependency-policy.ts';
import { nearest } from './nearest.ts';
import { patternProblem } from './path-pattern.ts';
import { pathText, word, type PolicyError } from './policy-error.ts';
import { defaultArea, defaultPolicy, isBuiltIn, type Policy, type RulePolicy } from './policy.ts';
import { AREA_NAME, MAX_OWN_AREAS, MAX_RULES, policySchema, type PolicyFile } from './schema.ts';
import { shapeErrors, valueAt } from './shape-errors.ts';
import { readYaml, type YamlSource } from './yaml-source.ts';
import { NO_TOOL_POLICY, type ToolEntry, type ToolPolicy } from './tool-policy.ts';
import { AREAS } from '#domain/area.ts';

/** Where a policy lives in a repository. */
export const POLICY_PATH = '.github/countersign.yml';

export interface PolicyContext {
  /** Ids of the rules that exist. */
  readonly knownRules: readonly string[];
}

export type PolicyResult =
  | { readonly ok: true; readonly policy: Policy; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly errors: readonly PolicyError[] };

/** A policy with its defaults filled in, or everything that is wrong, in the order of the file. Never throws. */
export function parsePolicy(text: string, context: PolicyContext): PolicyResult {
  const reading = readYaml(text);
  if (!reading.ok) return reading;
  const { source } = reading;
  const shape = policySchema.safeParse(source.value);
  const errors = [
    ...(shape.success ? [] : shapeErrors(shape.error.issues, source)),
    ...areaErrors(source),
    ...ruleErrors(source, context.knownRules),
  ];
  if (!shape.success || errors.length > 0) {
    return { ok: false, errors: errors.sort((a, b) => a.line - b.line || a.column - b.column) };
  }
  return { ok: true, policy: fromFile(shape.data), warnings: warningsOf(shape.data) };
}

function areaErrors(source: YamlSource): PolicyError[] {
  const names = keysAt(source, ['areas']);
  const errors = tooMany(source, 'areas', names.filter((name) => !isBuiltIn(name)).length, MAX_OWN_AREAS);
  for (const name of names) {
    const path = ['areas', name];
    if (!AREA_NAME.test(name)) {
      const expected = 'a name of lower-case letters, digits and dashes';
      errors.push({
        path: pathText(path),
        ...source.positionOfKey(path),
        expected,
        found: word(name),
        nearest: null,
        message: `${pathText(path)} must be ${expected}, beginning with a letter, of at most 40 characters.`,
      });
    }
    const patterns = valueAt(source.value, [...path, 'paths']);
    if (!Array.isArray(patterns)) continue;
    patterns.forEach((pattern: unknown, index) => {
      if (typeof pattern !== 'string' || pattern === '') return;
      const problem = patternProblem(pattern);
      if (problem === null) return;
      const at = [...path, 'paths', index];
      errors.push({
        path: pathText(at),
        ...source.positionOf(at),
        expected: problem.expected,
        found: word(pattern),
        nearest: null,
        message: `${pathText(at)} is "${word(pattern)}", but must be ${problem.expected}. ${problem.remedy}`,
      });
    });
  }
  return errors;
}

function ruleErrors(source: YamlSource, knownRules: readonly string[]): PolicyError[] {
  const ids = keysAt(source, ['rules']);
  const known = new Set(knownRules);
  const unknown = ids.filter((id) => !known.has(id));
  return [
    ...tooMany(source, 'rules', ids.length, MAX_RULES),
    ...unknown.map((id): PolicyError => {
      const path = ['rules', id];
      const near = nearest(id, known) ?? knownRules.find((rule) => rule.split('/')[1] === id) ?? null;
      const hint = near === null ? '' : ` Did you mean "${near}"?`;
      return {
        path: pathText(path),
        ...source.positionOfKey(path),
        expected: 'the id of a rule',
        found: word(id),
        nearest: near,
        message: `${pathText(path)}: there is no rule of this name.${hint} \`countersign rules\` lists them.`,
      };
    }),
  ];
}

function tooMany(source: YamlSource, key: string, count: number, limit: number): PolicyError[] {
  if (count <= limit) return [];
  return [
    {
      path: key,
      ...source.positionOfKey([key]),
      expected: `at most ${String(limit)} entries`,
      found: `${String(count)} entries`,
      nearest: null,
      message: `${key} has ${String(count)} entries, but at most ${String(limit)} are read.`,
    },
  ];
}

function keysAt(source: YamlSource, path: readonly string[]): string[] {
  const value = valueAt(source.value, path);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

function fromFile(file: PolicyFile): Policy {
  const fallback = defaultPolicy();
  const areas = new Map(fallback.areas);
  for (const [name, area] of Object.entries(file.areas ?? {})) {
    const byDefault = defaultArea(name);
    areas.set(name, {
      paths: [...new Set(area?.paths ?? [])],
      countersign: area?.countersign ?? byDefault.countersign,
      block: area?.block ?? byDefault.block,
    });
  }
  return {
    version: 1,
    mode: file.mode ?? fallback.mode,
    areas,
    rules: new Map(Object.entries(file.rules ?? {}).map(([id, setting]) => [id, toRulePolicy(setting)])),
    provenance: {
      declaration: file.provenance?.declaration ?? fallback.provenance.declaration,
      undeclared: file.provenance?.undeclared ?? fallback.provenance.undeclared,
      tools: toToolPolicy(file.provenance?.tools ?? {}),
    },
    dependencies: toDependencyPolicy(file.dependencies ?? {}),
    agents: { servers: file.agents?.servers === undefined ? [] : [[...new Set(file.agents.servers)]] },
    code: toCodePolicy(file),
  };
}

function toCodePolicy(file: PolicyFile): CodePolicy {
  const fallback = defaultCodePolicy();
  const { assisted } = file.code ?? {};
  return {
    dataClasses: new Map(
      Object.entries(file['data-classes'] ?? {}).map(([name, own]) => [
        name,
        {
          fields: own.fields ?? [],
          types: own.types ?? [],
          tables: own.tables ?? [],
          mayReach: own['may-reach'] ?? [],
        },
      ]),
    ),
    assisted: {
      maximumComplexity: assisted?.['maximum-complexity'] ?? fallback.assisted.maximumComplexity,
      maximumNesting: assisted?.['maximum-nesting'] ?? fallback.assisted.maximumNesting,
    },
  };
}

type ToolSection = NonNullable<NonNullable<PolicyFile['provenance']>['tools']>;

function toToolPolicy({ allow, deny, otherwise }: ToolSection): ToolPolicy {
  return {
    allow: allow === undefined ? [] : [allow.map(toToolEntry)],
    deny: (deny ?? []).map(toToolEntry),
    otherwise: otherwise ?? NO_TOOL_POLICY.otherwise,
  };
}

function toToolEntry(entry: NonNullable<ToolSection['deny']>[number]): ToolEntry {
  if (typeof entry === 'string') return { tool: entry, model: null, then: 'block', because: null };
  const { tool, model, then, because } = entry;
  return { tool: tool ?? null, model: model ?? null, then: then ?? 'block', because: because ?? null };
}

type DependencySection = NonNullable<PolicyFile['dependencies']>;

function toDependencyPolicy(file: DependencySection): DependencyPolicy {
  const fallback = defaultDependencyPolicy();
  const own = limitsOf(file);
  return {
    ask: file.ask ?? fallback.ask,
    publicNames: file.public ?? [],
    privateNames: file.private ?? [],
    publicRegistries: (file['public-registries'] ?? []).map((host) => host.toLowerCase()),
    allow: file.allow ?? [],
    ban: (file.ban ?? []).map(toBan),
    instead: (file.instead ?? []).map(toBan),
    allowedLicences: file.licences?.allow ?? [],
    deniedLicences: file.licences?.deny ?? [],
    minimumAge: own.minimumAge ?? fallback.minimumAge,
    minimumReleases: own.minimumReleases ?? fallback.minimumReleases,
    maximumSeverity: own.maximumSeverity ?? fallback.maximumSeverity,
    installScripts: own.installScripts ?? fallback.installScripts,
    assisted: limitsOf(file.assisted ?? {}),
  };
}

function toBan({ package: pattern, use, because }: NonNullable<DependencySection['ban']>[number]): BannedPackage {
  return { pattern, use: use ?? null, because: because ?? null };
}

function limitsOf(file: NonNullable<DependencySection['assisted']>): DependencyPolicy['assisted'] {
  return {
    minimumAge: file['minimum-age'] ?? null,
    minimumReleases: file['minimum-releases'] ?? null,
    maximumSeverity: file['maximum-severity'] ?? null,
    installScripts: file['install-scripts'] ?? null,
  };
}

type RuleSetting = NonNullable<PolicyFile['rules']>[string];

function toRulePolicy(setting: RuleSetting): RulePolicy {
  const severity: Severity | null = typeof setting === 'object' ? (setting.severity ?? null) : asSeverity(setting);
  const off = setting === 'off' || (typeof setting === 'object' && setting.off === true);
  return { off, severity: off ? null : severity, raiseOnly: false };
}

function asSeverity(setting: 'off' | Severity): Severity | null {
  return setting === 'off' ? null : setting;
}

/** What is allowed and yet probably not meant. */
function warningsOf(file: PolicyFile): string[] {
  const warnings: string[] = [];
  for (const [name, area] of Object.entries(file.areas ?? {})) {
    const at = pathText(['areas', name]);
    const near = isBuiltIn(name) ? null : nearest(name, AREAS);
    if (near !== null)
      warnings.push(`${at} is an area of its own beside the built-in "${near}": rename it if "${near}" was meant.`);
    if (area?.countersign === 'never' && area.block === 'never') {
      warnings.push(`${at} neither asks for a countersign nor blocks: findings in it are only reported.`);
    }
  }
  for (const [id, setting] of Object.entries(file.rules ?? {})) {
    if (typeof setting !== 'object') continue;
    const at = pathText(['rules', id]);
    if (setting.off === true && setting.severity !== undefined)
      warnings.push(`${at} is off, so its severity counts for nothing.`);
    if (setting.off === undefined && setting.severity === undefined)
      warnings.push(`${at} says nothing: give it a severity, or off.`);
  }
  return warnings;
}
