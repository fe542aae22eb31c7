/**
 * All rules, by id. Generated from the folders beside it: `npm run generate` after adding, moving or removing a rule.
 */
import type { RegisteredRule } from './rule.ts';
import { rule as agentsHiddenText } from './agents/hidden-text.ts';
import { rule as agentsHookChanged } from './agents/hook-changed.ts';
import { rule as agentsNewAiUse } from './agents/new-ai-use.ts';
import { rule as agentsServerChanged } from './agents/server-changed.ts';
import { rule as agentsServerNotAllowed } from './agents/server-not-allowed.ts';
import { rule as agentsSkippedPermissions } from './agents/skipped-permissions.ts';
import { rule as agentsUnpinnedServer } from './agents/unpinned-server.ts';
import { rule as agentsWeakenedChecks } from './agents/weakened-checks.ts';
import { rule as authCsrfMissing } from './auth/csrf-missing.ts';
import { rule as authGuardNotAwaited } from './auth/guard-not-awaited.ts';
import { rule as authGuardWeakened } from './auth/guard-weakened.ts';
import { rule as authGuardWithoutExit } from './auth/guard-without-exit.ts';
import { rule as authInsecureCookie } from './auth/insecure-cookie.ts';
import { rule as authLateGuard } from './auth/late-guard.ts';
import { rule as authLoginWithoutLimit } from './auth/login-without-limit.ts';
import { rule as authMissingGuard } from './auth/missing-guard.ts';
import { rule as authMutationByGet } from './auth/mutation-by-get.ts';
import { rule as authOauthWithoutState } from './auth/oauth-without-state.ts';
import { rule as authOwnershipMissing } from './auth/ownership-missing.ts';
import { rule as authPasswordInUrl } from './auth/password-in-url.ts';
import { rule as authPermissiveDefault } from './auth/permissive-default.ts';
import { rule as authRemovedGuard } from './auth/removed-guard.ts';
import { rule as authSessionFixation } from './auth/session-fixation.ts';
import { rule as authSwallowedCheck } from './auth/swallowed-check.ts';
import { rule as authTokenWithoutExpiry } from './auth/token-without-expiry.ts';
import { rule as authUnfinishedGuard } from './auth/unfinished-guard.ts';
import { rule as authUnverifiedToken } from './auth/unverified-token.ts';
import { rule as authUserControlledBypass } from './auth/user-controlled-bypass.ts';
import { rule as authWeakPasswordHash } from './auth/weak-password-hash.ts';
import { rule as cryptoBiasedRandom } from './crypto/biased-random.ts';
import { rule as cryptoFixedIv } from './crypto/fixed-iv.ts';
import { rule as cryptoOwnCryptography } from './crypto/own-cryptography.ts';
import { rule as cryptoPredictableRandom } from './crypto/predictable-random.ts';
import { rule as cryptoShortKey } from './crypto/short-key.ts';
import { rule as cryptoTimingUnsafeComparison } from './crypto/timing-unsafe-comparison.ts';
import { rule as cryptoWeakCipher } from './crypto/weak-cipher.ts';
import { rule as cryptoWeakHash } from './crypto/weak-hash.ts';
import { rule as dataCodeInjection } from './data/code-injection.ts';
import { rule as dataCommandInjection } from './data/command-injection.ts';
import { rule as dataDeclaredDataFlow } from './data/declared-data-flow.ts';
import { rule as dataPathTraversal } from './data/path-traversal.ts';
import { rule as dataPrivateFolderServed } from './data/private-folder-served.ts';
import { rule as dataSqlFromParameter } from './data/sql-from-parameter.ts';
import { rule as dataSqlInjection } from './data/sql-injection.ts';
import { rule as dataUnsafeDeserialization } from './data/unsafe-deserialization.ts';
import { rule as dependenciesAbandonedPackage } from './dependencies/abandoned-package.ts';
import { rule as dependenciesBannedPackage } from './dependencies/banned-package.ts';
import { rule as dependenciesForeignSource } from './dependencies/foreign-source.ts';
import { rule as dependenciesImportName } from './dependencies/import-name.ts';
import { rule as dependenciesInstallScript } from './dependencies/install-script.ts';
import { rule as dependenciesLockMismatch } from './dependencies/lock-mismatch.ts';
import { rule as dependenciesLookalikePackage } from './dependencies/lookalike-package.ts';
import { rule as dependenciesLostProvenance } from './dependencies/lost-provenance.ts';
import { rule as dependenciesMissingExport } from './dependencies/missing-export.ts';
import { rule as dependenciesNewDependency } from './dependencies/new-dependency.ts';
import { rule as dependenciesRefusedLicence } from './dependencies/refused-licence.ts';
import { rule as dependenciesSamePurpose } from './dependencies/same-purpose.ts';
import { rule as dependenciesUnknownPackage } from './dependencies/unknown-package.ts';
import { rule as dependenciesUnknownVersion } from './dependencies/unknown-version.ts';
import { rule as dependenciesVulnerablePackage } from './dependencies/vulnerable-package.ts';
import { rule as dependenciesYoungPackage } from './dependencies/young-package.ts';
import { rule as governanceInvolvedFunction } from './governance/involved-function.ts';
import { rule as infrastructureAddedCapability } from './infrastructure/added-capability.ts';
import { rule as infrastructureAssumableRole } from './infrastructure/assumable-role.ts';
import { rule as infrastructureCarelessDockerfile } from './infrastructure/careless-dockerfile.ts';
import { rule as infrastructureContainerSocket } from './infrastructure/container-socket.ts';
import { rule as infrastructureHostMount } from './infrastructure/host-mount.ts';
import { rule as infrastructureHostNamespace } from './infrastructure/host-namespace.ts';
import { rule as infrastructureImageWithoutDigest } from './infrastructure/image-without-digest.ts';
import { rule as infrastructureInstanceMetadataV1 } from './infrastructure/instance-metadata-v1.ts';
import { rule as infrastructureKeptCapabilities } from './infrastructure/kept-capabilities.ts';
import { rule as infrastructureMissingLogs } from './infrastructure/missing-logs.ts';
import { rule as infrastructureMissingNetworkPolicy } from './infrastructure/missing-network-policy.ts';
import { rule as infrastructureMountedToken } from './infrastructure/mounted-token.ts';
import { rule as infrastructureOpenDefaultGroup } from './infrastructure/open-default-group.ts';
import { rule as infrastructureOpenIngress } from './infrastructure/open-ingress.ts';
import { rule as infrastructureOpenNetworkAcl } from './infrastructure/open-network-acl.ts';
import { rule as infrastructureOpenSensitivePort } from './infrastructure/open-sensitive-port.ts';
import { rule as infrastructurePlaintextSecret } from './infrastructure/plaintext-secret.ts';
import { rule as infrastructurePrivilegeEscalation } from './infrastructure/privilege-escalation.ts';
import { rule as infrastructurePrivilegedContainer } from './infrastructure/privileged-container.ts';
import { rule as infrastructurePrivilegedFunction } from './infrastructure/privileged-function.ts';
import { rule as infrastructurePublicBucket } from './infrastructure/public-bucket.ts';
import { rule as infrastructurePublicCluster } from './infrastructure/public-cluster.ts';
import { rule as infrastructurePublicDatabase } from './infrastructure/public-database.ts';
import { rule as infrastructurePublicInstance } from './infrastructure/public-instance.ts';
import { rule as infrastructurePublicResource } from './infrastructure/public-resource.ts';
import { rule as infrastructureRemovedProtection } from './infrastructure/removed-protection.ts';
import { rule as infrastructureRootContainer } from './infrastructure/root-container.ts';
import { rule as infrastructureRootImage } from './infrastructure/root-image.ts';
import { rule as infrastructureSecretInEnvironment } from './infrastructure/secret-in-environment.ts';
import { rule as infrastructureSecretInImage } from './infrastructure/secret-in-image.ts';
import { rule as infrastructureUnencryptedData } from './infrastructure/unencrypted-data.ts';
import { rule as infrastructureUnencryptedTransport } from './infrastructure/unencrypted-transport.ts';
import { rule as infrastructureUnlockedBucket } from './infrastructure/unlocked-bucket.ts';
import { rule as infrastructureUnpinnedImage } from './infrastructure/unpinned-image.ts';
import { rule as infrastructureWidenedAccess } from './infrastructure/widened-access.ts';
import { rule as infrastructureWildcardPolicy } from './infrastructure/wildcard-policy.ts';
import { rule as infrastructureWildcardRole } from './infrastructure/wildcard-role.ts';
import { rule as integrationsEndlessRetry } from './integrations/endless-retry.ts';
import { rule as integrationsMissingTimeout } from './integrations/missing-timeout.ts';
import { rule as integrationsPlainHttp } from './integrations/plain-http.ts';
import { rule as integrationsRequestForgery } from './integrations/request-forgery.ts';
import { rule as integrationsSecretInUrl } from './integrations/secret-in-url.ts';
import { rule as integrationsUnsignedWebhook } from './integrations/unsigned-webhook.ts';
import { rule as integrationsUnverifiedTls } from './integrations/unverified-tls.ts';
import { rule as loggingClearTextStorage } from './logging/clear-text-storage.ts';
import { rule as loggingLogInjection } from './logging/log-injection.ts';
import { rule as loggingPersonalDataInLog } from './logging/personal-data-in-log.ts';
import { rule as loggingSecretInAnswer } from './logging/secret-in-answer.ts';
import { rule as loggingSecretInLog } from './logging/secret-in-log.ts';
import { rule as loggingStackTraceExposed } from './logging/stack-trace-exposed.ts';
import { rule as promptsModelDecidesAccess } from './prompts/model-decides-access.ts';
import { rule as promptsModelOutputExecuted } from './prompts/model-output-executed.ts';
import { rule as promptsNewModel } from './prompts/new-model.ts';
import { rule as promptsPromptInLog } from './prompts/prompt-in-log.ts';
import { rule as promptsSecretInPrompt } from './prompts/secret-in-prompt.ts';
import { rule as promptsUnboundedAgentLoop } from './prompts/unbounded-agent-loop.ts';
import { rule as promptsUncheckedUserInput } from './prompts/unchecked-user-input.ts';
import { rule as promptsUserInputInSystemPrompt } from './prompts/user-input-in-system-prompt.ts';
import { rule as secretsCredentialInCode } from './secrets/credential-in-code.ts';
import { rule as secretsHardcodedSecret } from './secrets/hardcoded-secret.ts';
import { rule as workflowsCacheInRelease } from './workflows/cache-in-release.ts';
import { rule as workflowsContainerCredentials } from './workflows/container-credentials.ts';
import { rule as workflowsEnvironmentFileWrite } from './workflows/environment-file-write.ts';
import { rule as workflowsExcessivePermissions } from './workflows/excessive-permissions.ts';
import { rule as workflowsInheritedSecrets } from './workflows/inherited-secrets.ts';
import { rule as workflowsInsecureCommands } from './workflows/insecure-commands.ts';
import { rule as workflowsMissingPermissions } from './workflows/missing-permissions.ts';
import { rule as workflowsPersistedCredentials } from './workflows/persisted-credentials.ts';
import { rule as workflowsPipedScript } from './workflows/piped-script.ts';
import { rule as workflowsPrivilegedTrigger } from './workflows/privileged-trigger.ts';
import { rule as workflowsSelfHostedRunner } from './workflows/self-hosted-runner.ts';
import { rule as workflowsTemplateInjection } from './workflows/template-injection.ts';
import { rule as workflowsUnpinnedAction } from './workflows/unpinned-action.ts';
import { rule as workflowsUntrustedCheckout } from './workflows/untrusted-checkout.ts';
import { rule as workflowsUntrustedPrompt } from './workflows/untrusted-prompt.ts';

