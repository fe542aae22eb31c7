/**
 * All rules, by id. Generated from the folders beside it: `npm run generate` after adding, moving or removing a rule.
 */
import type { RegisteredRule } from './rule.ts';
import { rule as authGuardNotAwaited } from './auth/guard-not-awaited.ts';
import { rule as authGuardWithoutExit } from './auth/guard-without-exit.ts';
import { rule as authLateGuard } from './auth/late-guard.ts';
import { rule as authRemovedGuard } from './auth/removed-guard.ts';
import { rule as dataSqlFromParameter } from './data/sql-from-parameter.ts';
import { rule as dataSqlInjection } from './data/sql-injection.ts';
import { rule as dependenciesNewDependency } from './dependencies/new-dependency.ts';
import { rule as infrastructurePublicBucket } from './infrastructure/public-bucket.ts';
import { rule as integrationsUnverifiedTls } from './integrations/unverified-tls.ts';
import { rule as loggingSecretInLog } from './logging/secret-in-log.ts';
import { rule as promptsUserInputInSystemPrompt } from './prompts/user-input-in-system-prompt.ts';
import { rule as secretsHardcodedSecret } from './secrets/hardcoded-secret.ts';
import { rule as workflowsUnpinnedAction } from './workflows/unpinned-action.ts';

export const RULE_IDS = [
  'auth/guard-not-awaited',
  'auth/guard-without-exit',
  'auth/late-guard',
  'auth/removed-guard',
  'data/sql-from-parameter',
  'data/sql-injection',
  'dependencies/new-dependency',
  'infrastructure/public-bucket',
  'integrations/unverified-tls',
  'logging/secret-in-log',
  'prompts/user-input-in-system-prompt',
  'secrets/hardcoded-secret',
  'workflows/unpinned-action',
] as const;

export type RuleId = (typeof RULE_IDS)[number];

export const RULES: readonly (RegisteredRule & { readonly id: RuleId })[] = [
  { id: 'auth/guard-not-awaited', definition: authGuardNotAwaited },
  { id: 'auth/guard-without-exit', definition: authGuardWithoutExit },
  { id: 'auth/late-guard', definition: authLateGuard },
  { id: 'auth/removed-guard', definition: authRemovedGuard },
  { id: 'data/sql-from-parameter', definition: dataSqlFromParameter },
  { id: 'data/sql-injection', definition: dataSqlInjection },
  { id: 'dependencies/new-dependency', definition: dependenciesNewDependency },
  { id: 'infrastructure/public-bucket', definition: infrastructurePublicBucket },
  { id: 'integrations/unverified-tls', definition: integrationsUnverifiedTls },
  { id: 'logging/secret-in-log', definition: loggingSecretInLog },
  { id: 'prompts/user-input-in-system-prompt', definition: promptsUserInputInSystemPrompt },
  { id: 'secrets/hardcoded-secret', definition: secretsHardcodedSecret },
  { id: 'workflows/unpinned-action', definition: workflowsUnpinnedAction },
];
