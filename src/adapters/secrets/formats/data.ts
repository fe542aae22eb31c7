/** Databases, content and maps: formats of their tokens. */
import type { Provider } from './token-format.ts';

export const DATA: readonly Provider[] = [
  {
    name: 'Databricks',
    source: 'https://docs.databricks.com/aws/en/dev-tools/auth/pat',
    tokens: [{ what: 'access token', pattern: 'dapi[0-9a-f]{32}(?:-[0-9])?' }],
  },
  {
    name: 'dbt Cloud',
    source: 'https://docs.getdbt.com/docs/dbt-cloud-apis/service-tokens',
    tokens: [{ what: 'token', pattern: 'dbt[cu]_[A-Za-z0-9_-]{36,60}', words: ['dbtc_', 'dbtu_'] }],
  },
  {
    name: 'ClickHouse Cloud',
    source: 'https://clickhouse.com/docs/cloud/manage/openapi',
    tokens: [{ what: 'API key secret', pattern: '4b1d[A-Za-z0-9]{38}' }],
  },
  {
    name: 'PlanetScale',
    source: 'https://planetscale.com/docs/concepts/service-tokens',
    tokens: [
      { what: 'token', pattern: 'pscale_tkn_[A-Za-z0-9=._-]{32,64}' },
      { what: 'OAuth token', pattern: 'pscale_oauth_[A-Za-z0-9=._-]{32,64}' },
      { what: 'password', pattern: 'pscale_pw_[A-Za-z0-9=._-]{32,64}' },
    ],
  },
  {
    name: 'Supabase',
    source: 'https://supabase.com/docs/guides/api/api-keys',
    tokens: [
      { what: 'access token', pattern: 'sbp_[0-9a-f]{40}' },
      { what: 'secret key', pattern: 'sb_secret_[A-Za-z0-9_-]{22,48}' },
    ],
  },
  {
    name: 'Neon',
    source: 'https://neon.com/docs/manage/api-keys',
    tokens: [{ what: 'API key', pattern: 'napi_[a-z0-9]{64}' }],
  },
  {
    name: 'MongoDB Atlas',
    source: 'https://www.mongodb.com/docs/atlas/api/service-accounts-overview/',
    tokens: [{ what: 'service account secret', pattern: 'mdb_sa_sk_[A-Za-z0-9_-]{40}' }],
  },
  {
    name: 'CockroachDB Cloud',
    source: 'https://www.cockroachlabs.com/docs/cockroachcloud/managing-access',
    tokens: [{ what: 'API key', pattern: 'CCDB1_[A-Za-z0-9]{22}_[A-Za-z0-9]{40}' }],
  },
  {
    name: 'Aiven',
    source: 'https://aiven.io/docs/platform/concepts/authentication-tokens',
    tokens: [{ what: 'service password', pattern: 'AVNS_[A-Za-z0-9_-]{19}' }],
  },
  {
    name: 'Confluent',
    source:
      'https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html',
    tokens: [{ what: 'API key secret', pattern: 'cflt[A-Za-z0-9+/]{60}' }],
  },
  {
    name: 'Tinybird',
    source: 'https://www.tinybird.co/docs/get-data-in/auth/tokens',
    tokens: [{ what: 'token', pattern: 'p\\.eyJ1Ijog[A-Za-z0-9_-]{60,200}\\.[A-Za-z0-9_-]{20,64}' }],
  },
  {
    name: 'Airtable',
    source: 'https://airtable.com/developers/web/guides/personal-access-tokens',
    tokens: [{ what: 'personal access token', pattern: 'pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}' }],
  },
  {
    name: 'Prisma',
    source: 'https://www.prisma.io/docs/accelerate/getting-started',
    tokens: [
      { what: 'Accelerate URL', pattern: 'prisma://accelerate\\.prisma-data\\.net/\\?api_key=[A-Za-z0-9._-]{40,400}' },
    ],
  },
  {
    name: 'Contentful',
    source: 'https://www.contentful.com/developers/docs/references/content-management-api/',
    tokens: [{ what: 'management token', pattern: 'CFPAT-[A-Za-z0-9_-]{43}' }],
  },
  {
    name: 'Sanity',
    source: 'https://www.sanity.io/docs/content-lake/http-auth',
    tokens: [{ what: 'API token', pattern: 'sk[A-Za-z0-9]{150,200}' }],
  },
  {
    name: 'Mapbox',
    source: 'https://docs.mapbox.com/help/glossary/access-token/',
    tokens: [
      {
        what: 'secret token',
        pattern: '[st]k\\.eyJ[A-Za-z0-9_-]{50,160}\\.[A-Za-z0-9_-]{20,26}',
        words: ['sk.eyj', 'tk.eyj'],
      },
    ],
  },
  {
    name: 'MaxMind',
    source: 'https://dev.maxmind.com/license-key-validation',
    tokens: [{ what: 'licence key', pattern: '[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk', words: ['_mmk'], lead: [36] }],
  },
  {
    name: 'Elastic',
    source: 'https://www.elastic.co/docs/deploy-manage/api-keys/elastic-cloud-api-keys',
    tokens: [{ what: 'Cloud API key', pattern: 'essu_[A-Za-z0-9+/=]{40,140}' }],
  },
  {
    name: 'PostHog',
    source: 'https://posthog.com/docs/api',
    tokens: [
      { what: 'personal API key', pattern: 'phx_[A-Za-z0-9_-]{43,50}' },
      { what: 'feature flag key', pattern: 'phs_[A-Za-z0-9_-]{43,50}' },
    ],
  },
  {
    name: 'Blockfrost',
    source: 'https://docs.blockfrost.io/',
    tokens: [
      {
        what: 'project id',
        pattern: '(?:mainnet|preprod|preview|testnet)[A-Za-z0-9]{32}',
        words: ['mainnet', 'preprod', 'preview', 'testnet'],
      },
    ],
  },
];