export const RULE_IDS = [
  'agents/hidden-text',
  'agents/hook-changed',
  'agents/new-ai-use',
  'agents/server-changed',
  'agents/server-not-allowed',
  'agents/skipped-permissions',
  'agents/unpinned-server',
  'agents/weakened-checks',
  'auth/csrf-missing',
  'auth/guard-not-awaited',
  'auth/guard-weakened',
  'auth/guard-without-exit',
  'auth/insecure-cookie',
  'auth/late-guard',
  'auth/login-without-limit',
  'auth/missing-guard',
  'auth/mutation-by-get',
  'auth/oauth-without-state',
  'auth/ownership-missing',
  'auth/password-in-url',
  'auth/permissive-default',
  'auth/removed-guard',
  'auth/session-fixation',
  'auth/swallowed-check',
  'auth/token-without-expiry',
  'auth/unfinished-guard',
  'auth/unverified-token',
  'auth/user-controlled-bypass',
  'auth/weak-password-hash',
  'crypto/biased-random',
  'crypto/fixed-iv',
  'crypto/own-cryptography',
  'crypto/predictable-random',
  'crypto/short-key',
  'crypto/timing-unsafe-comparison',
  'crypto/weak-cipher',
  'crypto/weak-hash',
  'data/code-injection',
  'data/command-injection',
  'data/declared-data-flow',
  'data/path-traversal',
  'data/private-folder-served',
  'data/sql-from-parameter',
  'data/sql-injection',
  'data/unsafe-deserialization',
  'dependencies/abandoned-package',
  'dependencies/banned-package',
  'dependencies/foreign-source',
  'dependencies/import-name',
  'dependencies/install-script',
  'dependencies/lock-mismatch',
  'dependencies/lookalike-package',
  'dependencies/lost-provenance',
  'dependencies/missing-export',
  'dependencies/new-dependency',
  'dependencies/refused-licence',
  'dependencies/same-purpose',
  'dependencies/unknown-package',
  'dependencies/unknown-version',
  'dependencies/vulnerable-package',
  'dependencies/young-package',
  'governance/involved-function',
  'infrastructure/added-capability',
  'infrastructure/assumable-role',
  'infrastructure/careless-dockerfile',
  'infrastructure/container-socket',
  'infrastructure/host-mount',
  'infrastructure/host-namespace',
  'infrastructure/image-without-digest',
  'infrastructure/instance-metadata-v1',
  'infrastructure/kept-capabilities',
  'infrastructure/missing-logs',
  'infrastructure/missing-network-policy',
  'infrastructure/mounted-token',
  'infrastructure/open-default-group',
  'infrastructure/open-ingress',
  'infrastructure/open-network-acl',
  'infrastructure/open-sensitive-port',
  'infrastructure/plaintext-secret',
  'infrastructure/privilege-escalation',
  'infrastructure/privileged-container',
  'infrastructure/privileged-function',
  'infrastructure/public-bucket',
  'infrastructure/public-cluster',
  'infrastructure/public-database',
  'infrastructure/public-instance',
  'infrastructure/public-resource',
  'infrastructure/removed-protection',
  'infrastructure/root-container',
  'infrastructure/root-image',
  'infrastructure/secret-in-environment',
  'infrastructure/secret-in-image',
  'infrastructure/unencrypted-data',
  'infrastructure/unencrypted-transport',
  'infrastructure/unlocked-bucket',
  'infrastructure/unpinned-image',
  'infrastructure/widened-access',
  'infrastructure/wildcard-policy',
  'infrastructure/wildcard-role',
  'integrations/endless-retry',
  'integrations/missing-timeout',
  'integrations/plain-http',
  'integrations/request-forgery',
  'integrations/secret-in-url',
  'integrations/unsigned-webhook',
  'integrations/unverified-tls',
  'logging/clear-text-storage',
  'logging/log-injection',
  'logging/personal-data-in-log',
  'logging/secret-in-answer',
  'logging/secret-in-log',
  'logging/stack-trace-exposed',
  'prompts/model-decides-access',
  'prompts/model-output-executed',
  'prompts/new-model',
  'prompts/prompt-in-log',
  'prompts/secret-in-prompt',
  'prompts/unbounded-agent-loop',
  'prompts/unchecked-user-input',
  'prompts/user-input-in-system-prompt',
  'secrets/credential-in-code',
  'secrets/hardcoded-secret',
  'workflows/cache-in-release',
  'workflows/container-credentials',
  'workflows/environment-file-write',
  'workflows/excessive-permissions',
  'workflows/inherited-secrets',
  'workflows/insecure-commands',
  'workflows/missing-permissions',
  'workflows/persisted-credentials',
  'workflows/piped-script',
  'workflows/privileged-trigger',
  'workflows/self-hosted-runner',
  'workflows/template-injection',
  'workflows/unpinned-action',
  'workflows/untrusted-checkout',
  'workflows/untrusted-prompt',
] as const;

