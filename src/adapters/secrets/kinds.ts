/** What a secret is called and how it is described, by secretlint's message ids. secretlint's own messages quote the value and are never used. */

export interface SecretKind {
  readonly kind: string;
  /** For people, without an article's sentence around it: "GitHub token". */
  readonly description: string;
}

const KINDS: Readonly<Record<string, SecretKind>> = {
  AWSSecretAccessKey: { kind: 'aws-secret-access-key', description: 'AWS secret access key' },
  AWSAccessKeyID: { kind: 'aws-access-key-id', description: 'AWS access key id' },
  PrivateKeyJSON: { kind: 'gcp-service-account-key', description: 'private key of a Google Cloud service account' },
  PrivateKeyP12: { kind: 'gcp-service-account-key', description: 'private key of a Google Cloud service account' },
  PackageJSON_xOauthToken: { kind: 'github-token', description: 'GitHub token in a URL' },
  Npmrc_authToken: { kind: 'npm-token', description: 'npm authentication token' },
  NPM_ACCESS_TOKEN: { kind: 'npm-token', description: 'npm access token' },
  SLACK_TOKEN: { kind: 'slack-token', description: 'Slack token' },
  IncomingWebhook: { kind: 'slack-webhook', description: 'Slack incoming webhook' },
  BasicAuth: { kind: 'basic-auth', description: 'user name and password in a URL' },
  OPENAI_TOKEN: { kind: 'openai-token', description: 'OpenAI API key' },
  ANTHROPIC_API_KEY: { kind: 'anthropic-api-key', description: 'Anthropic API key' },
  GROQ_API_KEY: { kind: 'groq-api-key', description: 'Groq API key' },
  HUGGINGFACE_USER_ACCESS_TOKEN: { kind: 'huggingface-token', description: 'Hugging Face access token' },
  LINEAR_API_TOKEN: { kind: 'linear-token', description: 'Linear API token' },
  NOTION_INTEGRATION_TOKEN: { kind: 'notion-token', description: 'Notion integration token' },
  PrivateKey: { kind: 'private-key', description: 'private key' },
  SENDGRID_KEY: { kind: 'sendgrid-key', description: 'SendGrid API key' },
  SHOPIFY_KEY: { kind: 'shopify-token', description: 'Shopify access token' },
  GITHUB_TOKEN: { kind: 'github-token', description: 'GitHub token' },
  GITLAB_PERSONAL_ACCESS_TOKEN: { kind: 'gitlab-token', description: 'GitLab access token' },
  GRAFANA_CLOUD_API_TOKEN: { kind: 'grafana-token', description: 'Grafana Cloud API token' },
  GRAFANA_SERVICE_ACCOUNT_TOKEN: { kind: 'grafana-token', description: 'Grafana service account token' },
  OPS_TOKEN: { kind: '1password-token', description: '1Password service account token' },
  MongoDBConnection: { kind: 'database-url', description: 'MongoDB connection string with a password' },
  MySQLConnection: { kind: 'database-url', description: 'MySQL connection string with a password' },
  PostgreSQLConnection: { kind: 'database-url', description: 'PostgreSQL connection string with a password' },
  HASHICORP_VAULT_SERVICE_TOKEN: { kind: 'vault-token', description: 'HashiCorp Vault service token' },
  HASHICORP_VAULT_BATCH_TOKEN: { kind: 'vault-token', description: 'HashiCorp Vault batch token' },
  HASHICORP_VAULT_RECOVERY_TOKEN: { kind: 'vault-token', description: 'HashiCorp Vault recovery token' },
  VERCEL_PERSONAL_ACCESS_TOKEN: { kind: 'vercel-token', description: 'Vercel access token' },
  VERCEL_INTEGRATION_TOKEN: { kind: 'vercel-token', description: 'Vercel integration token' },
  VERCEL_APP_ACCESS_TOKEN: { kind: 'vercel-token', description: 'Vercel app access token' },
  VERCEL_APP_REFRESH_TOKEN: { kind: 'vercel-token', description: 'Vercel app refresh token' },
  VERCEL_AI_GATEWAY_API_KEY: { kind: 'vercel-token', description: 'Vercel AI Gateway API key' },
  DATABRICKS_PERSONAL_ACCESS_TOKEN: { kind: 'databricks-token', description: 'Databricks access token' },
  DOCKER_PERSONAL_ACCESS_TOKEN: { kind: 'docker-token', description: 'Docker access token' },
  FIGMA_PERSONAL_ACCESS_TOKEN: { kind: 'figma-token', description: 'Figma access token' },
};

/** A message id that a newer secretlint brings still gets a name, from the rule it came from. */
export function kindOf(messageId: string, ruleId: string): SecretKind {
  if (Object.hasOwn(KINDS, messageId)) return KINDS[messageId] as SecretKind;
  const kind = ruleId.replace(/^.*secretlint-rule-/, '').slice(0, 50);
  return { kind, description: `credential of the kind ${kind}` };
}