export type RuleId = (typeof RULE_IDS)[number];

export const RULES: readonly (RegisteredRule & { readonly id: RuleId })[] = [
  { id: 'agents/hidden-text', definition: agentsHiddenText },
  { id: 'agents/hook-changed', definition: agentsHookChanged },
  { id: 'agents/new-ai-use', definition: agentsNewAiUse },
  { id: 'agents/server-changed', definition: agentsServerChanged },
  { id: 'agents/server-not-allowed', definition: agentsServerNotAllowed },
  { id: 'agents/skipped-permissions', definition: agentsSkippedPermissions },
  { id: 'agents/unpinned-server', definition: agentsUnpinnedServer },
  { id: 'agents/weakened-checks', definition: agentsWeakenedChecks },
  { id: 'auth/csrf-missing', definition: authCsrfMissing },
  { id: 'auth/guard-not-awaited', definition: authGuardNotAwaited },
  { id: 'auth/guard-weakened', definition: authGuardWeakened },
  { id: 'auth/guard-without-exit', definition: authGuardWithoutExit },
  { id: 'auth/insecure-cookie', definition: authInsecureCookie },
  { id: 'auth/late-guard', definition: authLateGuard },
  { id: 'auth/login-without-limit', definition: authLoginWithoutLimit },
  { id: 'auth/missing-guard', definition: authMissingGuard },
  { id: 'auth/mutation-by-get', definition: authMutationByGet },
  { id: 'auth/oauth-without-state', definition: authOauthWithoutState },
  { id: 'auth/ownership-missing', definition: authOwnershipMissing },
  { id: 'auth/password-in-url', definition: authPasswordInUrl },
  { id: 'auth/permissive-default', definition: authPermissiveDefault },
  { id: 'auth/removed-guard', definition: authRemovedGuard },
  { id: 'auth/session-fixation', definition: authSessionFixation },
  { id: 'auth/swallowed-check', definition: authSwallowedCheck },
  { id: 'auth/token-without-expiry', definition: authTokenWithoutExpiry },
  { id: 'auth/unfinished-guard', definition: authUnfinishedGuard },
  { id: 'auth/unverified-token', definition: authUnverifiedToken },
  { id: 'auth/user-controlled-bypass', definition: authUserControlledBypass },
  { id: 'auth/weak-password-hash', definition: authWeakPasswordHash },
  { id: 'crypto/biased-random', definition: cryptoBiasedRandom },
  { id: 'crypto/fixed-iv', definition: cryptoFixedIv },
  { id: 'crypto/own-cryptography', definition: cryptoOwnCryptography },
  { id: 'crypto/predictable-random', definition: cryptoPredictableRandom },
  { id: 'crypto/short-key', definition: cryptoShortKey },
  { id: 'crypto/timing-unsafe-comparison', definition: cryptoTimingUnsafeComparison },
  { id: 'crypto/weak-cipher', definition: cryptoWeakCipher },
  { id: 'crypto/weak-hash', definition: cryptoWeakHash },
  { id: 'data/code-injection', definition: dataCodeInjection },
  { id: 'data/command-injection', definition: dataCommandInjection },
  { id: 'data/declared-data-flow', definition: dataDeclaredDataFlow },
  { id: 'data/path-traversal', definition: dataPathTraversal },
  { id: 'data/private-folder-served', definition: dataPrivateFolderServed },
  { id: 'data/sql-from-parameter', definition: dataSqlFromParameter },
  { id: 'data/sql-injection', definition: dataSqlInjection },
  { id: 'data/unsafe-deserialization', definition: dataUnsafeDeserialization },
  { id: 'dependencies/abandoned-package', definition: dependenciesAbandonedPackage },
  { id: 'dependencies/banned-package', definition: dependenciesBannedPackage },
  { id: 'dependencies/foreign-source', definition: dependenciesForeignSource },
  { id: 'dependencies/import-name', definition: dependenciesImportName },
  { id: 'dependencies/install-script', definition: dependenciesInstallScript },
  { id: 'dependencies/lock-mismatch', definition: dependenciesLockMismatch },
  { id: 'dependencies/lookalike-package', definition: dependenciesLookalikePackage },
  { id: 'dependencies/lost-provenance', definition: dependenciesLostProvenance },
  { id: 'dependencies/missing-export', definition: dependenciesMissingExport },
  { id: 'dependencies/new-dependency', definition: dependenciesNewDependency },
  { id: 'dependencies/refused-licence', definition: dependenciesRefusedLicence },
  { id: 'dependencies/same-purpose', definition: dependenciesSamePurpose },
  { id: 'dependencies/unknown-package', definition: dependenciesUnknownPackage },
  { id: 'dependencies/unknown-version', definition: dependenciesUnknownVersion },
  { id: 'dependencies/vulnerable-package', definition: dependenciesVulnerablePackage },
  { id: 'dependencies/young-package', definition: dependenciesYoungPackage },
  { id: 'governance/involved-function', definition: governanceInvolvedFunction },
  { id: 'infrastructure/added-capability', definition: infrastructureAddedCapability },
  { id: 'infrastructure/assumable-role', definition: infrastructureAssumableRole },
  { id: 'infrastructure/careless-dockerfile', definition: infrastructureCarelessDockerfile },
  { id: 'infrastructure/container-socket', definition: infrastructureContainerSocket },
  { id: 'infrastructure/host-mount', definition: infrastructureHostMount },
  { id: 'infrastructure/host-namespace', definition: infrastructureHostNamespace },
  { id: 'infrastructure/image-without-digest', definition: infrastructureImageWithoutDigest },
  { id: 'infrastructure/instance-metadata-v1', definition: infrastructureInstanceMetadataV1 },
  { id: 'infrastructure/kept-capabilities', definition: infrastructureKeptCapabilities },
  { id: 'infrastructure/missing-logs', definition: infrastructureMissingLogs },
  { id: 'infrastructure/missing-network-policy', definition: infrastructureMissingNetworkPolicy },
  { id: 'infrastructure/mounted-token', definition: infrastructureMountedToken },
  { id: 'infrastructure/open-default-group', definition: infrastructureOpenDefaultGroup },
  { id: 'infrastructure/open-ingress', definition: infrastructureOpenIngress },
  { id: 'infrastructure/open-network-acl', definition: infrastructureOpenNetworkAcl },
  { id: 'infrastructure/open-sensitive-port', definition: infrastructureOpenSensitivePort },
  { id: 'infrastructure/plaintext-secret', definition: infrastructurePlaintextSecret },
  { id: 'infrastructure/privilege-escalation', definition: infrastructurePrivilegeEscalation },
  { id: 'infrastructure/privileged-container', definition: infrastructurePrivilegedContainer },
  { id: 'infrastructure/privileged-function', definition: infrastructurePrivilegedFunction },
  { id: 'infrastructure/public-bucket', definition: infrastructurePublicBucket },
  { id: 'infrastructure/public-cluster', definition: infrastructurePublicCluster },
  { id: 'infrastructure/public-database', definition: infrastructurePublicDatabase },
  { id: 'infrastructure/public-instance', definition: infrastructurePublicInstance },
  { id: 'infrastructure/public-resource', definition: infrastructurePublicResource },
  { id: 'infrastructure/removed-protection', definition: infrastructureRemovedProtection },
  { id: 'infrastructure/root-container', definition: infrastructureRootContainer },
  { id: 'infrastructure/root-image', definition: infrastructureRootImage },
  { id: 'infrastructure/secret-in-environment', definition: infrastructureSecretInEnvironment },
  { id: 'infrastructure/secret-in-image', definition: infrastructureSecretInImage },
  { id: 'infrastructure/unencrypted-data', definition: infrastructureUnencryptedData },
  { id: 'infrastructure/unencrypted-transport', definition: infrastructureUnencryptedTransport },
  { id: 'infrastructure/unlocked-bucket', definition: infrastructureUnlockedBucket },
  { id: 'infrastructure/unpinned-image', definition: infrastructureUnpinnedImage },
  { id: 'infrastructure/widened-access', definition: infrastructureWidenedAccess },
  { id: 'infrastructure/wildcard-policy', definition: infrastructureWildcardPolicy },
  { id: 'infrastructure/wildcard-role', definition: infrastructureWildcardRole },
  { id: 'integrations/endless-retry', definition: integrationsEndlessRetry },
  { id: 'integrations/missing-timeout', definition: integrationsMissingTimeout },
  { id: 'integrations/plain-http', definition: integrationsPlainHttp },
  { id: 'integrations/request-forgery', definition: integrationsRequestForgery },
  { id: 'integrations/secret-in-url', definition: integrationsSecretInUrl },
  { id: 'integrations/unsigned-webhook', definition: integrationsUnsignedWebhook },
  { id: 'integrations/unverified-tls', definition: integrationsUnverifiedTls },
  { id: 'logging/clear-text-storage', definition: loggingClearTextStorage },
  { id: 'logging/log-injection', definition: loggingLogInjection },
  { id: 'logging/personal-data-in-log', definition: loggingPersonalDataInLog },
  { id: 'logging/secret-in-answer', definition: loggingSecretInAnswer },
  { id: 'logging/secret-in-log', definition: loggingSecretInLog },
  { id: 'logging/stack-trace-exposed', definition: loggingStackTraceExposed },
  { id: 'prompts/model-decides-access', definition: promptsModelDecidesAccess },
  { id: 'prompts/model-output-executed', definition: promptsModelOutputExecuted },
  { id: 'prompts/new-model', definition: promptsNewModel },
  { id: 'prompts/prompt-in-log', definition: promptsPromptInLog },
  { id: 'prompts/secret-in-prompt', definition: promptsSecretInPrompt },
  { id: 'prompts/unbounded-agent-loop', definition: promptsUnboundedAgentLoop },
  { id: 'prompts/unchecked-user-input', definition: promptsUncheckedUserInput },
  { id: 'prompts/user-input-in-system-prompt', definition: promptsUserInputInSystemPrompt },
  { id: 'secrets/credential-in-code', definition: secretsCredentialInCode },
  { id: 'secrets/hardcoded-secret', definition: secretsHardcodedSecret },
  { id: 'workflows/cache-in-release', definition: workflowsCacheInRelease },
  { id: 'workflows/container-credentials', definition: workflowsContainerCredentials },
  { id: 'workflows/environment-file-write', definition: workflowsEnvironmentFileWrite },
  { id: 'workflows/excessive-permissions', definition: workflowsExcessivePermissions },
  { id: 'workflows/inherited-secrets', definition: workflowsInheritedSecrets },
  { id: 'workflows/insecure-commands', definition: workflowsInsecureCommands },
  { id: 'workflows/missing-permissions', definition: workflowsMissingPermissions },
  { id: 'workflows/persisted-credentials', definition: workflowsPersistedCredentials },
  { id: 'workflows/piped-script', definition: workflowsPipedScript },
  { id: 'workflows/privileged-trigger', definition: workflowsPrivilegedTrigger },
  { id: 'workflows/self-hosted-runner', definition: workflowsSelfHostedRunner },
  { id: 'workflows/template-injection', definition: workflowsTemplateInjection },
  { id: 'workflows/unpinned-action', definition: workflowsUnpinnedAction },
  { id: 'workflows/untrusted-checkout', definition: workflowsUntrustedCheckout },
  { id: 'workflows/untrusted-prompt', definition: workflowsUntrustedPrompt },
];
